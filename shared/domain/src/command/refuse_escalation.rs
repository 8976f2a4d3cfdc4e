//! 不予上报: only with a code that the tables give, or R10 where they leave it to a person.

use super::correct_facts::{self, Correction};
use super::{UseCase, checks};
use crate::event::EscalationRefused;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, Escalation};
use crate::turn::Turn;
use crate::vocabulary::Verdict;
use fengqiao_routing::RefusalCode;

/// 不予上报. The receiver may correct facts, on record and with papers, before the tables are asked again.
#[derive(Debug, Clone, PartialEq)]
pub struct RefuseEscalation {
    pub corrections: Vec<Correction>,
    /// Required where the tables leave it to a person.
    pub reason: Option<Sealed>,
}

impl UseCase for RefuseEscalation {
    fn admitted(case: &Case) -> bool {
        matches!(checks::escalation(case), Some(Escalation::Requested(_)))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let Some(Escalation::Requested(request)) = checks::escalation(turn.case()?).cloned() else {
            return Err(Refusal::new(Code::R11));
        };
        correct_facts::apply(turn, &self.corrections)?;
        let standing = turn.assessment()?;
        let assessment = checks::assess_request(turn, &request)?;
        // What the case itself proves binds the receiver, even where the request forgot to say what help is wanted.
        if matches!(standing.verdict, Verdict::LiftNow | Verdict::LiftOnRequest) {
            return Err(Refusal::new(Code::R13).explained_by(standing));
        }
        let code = match assessment.verdict {
            Verdict::Keep => assessment.refusal.unwrap_or(RefusalCode::R01),
            Verdict::LiftNow | Verdict::LiftOnRequest | Verdict::LiftAtDiscretion | Verdict::Undetermined => {
                if self.reason.is_none() {
                    return Err(Refusal::missing("reason").explained_by(assessment));
                }
                RefusalCode::R10
            }
        };
        turn.note_verdict(&standing)?;
        turn.record(EscalationRefused {
            escalation: request.id,
            code,
            by: turn.ctx.actor.officer,
            centre: turn.ctx.actor.centre,
            missing: assessment.missing.iter().map(|fact| fact.name().to_owned()).collect(),
            reason: self.reason.clone(),
            assessment: assessment.record(),
        });
        Ok(())
    }
}
