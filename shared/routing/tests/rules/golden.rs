//! One full trace and its record as they are written, so that no change of the form goes unseen.

use fengqiao_jurisdiction::Level;
use fengqiao_routing::{DossierItem, HelpWanted};

use crate::support::{asking_for, assess, harmless};

fn case() -> fengqiao_routing::Facts {
    let mut facts = harmless(Level::Township);
    facts.headcount = None;
    facts.level_term_spent = true;
    facts.dossier_missing = [DossierItem::EvidenceList].into();
    (facts.attempts, facts.failed_attempts) = (2, 1);
    facts.order_level = Level::Township.into();
    facts.request = asking_for(&[HelpWanted::Power, HelpWanted::Coordination]);
    facts
}

#[test]
fn the_full_trace_keeps_its_form() {
    insta::assert_json_snapshot!(assess(&case()));
}

#[test]
fn the_record_keeps_its_form_and_stays_near_a_kilobyte() {
    let record = assess(&case()).record();
    let bytes = serde_json::to_string(&record).unwrap().len();
    assert!(bytes <= 1_100, "{bytes} bytes");
    insta::assert_json_snapshot!(record);
}
