//! 报告险情: rises at once; an ended case opens again first, a merged one passes it on.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::CentreCode;

use super::{UseCase, screening};
use crate::event::{CaseReopened, DangerPassedOn};
use crate::refusal::Refusal;
use crate::sealed::Sealed;
use crate::state::{Case, Ending, Exit, Phase};
use crate::turn::Turn;
use crate::vocabulary::{DangerSign, ReopenReason};

/// 报告险情, by any officer of the area (人民调解法 art. 25).
#[derive(Debug, Clone, PartialEq)]
pub struct ReportDanger {
    pub signs: BTreeSet<DangerSign>,
    pub place: Option<CentreCode>,
    pub account: Option<Sealed>,
}

impl UseCase for ReportDanger {
    fn admitted(case: &Case) -> bool {
        !matches!(
            case.phase,
            Phase::Ended(Ending::Archived { .. } | Ending::Exited { exit: Exit::Voided, .. })
        )
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        // A merged case lives on in another one, which must rise in its place.
        if turn.case()?.merged_into().is_some() {
            let (danger, signs) = (screening::danger(turn), self.signs.clone());
            screening::known(turn, &signs, self.place)?;
            turn.record(DangerPassedOn { danger, signs, place: self.place, account: self.account.clone() });
            return Ok(());
        }
        let ended = matches!(turn.case()?.phase, Phase::Ended(_));
        screening::report(turn, &self.signs, self.place, self.account.clone())?;
        if ended {
            turn.record(CaseReopened { reason: ReopenReason::Danger });
        }
        turn.reassess()
    }
}
