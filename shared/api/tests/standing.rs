//! A registration all the way: from the request to where the case then stands.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod common;

use std::collections::BTreeSet;

use common::samples::register_case;
use common::{Reference, desk};
use fengqiao_api::outcome::{change, standing};
use fengqiao_api::request::CommandRequest as _;
use fengqiao_api::status::{Failure, refused};
use fengqiao_api::texts::Wording;
use fengqiao_api::v1;
use fengqiao_domain::id::OfficerId;
use fengqiao_domain::{Actor, CaseState, Command, Context, Decision, Refusal, Sealed, decide, evolve};
use fengqiao_jurisdiction::{Level, Role};
use jiff::civil::date;
use uuid::Uuid;

/// The command of a request, with envelopes that stand for the vault's.
fn command(request: v1::RegisterCaseRequest) -> Command {
    let prepared = request.prepare(&desk()).unwrap();
    let envelopes = prepared.secrets.iter().map(|_| Sealed::from_envelope("sealed".into())).collect();
    prepared.finish(envelopes).unwrap()
}

/// What a county's clerk gets for a registration on 2026-02-24.
fn registered(request: v1::RegisterCaseRequest, reference: &Reference) -> Result<Decision, Refusal> {
    let wording = reference.wording();
    let actor = Actor {
        officer: OfficerId::new(Uuid::from_u128(3)),
        centre: "640202".parse().unwrap(),
        level: Level::County,
        unit: None,
        roles: BTreeSet::from([Role::Clerk]),
        case: None,
    };
    let today = date(2026, 2, 24);
    let context = Context {
        command: desk().command,
        actor: &actor,
        now: "2026-02-24T02:00:00Z".parse().unwrap(),
        today,
        occurred_on: today,
        late_reason: false,
        jurisdiction: wording.jurisdiction,
        rules: wording.rules.on(today),
        calendar: wording.calendar,
    };
    let command = command(request);
    let decided = decide(&CaseState::Absent, desk().case, &command, &context)?;
    Ok(Decision {
        version: fengqiao_domain::decision::VERSION,
        command: context.command,
        name: command.name(),
        digest: String::new(),
        officer: actor.officer,
        centre: actor.centre,
        level: actor.level,
        role: decided.role,
        occurred_on: today,
        events: decided.events,
    })
}

fn without_screening() -> v1::RegisterCaseRequest {
    v1::RegisterCaseRequest { screening: None, ..register_case() }
}

#[test]
fn a_registered_case_stands_at_its_centre_with_the_statutory_clocks() {
    let reference = Reference::delivered();
    let decision = registered(without_screening(), &reference).unwrap();
    let stamp = decision.stamp("2026-02-24T02:00:00Z".parse().unwrap(), None);
    let state = decision.events.iter().fold(CaseState::Absent, |state, event| evolve(state, event, &stamp));
    let told = standing(state.live().unwrap(), reference.wording());
    assert_eq!(
        (told.phase_text.as_str(), told.holder_name.as_str()),
        ("已登记", "大武口区矛盾纠纷调处化解中心")
    );
    let forward = told.clocks.iter().find(|clock| clock.name == "forward_term").unwrap();
    // 15 calendar days, day zero not counted: 信访工作条例 article 22.
    assert_eq!((forward.started_on.as_str(), forward.due_on.as_str()), ("2026-02-24", "2026-03-11"));
    // Told on 2026-02-27, a Friday.
    assert_eq!((forward.unit.as_str(), forward.length, forward.left), ("calendar_days", 15, 12));
    let left = |today| {
        let told = standing(state.live().unwrap(), Wording { today, ..reference.wording() });
        told.clocks.iter().find(|clock| clock.name == "forward_term").unwrap().left
    };
    assert_eq!((left(date(2026, 3, 11)), left(date(2026, 3, 13))), (0, -2));
}

#[test]
fn every_event_of_a_registration_reads_as_a_whole_sentence() {
    let reference = Reference::delivered();
    for request in [register_case(), without_screening()] {
        let decision = registered(request, &reference).unwrap();
        for (index, event) in decision.events.iter().enumerate() {
            let told = change(decision.event_id(index), event, reference.wording());
            assert!(
                told.text.ends_with('。') && !told.text.contains("(未载明)"),
                "{}: {}",
                told.event,
                told.text
            );
            assert!(!told.text.contains("sealed"), "{}", told.text);
        }
    }
}

#[test]
fn what_the_domain_refuses_is_told_in_words() {
    let reference = Reference::delivered();
    let tomorrow = v1::RegisterCaseRequest { received_on: "2026-02-25".into(), ..without_screening() };
    let refusal = registered(tomorrow, &reference).unwrap_err();
    let failure = Failure::from(&refused(&refusal, reference.wording()));
    assert_eq!((failure.code.as_str(), failure.field.as_deref()), ("D04", Some("received_on")));
    assert_eq!(failure.text, "“收到日期”的日期不合:2026-02-25(今天是2026-02-24)。");
}
