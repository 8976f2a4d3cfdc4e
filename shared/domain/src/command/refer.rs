//! 对接移送: part of the matter goes to another body; one that mediates needs both sides' consent.

use jiff::civil::Date;

use fengqiao_jurisdiction::UnitCode;

use super::{UseCase, checks};
use crate::event::ReferralMade;
use crate::id::ReferralId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{ConsentSubject, ReferralKind};

/// 对接移送. The case stays where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Refer {
    pub kind: ReferralKind,
    pub to: UnitCode,
    /// The day to answer by.
    pub due: Date,
    pub text: Sealed,
}

impl UseCase for Refer {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::unit_with_officers(turn, &self.to, "unit")?;
        checks::ahead(turn, self.due, "due")?;
        let silent = turn.case()?.silent_side(ConsentSubject::Referral);
        if self.kind == ReferralKind::Mediators
            && let Some(role) = silent
        {
            return Err(Refusal::new(Code::D06).at("kind").because("consent", role));
        }
        turn.record(ReferralMade {
            referral: ReferralId::new(turn.ctx.command.derive("referral", 0)),
            kind: self.kind,
            to: self.to.clone(),
            consent: silent.is_none(),
            due: self.due,
            text: self.text.clone(),
        });
        Ok(())
    }
}
