//! A stored decision of every kind of event, as release 1 wrote it: each must be readable for ever.

use std::path::PathBuf;

use fengqiao_domain::{Decision, Event};
use serde_json::Value;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(format!("{name}.json"))
}

#[test]
fn every_event_ever_written_reads_back_field_by_field() {
    for (name, _) in Event::NAMES {
        let body = std::fs::read(path(name)).unwrap_or_else(|_| panic!("no sample of {name}"));
        let decision = Decision::read(&body).unwrap();
        assert_eq!(decision.version, 1);
        assert_eq!(decision.events.iter().map(Event::name).collect::<Vec<_>>(), [*name]);
        let stored: Value = serde_json::from_slice(&body).unwrap();
        let written: Value = serde_json::from_slice(&decision.write().unwrap()).unwrap();
        assert_eq!(written, stored, "{name} is written as it was read");
    }
}

#[test]
fn a_decision_of_a_newer_release_is_not_guessed_at() {
    let body = std::fs::read_to_string(path("CaseRegistered")).unwrap();
    let newer = body.replacen("\"version\": 1", "\"version\": 2", 1);
    assert_ne!(newer, body);
    assert!(matches!(
        Decision::read(newer.as_bytes()),
        Err(fengqiao_domain::decision::DecisionError::Newer { found: 2 })
    ));
}

#[test]
fn what_is_no_decision_is_told_apart() {
    for body in ["", "{}", "[]", "{\"version\": 1}", "\u{0}"] {
        assert!(matches!(
            Decision::read(body.as_bytes()),
            Err(fengqiao_domain::decision::DecisionError::Malformed(_))
        ));
    }
}
