//! From decisions to rows. Pure: what the rows of a batch are follows from the batch, what was known before, and the
//! reference data, so that following and rebuilding give equal views.

mod affair;
mod batch;
mod changes;
mod counter;
mod due;
mod figures;
mod folding;
mod gauge;
mod row;
mod tally;
mod timeline;

/// Tells this build's way of folding from another's.
pub(crate) const FOLD_DIGEST: &str = include_str!(concat!(env!("OUT_DIR"), "/fold.digest"));

pub(crate) use affair::AffairRow;
pub(crate) use batch::{Batch, Message};
pub(crate) use changes::{Changes, CounterRow, Known, LedgerRow, ParkedRow, PartyRow, fold};
pub use counter::Counter;
pub(crate) use due::NEVER;
pub(crate) use due::standing;
pub(crate) use figures::{EndedRow, OccurrenceRow, StandingRow};
pub(crate) use gauge::{Gauge, GaugeRow, Mark, Part, difference, marks, settled_level};
pub(crate) use row::{CaseRow, DraftRow};
pub(crate) use timeline::TimelineRow;
