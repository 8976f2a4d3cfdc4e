//! 起草: what is kept of a form before anybody can register it.

use fengqiao_domain::Event;
use fengqiao_domain::command::{DestroyPersonKey, RegisterCase, RequestKeyDestruction};
use fengqiao_domain::errand::Errand;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::KeyOf;
use fengqiao_domain::vocabulary::*;

use crate::support::*;

fn begun() -> Story {
    Story::begin().given(village_mediator(), begin_form())
}

fn given_up(basis: DestructionBasis) -> RequestKeyDestruction {
    RequestKeyDestruction { party: None, document: None, ..ask_to_destroy(basis) }
}

const ABANDONED: DestructionBasis = DestructionBasis::AbandonedDraft;

/// Covers: DraftCase
#[test]
fn a_draft_is_saved_again_by_its_author_alone() {
    let saved = begun().after(3).when(village_mediator(), begin_form()).then_events(["CaseDrafted"]);
    let draft = saved.state.draft().unwrap();
    assert_eq!((draft.drafted_on, draft.saves), (TODAY, 2));
    assert_eq!(draft.saved_on, saved.today);
    assert_eq!(draft.author, village_mediator().officer);
    saved
        .when(village_head(), begin_form())
        .then_refused(Code::A04)
        .when(township_clerk(), begin_form())
        .then_refused(Code::A04)
        .when(county_mediator(), begin_form())
        .then_refused(Code::A02);
}

/// Covers: DraftCase, D03
#[test]
fn a_draft_is_saved_so_many_times_and_no_more() {
    let full = (0..199).fold(begun(), |story, _| story.given(village_mediator(), begin_form()));
    full.when(village_mediator(), begin_form()).then_refused(Code::D03).because("max", "200");
}

/// Covers: DraftCase, L01
#[test]
fn a_draft_is_no_case_yet() {
    let draft = begun();
    assert!(draft.next_moment().is_none());
    draft
        .clone()
        .when(village_head(), classify_ditch())
        .then_refused(Code::A04)
        .when(system(), flag_duplicate(1))
        .then_refused(Code::L01)
        .because("phase", "draft");
}

/// Covers: DraftCase, RegisterCase
#[test]
fn whoever_registers_from_a_draft_gives_it_its_number_and_the_text_goes() {
    for who in [village_mediator(), village_head()] {
        let registered =
            begun().after(2).when(who.clone(), RegisterCase { received_on: TODAY, ..neighbours() });
        let registered = registered
            .then_events(["CaseRegistered", "PartyLinked", "PartyLinked", "RiskAssessed"])
            .then_held_by(VILLAGE);
        let identity = &registered.case().identity;
        // The sequence of the registration, not of the draft.
        assert!(identity.number.as_ref().is_some_and(|number| number.sequence() == 2), "{identity:?}");
        assert_eq!((identity.first_receiver, identity.registered_on), (who.officer, registered.today));
        let owed: Vec<_> = registered.state.errands().map(|(_, errand)| errand.clone()).collect();
        assert_eq!(owed, [Errand::DestroyKey { of: KeyOf::Draft, basis: None }]);
        registered.when(village_mediator(), begin_form()).then_refused(Code::A04);
    }
    begun().when(grid_officer(), neighbours()).then_refused(Code::A04);
    begun().when(township_clerk(), neighbours()).then_refused(Code::A04);
}

/// Covers: DraftCase, SettleOnTheSpot
#[test]
fn a_draft_is_settled_on_the_spot() {
    let settled = begun().when(village_mediator(), on_the_spot(Some(neighbours())));
    let events = settled.answer.as_ref().unwrap();
    assert_eq!(events.first().map(Event::name), Some("CaseRegistered"));
    begun().when(village_mediator(), on_the_spot(None)).then_refused(Code::D01);
}

/// Covers: RequestKeyDestruction, DestroyPersonKey, A06, V01, L01, L02
#[test]
fn a_draft_that_nobody_goes_on_with_goes_after_thirty_days() {
    let asked = begun()
        .after(29)
        .when(security_administrator(), given_up(ABANDONED))
        .then_refused(Code::V01)
        .because("until", "2026-07-10")
        .when(auditor(), DestroyPersonKey { party: None })
        .then_refused(Code::L01)
        .after(1)
        .when(security_administrator(), given_up(ABANDONED))
        .then_events(["KeyDestructionRequested"]);
    // Whoever goes on with it has not given it up.
    asked
        .clone()
        .given(village_mediator(), begin_form())
        .when(auditor(), DestroyPersonKey { party: None })
        .then_refused(Code::L01);
    let gone = asked
        .when(auditor(), destroy(claimant()))
        .then_refused(Code::D02)
        .when(auditor(), DestroyPersonKey { party: None })
        .then_events(["PersonKeyDestroyed"]);
    let owed: Vec<_> = gone.state.errands().map(|(_, errand)| errand.clone()).collect();
    assert_eq!(owed, [Errand::DestroyKey { of: KeyOf::Draft, basis: Some(ABANDONED) }]);
    gone.when(village_mediator(), neighbours())
        .then_refused(Code::L02)
        .when(village_mediator(), begin_form())
        .then_refused(Code::L02);
}

/// Covers: RequestKeyDestruction, DestroyPersonKey, D02, D06
#[test]
fn a_draft_goes_at_once_where_the_person_asks() {
    let request = RequestKeyDestruction { party: None, ..ask_to_destroy(DestructionBasis::LawfulRequest) };
    let refused = |request, code| begun().when(security_administrator(), request).then_refused(code);
    refused(RequestKeyDestruction { document: None, ..request.clone() }, Code::D06);
    refused(RequestKeyDestruction { party: Some(claimant()), ..request.clone() }, Code::D02);
    refused(RequestKeyDestruction { basis: DestructionBasis::RetentionOver, ..request.clone() }, Code::D02);
    begun()
        .given(security_administrator(), request)
        .when(auditor(), DestroyPersonKey { party: None })
        .then_events(["PersonKeyDestroyed"]);
}

/// Covers: FinishErrand
#[test]
fn an_errand_of_a_draft_is_done_once() {
    let request = RequestKeyDestruction { party: None, ..ask_to_destroy(DestructionBasis::LawfulRequest) };
    let gone =
        begun().given(security_administrator(), request).given(auditor(), DestroyPersonKey { party: None });
    let (errand, _) = gone.state.errands().next().unwrap();
    let finish = fengqiao_domain::command::FinishErrand {
        errand,
        result: fengqiao_domain::errand::ErrandResult::Done,
    };
    let done = gone.when(policy(village_head()), finish.clone()).then_events(["ErrandDone"]);
    assert_eq!(done.state.errands().count(), 0);
    done.when(policy(village_head()), finish).then_events([]);
}
