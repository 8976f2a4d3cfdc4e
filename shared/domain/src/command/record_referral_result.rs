//! 对接结果, by the receiver, or by the holder on the receiver's paper: a body outside the system has no account.

use super::{UseCase, checks};
use crate::event::ReferralReturned;
use crate::id::{DocumentId, ReferralId};
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::ReferralResult;

/// 对接结果.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordReferralResult {
    /// May be left out while just one is open.
    pub referral: Option<ReferralId>,
    pub result: ReferralResult,
    pub document: Option<DocumentId>,
}

impl UseCase for RecordReferralResult {
    fn admitted(case: &Case) -> bool {
        !case.joint.referrals.is_empty()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let unit = turn.ctx.actor.unit.as_ref();
        let referrals = &turn.case()?.joint.referrals;
        let open = referrals.iter().filter(|(_, to)| unit.is_none_or(|unit| unit == *to)).map(|(id, _)| *id);
        let referral = checks::the_one(self.referral, open, "referral")?;
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        turn.record(ReferralReturned { referral, result: self.result, document });
        turn.reassess()
    }
}
