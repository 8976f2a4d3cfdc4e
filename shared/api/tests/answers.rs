//! What goes out: refusals as statuses and back, explanations, changes, standing.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use std::collections::BTreeSet;

use common::Reference;
use fengqiao_api::outcome::{change, explanation};
use fengqiao_api::status::{EXPLANATION_BYTES_MAX, Failure, refused};
use fengqiao_domain::event::{CaseReopened, DangerReported, HandlerAssigned};
use fengqiao_domain::id::{DangerId, EventId, OfficerId};
use fengqiao_domain::vocabulary::{
    DangerSign, FinalDecision, HelpWanted, ReopenReason, StatutoryPath, Track,
};
use fengqiao_domain::{Code, CommandName, Event, Refusal, Sealed};
use fengqiao_jurisdiction::Level;
use fengqiao_routing::{Assessment, Facts, RequestFacts};
use prost::Message as _;
use uuid::Uuid;

const SEALED: &str = "an-envelope";

/// A township that has failed once and asks up.
fn asked_too_early(reference: &Reference) -> Assessment {
    let facts: Facts = serde_json::from_value(serde_json::json!({
        "level": "township", "phase_class": "handling",
    }))
    .unwrap();
    let facts = Facts {
        danger_signs: Some(BTreeSet::new()),
        grave: Some(false),
        headcount: Some(1),
        amount_fen: Some(120_000),
        unpaid_workers: Some(0),
        villages_spanned: Some(1),
        townships_spanned: Some(1),
        counties_spanned: Some(1),
        holder_conflicted: Some(false),
        track: Some(Track::Mediation),
        statutory_path: Some(StatutoryPath::None),
        final_decision: Some(FinalDecision::None),
        power_beyond_level: Some(false),
        attempts: 1,
        failed_attempts: 1,
        request: Some(RequestFacts {
            target_is_next: true,
            help_wanted: BTreeSet::from([HelpWanted::Power]),
        }),
        next: Some(Level::County),
        ..facts
    };
    reference.rules().assess(&facts)
}

fn event_id() -> EventId {
    EventId::new(Uuid::from_u128(7))
}

fn sealed() -> Sealed {
    Sealed::from_envelope(SEALED.into())
}

#[test]
fn a_request_to_rise_that_comes_too_early_is_told_how_many_sessions_are_lacking() {
    let reference = Reference::delivered();
    let refusal = Refusal::new(Code::R01).explained_by(asked_too_early(&reference));
    let failure = Failure::from(&refused(&refusal, reference.wording()));
    assert_eq!(failure.code, "R01");
    assert_eq!(failure.text, "本级化解不充分:已在1个不同日期调解,1次未成。");
    assert!(failure.change.starts_with("再调解1次(换日期)仍不成;或层级期限届满"), "{}", failure.change);
    assert_eq!(failure.grpc, tonic::Code::FailedPrecondition);
}

#[test]
fn an_explanation_names_rule_set_facts_rows_and_the_nearest_row() {
    let reference = Reference::delivered();
    let told = explanation(&asked_too_early(&reference), reference.wording());
    assert_eq!((told.verdict.as_str(), told.verdict_text.as_str()), ("keep", "本级化解。"));
    assert_eq!(told.rule_set.as_ref().unwrap().id, reference.rules().id());
    assert!(told.facts.iter().any(|fact| fact.text == "金额:1200元" && fact.value == "120000"));
    assert!(told.rows.iter().all(|row| !row.text.is_empty()));
    assert_eq!(told.nearest.unwrap().id, "ST01");
}

#[test]
fn an_explanation_inside_a_status_fits_into_a_trailer() {
    let reference = Reference::delivered();
    let whole = explanation(&asked_too_early(&reference), reference.wording());
    assert!(whole.encoded_len() > EXPLANATION_BYTES_MAX, "the sample must need cutting");
    let refusal = Refusal::new(Code::R01).explained_by(asked_too_early(&reference));
    let status = refused(&refusal, reference.wording());
    let cut = Failure::from(&status).explanation.unwrap();
    assert!(cut.encoded_len() <= EXPLANATION_BYTES_MAX);
    assert_eq!((cut.refusal_code.as_str(), cut.nearest), ("R01", whole.nearest));
    // hyper's bound for all headers, with base64 and the percent-encoded message.
    assert!(status.details().len() * 4 / 3 + status.message().len() * 3 < 14 * 1024);
}

