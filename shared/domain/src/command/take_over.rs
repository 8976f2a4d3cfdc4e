//! 提级办理: the level above takes the case, on any verdict but Keep.

use fengqiao_jurisdiction::Level;

use super::{UseCase, checks};
use crate::event::Cause;
use crate::facts;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{Verdict, WithdrawnWhy};

/// The row on which a county may take over from a village, past the township.
const PAST_THE_TOWNSHIP: &str = "OP01";

/// 提级办理.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeOver {
    pub reason: Sealed,
}

impl UseCase for TakeOver {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let to = turn.ctx.actor.centre;
        let assessment = turn.assessment()?;
        if assessment.verdict == Verdict::Keep {
            return Err(Refusal::new(Code::R06).explained_by(assessment));
        }
        let next = facts::next(case, turn.ctx.jurisdiction);
        let past = case.holder.level == Level::Village
            && turn.ctx.actor.level == Level::County
            && assessment.true_rows().any(|row| row.id.as_str() == PAST_THE_TOWNSHIP);
        if next != Some(to) && !past {
            let refusal = Refusal::new(Code::R07).explained_by(assessment);
            return Err(match next {
                Some(next) => refusal.because("right_centre", next),
                None => refusal,
            });
        }
        turn.withdraw_request(WithdrawnWhy::Overtaken)?;
        turn.lift(
            to,
            Cause::TakenOver,
            Some(turn.ctx.actor.officer),
            Some(self.reason.clone()),
            &assessment,
        )?;
        checks::sign_on_arrival(turn)?;
        turn.reassess()
    }
}
