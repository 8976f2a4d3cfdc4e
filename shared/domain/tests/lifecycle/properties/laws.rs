//! The laws that every decision keeps, whatever led to it.

use std::collections::BTreeSet;

use fengqiao_domain::command::CommandName;
use fengqiao_domain::event::{Addressee, Cause, HolderChanged};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{
    ClockName as K, Confirmation, Dispatch, Escalation, Objection, Phase, PhaseName, Settlement, Stage,
};
use fengqiao_domain::vocabulary::{CaseKind, Direction, Level, Role, TaskKind, Verdict};
use fengqiao_domain::{Actor, Case, CaseState, Decision, Event, allowed_in, evolve, facts};
use fengqiao_routing::Assessment;

use crate::support::*;

fn assess(case: &Case) -> Assessment {
    rules().assess(&facts::facts(case, jurisdiction()))
}

/// P1 and P3, event by event: nothing rises that the level can settle, nothing is sent where it would rise again.
pub(super) fn each_move_has_its_ground(before: &CaseState, story: &Story) {
    let stored = story.log.last().unwrap();
    let decision = Decision::read(&stored.body).unwrap();
    let stamp = decision.stamp(stored.at, None);
    let requester = before.live().and_then(|case| match &case.phase {
        Phase::Handling { escalation, .. } => escalation.request().map(|request| request.by),
        Phase::Settled(_) | Phase::Ended(_) => None,
    });
    let mut state = before.clone();
    for event in &decision.events {
        if let (Event::HolderChanged(moved), Some(case)) = (event, state.live()) {
            assert_eq!(moved.from, case.holder.centre);
            if moved.direction == Direction::Up {
                rises_with_grounds(case, moved, requester);
            }
        }
        state = evolve(state, event, &stamp);
        if let (Event::HolderChanged(moved), Some(case)) = (event, state.live())
            && moved.direction == Direction::Down
        {
            let below = assess(case).verdict;
            assert!(
                !matches!(below, Verdict::LiftNow | Verdict::LiftOnRequest),
                "{below} right after going down"
            );
        }
    }
}

fn rises_with_grounds(case: &Case, moved: &HolderChanged, requester: Option<fengqiao_domain::id::OfficerId>) {
    let assessment = assess(case);
    assert_eq!(moved.assessment.as_ref(), Some(&assessment.record()));
    assert!(moved.to_level > moved.from_level);
    assert!(jurisdiction().is_within(&moved.from, &moved.to));
    let next = facts::next(case, jurisdiction());
    match assessment.verdict {
        Verdict::Keep => panic!("a case rose that its level can settle"),
        Verdict::LiftNow => assert_eq!(Some(moved.to_level), assessment.target),
        Verdict::LiftOnRequest | Verdict::LiftAtDiscretion | Verdict::Undetermined => {
            let past = moved.cause == Cause::TakenOver
                && moved.to_level == Level::County
                && assessment.true_rows().any(|row| row.id.as_str() == "OP01");
            assert!(Some(moved.to) == next || past);
        }
    }
    if matches!(assessment.verdict, Verdict::LiftAtDiscretion | Verdict::Undetermined) {
        assert!(
            moved.decided_by.is_some() && moved.decided_by != requester,
            "a named officer other than the requester"
        );
        assert!(moved.reason.is_some(), "with a reason");
    }
}

/// The officer, or whoever takes the place of one who stands back.
fn able(case: &Case, officer: Actor) -> Actor {
    if case.recusals.officers.contains(&officer.officer) { colleague_of(officer) } else { officer }
}

