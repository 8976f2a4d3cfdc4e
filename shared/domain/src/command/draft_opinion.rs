//! 拟稿: the handler drafts the written opinion (信访工作条例 art. 32).

use super::{UseCase, checks};
use crate::event::{OpinionDrafted, OpinionText};
use crate::id::OpinionId;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, ReviewOf};
use crate::turn::Turn;
use crate::vocabulary::{ReviewResult, ReviewSubject};

/// 拟稿. A later draft takes the place of the former.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftOpinion {
    pub text: OpinionText,
    /// Whether the claim is supported.
    pub supported: bool,
    /// What becomes of the opinion under review; required in a review or re-check, and there alone.
    pub result: Option<ReviewResult>,
}

impl UseCase for DraftOpinion {
    fn admitted(case: &Case) -> bool {
        checks::is_in_progress(case) && checks::is_petition(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        match (turn.case()?.review_of, self.result) {
            (Some(_), None) => return Err(Refusal::missing("result")),
            (None, Some(_)) => return Err(Refusal::new(Code::D03).at("result")),
            // A refusal to take a case up stands or falls.
            (Some(ReviewOf { subject: ReviewSubject::Refusal, .. }), Some(ReviewResult::Changed)) => {
                return Err(Refusal::new(Code::D02).at("result").because("code", ReviewResult::Changed));
            }
            _ => {}
        }
        turn.record(OpinionDrafted {
            opinion: OpinionId::new(turn.ctx.command.derive("opinion", 0)),
            text: self.text.clone(),
            supported: self.supported,
            result: self.result,
            maker: turn.ctx.actor.officer,
        });
        Ok(())
    }
}
