//! 记录履行: an obligation is done, and a paper proves it (人民调解法 art. 31).

use super::UseCase;
use crate::event::ObligationPerformed;
use crate::id::{DocumentId, ObligationId};
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Phase, Settlement};
use crate::turn::Turn;

/// 记录履行.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordPerformance {
    /// May be left out while just one is outstanding.
    pub obligation: Option<ObligationId>,
    /// 履行证明.
    pub document: Option<DocumentId>,
}

impl UseCase for RecordPerformance {
    fn admitted(case: &Case) -> bool {
        matches!(case.phase, Phase::Settled(Settlement::Performing { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let Phase::Settled(Settlement::Performing { outstanding, .. }) = &turn.case()?.phase else {
            return Err(Refusal::new(Code::L01));
        };
        let obligation = match (self.obligation, outstanding.iter().collect::<Vec<_>>().as_slice()) {
            (Some(obligation), _) if outstanding.contains(&obligation) => obligation,
            (Some(obligation), _) => {
                return Err(Refusal::new(Code::D02).at("obligation").because("code", obligation));
            }
            (None, [only]) => **only,
            (None, _) => return Err(Refusal::missing("obligation").because("outstanding", outstanding.len())),
        };
        if self.document.is_none() {
            return Err(Refusal::new(Code::D06).at("document"));
        }
        turn.record(ObligationPerformed { obligation, document: self.document });
        turn.reassess()
    }
}