/// P2: nothing is held that the level cannot settle, and no case ends in danger.
pub(super) fn nothing_is_held_back(story: &Story) {
    let case = story.case();
    if case.identity.kind != CaseKind::Matter {
        return;
    }
    if matches!(case.phase, Phase::Ended(_)) {
        assert!(case.dangers.open.is_empty(), "an ended case has no open danger");
        return;
    }
    if case.holder.level == Level::City {
        return;
    }
    let verdict = assess(case).verdict;
    assert_ne!(verdict, Verdict::LiftNow);
    assert_eq!(case.verdict, verdict, "the verdict on record is that of the rules");
    let Phase::Handling { escalation, .. } = &case.phase else { return };
    if verdict != Verdict::LiftOnRequest {
        return;
    }
    let asking = |name| case.clocks.running(name).is_some();
    assert!(asking(K::AskUpTerm) || asking(K::EscalationTerm), "a term brings it up, even if nobody acts");
    match escalation {
        Escalation::Requested(request) => {
            let receiver = able(case, office(request.to.as_str(), receiving_role(request.to.as_str())));
            story.clone().when(receiver, refuse()).then_refused(Code::R13);
        }
        Escalation::Idle | Escalation::Refused { .. } => {
            let role = match case.holder.level {
                Level::Village => Role::StationHead,
                Level::Township => Role::Director,
                Level::County | Level::City => Role::JointOffice,
            };
            let head = able(case, office(case.holder.centre.as_str(), role));
            story.clone().when(head, ask()).then_events(["EscalationRequested"]);
        }
        Escalation::UnderAppeal { .. } => panic!("a proof overtakes an appeal"),
    }
}

fn receiving_role(code: &str) -> Role {
    match jurisdiction().level_of(&centre(code)) {
        Some(Level::City) => Role::JointOffice,
        _ => Role::Director,
    }
}

/// P3: a level returns a case once, until the case opens anew.
pub(super) fn no_level_returns_twice(story: &Story) {
    let mut returned = BTreeSet::new();
    let mut level = None;
    for stored in &story.log {
        for event in Decision::read(&stored.body).unwrap().events {
            match event {
                Event::CaseRegistered(registered) => level = Some(registered.level),
                Event::HolderChanged(moved) => level = Some(moved.to_level),
                Event::CaseReopened(_) => returned.clear(),
                Event::ReturnedDown(_) => assert!(returned.insert(level), "{level:?} returned twice"),
                _ => {}
            }
        }
    }
}

/// What is not offered is refused by permission or stage, and what is refused so was not offered.
pub(super) fn what_is_allowed_is_what_is_admitted(
    before: &CaseState,
    name: CommandName,
    actor: &fengqiao_domain::Actor,
    story: &Story,
) {
    if let CaseState::Absent = before {
        return;
    }
    let offered = allowed_in(before, CASE, actor, jurisdiction()).contains(&name);
    match &story.answer {
        Ok(_) => assert!(offered, "{name} was not offered"),
        Err(refusal) if !offered => {
            assert!(
                matches!(
                    refusal.code,
                    Code::A02 | Code::A03 | Code::A04 | Code::A05 | Code::L01 | Code::L02 | Code::L04
                ),
                "{refusal}"
            );
        }
        Err(_) => {}
    }
}

/// A draft has no number, owes nobody but the vault, and nobody asks for what is gone.
pub(super) fn a_draft_is_no_case(story: &Story) {
    let draft = story.state.draft().expect("a draft");
    assert!(draft.saves > 0 && draft.saved_on >= draft.drafted_on);
    assert!(!(draft.erased && draft.request.is_some()));
    assert!(draft.errands.is_empty() || draft.erased);
    assert!(story.next_moment().is_none());
}

