//! What the delivered rule set and the checks of a draft promise.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper of a test fails by panicking, as the test itself does"
)]

mod drafts;
mod examples;
mod golden;
mod properties;
mod replay;
mod rows;
mod scope;
mod support;
