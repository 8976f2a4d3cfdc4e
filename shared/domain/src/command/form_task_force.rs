//! 工作专班: several units work as one, and one of them leads.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::UnitCode;

use super::hold_meeting::UNITS_MAX;
use super::{UseCase, checks};
use crate::event::TaskForceFormed;
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;

/// 工作专班.
#[derive(Debug, Clone, PartialEq)]
pub struct FormTaskForce {
    pub theme: String,
    pub units: BTreeSet<UnitCode>,
    pub lead: UnitCode,
}

impl UseCase for FormTaskForce {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::line(&self.theme, "theme")?;
        if self.units.is_empty() {
            return Err(Refusal::missing("units"));
        }
        if self.units.len() > UNITS_MAX {
            return Err(Refusal::new(Code::D03).at("units").because("max", UNITS_MAX));
        }
        for unit in &self.units {
            checks::unit_with_officers(turn, unit, "units")?;
        }
        if !self.units.contains(&self.lead) {
            return Err(Refusal::new(Code::D02).at("lead").because("code", &self.lead));
        }
        turn.record(TaskForceFormed {
            theme: self.theme.clone(),
            units: self.units.clone(),
            lead: self.lead.clone(),
        });
        Ok(())
    }
}
