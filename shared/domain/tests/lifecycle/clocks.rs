//! Which clocks run in which stage, what starts and stops them, and when they end.

use std::collections::BTreeSet;

use fengqiao_calendar::Term;
use fengqiao_domain::clock;
use fengqiao_domain::command::{ClassifyMatter, RegisterCase};
use fengqiao_domain::event::{CorrectedFact, MatterClassified};
use fengqiao_domain::state::{ClockName as K, PhaseName};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Event, evolve};
use fengqiao_jurisdiction::{AdministrativeTerms, Terms};
use jiff::civil::{Date, date};

use crate::support::*;

#[track_caller]
fn runs<const N: usize>(story: &Story, names: [K; N]) {
    let running: BTreeSet<_> = story.case().clocks.iter().map(|clock| clock.name).collect();
    assert_eq!(running, names.into(), "{}", story.case().phase.name());
}

fn is_running(story: &Story, name: K) -> bool {
    story.case().clocks.running(name).is_some()
}

/// Covers: ForwardTerm, AcceptanceNoticeTerm, LevelTerm, RiskReviewTerm, MediationTerm, SignTerm,
/// Covers: ObjectionRight, HandlerTerm, UnresolvedTerm, ConfirmationRight, PerformanceWatch,
/// Covers: FollowUpFirstTerm, FollowUpSecondTerm, ArchiveTerm
#[test]
fn each_stage_has_its_clocks() {
    for (phase, story) in in_each_stage() {
        match phase {
            PhaseName::Registered => {
                runs(&story, [K::ForwardTerm, K::AcceptanceNoticeTerm, K::LevelTerm, K::RiskReviewTerm]);
            }
            PhaseName::Accepted => runs(
                &story,
                [K::ForwardTerm, K::AcceptanceNoticeTerm, K::LevelTerm, K::MediationTerm, K::RiskReviewTerm],
            ),
            PhaseName::Dispatched => runs(
                &story,
                [
                    K::AcceptanceNoticeTerm,
                    K::LevelTerm,
                    K::MediationTerm,
                    K::SignTerm,
                    K::ObjectionRight,
                    K::RiskReviewTerm,
                ],
            ),
            PhaseName::Signed => {
                runs(&story, [K::AcceptanceNoticeTerm, K::LevelTerm, K::MediationTerm, K::RiskReviewTerm]);
            }
            PhaseName::InProgress => runs(
                &story,
                [K::AcceptanceNoticeTerm, K::LevelTerm, K::MediationTerm, K::HandlerTerm, K::RiskReviewTerm],
            ),
            PhaseName::Suspended => runs(
                &story,
                [K::AcceptanceNoticeTerm, K::LevelTerm, K::MediationTerm, K::HandlerTerm, K::RiskReviewTerm],
            ),
            PhaseName::Unresolved => {
                runs(&story, [K::AcceptanceNoticeTerm, K::LevelTerm, K::UnresolvedTerm, K::RiskReviewTerm]);
            }
            PhaseName::Agreed => runs(&story, [K::AcceptanceNoticeTerm, K::RiskReviewTerm]),
            PhaseName::Performing => {
                runs(&story, [K::ConfirmationRight, K::PerformanceWatch, K::RiskReviewTerm]);
            }
            PhaseName::OpinionIssued => runs(&story, [K::ReviewRight, K::RiskReviewTerm]),
            PhaseName::UnderReview | PhaseName::UnderRecheck => runs(&story, [K::RiskReviewTerm]),
            PhaseName::FollowUp => runs(
                &story,
                [K::ConfirmationRight, K::FollowUpFirstTerm, K::FollowUpSecondTerm, K::RiskReviewTerm],
            ),
            PhaseName::Closed => runs(&story, [K::ConfirmationRight, K::FollowUpSecondTerm, K::ArchiveTerm]),
            PhaseName::Exited => runs(&story, [K::ArchiveTerm]),
            PhaseName::Archived => runs(&story, []),
        }
    }
}

