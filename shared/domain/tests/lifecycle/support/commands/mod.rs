//! Commands as they are usually given; a test changes what it is about.

mod between;
mod handling;
mod intake;
mod joint;
mod levels;
mod petition;
mod settlement;

use fengqiao_domain::Sealed;
use fengqiao_domain::id::{DocumentId, PartyId};
use uuid::Uuid;

pub(crate) use between::*;
pub(crate) use handling::*;
pub(crate) use intake::*;
pub(crate) use joint::*;
pub(crate) use levels::*;
pub(crate) use petition::*;
pub(crate) use settlement::*;

/// 正闸村, where the usual dispute lies.
pub(crate) const VILLAGE: &str = "640221103211";
/// 头闸镇.
pub(crate) const TOWNSHIP: &str = "640221103";
/// 平罗县.
pub(crate) const COUNTY: &str = "640221";
/// 石嘴山市.
pub(crate) const CITY: &str = "640200";

pub(crate) fn sealed() -> Sealed {
    Sealed::from_envelope("sealed".to_owned())
}

pub(crate) const fn document() -> DocumentId {
    DocumentId::new(Uuid::from_u128(0xD0C))
}

pub(crate) const fn claimant() -> PartyId {
    PartyId::new(Uuid::from_u128(1))
}

pub(crate) const fn respondent() -> PartyId {
    PartyId::new(Uuid::from_u128(2))
}
