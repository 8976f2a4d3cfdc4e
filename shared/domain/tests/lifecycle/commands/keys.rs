//! 销毁个人密钥: on which ground, by whom, and what is owed then.

use fengqiao_domain::Actor;
use fengqiao_domain::command::{CompleteTask, RequestKeyDestruction};
use fengqiao_domain::errand::{self, Errand};
use fengqiao_domain::event::Addressee;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::KeyOf;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;

use crate::support::*;

const RETENTION: DestructionBasis = DestructionBasis::RetentionOver;
const REQUEST: DestructionBasis = DestructionBasis::LawfulRequest;

fn asked() -> Story {
    retained_long_enough(Desk::Township).given(security_administrator(), ask_to_destroy(RETENTION))
}

/// What the vault is told to destroy.
fn keys(story: &Story) -> Vec<KeyOf> {
    let mut keys: Vec<_> = errand::open(story.case())
        .map(|(_, errand)| match errand {
            Errand::DestroyKey { of, .. } => *of,
            other => panic!("{other:?}"),
        })
        .collect();
    keys.sort_by_key(|key| format!("{key:?}"));
    keys
}

/// Covers: RequestKeyDestruction, V01
#[test]
fn what_the_law_wants_kept_is_kept_whoever_asks() {
    for (phase, story) in in_each_stage() {
        if phase == fengqiao_domain::state::PhaseName::Archived {
            continue;
        }
        for basis in [RETENTION, REQUEST] {
            let refused = story.clone().when(security_administrator(), ask_to_destroy(basis));
            refused.then_refused(Code::V01).because("phase", phase.as_str());
        }
    }
}

/// Covers: RequestKeyDestruction, V01, V02
#[test]
fn an_archived_file_is_kept_through_the_last_day_of_its_retention() {
    let archived = ended_at(Desk::Township).given(township_clerk(), archive());
    let last_day = (jiff::civil::date(2036, 12, 31) - TODAY).get_days();
    let last_day = archived.after(i64::from(last_day));
    assert_eq!(last_day.today, jiff::civil::date(2036, 12, 31));
    for (basis, code) in [(RETENTION, Code::V02), (REQUEST, Code::V01)] {
        let refused = last_day.clone().when(security_administrator(), ask_to_destroy(basis));
        refused.then_refused(code).because("until", "2036-12-31");
        let over = last_day.clone().after(1).when(security_administrator(), ask_to_destroy(basis));
        over.then_events(["KeyDestructionRequested"]);
    }
}

/// Covers: RequestKeyDestruction, DestroyPersonKey, V01
#[test]
fn a_registration_by_mistake_goes_at_the_persons_request() {
    voided().when(security_administrator(), ask_to_destroy(RETENTION)).then_refused(Code::V01);
    let gone = voided()
        .given(security_administrator(), ask_to_destroy(REQUEST))
        .when(auditor(), destroy(claimant()))
        .then_events(["PersonKeyDestroyed", "TaskAssigned"]);
    assert_eq!(keys(&gone), [KeyOf::Party(claimant())]);
}

/// Covers: RequestKeyDestruction, D01, D02, D06
#[test]
fn a_request_names_a_party_of_the_case_and_its_paper() {
    let refused = |request: RequestKeyDestruction, code| {
        retained_long_enough(Desk::Township).when(security_administrator(), request).then_refused(code)
    };
    refused(RequestKeyDestruction { party: None, ..ask_to_destroy(RETENTION) }, Code::D01);
    refused(ask_to_destroy(DestructionBasis::AbandonedDraft), Code::D02);
    refused(RequestKeyDestruction { document: None, ..ask_to_destroy(RETENTION) }, Code::D06);
    let stranger = fengqiao_domain::id::PartyId::new(uuid::Uuid::from_u128(99));
    refused(RequestKeyDestruction { party: Some(stranger), ..ask_to_destroy(RETENTION) }, Code::D02);
}

/// Covers: RequestKeyDestruction, DestroyPersonKey, A02, A06, D02
#[test]
fn four_eyes_look_before_a_key_is_destroyed() {
    let twice = Actor { roles: [Role::Auditor].into(), ..security_administrator() };
    asked()
        .when(twice, destroy(claimant()))
        .then_refused(Code::A06)
        .when(security_administrator(), destroy(claimant()))
        .then_refused(Code::A02)
        .when(auditor(), ask_to_destroy(RETENTION))
        .then_refused(Code::A02)
        .when(auditor(), destroy(respondent()))
        .then_refused(Code::D02)
        .when(office("640205", Role::Auditor), destroy(claimant()))
        .then_refused(Code::A04)
        .when(office(COUNTY, Role::Auditor), destroy(claimant()))
        .then_events(["PersonKeyDestroyed", "TaskAssigned"]);
}

/// Covers: DestroyPersonKey, L02
#[test]
fn nothing_is_countersigned_that_nobody_asked_for() {
    retained_long_enough(Desk::Township).when(auditor(), destroy(claimant())).then_refused(Code::L02);
}

/// Covers: DestroyPersonKey, CompleteTask
#[test]
fn the_narrative_is_looked_through_and_goes_with_the_last_person() {
    let first = asked().given(auditor(), destroy(claimant()));
    let tasks: Vec<_> = first.case().joint.tasks.values().collect();
    assert_eq!(tasks.len(), 1);
    assert_eq!((tasks[0].kind, &tasks[0].to), (TaskKind::Redaction, &Addressee::Centre(centre(TOWNSHIP))));
    assert_eq!(keys(&first), [KeyOf::Party(claimant())]);

    // Whoever holds the file answers for it, and is urged like everybody else.
    let looked = CompleteTask { task: None, document: Some(document()), report: None };
    let done = first.clone().when(township_clerk(), looked).then_events(["TaskCompleted"]);
    assert!(done.case().joint.tasks.is_empty());
    let late = first.today + 31.days();
    let late = first.clone().kept_until(late);
    assert_eq!(late.case().open_slips().count(), 1);

    let again = RequestKeyDestruction { party: Some(respondent()), ..ask_to_destroy(REQUEST) };
    let last = first
        .when(security_administrator(), ask_to_destroy(RETENTION))
        .then_refused(Code::D02)
        .because("reason", "key_destroyed")
        .given(security_administrator(), again)
        .when(auditor(), destroy(respondent()))
        .then_events(["PersonKeyDestroyed"]);
    assert_eq!(keys(&last), [KeyOf::Narrative, KeyOf::Party(claimant()), KeyOf::Party(respondent())]);
    assert!(last.case().joint.tasks.is_empty() && last.next_moment().is_none());
}
