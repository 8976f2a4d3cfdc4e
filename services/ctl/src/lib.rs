//! The operators' command line, and the thin client that it and the scenario tests share.
//!
//! What clerks do goes through the public API, as [`client`] offers it; what only operators do goes to the stores:
//! creating streams, proving the log, rebuilding views, destroying a key, moving the clock of a demo.

pub mod accounts;
pub mod client;
pub mod config;
pub mod demo;

mod cli;
mod commands;
mod error;
mod form;
mod history;
mod output;
mod reference;

pub use cli::run;
pub use error::{Error, Exit};
