//! 同意上报.

use super::{UseCase, checks};
use crate::event::{Cause, EscalationAccepted};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, Escalation};
use crate::turn::Turn;
use crate::vocabulary::Verdict;

/// 同意上报: the case comes up. A reason is required where the rules leave it to a person.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptEscalation {
    pub reason: Option<Sealed>,
}

impl UseCase for AcceptEscalation {
    fn admitted(case: &Case) -> bool {
        matches!(checks::escalation(case), Some(Escalation::Requested(_)))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let Some(Escalation::Requested(request)) = checks::escalation(turn.case()?).cloned() else {
            return Err(Refusal::new(Code::R11));
        };
        let assessment = turn.assessment()?;
        match assessment.verdict {
            // The ground has gone since the request was made.
            Verdict::Keep => {
                return Err(checks::refused_by_rules(turn, assessment)?);
            }
            Verdict::LiftAtDiscretion | Verdict::Undetermined => {
                if self.reason.is_none() {
                    return Err(Refusal::missing("reason").explained_by(assessment));
                }
                if request.by == turn.ctx.actor.officer {
                    return Err(Refusal::new(Code::A06));
                }
            }
            Verdict::LiftNow | Verdict::LiftOnRequest => {}
        }
        let by = turn.ctx.actor.officer;
        turn.record(EscalationAccepted { escalation: request.id, by, reason: self.reason.clone() });
        turn.lift(request.to, Cause::Request, Some(by), self.reason.clone(), &assessment)?;
        checks::sign_on_arrival(turn)?;
        turn.reassess()
    }
}
