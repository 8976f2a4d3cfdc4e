//! From decisions to rows. Pure: what the rows of a batch are follows from the batch, what was known before, and the
//! reference data, so that following and rebuilding give equal views.

mod affair;
mod batch;
mod changes;
mod counter;
mod due;
mod folding;
mod row;
mod timeline;

/// Tells this build's way of folding from another's.
pub(crate) const FOLD_DIGEST: &str = include_str!(concat!(env!("OUT_DIR"), "/fold.digest"));

pub(crate) use affair::AffairRow;
pub(crate) use batch::{Batch, Message};
pub(crate) use changes::{Changes, Known, LedgerRow, ParkedRow, PartyRow, TallyRow, fold};
pub use counter::Counter;
pub(crate) use due::NEVER;
pub(crate) use due::standing;
pub(crate) use row::{CaseRow, DraftRow};
pub(crate) use timeline::TimelineRow;
