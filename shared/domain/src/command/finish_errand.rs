//! 办结跨案事务: the worker tells how an errand ended.

use super::UseCase;
use crate::errand::ErrandResult;
use crate::event::{ErrandDone, Recipient};
use crate::id::ErrandId;
use crate::refusal::Refusal;
use crate::state::Case;
use crate::turn::Turn;

/// 办结跨案事务.
#[derive(Debug, Clone, PartialEq)]
pub struct FinishErrand {
    pub errand: ErrandId,
    pub result: ErrandResult,
}

impl UseCase for FinishErrand {
    fn admitted(_: &Case) -> bool {
        true
    }

    /// An errand that is over stays so: telling it again changes nothing.
    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        if !case.errands.contains_key(&self.errand) {
            return Ok(());
        }
        let holder = case.holder.centre;
        turn.record(ErrandDone { errand: self.errand, result: self.result });
        if let ErrandResult::Refused { .. } = self.result {
            turn.alert(&format!("errand:{}", self.errand), Recipient::Centre(holder));
        }
        Ok(())
    }
}
