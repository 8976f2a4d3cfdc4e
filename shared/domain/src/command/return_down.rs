//! 退回: once per level, with a checklist, and only what the level below can then keep.

use std::collections::BTreeSet;

use fengqiao_routing::{RefusalCode, Truth};

use super::correct_facts::{self, Correction};
use super::{UseCase, checks};
use crate::event::{Cause, ReturnedDown};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, Rise};
use crate::turn::Turn;
use crate::vocabulary::{Direction, DossierItem, Verdict, WithdrawnWhy};

/// The codes that a return may cite.
const CODES: &[RefusalCode] = &[
    RefusalCode::R01,
    RefusalCode::R02,
    RefusalCode::R03,
    RefusalCode::R04,
    RefusalCode::R05,
    RefusalCode::R06,
    RefusalCode::R09,
];

/// 退回.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnDown {
    pub code: RefusalCode,
    pub checklist: BTreeSet<DossierItem>,
    pub corrections: Vec<Correction>,
    pub reason: Sealed,
}

impl UseCase for ReturnDown {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case)
            && case.holder.rises.last().is_some_and(|rise| rise.to_level == case.holder.level)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if !CODES.contains(&self.code) {
            return Err(Refusal::new(Code::D02).at("code").because("code", self.code));
        }
        let holder = turn.case()?.holder.clone();
        if let Some(date) = holder.returned_by.get(&holder.level) {
            return Err(Refusal::new(Code::R12).because("level", holder.level).because("date", date));
        }
        let Some(rise) = holder.rises.last().cloned() else { return Err(Refusal::new(Code::L01)) };
        correct_facts::apply(turn, &self.corrections)?;
        if holder.sessions_in_stint && !trigger_is_gone(turn, &rise)? {
            return Err(Refusal::new(Code::L01).because("reason", "session_held_here"));
        }
        if self.code == RefusalCode::R02 && self.checklist.is_empty() {
            return Err(Refusal::missing("checklist"));
        }
        let assessment = turn.assessment()?;
        turn.withdraw_request(WithdrawnWhy::Overtaken)?;
        turn.record(ReturnedDown {
            code: self.code,
            checklist: self.checklist.clone(),
            reason: self.reason.clone(),
        });
        let by = Some(turn.ctx.actor.officer);
        turn.move_holder(
            rise.from,
            Direction::Down,
            Cause::Returned,
            by,
            Some(self.reason.clone()),
            Some(&assessment),
        )?;
        let below = turn.assessment()?;
        if matches!(below.verdict, Verdict::LiftNow | Verdict::LiftOnRequest) {
            return Err(Refusal::new(Code::R13).explained_by(below));
        }
        turn.reassess()
    }
}

/// Whether the hard rows that lifted the case here would no longer lift it from below.
fn trigger_is_gone(turn: &Turn<'_>, rise: &Rise) -> Result<bool, Refusal> {
    if rise.rows.is_empty() {
        return Ok(false);
    }
    let mut trial = turn.trial();
    trial.move_holder(rise.from, Direction::Down, Cause::Returned, None, None, None)?;
    let below = trial.assessment()?;
    Ok(below.rows.iter().filter(|row| rise.rows.contains(&row.id)).all(|row| row.truth == Truth::False))
}
