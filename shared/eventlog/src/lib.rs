//! The event log: one JetStream stream whose history nobody can rewrite, and the few operations a service needs.
//!
//! A *subject* is one literal NATS subject and carries the history of one thing. A *decision* is one message on it,
//! with one or more events in its payload, so that a decision is stored whole or not at all. Every write states the
//! sequence it believes to be the subject's last, so two writers can never both win; every message carries the
//! digest of its predecessor, so a changed past shows.
//!
//! ```text
//!   Repository ── decide ──▶ Log::append ──▶ group committer ──▶ JetStream (fsync before the ack)
//!       ▲                                                            │
//!       └──────────────── Log::follow (keeps the cache fresh) ◀──────┘
//! ```
//!
//! The crate knows nothing of what the payloads mean.

mod api;
mod append;
mod chain;
mod digest;
mod entry;
mod envelope;
mod follow;
mod log;
mod monitor;
mod position;
mod read;
mod repository;
mod settings;
mod subject;
mod version;

pub mod limits;
pub mod operate;

pub use self::api::CallError;
pub use self::append::{AppendError, CommitStats};
pub use self::chain::{Broken, verify_chain};
pub use self::digest::{Digest, ParseDigestError};
pub use self::entry::{Draft, DraftError, Entry, EntryHead};
pub use self::envelope::Malformed;
pub use self::follow::{FollowError, Follower};
pub use self::log::{Halt, Log, LogOptions, NotReady, OpenError, Readiness, Replica};
pub use self::monitor::MonitorError;
pub use self::position::{Epoch, Position};
pub use self::read::ReadError;
pub use self::repository::{
    Aggregate, CommandStamp, Corrupt, Decision, ExecuteError, Executed, Loaded, Proposal, Receipt,
    Repository, RepositoryError, RepositoryOptions,
};
pub use self::settings::Violation;
pub use self::subject::{Filter, Subject, SubjectError};
pub use self::version::{ParseVersionError, ServerVersion};
