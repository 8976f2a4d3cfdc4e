//! 申请司法确认: both parties jointly, within thirty days, after a check of what a court would not confirm.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::UnitCode;

use super::{UseCase, checks};
use crate::clock;
use crate::event::ConfirmationFiled;
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, ClockName, Confirmation, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::ConfirmationBar;

/// The kind of the desks at which a court takes applications.
const COURT_DESK: &str = "court_desk";

/// 申请司法确认 (人民调解法 art. 33, 民事诉讼法 art. 205).
#[derive(Debug, Clone, PartialEq)]
pub struct FileConfirmation {
    /// The court's desk; the nearest one if absent.
    pub court: Option<UnitCode>,
    /// 司法确认申请书, signed by both sides.
    pub application: Option<DocumentId>,
    /// The points of the pre-check that were looked at and do not stand in the way; every one must be.
    pub cleared: BTreeSet<ConfirmationBar>,
}

impl UseCase for FileConfirmation {
    fn admitted(case: &Case) -> bool {
        let agreed =
            matches!(case.phase, Phase::Settled(Settlement::Performing { .. })) || checks::has_outcome(case);
        agreed && case.confirmation == Confirmation::None
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        if !clock::runs(case, ClockName::ConfirmationRight, turn.ctx) {
            return Err(Refusal::new(Code::T03).because("clock", ClockName::ConfirmationRight));
        }
        let court = self.court(turn)?;
        let application = self.application.ok_or_else(|| Refusal::new(Code::D06).at("application"))?;
        let found: Vec<_> = ConfirmationBar::ALL
            .iter()
            .filter(|bar| {
                !self.cleared.contains(bar)
                    || (**bar == ConfirmationBar::NoJurisdiction && !covers(turn, &court))
            })
            .map(|bar| bar.as_str())
            .collect();
        if !found.is_empty() {
            return Err(Refusal::new(Code::C06).at("cleared").because("bars", found.join(",")));
        }
        turn.record(ConfirmationFiled { court, application });
        Ok(())
    }
}

impl FileConfirmation {
    /// D02 for what is no court's desk.
    fn court(&self, turn: &Turn<'_>) -> Result<UnitCode, Refusal> {
        let (holder, jurisdiction) = (turn.case()?.holder.centre, turn.ctx.jurisdiction);
        let unit = match &self.court {
            Some(code) => checks::known_unit(turn, code, "court")?,
            None => COURT_DESK
                .parse()
                .ok()
                .and_then(|kind| jurisdiction.nearest_unit(&holder, &kind))
                .ok_or_else(|| Refusal::missing("court"))?,
        };
        if unit.kind.as_str() != COURT_DESK {
            return Err(Refusal::new(Code::D02).at("court").because("code", &unit.code));
        }
        Ok(unit.code.clone())
    }
}

/// A court may confirm where the mediators sit or where the dispute lies (民事诉讼法 art. 205).
fn covers(turn: &Turn<'_>, court: &UnitCode) -> bool {
    let (Ok(case), Some(desk)) = (turn.case(), turn.ctx.jurisdiction.unit(court)) else { return false };
    std::iter::once(&case.holder.centre)
        .chain(&case.stated.places)
        .any(|place| turn.ctx.jurisdiction.is_within(place, &desk.seated_at))
}
