//! 签收.

use super::{UseCase, checks};
use crate::event::CaseSigned;
use crate::refusal::Refusal;
use crate::state::{Case, Objection, Stage};
use crate::turn::Turn;

/// 签收: the addressee has the case.
#[derive(Debug, Clone, PartialEq)]
pub struct SignCase {}

impl UseCase for SignCase {
    fn admitted(case: &Case) -> bool {
        matches!(checks::stage(case), Some(Stage::Dispatched(dispatch)) if !matches!(dispatch.objection, Objection::Open { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        turn.record(CaseSigned { unit: turn.ctx.actor.unit.clone() });
        Ok(())
    }
}