#[test]
fn a_refusal_reads_back_whole() {
    let reference = Reference::delivered();
    let mut refusal = Refusal::new(Code::A04).because("holder", "640202").because("relation", "holder");
    refusal.allowed = vec![CommandName::ReportDanger];
    let failure = Failure::from(&refused(&refusal, reference.wording()));
    assert_eq!((failure.code.as_str(), failure.grpc), ("A04", tonic::Code::PermissionDenied));
    assert_eq!(failure.facts["holder"], "640202");
    assert_eq!(failure.allowed, ["report_danger"]);
    assert!(failure.text.contains("大武口区") && failure.change.contains("报告险情"), "{failure:?}");
    assert!(!failure.may_be_repeated());
}

#[test]
fn a_field_at_fault_is_named_in_words_and_as_a_path() {
    let reference = Reference::delivered();
    let refusal = Refusal::new(Code::D05).at("parties[0].identification.number").because("problem", "check");
    let failure = Failure::from(&refused(&refusal, reference.wording()));
    assert_eq!(failure.field.as_deref(), Some("parties[0].identification.number"));
    assert_eq!(failure.text, "“当事人1·身份证件·证件号码”校验失败:校验位不对。");
}

#[test]
fn every_refusal_reads_well_with_no_facts_at_all() {
    let reference = Reference::delivered();
    for code in Code::ALL {
        let status = refused(&Refusal::new(*code), reference.wording());
        assert!(status.message().starts_with(&format!("{} ", code.as_str())));
        let failure = Failure::from(&status);
        assert!(!failure.text.is_empty() && !failure.change.is_empty(), "{}", code.as_str());
        for leftover in ["{", "}", "[", "]", "(未载明)"] {
            assert!(!status.message().contains(leftover), "{}", status.message());
        }
    }
}

#[test]
fn an_officer_who_lost_a_race_reads_what_changed_and_may_try_again() {
    let reference = Reference::delivered();
    let refusal = Refusal::new(Code::L03).because("changed", "SessionHeld,VerdictChanged");
    let failure = Failure::from(&refused(&refusal, reference.wording()));
    assert_eq!(failure.text, "内容刚刚更新:调解、研判结论。");
    assert!(failure.may_be_repeated());
}

#[test]
fn each_kind_of_refusal_has_its_grpc_code() {
    use tonic::Code as G;
    let reference = Reference::delivered();
    let kinds = [
        (Code::A01, G::Unauthenticated),
        (Code::A02, G::PermissionDenied),
        (Code::D03, G::InvalidArgument),
        (Code::D07, G::AlreadyExists),
        (Code::D08, G::NotFound),
        (Code::L03, G::Aborted),
        (Code::L01, G::FailedPrecondition),
        (Code::T03, G::FailedPrecondition),
        (Code::C04, G::FailedPrecondition),
        (Code::R14, G::FailedPrecondition),
    ];
    for (code, grpc) in kinds {
        assert_eq!(refused(&Refusal::new(code), reference.wording()).code(), grpc, "{}", code.as_str());
    }
}

#[test]
fn a_status_of_another_service_is_no_refusal_of_ours() {
    let failure = Failure::from(&tonic::Status::unavailable("connection refused"));
    assert_eq!((failure.code.as_str(), failure.text.as_str()), ("", "connection refused"));
}

#[test]
fn a_change_tells_words_and_names_and_nothing_sealed() {
    let reference = Reference::delivered();
    let told = |event: Event| change(event_id(), &event, reference.wording()).text;
    let danger = DangerReported {
        danger: DangerId::new(Uuid::from_u128(9)),
        signs: BTreeSet::from([DangerSign::Threat, DangerSign::Weapon]),
        place: Some("640202".parse().unwrap()),
        account: Some(sealed()),
    };
    let text = told(danger.into());
    assert!(text.starts_with("报告险情:扬言、持械,地点:") && !text.contains(SEALED), "{text}");
    let assigned = HandlerAssigned {
        on_the_spot: false,
        officer: OfficerId::new(Uuid::from_u128(3)),
        centre: "640202".parse().unwrap(),
        level: Level::County,
        duty: "核实水表".into(),
        due: jiff::civil::date(2026, 3, 1),
        plan: sealed(),
    };
    let text = told(assigned.into());
    assert!(
        text.ends_with("指定承办人,职责:核实水表,2026-03-01前完成。") && !text.contains(SEALED),
        "{text}"
    );
    assert_eq!(told(CaseReopened { reason: ReopenReason::Danger }.into()), "复启:出现险情。");
}
