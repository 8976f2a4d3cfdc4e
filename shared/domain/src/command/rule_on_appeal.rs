//! 裁决: the superior is bound by the same tables.

use super::correct_facts::{self, Correction};
use super::{UseCase, checks};
use crate::event::{Cause, EscalationAccepted, EscalationAppealRuled};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, Escalation};
use crate::turn::Turn;
use crate::vocabulary::{AppealRuling, Verdict};

/// 裁决.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleOnAppeal {
    pub ruling: AppealRuling,
    pub corrections: Vec<Correction>,
    pub reason: Sealed,
}

impl UseCase for RuleOnAppeal {
    fn admitted(case: &Case) -> bool {
        matches!(checks::escalation(case), Some(Escalation::UnderAppeal { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let Some(Escalation::UnderAppeal { request, .. }) = checks::escalation(turn.case()?).cloned() else {
            return Err(Refusal::new(Code::L01));
        };
        correct_facts::apply(turn, &self.corrections)?;
        let assessment = turn.assessment()?;
        if assessment.verdict == Verdict::LiftNow {
            // The correction brought out a hard trigger: the rule itself lifts the case, and the appeal is overtaken.
            return turn.reassess();
        }
        match (self.ruling, assessment.verdict) {
            (AppealRuling::Overturned, Verdict::Keep) => {
                return Err(Refusal::new(Code::R06).explained_by(assessment));
            }
            (AppealRuling::Upheld, Verdict::LiftOnRequest) => {
                return Err(Refusal::new(Code::R13).explained_by(assessment));
            }
            _ => {}
        }
        turn.note_verdict(&assessment)?;
        let by = turn.ctx.actor.officer;
        turn.record(EscalationAppealRuled {
            escalation: request.id,
            ruling: self.ruling,
            by,
            reason: self.reason.clone(),
            assessment: assessment.record(),
        });
        if self.ruling == AppealRuling::Upheld {
            return Ok(());
        }
        turn.record(EscalationAccepted { escalation: request.id, by, reason: Some(self.reason.clone()) });
        turn.lift(request.to, Cause::Appeal, Some(by), Some(self.reason.clone()), &assessment)?;
        turn.reassess()
    }
}
