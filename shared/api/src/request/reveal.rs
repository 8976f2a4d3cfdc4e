//! 查看个人信息: one party unmasked, for a stated reason.

use fengqiao_domain::Refusal;
use fengqiao_domain::id::PartyId;

use super::CaseRef;
use super::limits::{REASON_CHARS_MAX, REASON_CHARS_MIN};
use super::parse::{id, line, malformed};
use crate::v1;

/// A request to read a party's data, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reveal {
    pub case: CaseRef,
    pub party: PartyId,
    /// Kept in the clear, so it may name nobody by a number.
    pub reason: String,
}

impl Reveal {
    /// Reads a request.
    ///
    /// # Errors
    /// D01 if the case, the party or the reason is missing; D03 for what is none, and for a reason of less than
    /// [`REASON_CHARS_MIN`] or more than [`REASON_CHARS_MAX`] characters or with the number of a person in it.
    pub fn parse(request: &v1::RevealPersonRequest) -> Result<Self, Refusal> {
        let case = CaseRef::parse(&request.case, "case")?;
        let party = id(&request.party, "party")?;
        let reason = line(&request.reason, "reason", REASON_CHARS_MAX)?;
        if reason.chars().count() < REASON_CHARS_MIN {
            return Err(malformed("reason").because("min", REASON_CHARS_MIN));
        }
        Ok(Self { case, party, reason })
    }
}