/// Covers: ForwardTerm, AcceptanceNoticeTerm, FactTerm, LevelTerm, MediationTerm, HandleTerm, AskUpTerm,
/// Covers: EscalationTerm, UnresolvedTerm, PerformanceWatch, ConfirmationRight, FollowUpFirstTerm,
/// Covers: FollowUpSecondTerm, ArchiveTerm
#[test]
fn each_clock_ends_on_its_day() {
    let due = |story: &Story, name: K| -> Date {
        let clock = story.case().clocks.running(name).unwrap();
        clock::due(clock, jurisdiction().terms(), calendar()).on
    };
    let classified = |code| {
        registered_at(Desk::County)
            .given(county_dispatcher(), ClassifyMatter { unpaid_workers: Some(0), ..classify(code) })
            .given(county_dispatcher(), accept())
    };
    // Received on Monday 2026-06-01, everything else on Wednesday 2026-06-10; 06-19 to 06-21 is the Dragon Boat festival.
    let table = [
        (classified_at(Desk::Village), K::ForwardTerm, date(2026, 6, 16)),
        (classified_at(Desk::Village), K::AcceptanceNoticeTerm, date(2026, 6, 16)),
        (registered_at(Desk::Village), K::FactTerm, date(2026, 6, 11)),
        (classified_at(Desk::Village), K::LevelTerm, date(2026, 6, 15)),
        (classified_at(Desk::Township), K::LevelTerm, date(2026, 6, 16)),
        (classified_at(Desk::County), K::LevelTerm, date(2026, 6, 30)),
        (classified("0201"), K::MediationTerm, date(2026, 7, 10)),
        (classified("10"), K::MediationTerm, date(2026, 6, 25)),
        (classified("13"), K::MediationTerm, date(2026, 7, 23)),
        (classified("9901"), K::HandleTerm, date(2026, 8, 10)),
        (exhausted_at(Desk::Village), K::AskUpTerm, date(2026, 6, 12)),
        (exhausted_at(Desk::Village).given(village_head(), ask()), K::EscalationTerm, date(2026, 6, 12)),
        (unresolved_at(Desk::Village), K::UnresolvedTerm, date(2026, 6, 17)),
        (performing_at(Desk::Village), K::PerformanceWatch, date(2026, 6, 17)),
        (performing_at(Desk::Village), K::ConfirmationRight, date(2026, 7, 10)),
        (answered_at(Desk::Township, false), K::ReviewRight, date(2026, 7, 10)),
        (filed_at(Desk::Village), K::CourtWatch, date(2026, 6, 29)),
        (in_progress_at(Desk::County).given(county_joint_office(), meet()), K::TaskTerm, date(2026, 6, 20)),
        (in_progress_at(Desk::County).given(county_director(), order()), K::OrderTerm, date(2026, 6, 30)),
        (follow_up_at(Desk::Village), K::FollowUpFirstTerm, date(2026, 6, 17)),
        (follow_up_at(Desk::Village), K::FollowUpSecondTerm, date(2026, 7, 10)),
        (closed_at(Desk::Village), K::ArchiveTerm, date(2026, 8, 10)),
    ];
    for (story, name, expected) in table {
        assert_eq!(due(&story, name), expected, "{name}");
    }
}

/// Covers: SimpleAnswerTerm
#[test]
fn a_simple_matter_is_answered_within_five_days_until_it_turns_complex() {
    let simple = registered_at(Desk::Township)
        .given(township_dispatcher(), classify("0203"))
        .given(township_dispatcher(), accept())
        .given(township_dispatcher(), dispatch("640221103-judicial_office"));
    assert!(is_running(&simple, K::SimpleAnswerTerm));
    let complex = ClassifyMatter { profile: Some(Profile::Complex), ..classify("0203") };
    assert!(!is_running(&simple.given(township_dispatcher(), complex), K::SimpleAnswerTerm));
}

/// Covers: MediationTerm, HandleTerm
#[test]
fn a_new_method_or_track_has_its_term_from_the_acceptance() {
    let accepted = accepted_at(Desk::Township);
    let from = accepted.case().clocks.running(K::MediationTerm).unwrap().from;
    let medical = ClassifyMatter { method: Some(MediationMethod::Medical), ..classify_ditch() };
    let later = accepted.after(3).given(township_dispatcher(), medical);
    assert_eq!(later.case().clocks.running(K::MediationTerm).unwrap().from, from);
    let petition = later.given(township_dispatcher(), classify("9901"));
    assert!(!is_running(&petition, K::MediationTerm));
    assert_eq!(petition.case().clocks.running(K::HandleTerm).unwrap().from, from);
}

