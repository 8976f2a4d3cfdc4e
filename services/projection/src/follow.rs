//! Follows the logs: one applier per stream, whose batches are committed together with their position.

mod apply;
mod forgetting;
mod gather;
mod progress;

pub(crate) use apply::Applier;
pub use apply::FollowError;
pub(crate) use forgetting::follow_destructions;
pub(crate) use gather::{Bounds, Gatherer};
pub(crate) use progress::{AtLeastError, Progress};
