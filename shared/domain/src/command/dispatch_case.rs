//! 分流、转送、交办, to a unit of the own level.

use jiff::civil::Date;

use fengqiao_jurisdiction::UnitCode;

use super::{UseCase, checks};
use crate::event::{Addressee, CaseDispatched};
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Stage};
use crate::turn::Turn;
use crate::vocabulary::DispatchMode;

/// 分流、转送、交办 (信访工作条例 art. 22).
#[derive(Debug, Clone, PartialEq)]
pub struct DispatchCase {
    pub to: UnitCode,
    pub mode: DispatchMode,
    /// The day to report by; required with 交办.
    pub due: Option<Date>,
}

impl UseCase for DispatchCase {
    fn admitted(case: &Case) -> bool {
        matches!(checks::stage(case), Some(Stage::Accepted(_) | Stage::Signed(_)))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let seated =
            turn.ctx.jurisdiction.unit(&self.to).is_some_and(|unit| unit.seated_at == case.holder.centre);
        if !seated {
            return Err(Refusal::new(Code::D02).at("to").because("code", &self.to));
        }
        checks::unit_has_no_part(case, &self.to, "to")?;
        match (self.mode, self.due) {
            (DispatchMode::Assign, None) => return Err(Refusal::missing("due")),
            (_, Some(due)) if due < turn.ctx.today => {
                return Err(Refusal::new(Code::D04).at("due").because("date", due));
            }
            _ => {}
        }
        turn.record(CaseDispatched { to: Addressee::Unit(self.to.clone()), mode: self.mode, due: self.due });
        turn.reassess()
    }
}
