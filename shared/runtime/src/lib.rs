//! What every binary of the platform needs, whichever level it serves: its configuration, the identity of
//! who calls it, telemetry, time, and a server that drains before it stops.
//!
//! A binary is composed as [`config::load`] → [`telemetry::init`] → [`reference::Reference::load`] → [`connect`] →
//! [`serve::Server`]. The three levels share the [`handler`], which carries a command from the wire to the log; the
//! rules themselves are the domain's.

pub mod clock;
pub mod config;
pub mod connect;
pub mod handler;
pub mod hint;
pub mod identity;
pub mod reference;
pub mod rules;
pub mod serve;
pub mod start;
pub mod telemetry;

mod files;

pub use clock::Clock;
pub use config::SharedConfig;
pub use connect::Site;
pub use identity::{Officer, Verifier};
pub use reference::Reference;
pub use serve::{Drain, Server};
pub use start::{Start, main};
