//! The whole platform on real servers, for tests: NATS, Postgres and the four services as processes of their own, which a
//! test can kill and start again.

pub mod forms;

mod answer;
mod client;
mod config;
mod journey;
mod platform;
mod process;
mod raw;

pub use answer::{Answer, Told};
pub use client::{City, County, Desk, Query, Township, header, header_on, header_seen};
pub use config::{AUDIENCE, ISSUER};
pub use platform::{Backbone, Platform, SITES};
pub use process::{Process, Service, program};
pub use raw::Raw;

pub use fengqiao_api::status::Failure;
