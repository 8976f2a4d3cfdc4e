//! 处置险情.

use std::collections::BTreeSet;

use super::UseCase;
use crate::event::DangerHandled;
use crate::id::DangerId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::DangerSign;

/// 处置险情: what was done, and which signs are gone.
#[derive(Debug, Clone, PartialEq)]
pub struct HandleDanger {
    /// May be left out while just one is open.
    pub danger: Option<DangerId>,
    pub cleared_signs: BTreeSet<DangerSign>,
    pub measures: Sealed,
    pub police_reference: Option<String>,
}

impl UseCase for HandleDanger {
    fn admitted(case: &Case) -> bool {
        !case.dangers.open.is_empty()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let open = &turn.case()?.dangers.open;
        let danger = match (self.danger, open.iter().collect::<Vec<_>>().as_slice()) {
            (Some(danger), _) if open.contains(&danger) => danger,
            (Some(danger), _) => return Err(Refusal::new(Code::D02).at("danger").because("code", danger)),
            (None, [only]) => **only,
            (None, _) => return Err(Refusal::missing("danger").because("open", open.len())),
        };
        turn.record(DangerHandled {
            danger,
            cleared_signs: self.cleared_signs.clone(),
            measures: self.measures.clone(),
            police_reference: self.police_reference.clone(),
        });
        turn.reassess()
    }
}
