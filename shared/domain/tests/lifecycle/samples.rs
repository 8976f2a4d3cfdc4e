//! A stored decision of every kind of event, as the release that brought it wrote it: each must be readable for ever. With
//! `FENGQIAO_WRITE=1` an event that has no sample yet is given one; what is stored is never rewritten.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::PathBuf;

use fengqiao_domain::{AffairEvent, Decision, Event};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::support::WRITE;
use crate::{affairs, packs, properties, rule_sets};

/// Where the samples of affairs lie; those of cases lie above.
const AFFAIRS: &str = "affairs";

fn path(folder: &str, name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(folder).join(format!("{name}.json"))
}

/// Stores the richest decision of each event that has no sample yet.
fn store_the_missing<E>(
    folder: &str,
    told: impl IntoIterator<Item = Vec<u8>>,
    name: impl Fn(&E) -> &'static str,
) where
    E: Clone + Serialize + DeserializeOwned,
{
    let mut richest: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for body in told {
        let decision: Decision<E> = Decision::parse(&body).unwrap();
        for event in &decision.events {
            let alone = Decision { events: vec![event.clone()], ..decision.clone() };
            let body = serde_json::to_vec_pretty(&alone).unwrap();
            let known = richest.entry(name(event)).or_default();
            if known.len() < body.len() {
                *known = body;
            }
        }
    }
    for (name, body) in richest {
        if !path(folder, name).exists() {
            std::fs::write(path(folder, name), body).unwrap();
        }
    }
}

fn reads_back<E>(folder: &str, known: &str, name: impl Fn(&E) -> &'static str)
where
    E: Clone + Debug + PartialEq + Serialize + DeserializeOwned,
{
    let body = std::fs::read(path(folder, known))
        .unwrap_or_else(|_| panic!("no sample of {known}: {WRITE}=1 writes one"));
    let decision: Decision<E> = Decision::parse(&body).unwrap();
    assert_eq!(decision.version, 1);
    assert_eq!(decision.events.iter().map(name).collect::<Vec<_>>(), [known]);
    let stored: Value = serde_json::from_slice(&body).unwrap();
    let written: Value = serde_json::from_slice(&decision.write().unwrap()).unwrap();
    assert_eq!(written, stored, "{known} is written as it was read");
}

#[test]
fn every_event_ever_written_reads_back_field_by_field() {
    if std::env::var_os(WRITE).is_some() {
        store_the_missing("", properties::told(), Event::name);
    }
    for (known, _) in Event::NAMES {
        reads_back("", known, Event::name);
    }
}

#[test]
fn every_event_of_an_affair_ever_written_reads_back_field_by_field() {
    if std::env::var_os(WRITE).is_some() {
        store_the_missing(
            AFFAIRS,
            [affairs::told(), packs::told(), rule_sets::told()].concat(),
            AffairEvent::name,
        );
    }
    for (known, _) in AffairEvent::NAMES {
        reads_back(AFFAIRS, known, AffairEvent::name);
    }
}

#[test]
fn a_decision_of_a_newer_release_is_not_guessed_at() {
    let body = std::fs::read_to_string(path("", "CaseRegistered")).unwrap();
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
