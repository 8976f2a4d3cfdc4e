//! The query API. Every rpc reads in the same steps: who asks, what is asked, how fresh it must be, what they may see.

mod answer;
mod at_least;
mod case_filters;
mod count_cases;
mod find_by_number;
mod find_by_person;
mod get_case;
mod get_counters;
mod get_handover;
mod get_overview;
mod get_pack;
mod get_progress;
mod get_rule_set;
mod get_status;
mod get_timeline;
mod list_cases;
mod list_drafts;
mod list_packs;
mod list_recommendations;
mod list_rule_sets;
mod locate;
mod mask;
mod page;
mod persons;
mod read;
mod reader;
mod replay_rules;
mod reveal_person;
mod rule_sets;
mod service;
mod tries;
mod view;
mod watch_changes;

pub(crate) use persons::PERSON_FIELD;
pub(crate) use service::{Context, Service};
