//! What the vault promises, shown on a real Postgres.

mod cost;
mod destruction;
mod opening;
mod orphans;
mod sealing;
mod site;
