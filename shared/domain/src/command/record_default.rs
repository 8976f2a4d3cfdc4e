//! 记录违约: an obligation is not kept, and a paper shows it. It may still be performed, or taken in hand again.

use super::{UseCase, checks};
use crate::event::ObligationDefaulted;
use crate::id::{DocumentId, ObligationId};
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Phase, Settlement};
use crate::turn::Turn;

/// 记录违约.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordDefault {
    /// May be left out while just one is outstanding and not in default.
    pub obligation: Option<ObligationId>,
    pub document: Option<DocumentId>,
}

impl UseCase for RecordDefault {
    fn admitted(case: &Case) -> bool {
        matches!(
            &case.phase,
            Phase::Settled(Settlement::Performing { outstanding, defaulted, .. }) if defaulted.len() < outstanding.len()
        )
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let Phase::Settled(Settlement::Performing { outstanding, defaulted, .. }) = &turn.case()?.phase
        else {
            return Err(Refusal::new(Code::L01));
        };
        let obligation =
            checks::the_one(self.obligation, outstanding.difference(defaulted).copied(), "obligation")?;
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        turn.record(ObligationDefaulted { obligation, document });
        Ok(())
    }
}
