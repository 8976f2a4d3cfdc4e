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
        if !turn.owes(self.errand) {
            return Ok(());
        }
        turn.record(ErrandDone { errand: self.errand, result: self.result });
        // A draft owes nothing but to the vault, which refuses nothing.
        if let (ErrandResult::Refused { .. }, None) = (self.result, turn.draft()) {
            let holder = turn.case()?.holder.centre;
            turn.alert(&format!("errand:{}", self.errand), Recipient::Centre(holder));
        }
        Ok(())
    }
}