/// The parts of a case fit together.
pub(super) fn the_parts_fit(case: &Case) {
    assert_eq!(jurisdiction().level_of(&case.holder.centre), Some(case.holder.level));
    match &case.phase {
        Phase::Handling { stage, escalation } => {
            if let Stage::Dispatched(Dispatch { to: Addressee::Centre(centre), .. }) = stage {
                assert_eq!(*centre, case.holder.centre);
            }
            if let Stage::Registered { handover: Some(handover), .. } = stage {
                assert_ne!(handover.from, case.holder.centre, "nobody hands a case over to itself");
            }
            if case.holder.level == Level::City && case.identity.kind == CaseKind::Matter {
                let waits =
                    matches!(stage, Stage::Registered { .. } | Stage::Accepted(_) | Stage::Dispatched(_));
                assert!(waits, "the city designates and never mediates");
                assert_eq!(escalation, &Escalation::Idle);
            }
            if let Some(request) = escalation.request() {
                assert_eq!(request.from, case.holder.centre);
                assert_eq!(Some(request.to), facts::next(case, jurisdiction()));
            }
        }
        Phase::Settled(Settlement::Performing { agreement, outstanding, defaulted, .. }) => {
            assert!(defaulted.is_subset(outstanding));
            assert!(!outstanding.is_empty());
            assert!(outstanding.iter().all(|id| agreement.obligations.iter().any(|owed| owed.id == *id)));
        }
        Phase::Settled(_) | Phase::Ended(_) => {}
    }
    if matches!(case.phase, Phase::Ended(_)) {
        let joint = &case.joint;
        let tasks = joint.tasks.values().filter(|task| task.kind != TaskKind::Redaction).count();
        let owed = tasks + joint.referrals.len() + joint.orders.len();
        assert_eq!(owed, 0, "nothing is owed to a case that has ended");
    }
}

/// Which clocks run in which stage: those that must, and those that may.
pub(super) fn the_clocks_fit(case: &Case) {
    let running: BTreeSet<_> = case.clocks.iter().map(|clock| clock.name).collect();
    let phase = case.phase.name();
    let (must, may) = clocks_of(phase);
    let asking: &[K] = &[
        K::FactTerm,
        K::AskUpTerm,
        K::EscalationTerm,
        K::AppealRight,
        K::AppealTerm,
        K::ContinueRight,
        K::LevelTerm,
        K::DesignationTerm,
    ];
    let open: &[K] = &[
        K::ReviewTerm,
        K::RecheckTerm,
        K::TaskTerm,
        K::OrderTerm,
        K::AcceptanceNoticeTerm,
        K::RiskReviewTerm,
        K::DangerTerm,
    ];
    // Slips stay with whom they urge, whatever becomes of the case.
    let always: &[K] = &[K::SlipTerm];
    let handling = matches!(case.phase, Phase::Handling { .. });
    let ended = matches!(case.phase, Phase::Ended(_));
    // What a destroyed key leaves to do begins when the case has long ended.
    let redacts = case.joint.tasks.values().any(|task| task.kind == TaskKind::Redaction);
    for name in must {
        assert!(running.contains(name), "{name} must run in {phase}: {running:?}");
    }
    for name in &running {
        let fits = always.contains(name)
            || (redacts && *name == K::TaskTerm)
            || must.contains(name)
            || may.contains(name)
            || (handling && asking.contains(name))
            || (!ended && open.contains(name));
        assert!(fits, "{name} must not run in {phase}");
    }
    let at_city = case.holder.level == Level::City;
    let matter = case.identity.kind == CaseKind::Matter;
    let runs = |name| running.contains(&name);
    assert_eq!(runs(K::LevelTerm), matter && handling && !at_city);
    assert_eq!(runs(K::DesignationTerm), matter && handling && at_city);
    assert_eq!(runs(K::ReviewTerm) || runs(K::RecheckTerm), !matter && handling);
    assert_eq!(runs(K::FactTerm), handling && !at_city && case.verdict == Verdict::Undetermined);
    let count = |name| case.clocks.iter().filter(|clock| clock.name == name).count();
    assert_eq!(count(K::DangerTerm), case.dangers.open.len());
    assert_eq!(count(K::TaskTerm), case.joint.tasks.len() + case.joint.referrals.len());
    assert_eq!(count(K::OrderTerm), case.joint.orders.len());
    assert!(!runs(K::CourtWatch) || matches!(case.confirmation, Confirmation::Filed { .. }));
    let waits: BTreeSet<_> = case.open_slips().map(|(id, _)| Some(id.uuid())).collect();
    let terms: BTreeSet<_> =
        case.clocks.iter().filter(|clock| clock.name == K::SlipTerm).map(|clock| clock.of).collect();
    assert!(terms.is_subset(&waits), "only a slip that waits has a term");
    for clock in case.clocks.iter() {
        let open = clock.pauses.last().is_some_and(|pause| pause.until.is_none());
        assert_eq!(open, clock.paused_for.is_some());
        assert!(!(open && clock.breach.is_some()), "no pause outlives a breach, and nothing breaches in one");
        let suspended = clock.paused_for.is_some_and(|pause| pause.with_suspension);
        assert!(!suspended || phase == PhaseName::Suspended, "the pauses of a suspension end with it");
    }
    if let Phase::Settled(Settlement::Performing { outstanding, defaulted, .. }) = &case.phase {
        for owed in outstanding.difference(defaulted) {
            let of = Some(owed.uuid());
            assert!(
                case.clocks.of(K::PerformanceWatch, of).is_some()
                    || case.clocks.of(K::PerformanceCheckTerm, of).is_some(),
                "what is owed is watched"
            );
        }
    }
    let Phase::Handling { stage, escalation } = &case.phase else { return };
    assert!(!(runs(K::HandleTerm) && runs(K::MediationTerm)));
    assert_eq!(runs(K::EscalationTerm), matches!(escalation, Escalation::Requested(_)));
    assert_eq!(runs(K::AppealRight), matches!(escalation, Escalation::Refused { .. }));
    let objected = matches!(stage.sent(), Some((_, Objection::Open { .. })));
    assert_eq!(runs(K::AppealTerm), objected || matches!(escalation, Escalation::UnderAppeal { .. }));
    let asks = case.verdict == Verdict::LiftOnRequest && !matches!(escalation, Escalation::Requested(_));
    assert_eq!(runs(K::AskUpTerm), asks && !at_city);
    if let Stage::Dispatched(_) = stage {
        assert_eq!(runs(K::SignTerm), !objected && !at_city);
    }
}

