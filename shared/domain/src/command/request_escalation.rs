//! 上报: a level asks to rise. What the lower level can settle does not rise, and the answer says why.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::{CentreCode, Level};
use fengqiao_routing::RequestFacts;

use super::{UseCase, checks};
use crate::event::EscalationRequested;
use crate::facts;
use crate::id::EscalationId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, Escalation};
use crate::turn::Turn;
use crate::vocabulary::{HelpWanted, Verdict};

/// 上报.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestEscalation {
    /// The centre asked; the next one up if absent.
    pub to: Option<CentreCode>,
    pub help_wanted: BTreeSet<HelpWanted>,
    pub text: Sealed,
}

impl UseCase for RequestEscalation {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case) && case.holder.level < Level::City
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let next = facts::next(case, turn.ctx.jurisdiction).ok_or_else(|| Refusal::new(Code::R07))?;
        if let Some(Escalation::Requested(pending) | Escalation::UnderAppeal { request: pending, .. }) =
            checks::escalation(case)
        {
            return Err(Refusal::new(Code::R11).because("pending_at", pending.to));
        }
        let to = self.to.unwrap_or(next);
        let stated = RequestFacts { target_is_next: to == next, help_wanted: self.help_wanted.clone() };
        let known = facts::facts_of_request(case, turn.ctx.jurisdiction, stated);
        let assessment = turn.ctx.rules.assess(&known);
        if to != next {
            return Err(Refusal::new(Code::R07).because("right_centre", next).explained_by(assessment));
        }
        if assessment.verdict == Verdict::Keep {
            return Err(checks::refused_by_rules(turn, assessment)?);
        }
        if let Some(Escalation::Refused { facts: then, .. }) = checks::escalation(case) {
            let unchanged = facts::Comparable(&known) == facts::Comparable(then);
            if unchanged && assessment.verdict != Verdict::LiftOnRequest {
                return Err(Refusal::new(Code::R11).explained_by(assessment));
            }
        }
        let from = case.holder.centre;
        turn.record(EscalationRequested {
            escalation: EscalationId::new(turn.ctx.command.derive("escalation", 0)),
            to,
            by: turn.ctx.actor.officer,
            from,
            help_wanted: self.help_wanted.clone(),
            text: Some(self.text.clone()),
            assessment: assessment.record(),
        });
        Ok(())
    }
}
