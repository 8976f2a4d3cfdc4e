//! The views in Postgres: their versions, what is read and what is written.
//!
//! A version of the views is a schema of its own. Every transaction begins by putting the live one on its search path,
//! so that a switch takes effect with the next transaction of every process, and no statement names a schema.

mod access;
mod affairs;
mod copy;
mod due;
mod forget;
mod known;
mod made_from;
mod open;
mod owed;
mod position;
mod screening;
mod standing;
mod version;
mod write;

pub(crate) use access::{Access, record_access};
pub use access::{RecordedAccess, accesses};
pub(crate) use affairs::{affair, latest_affairs, running_affairs, write_affairs};
pub(crate) use due::{Due, backlog, due_affairs, due_cases};
pub(crate) use forget::{forget, hold_forgetting};
pub(crate) use known::{cases, known, row_error};
pub(crate) use made_from::{made_from, note_made_from};
pub use open::StoreError;
pub(crate) use open::{Store, commit};
pub(crate) use owed::{Owed, open_owed, owe, settle};
pub(crate) use position::{StoredPosition, advance, position, positions};
pub(crate) use screening::{note_filings, screened, to_screen};
pub(crate) use version::{Version, count_parked, create_version, drop_version, start_streams};
pub(crate) use write::{LookupRow, Tokens, write, write_gauges};
