//! What the tests of every crate share: real servers, started on free ports in temporary folders, that can be
//! killed, restarted and cut off, and that are gone when the value that holds them is dropped.

pub mod nats;
pub mod ports;
pub mod postgres;