/// Covers: DangerTerm
#[test]
fn each_danger_has_its_clock() {
    let two = in_progress_at(Desk::County)
        .given(grid_officer(), report([DangerSign::Threat]))
        .given(grid_officer(), report([DangerSign::Weapon]));
    assert_eq!(two.case().clocks.iter().filter(|clock| clock.name == K::DangerTerm).count(), 2);
    let first = two.case().dangers.open.first().copied();
    let one = two.given(
        county_mediator(),
        fengqiao_domain::command::HandleDanger { danger: first, ..handle_danger() },
    );
    assert_eq!(one.case().clocks.iter().filter(|clock| clock.name == K::DangerTerm).count(), 1);
}

/// Covers: AskUpTerm, EscalationTerm, AppealRight, AppealTerm
#[test]
fn asking_is_one_clock_after_the_other() {
    let invalid = corrections([CorrectedFact::DossierInvalid(DossierItem::EvidenceList)]);
    let demanded = exhausted_at(Desk::Village);
    let asked = demanded.clone().given(village_head(), ask());
    let refused = asked.clone().given(
        township_director(),
        fengqiao_domain::command::RefuseEscalation { corrections: invalid, ..refuse() },
    );
    let appealed = refused.clone().given(village_head(), appeal());
    let ruled = appealed.clone().given(county_director(), rule(AppealRuling::Upheld));
    let clocks = [K::AskUpTerm, K::EscalationTerm, K::AppealRight, K::AppealTerm];
    for (story, expected) in [
        (demanded, Some(K::AskUpTerm)),
        (asked, Some(K::EscalationTerm)),
        (refused, Some(K::AppealRight)),
        (appealed, Some(K::AppealTerm)),
        (ruled, None),
    ] {
        let running: Vec<_> = clocks.into_iter().filter(|name| is_running(&story, *name)).collect();
        assert_eq!(running, Vec::from_iter(expected));
    }
}

/// Covers: AppealTerm
#[test]
fn an_objection_keeps_its_term_when_a_request_ends() {
    let beyond = ClassifyMatter { powers_needed: Some(powers(["property_supervision"])), ..classify("1503") };
    let objected = accepted_at(Desk::Township)
        .given(township_dispatcher(), serve(Notice::Acceptance))
        .given(township_mediator(), investigate())
        .given(township_dispatcher(), beyond)
        .given(township_dispatcher(), dispatch("640221103-judicial_office"))
        .given(judicial_officer(), object())
        .given(township_director(), ask())
        .given(township_director(), fengqiao_domain::command::WithdrawEscalation {});
    assert!(is_running(&objected, K::AppealTerm) && is_running(&objected, K::AskUpTerm));
}

/// Covers: DesignationTerm
#[test]
fn at_the_city_only_the_designation_is_pressing() {
    let places = [centre(VILLAGE), centre("640202001201")].into();
    let story = Story::begin().given(village_mediator(), RegisterCase { places, ..neighbours() });
    runs(&story.then_held_by(CITY), [K::DesignationTerm, K::AcceptanceNoticeTerm, K::RiskReviewTerm]);
}

/// Covers: LevelTerm, MediationTerm
#[test]
fn a_change_of_holder_ends_the_stint_and_not_the_citizens_term() {
    let unresolved = exhausted_at(Desk::Village).given(village_mediator(), fail());
    assert!(is_running(&unresolved, K::UnresolvedTerm));
    let risen = unresolved.given(township_director(), take_over());
    runs(&risen, [K::LevelTerm, K::RiskReviewTerm]);
    let lifted = in_progress_at(Desk::Village).given(grid_officer(), report([DangerSign::Threat]));
    runs(
        &lifted,
        [
            K::AcceptanceNoticeTerm,
            K::LevelTerm,
            K::MediationTerm,
            K::SignTerm,
            K::RiskReviewTerm,
            K::DangerTerm,
        ],
    );
}

