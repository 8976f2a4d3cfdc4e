//! 审核签发: a second person issues the opinion.

use super::{UseCase, checks};
use crate::event::OpinionIssued;
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{CaseKind, OpinionTier, WithdrawnWhy};

/// 审核签发, under the number of the paper.
#[derive(Debug, Clone, PartialEq)]
pub struct ApproveOpinion {
    /// 文号.
    pub number: String,
}

impl UseCase for ApproveOpinion {
    fn admitted(case: &Case) -> bool {
        checks::is_in_progress(case) && checks::is_petition(case) && case.opinion_draft.is_some()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::line(&self.number, "paper_number")?;
        let case = turn.case()?;
        let Some(draft) = case.opinion_draft else { return Err(Refusal::new(Code::L01)) };
        let checker = turn.ctx.actor.officer;
        let handles = case.phase.work().is_some_and(|work| work.assignment.officer == checker);
        if draft.maker == checker || handles {
            return Err(Refusal::new(Code::A06));
        }
        let (organ, level) = (case.holder.centre, case.holder.level);
        let tier = match case.identity.kind {
            CaseKind::Matter => OpinionTier::First,
            CaseKind::Review => OpinionTier::Review,
            CaseKind::Recheck => OpinionTier::Recheck,
        };
        turn.withdraw_request(WithdrawnWhy::Settled)?;
        turn.record(OpinionIssued {
            opinion: draft.id,
            number: self.number.clone(),
            tier,
            supported: draft.supported,
            result: draft.result,
            organ,
            level,
            maker: draft.maker,
            checker,
        });
        turn.reassess()
    }
}