const fn clocks_of(phase: PhaseName) -> (&'static [K], &'static [K]) {
    const ANSWER: &[K] = &[K::MediationTerm, K::HandleTerm, K::SimpleAnswerTerm];
    match phase {
        PhaseName::Registered => (&[], &[K::ForwardTerm, K::ObjectionRight]),
        PhaseName::Accepted => (&[], &[K::ForwardTerm, K::MediationTerm, K::HandleTerm, K::SimpleAnswerTerm]),
        PhaseName::Dispatched => {
            (&[], &[K::SignTerm, K::ObjectionRight, K::MediationTerm, K::HandleTerm, K::SimpleAnswerTerm])
        }
        PhaseName::Signed => (&[], ANSWER),
        PhaseName::InProgress => (&[K::HandlerTerm], ANSWER),
        PhaseName::Suspended => (&[K::HandlerTerm], ANSWER),
        PhaseName::Unresolved => (&[K::UnresolvedTerm], &[K::SimpleAnswerTerm]),
        PhaseName::Agreed => (&[], &[]),
        PhaseName::Performing => {
            (&[], &[K::PerformanceWatch, K::PerformanceCheckTerm, K::ConfirmationRight, K::CourtWatch])
        }
        PhaseName::OpinionIssued => (&[], &[K::ReviewRight, K::RecheckRight]),
        PhaseName::UnderReview | PhaseName::UnderRecheck => (&[], &[]),
        PhaseName::FollowUp => (
            &[],
            &[
                K::FollowUpFirstTerm,
                K::FollowUpSecondTerm,
                K::RatingRight,
                K::ConfirmationRight,
                K::CourtWatch,
            ],
        ),
        PhaseName::Closed => {
            (&[K::ArchiveTerm], &[K::FollowUpSecondTerm, K::RatingRight, K::ConfirmationRight, K::CourtWatch])
        }
        PhaseName::Exited => (
            &[K::ArchiveTerm],
            &[
                K::ReviewRight,
                K::LabourAwardWatch,
                K::LandAwardWatch,
                K::ReconsiderationWatch,
                K::SimpleReconsiderationWatch,
                K::LabourInspectionWatch,
            ],
        ),
        PhaseName::Archived => (&[], &[]),
    }
}