/// Covers: ConfirmationRight, PerformanceWatch, FollowUpFirstTerm, FollowUpSecondTerm, RatingRight
#[test]
fn handling_anew_takes_back_the_clocks_of_the_outcome() {
    let again = defaulted_at(Desk::Village).given(village_head(), work_again(RehandleReason::Default));
    runs(&again, [K::LevelTerm, K::MediationTerm, K::RiskReviewTerm]);
    let again = closed_at(Desk::Village).given(village_head(), reopen(ReopenReason::Rebound));
    runs(&again, [K::LevelTerm, K::MediationTerm]);
    let never_accepted = classified_at(Desk::Township)
        .given(township_dispatcher(), not_accepted(Ground::N3))
        .given(township_director(), reopen(ReopenReason::NewFacts));
    runs(&never_accepted, [K::LevelTerm, K::ForwardTerm, K::AcceptanceNoticeTerm]);
}

/// Covers: HandlerTerm, HandleTerm
#[test]
fn a_petition_keeps_its_handler_when_mediation_fails() {
    let petition = registered_at(Desk::Township)
        .given(township_dispatcher(), classify("9901"))
        .given(township_dispatcher(), accept())
        .given(township_dispatcher(), assign(&township_mediator()))
        .given(township_mediator(), fail());
    assert!(is_running(&petition, K::HandlerTerm) && is_running(&petition, K::HandleTerm));
    assert!(!is_running(&petition, K::UnresolvedTerm));
}

/// Covers: FollowUpFirstTerm
#[test]
fn an_explanation_after_the_last_call_starts_no_new_call() {
    let called = follow_up_at(Desk::Village)
        .given(village_head(), follow_up(FollowUpRound::First))
        .given(village_head(), follow_up(FollowUpRound::Second))
        .given(village_mediator(), explain());
    assert!(!is_running(&called, K::FollowUpFirstTerm) && !is_running(&called, K::FollowUpSecondTerm));
}

/// Covers: ContinueRight
#[test]
fn only_going_on_here_starts_the_right_to_go_on() {
    let story = in_progress_at(Desk::Village);
    let remote = fengqiao_domain::command::RecordConsent {
        until: Some(TODAY),
        ..consent(claimant(), ConsentSubject::RemoteSession)
    };
    assert!(!is_running(&story.clone().given(village_mediator(), remote), K::ContinueRight));
    let going_on = story.given(village_mediator(), consent(claimant(), ConsentSubject::ContinueHere));
    assert!(is_running(&going_on, K::ContinueRight));
    let ended = going_on.given(village_mediator(), refusal_of(respondent(), ConsentSubject::ContinueHere));
    assert!(!is_running(&ended, K::ContinueRight));
}

/// A place that has the local rule (深圳 2022, arts. 45 and 46): five working days to accept, ten for a complex matter, three
/// to pass it on.
///
/// Covers: AdministrativeAcceptTerm, AdministrativeTransferTerm
#[test]
fn an_administrative_mediation_has_its_own_terms_where_a_place_sets_them() {
    let terms = Terms {
        administrative: Some(AdministrativeTerms {
            accept: Term::WorkingDays(5),
            accept_complex: Term::WorkingDays(10),
            transfer: Term::WorkingDays(3),
        }),
        ..jurisdiction().terms().clone()
    };
    for (profile, accept) in [(Profile::Ordinary, date(2026, 6, 17)), (Profile::Complex, date(2026, 6, 25))] {
        let classified = registered_at(Desk::Township).given(township_dispatcher(), classify_ditch());
        let last = classified.decisions().pop().unwrap();
        let Event::MatterClassified(matter) = last.events[0].clone() else { panic!("a classification") };
        let matter = MatterClassified {
            method: MediationMethod::Administrative,
            profile,
            administrative_terms: true,
            ..matter
        };
        let stamp = last.stamp(classified.log.last().unwrap().at, None);
        let state = evolve(classified.state, &matter.into(), &stamp);
        let clocks = &state.live().unwrap().clocks;
        let due = |name| clock::due(clocks.running(name).unwrap(), &terms, calendar()).on;
        assert_eq!(
            (due(K::AdministrativeAcceptTerm), due(K::AdministrativeTransferTerm)),
            (accept, date(2026, 6, 15))
        );
    }
    let here = registered_at(Desk::Township).given(township_dispatcher(), classify_ditch());
    assert!(!is_running(&here, K::AdministrativeAcceptTerm), "no such rule here");
}
