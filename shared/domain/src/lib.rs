//! The life of a case (案件): what may be asked of it, what happens, and what it then is.
//!
//! `decide` turns a command into events or a refusal; `evolve` folds events into a case. Both are pure: they do no I/O,
//! read no clock and draw no random number, so that replaying a log always gives the same state.

pub mod affair;
pub mod clock;
pub mod command;
pub mod context;
pub mod decision;
pub mod errand;
pub mod event;
pub mod facts;
pub mod family;
pub mod glimpse;
pub mod id;
pub mod number;
pub mod permission;
pub mod person;
pub mod refusal;
pub mod similarity;
pub mod stamp;
pub mod state;
pub mod timer;
pub mod vocabulary;

mod decide;
mod evolve;
mod sealed;
mod turn;

pub use affair::{Affair, AffairCommand, AffairEvent};
pub use command::{Command, CommandName, UseCase};
pub use context::{Actor, Context};
pub use decide::{Decided, allowed, allowed_in, decide};
pub use decision::Decision;
pub use errand::Errand;
pub use event::Event;
pub use evolve::{evolve, fulfilled_by};
pub use family::Family;
pub use glimpse::Glimpse;
pub use refusal::{Code, Refusal};
pub use sealed::Sealed;
pub use stamp::Stamp;
pub use state::{Case, CaseState};
pub use turn::Turn;
