//! What holds for every walk through the commands, whoever gives them in whatever order.

mod dice;
mod figures;
mod goes_on;
mod laws;
mod outage;
mod walk;

pub(crate) use walk::told;
