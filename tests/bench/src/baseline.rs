//! What the platform is measured beside.

pub(crate) mod cqrs;
pub(crate) mod jetstream;
