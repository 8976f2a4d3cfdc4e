//! Faults on the real processes, and what must hold after them.

mod audit;
mod disk;
mod load;

pub use audit::audit;
pub use disk::Disk;
pub use load::{Acked, Journal, Load};
