//! Links between cases, and what one case owes to another.

use fengqiao_domain::command::{
    FinishErrand, FlagDuplicate, LinkCases, NewParty, NoteLink, ReopenCase, ReportDanger,
};
use fengqiao_domain::errand::{self, Errand, ErrandResult};
use fengqiao_domain::id::{CaseId, ErrandId, PartyId};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::similarity::{Likeness, LikenessKind};
use fengqiao_domain::state::{ClockName, Link, PhaseName};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Command, Glimpse};
use uuid::Uuid;

use crate::support::*;

fn finish(errand: ErrandId, result: ErrandResult) -> FinishErrand {
    FinishErrand { errand, result }
}

fn owed(story: &Story) -> Vec<(ErrandId, Errand)> {
    errand::open(story.case()).map(|(id, errand)| (id, errand.clone())).collect()
}

/// Covers: LinkCases
#[test]
fn a_link_is_recorded_and_owed_to_the_other_case() {
    let story = accepted_at(Desk::Township)
        .when(township_dispatcher(), link(&an_older_case(), LinkRelation::Follows))
        .then_events(["CaseLinked"]);
    let [(id, errand)] = &owed(&story)[..] else { panic!("one errand") };
    let (other, command) = errand::step(errand, CASE, story.case()).unwrap();
    assert_eq!(other, an_older_case().case);
    let Command::NoteLink(NoteLink { link, dissolved }) = command else { panic!("a note") };
    assert!(!dissolved && link.back && !link.older);
    assert_eq!((link.other, link.holder), (CASE, centre(TOWNSHIP)));
    assert_ne!(id.performing(), id.finishing());
}

