//! 提出异议: "not mine", within five working days (信访工作条例 art. 23).

use super::{UseCase, checks};
use crate::clock;
use crate::event::{Addressee, DispatchObjected};
use crate::refusal::{Code, Refusal};
use crate::state::{Case, ClockName, Objection, Stage};
use crate::turn::Turn;

/// 提出异议.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectToDispatch {
    pub ground: String,
    pub proposed: Option<Addressee>,
}

impl UseCase for ObjectToDispatch {
    fn admitted(case: &Case) -> bool {
        let sent = checks::stage(case).and_then(Stage::sent);
        sent.is_some_and(|(_, objection)| !matches!(objection, Objection::Open { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        if let Some((_, Objection::Rejected)) = checks::stage(case).and_then(Stage::sent) {
            return Err(Refusal::new(Code::L08));
        }
        if !clock::runs(case, ClockName::ObjectionRight, turn.ctx) {
            return Err(Refusal::new(Code::T03).because("clock", ClockName::ObjectionRight));
        }
        checks::line(&self.ground, "ground")?;
        match &self.proposed {
            Some(Addressee::Unit(unit)) if turn.ctx.jurisdiction.unit(unit).is_none() => {
                return Err(Refusal::new(Code::D02).at("proposed").because("code", unit));
            }
            Some(Addressee::Centre(centre)) => {
                checks::known_places(turn, std::iter::once(centre), "proposed")?
            }
            _ => {}
        }
        turn.record(DispatchObjected { ground: self.ground.clone(), proposed: self.proposed.clone() });
        Ok(())
    }
}
