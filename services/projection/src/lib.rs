//! The projection (查询投影): folds the logs of all sites into views in Postgres, and answers queries over them.
//!
//! ```text
//!   log of each site ── follow ──▶ fold ──▶ views_N (live) ──▶ QueryService
//!                    └─ rebuild ─▶ fold ──▶ views_N+1 ── compare, switch ─┘
//! ```
//!
//! - **The log is the truth.** A batch of entries and the position behind it are committed in one transaction, so an
//!   entry takes effect once whatever is killed; the views may be dropped and made again at any time.
//! - **One fold.** Following and rebuilding share every line between an entry and its rows.
//! - **One sick case harms no other.** A decision that cannot be projected is parked with all that follow on its case.
//! - **Personal data lies here sealed.** What is opened, is opened for one answer, and on record.

mod config;
mod error;
mod fold;
mod follow;
mod keeper;
mod project;
mod query;
mod rebuild;
mod refresh;
mod run;
mod screen;
mod store;
mod tokens;

pub mod limits;

pub use self::config::Options;
pub use self::fold::Counter;
pub use self::follow::FollowError;
pub use self::rebuild::{
    Compare, RebuildError, Rebuilt, Step, TableDigest, ViewsDigest, digest, rebuild, roll_back,
};
pub use self::run::{Error, run};
pub use self::store::{RecordedAccess, StoreError, accesses};