/// Covers: LinkCases, R04
#[test]
fn of_two_cases_about_the_same_matter_the_later_one_waits() {
    let barred = exhausted_at(Desk::Township)
        .when(township_dispatcher(), link(&an_older_case(), LinkRelation::SameMatter))
        .then_events(["CaseLinked", "VerdictChanged"])
        .then_verdict(Verdict::Keep)
        .when(township_director(), ask())
        .then_refused(Code::R04)
        .because("centre", TOWNSHIP)
        .because("case", &an_older_case().number.unwrap().to_string());
    barred
        .when(
            township_dispatcher(),
            LinkCases { dissolve: true, ..link(&an_older_case(), LinkRelation::SameMatter) },
        )
        .then_events(["CaseLinked", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest);
    exhausted_at(Desk::Township)
        .when(township_dispatcher(), link(&a_newer_case(), LinkRelation::SameMatter))
        .then_events(["CaseLinked"])
        .then_verdict(Verdict::LiftOnRequest);
}

/// What the later case is told of the earlier one at hand: whether it has ended.
fn told_of_the_end(story: &Story) -> bool {
    let told = owed(story).into_iter().map(|(_, errand)| {
        let (to, command) = errand::step(&errand, CASE, story.case()).unwrap();
        let Command::NoteLink(NoteLink { link, dissolved: false }) = command else { panic!("a note") };
        assert_eq!((to, link.older), (a_newer_case().case, true));
        link.ended
    });
    let told: Vec<_> = told.collect();
    assert!(told.windows(2).all(|two| two[0] == two[1]), "whenever it is told, it is as things stand");
    told[0]
}

/// Covers: LinkCases, NoteLink
#[test]
fn the_later_case_hears_of_the_end_of_the_earlier_one() {
    let desk = Desk::Township;
    let linked = follow_up_at(desk).given(desk.lead(), link(&a_newer_case(), LinkRelation::SameMatter));
    assert!(!told_of_the_end(&linked));
    let closed = linked
        .given(desk.caller(), follow_up(FollowUpRound::First))
        .given(desk.lead(), close(Outcome::Resolved));
    assert!(told_of_the_end(&closed));
    assert_eq!(owed(&closed).len(), 2);
    let open_again = closed.given(desk.head(), ReopenCase { reason: ReopenReason::NewFacts });
    assert!(!told_of_the_end(&open_again));
    assert_eq!(open_again.replayed(), open_again.state);
}

/// Covers: NoteLink, R04
#[test]
fn nobody_waits_for_a_case_that_has_ended() {
    let heard = |ended| {
        let note = note_of(&an_older_case(), None);
        NoteLink { link: Link { back: false, ended, ..note.link }, dissolved: false }
    };
    exhausted_at(Desk::Township)
        .given(township_dispatcher(), link(&an_older_case(), LinkRelation::SameMatter))
        .then_verdict(Verdict::Keep)
        .when(system(), heard(true))
        .then_events(["CaseLinked", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest)
        .when(system(), heard(true))
        .then_events([])
        .when(system(), heard(false))
        .then_events(["CaseLinked", "VerdictChanged"])
        .then_verdict(Verdict::Keep);
    let ended = Glimpse { phase: PhaseName::Closed, ..an_older_case() };
    exhausted_at(Desk::Township)
        .given(township_dispatcher(), link(&ended, LinkRelation::SameMatter))
        .then_verdict(Verdict::LiftOnRequest);
}

/// Covers: LinkCases, L05, D02
#[test]
fn what_cannot_be_linked_is_refused() {
    let story = accepted_at(Desk::Township);
    let itself = Glimpse { case: CASE, ..an_older_case() };
    let same = |other: &Glimpse| link(other, LinkRelation::SameMatter);
    story
        .clone()
        .when(township_dispatcher(), same(&itself))
        .then_refused(Code::L05)
        .because("reason", "same_case");
    story
        .clone()
        .when(township_dispatcher(), LinkCases { dissolve: true, ..same(&an_older_case()) })
        .then_refused(Code::L05)
        .because("reason", "not_linked");
    story
        .clone()
        .given(township_dispatcher(), same(&an_older_case()))
        .when(township_dispatcher(), same(&an_older_case()))
        .then_refused(Code::L05)
        .because("reason", "already_linked");
    story
        .clone()
        .when(township_dispatcher(), link(&an_older_case(), LinkRelation::MergedFrom))
        .then_refused(Code::D02);
    story.when(township_mediator(), same(&an_older_case())).then_refused(Code::A02);
}

/// Covers: NoteLink
#[test]
fn the_other_side_notes_the_link_once_and_owes_nothing() {
    let noted = accepted_at(Desk::Township)
        .when(system(), note_of(&an_older_case(), None))
        .then_events(["CaseLinked"])
        .when(system(), note_of(&an_older_case(), None))
        .then_events([]);
    assert!(owed(&noted).is_empty());
    noted
        .when(system(), NoteLink { dissolved: true, ..note_of(&an_older_case(), None) })
        .then_events(["CaseLinked"])
        .when(system(), NoteLink { dissolved: true, ..note_of(&an_older_case(), None) })
        .then_events([]);
}

/// Covers: FinishErrand
#[test]
fn an_errand_is_over_once_whatever_is_told_again() {
    let linked = accepted_at(Desk::Township)
        .given(township_dispatcher(), link(&an_older_case(), LinkRelation::Follows));
    let (id, _) = owed(&linked)[0];
    let done = linked.clone().when(system(), finish(id, ErrandResult::Done)).then_events(["ErrandDone"]);
    assert!(owed(&done).is_empty());
    done.when(system(), finish(id, ErrandResult::Refused { code: Code::D03 })).then_events([]);
    linked.when(township_director(), finish(id, ErrandResult::Done)).then_refused(Code::A02);
}

/// Covers: FinishErrand
#[test]
fn a_refused_errand_ends_too_and_the_holder_is_warned() {
    let linked =
        closed_at(Desk::Township).given(township_dispatcher(), link(&an_older_case(), LinkRelation::Follows));
    let (id, _) = owed(&linked)[0];
    let refused = linked
        .when(system(), finish(id, ErrandResult::Refused { code: Code::D03 }))
        .then_events(["ErrandDone", "NoticeServed"]);
    assert!(owed(&refused).is_empty());
}

/// Covers: LinkCases, FinishErrand
#[test]
fn each_command_leaves_errands_of_its_own() {
    let one = accepted_at(Desk::Township)
        .given(township_dispatcher(), link(&an_older_case(), LinkRelation::Follows));
    let two = one.clone().given(
        township_dispatcher(),
        link(&Glimpse { case: CaseId::new(Uuid::nil()), ..an_older_case() }, LinkRelation::Follows),
    );
    assert_eq!(owed(&two).len(), 2);
    assert_eq!(owed(&two).iter().filter(|errand| **errand == owed(&one)[0]).count(), 1);
    assert_eq!(two.replayed(), two.state);
}

fn merged() -> Story {
    in_progress_at(Desk::Township)
        .when(township_dispatcher(), merge_into(&an_older_case()))
        .then_events(["CasesMerged"])
        .then_phase(PhaseName::Exited)
}

/// Covers: MergeCases, L04
#[test]
fn a_merged_case_names_the_one_it_lives_on_in() {
    let merged = merged();
    let survivor = an_older_case().number.unwrap().to_string();
    let clocks: Vec<_> = merged.case().clocks.iter().map(|clock| clock.name).collect();
    assert_eq!(clocks, [ClockName::ArchiveTerm]);
    let refused = |story: &Story, actor, command: Command| {
        story.clone().when(actor, command).then_refused(Code::L04).because("case", &survivor);
    };
    refused(&merged, township_mediator(), session(SessionOutcome::Failed).into());
    refused(&merged, township_dispatcher(), link(&an_older_case(), LinkRelation::Follows).into());
    refused(&merged, township_director(), ReopenCase { reason: ReopenReason::NewFacts }.into());
}

/// Covers: MergeCases, AbsorbCase
#[test]
fn the_parties_follow_by_an_errand() {
    let merged = merged();
    let [(_, errand)] = &owed(&merged)[..] else { panic!("one errand") };
    assert_eq!(errand, &Errand::Absorb { into: an_older_case().case });
    assert_eq!(errand::step(errand, CASE, merged.case()), None, "the worker has to seal the parties anew");
    let parties = vec![person(claimant(), PartyRole::Claimant)];
    let Some(Command::AbsorbCase(command)) = errand::absorb(CASE, merged.case(), parties) else {
        panic!("the survivor takes it over")
    };
    assert_eq!((command.merged.other, command.merged.back), (CASE, false));
}

/// Covers: AbsorbCase
#[test]
fn the_survivor_takes_over_whom_it_does_not_know() {
    let third = PartyId::new(Uuid::from_u128(3));
    let given = || absorb(vec![person(claimant(), PartyRole::Claimant), person(third, PartyRole::Claimant)]);
    let survivor = accepted_at(Desk::Township)
        .when(system(), given())
        .then_events(["CaseLinked", "PartyLinked"])
        .when(system(), given())
        .then_events([]);
    assert_eq!(survivor.case().parties.len(), 3);
    assert!(owed(&survivor).is_empty());
}

/// Covers: AbsorbCase
#[test]
fn a_sixth_representative_comes_along_as_an_interested_party() {
    let representative =
        |number: u128| person(PartyId::new(Uuid::from_u128(number)), PartyRole::Representative);
    let survivor = accepted_at(Desk::Township)
        .given(system(), absorb((10..16).map(representative).collect::<Vec<NewParty>>()));
    assert_eq!(survivor.case().parties_as(PartyRole::Representative).count(), 5);
    assert_eq!(survivor.case().parties_as(PartyRole::Interested).count(), 1);
}

/// Covers: MergeCases, L05, C04
#[test]
fn what_cannot_be_merged_is_refused() {
    let story = in_progress_at(Desk::Township);
    let refused = |other: Glimpse, reason| {
        story
            .clone()
            .when(township_dispatcher(), merge_into(&other))
            .then_refused(Code::L05)
            .because("reason", reason);
    };
    refused(Glimpse { case: CASE, ..an_older_case() }, "same_case");
    refused(Glimpse { holder: centre(COUNTY), ..an_older_case() }, "held_elsewhere");
    refused(a_newer_case(), "registered_later");
    refused(Glimpse { phase: PhaseName::Performing, ..an_older_case() }, "not_in_handling");
    in_progress_at(Desk::County)
        .given(grid_officer(), report([DangerSign::Threat]))
        .when(county_dispatcher(), merge_into(&Glimpse { holder: centre(COUNTY), ..an_older_case() }))
        .then_refused(Code::C04);
}

/// Covers: MergeCases
#[test]
fn merging_takes_a_request_back() {
    exhausted_at(Desk::Township)
        .given(township_director(), ask())
        .when(township_dispatcher(), merge_into(&an_older_case()))
        .then_events(["EscalationWithdrawn", "CasesMerged"]);
}

/// Covers: ReportDanger, X07
#[test]
fn danger_about_a_merged_case_goes_to_the_survivor() {
    let reported = merged()
        .when(grid_officer(), report([DangerSign::Violence]))
        .then_events(["DangerPassedOn"])
        .then_phase(PhaseName::Exited);
    assert!(reported.case().dangers.open.is_empty());
    let passed = owed(&reported).into_iter().find(|(_, errand)| matches!(errand, Errand::PassDanger { .. }));
    let (to, command) = errand::step(&passed.unwrap().1, CASE, reported.case()).unwrap();
    assert_eq!(to, an_older_case().case);
    let Command::ReportDanger(ReportDanger { signs, .. }) = command else { panic!("a report") };
    assert_eq!(signs, [DangerSign::Violence].into());
    let risen =
        in_progress_at(Desk::Township).when(system(), ReportDanger { signs, place: None, account: None });
    risen.then_held_by(COUNTY);
}

/// Covers: AbsorbCase
#[test]
fn what_a_merged_case_is_given_it_passes_on() {
    let given = merged().when(system(), absorb(Vec::new())).then_events(["CaseLinked"]);
    let onward = owed(&given).iter().filter(|(_, errand)| matches!(errand, Errand::Absorb { .. })).count();
    assert_eq!(onward, 2);
}

/// Covers: FlagDuplicate
#[test]
fn a_third_filing_lifts_on_request_and_merges_nothing() {
    let flagged = exhausted_at(Desk::Township)
        .when(system(), flag_duplicate(3))
        .then_events(["DuplicateFlagged"])
        .when(system(), flag_duplicate(3))
        .then_events([]);
    assert_eq!(flagged.case().found.candidates.len(), 1);
    assert_eq!(flagged.case().phase.name(), PhaseName::InProgress);
    complete_at(Desk::Township)
        .given_ago(5, township_mediator(), session(SessionOutcome::Adjourned))
        .given_ago(3, township_mediator(), session(SessionOutcome::Adjourned))
        .when(system(), flag_duplicate(3))
        .then_events(["DuplicateFlagged", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest);
}

/// Covers: FlagDuplicate, F4
#[test]
fn what_comes_back_after_it_was_settled_is_asked_about_once() {
    let flagged = |likes: &[(u128, LikenessKind)]| {
        let like = |(number, kind): &(u128, LikenessKind)| Likeness {
            case: CaseId::new(Uuid::from_u128(*number)),
            kind: *kind,
            ..flag_duplicate(2).candidates[0].clone()
        };
        FlagDuplicate { candidates: likes.iter().map(like).collect(), ..flag_duplicate(2) }
    };
    let again = accepted_at(Desk::Township)
        .when(system(), flagged(&[(1, LikenessKind::Duplicate)]))
        .then_events(["DuplicateFlagged"])
        .when(system(), flagged(&[(1, LikenessKind::Duplicate), (2, LikenessKind::Repeat)]))
        .then_events(["DuplicateFlagged", "SlipIssued"])
        .when(system(), flagged(&[(2, LikenessKind::Repeat), (3, LikenessKind::Repeat)]))
        .then_events(["DuplicateFlagged"]);
    let slips: Vec<_> = again.case().slips.values().collect();
    let [slip] = slips[..] else { panic!("one slip") };
    assert_eq!((slip.colour, slip.fault), (SlipColour::Blue, Fault::F4));
    assert_eq!(slip.issuer, centre(COUNTY));
}

/// Covers: FlagCluster
#[test]
fn a_heap_of_like_cases_lifts_on_request() {
    complete_at(Desk::Township)
        .given_ago(5, township_mediator(), session(SessionOutcome::Adjourned))
        .given_ago(3, township_mediator(), session(SessionOutcome::Adjourned))
        .when(system(), flag_cluster(5))
        .then_events(["ClusterFlagged", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest)
        .when(system(), flag_cluster(5))
        .then_events([]);
}
