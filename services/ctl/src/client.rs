//! A thin client of the public API: a channel, a token, and one way to call everything.
//!
//! A command reads the same at every level that offers it, so there is one call for all of them; which service it goes
//! to follows from where the officer works. A command that is not answered is repeated under its `command_id`: the
//! platform then gives the first outcome, and nothing is done twice.

mod call;
mod desk;
mod failure;

pub use call::{Call, CommandRequest};
pub use desk::{Desk, Endpoints, Platform};
pub use failure::{Failure, Refused};
