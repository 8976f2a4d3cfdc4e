//! What the projection promises, on a real NATS server and a real Postgres.

mod failing;
mod figures;
mod folding;
mod keeping;
mod overview;
mod privacy;
mod reading;
mod rebuilding;
mod watching;
mod world;
mod writer;
