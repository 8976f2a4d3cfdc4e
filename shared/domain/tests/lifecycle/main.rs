//! What the life of a case promises: command by command, scenario by scenario, and for every walk through them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of a test fails by panicking, as the test itself does"
)]

mod affairs;
mod clocks;
mod commands;
mod coverage;
mod packs;
mod permission;
mod properties;
mod rule_sets;
mod samples;
mod scenarios;
mod support;
mod timers;
