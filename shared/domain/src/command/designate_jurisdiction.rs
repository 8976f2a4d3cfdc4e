//! 指定管辖: the common superior names the holder (信访工作条例 art. 24).

use fengqiao_jurisdiction::{CentreCode, Level, UnitCode};

use super::{UseCase, assign_down, checks};
use crate::event::{Cause, JurisdictionDesignated, ObjectionRuled};
use crate::facts;
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{Direction, WithdrawnWhy};

/// The hard rows after which the level that received the case may name who holds it.
const DESIGNATING_ROWS: &[&str] = &["HT06", "HT08", "HT10"];

/// 指定管辖.
#[derive(Debug, Clone, PartialEq)]
pub struct DesignateJurisdiction {
    pub holder: CentreCode,
    pub substantive_owner: Option<UnitCode>,
    pub ground: String,
}

impl UseCase for DesignateJurisdiction {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case) && (came_for_it(case) || checks::disputed(case).is_some())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::line(&self.ground, "ground")?;
        let (case, jurisdiction) = (turn.case()?, turn.ctx.jurisdiction);
        let (actor, holder) = (turn.ctx.actor, case.holder.clone());
        // Who is party to a dispute between centres does not decide it.
        if actor.centre == holder.centre && !came_for_it(case) {
            return Err(Refusal::new(Code::L01).because("reason", "own_dispute"));
        }
        if !jurisdiction.children(&actor.centre).contains(&self.holder) {
            return Err(Refusal::new(Code::D02).at("holder").because("code", self.holder));
        }
        if facts::conflicted(case, &self.holder) == Some(true) {
            return Err(Refusal::new(Code::A05).at("holder").because("centre", self.holder));
        }
        if let Some(unit) = self.substantive_owner.as_ref().filter(|unit| jurisdiction.unit(unit).is_none()) {
            return Err(Refusal::new(Code::D02).at("substantive_owner").because("code", unit));
        }
        if let Some(unit) = &self.substantive_owner {
            checks::unit_has_no_part(case, unit, "substantive_owner")?;
        }
        turn.withdraw_request(WithdrawnWhy::Overtaken)?;
        turn.record(JurisdictionDesignated {
            holder: self.holder,
            designator: actor.level,
            substantive_owner: self.substantive_owner.clone(),
            ground: self.ground.clone(),
        });
        if self.holder == holder.centre {
            // Of two centres in dispute the one that has the case keeps it.
            turn.record(ObjectionRuled { upheld: false, reason: self.ground.clone() });
            return turn.reassess();
        }
        let across = jurisdiction.level_of(&self.holder) == Some(holder.level);
        let direction = if across { Direction::Across } else { Direction::Down };
        assign_down::send(turn, self.holder, direction, Cause::Designated)?;
        turn.reassess()
    }
}

/// Whether the case was brought here to be designated: to the city, or by a row that says two divisions are concerned.
fn came_for_it(case: &Case) -> bool {
    let rows = case.holder.rises.last().map(|rise| &rise.rows);
    case.holder.level == Level::City
        || rows.is_some_and(|rows| rows.iter().any(|row| DESIGNATING_ROWS.contains(&row.as_str())))
}
