//! The grammar of these tests: given what happened, when somebody acts, then these events or this refusal.

mod cases;
mod commands;
mod officers;
mod reference;
mod story;
mod tale;
mod turn;

pub(crate) use cases::{
    Desk, RETENTION_DAYS, accepted_at, agreed_at, answered_at, classified_at, closed_at, complete_at,
    defaulted_at, ended_at, exhausted_at, filed_at, follow_up_at, in_each_stage, in_progress_at,
    open_review_at, performing_at, petition_at, registered_at, retained_long_enough, review_at,
    review_of_a_refusal, under_recheck, under_review, unresolved_at, voided,
};
pub(crate) use commands::*;
pub(crate) use officers::*;
pub(crate) use reference::{calendar, centre, jurisdiction, powers, rules, unit};
pub(crate) use story::{CASE, Story, TODAY};
pub(crate) use tale::{Tale, names};

/// The variable under which what is stored beside the tests is written instead of compared.
pub(crate) const WRITE: &str = "FENGQIAO_WRITE";
