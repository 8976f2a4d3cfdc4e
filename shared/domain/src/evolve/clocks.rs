//! Which events start and stop which clocks. One place, so that it reads as the table it is.

mod hand;

use hand::Hand;

use crate::event::{AcceptanceDecision, Addressee, Cause, Event};
use crate::stamp::Stamp;
use crate::state::{Case, ClockEnd, ClockName as C, Phase, PhaseName, Stage};
use crate::vocabulary::{
    CaseKind, ConsentSubject, Direction, FollowUpRound, Ground, Notice, Profile, Verdict,
};

/// Clocks of a request and its answer; the term of an appeal is told from that of an objection by the request.
const ASKING: &[C] = &[C::AskUpTerm, C::EscalationTerm, C::AppealRight];
/// Clocks that a change of holder ends.
const STINT: &[C] = &[
    C::LevelTerm,
    C::SignTerm,
    C::ObjectionRight,
    C::HandlerTerm,
    C::AskUpTerm,
    C::EscalationTerm,
    C::AppealRight,
    C::AppealTerm,
    C::ContinueRight,
    C::FactTerm,
    C::DesignationTerm,
    C::ForwardTerm,
    C::UnresolvedTerm,
];
/// Clocks that only handling has.
const HANDLING: &[C] = &[C::HandleTerm, C::MediationTerm, C::SimpleAnswerTerm];

/// Local clocks before an administrative mediation is accepted.
const ADMINISTRATIVE: &[C] = &[C::AdministrativeAcceptTerm, C::AdministrativeTransferTerm];

/// Clocks of an outcome, which handling anew takes back.
const OUTCOME: &[C] = &[
    C::UnresolvedTerm,
    C::ConfirmationRight,
    C::CourtWatch,
    C::PerformanceWatch,
    C::ReviewRight,
    C::RecheckRight,
    C::PerformanceCheckTerm,
    C::FollowUpFirstTerm,
    C::FollowUpSecondTerm,
    C::RatingRight,
    C::ArchiveTerm,
    C::LabourAwardWatch,
    C::LandAwardWatch,
    C::ReconsiderationWatch,
    C::SimpleReconsiderationWatch,
    C::LabourInspectionWatch,
];

/// Starts and stops what the event starts and stops.
pub(super) fn advance(case: &mut Case, event: &Event, stamp: &Stamp) {
    let mut hand = Hand { case, stamp };
    match event {
        Event::CaseRegistered(event) if event.kind == CaseKind::Review => {
            hand.start_from(C::ReviewTerm, event.received_on);
        }
        Event::CaseRegistered(event) if event.kind == CaseKind::Recheck => {
            hand.start_from(C::RecheckTerm, event.received_on);
        }
        Event::CaseRegistered(event) => {
            hand.start_from(C::ForwardTerm, event.received_on);
            hand.start_from(C::AcceptanceNoticeTerm, event.received_on);
            hand.arrival();
        }
        Event::DangerReported(event) => hand.start_of(C::DangerTerm, event.danger.uuid(), ClockEnd::Term),
        Event::DangerHandled(event) => hand.case.clocks.stop_of(C::DangerTerm, Some(event.danger.uuid())),
        Event::RiskAssessed(event) => hand.start_until(C::RiskReviewTerm, ClockEnd::On(event.review_on)),
        Event::AcceptanceDecided(event) => match event.decision {
            // Whoever takes the case up has no objection to it.
            AcceptanceDecision::Accepted => {
                hand.stop(&[C::ObjectionRight]);
                hand.stop(ADMINISTRATIVE);
                hand.answer_term();
            }
            AcceptanceDecision::NotAccepted(Ground::N2) => {}
            AcceptanceDecision::NotAccepted(_) | AcceptanceDecision::NotReaccepted(_) => hand.end(&[]),
        },
        Event::MatterClassified(event) => {
            if event.profile != Profile::Simple {
                hand.stop(&[C::SimpleAnswerTerm]);
            }
            hand.stop(ADMINISTRATIVE);
            if event.administrative_terms {
                let registered = hand.case.identity.registered_on;
                hand.begin(C::AdministrativeAcceptTerm, None, registered, ClockEnd::OfProfile(event.profile));
                hand.start_from(C::AdministrativeTransferTerm, registered);
            }
            hand.recompute_answer_term();
        }
        Event::NoticeServed(event) => match event.notice {
            Notice::Acceptance => hand.stop(&[C::AcceptanceNoticeTerm]),
            Notice::NonAcceptance | Notice::NotReaccepted => {
                hand.stop(&[C::AcceptanceNoticeTerm]);
                hand.give_rights();
            }
            Notice::Opinion | Notice::ReviewOpinion => hand.give_rights(),
            Notice::RatingInvitation => hand.start_from(C::RatingRight, event.served_on),
            Notice::Alert => hand.alarmed(event.row.as_deref()),
            _ => {}
        },
        Event::CaseDispatched(event) => {
            hand.stop(&[C::ForwardTerm]);
            hand.start(C::SignTerm);
            hand.start(C::ObjectionRight);
            let simple = hand.case.classification().is_some_and(|known| known.profile == Profile::Simple);
            if simple && matches!(event.to, Addressee::Unit(_)) {
                hand.start(C::SimpleAnswerTerm);
            }
        }
        Event::CaseSigned(_) => hand.stop(&[C::SignTerm, C::ObjectionRight]),
        Event::DispatchObjected(_) => {
            hand.stop(&[C::SignTerm, C::ObjectionRight]);
            hand.start(C::AppealTerm);
        }
        Event::ObjectionRuled(event) => {
            hand.case.clocks.stop_of(C::AppealTerm, None);
            if !event.upheld && hand.case.phase.name() == PhaseName::Dispatched {
                hand.start(C::SignTerm);
            }
        }
        Event::HandlerAssigned(event) => {
            hand.stop(&[C::ForwardTerm]);
            hand.start_until(C::HandlerTerm, ClockEnd::On(event.due));
        }
        Event::AgreementConcluded(_) => hand.leave_handling(),
        Event::AgreementTookEffect(_) => {
            hand.stop(&[C::AcceptanceNoticeTerm]);
            hand.start_from(C::ConfirmationRight, stamp.occurred_on);
            hand.watch_performance();
            hand.enter_follow_up();
        }
        Event::ObligationPerformed(event) => {
            hand.case.clocks.stop_of(C::PerformanceWatch, Some(event.obligation.uuid()));
            hand.case.clocks.stop_of(C::PerformanceCheckTerm, Some(event.obligation.uuid()));
            hand.enter_follow_up();
        }
        Event::ObligationDefaulted(event) => {
            hand.case.clocks.stop_of(C::PerformanceWatch, Some(event.obligation.uuid()));
            hand.case.clocks.stop_of(C::PerformanceCheckTerm, Some(event.obligation.uuid()));
        }
        Event::ConfirmationFiled(_) => {
            hand.stop(&[C::ConfirmationRight]);
            hand.start_from(C::CourtWatch, stamp.occurred_on);
        }
        Event::ConfirmationGranted(_) | Event::ConfirmationRejected(_) => hand.stop(&[C::CourtWatch]),
        Event::TaskAssigned(event) => hand.start_of(C::TaskTerm, event.task.uuid(), ClockEnd::On(event.due)),
        Event::TaskCompleted(event) => hand.case.clocks.stop_of(C::TaskTerm, Some(event.task.uuid())),
        Event::ReferralMade(event) => {
            hand.start_of(C::TaskTerm, event.referral.uuid(), ClockEnd::On(event.due));
        }
        Event::ReferralReturned(event) => {
            hand.case.clocks.stop_of(C::TaskTerm, Some(event.referral.uuid()));
        }
        Event::OrderIssued(event) => hand.start_of(C::OrderTerm, event.order.uuid(), ClockEnd::On(event.due)),
        Event::OrderReported(event) => hand.case.clocks.stop_of(C::OrderTerm, Some(event.order.uuid())),
        Event::MediationFailed(_) => {
            hand.stop(&[C::MediationTerm]);
            // A petition stays in progress: its opinion follows.
            if matches!(hand.case.phase, Phase::Handling { stage: Stage::Unresolved { .. }, .. }) {
                hand.stop(&[C::HandlerTerm]);
                hand.start_from(C::UnresolvedTerm, stamp.occurred_on);
            }
        }
        Event::OpinionIssued(_) => {
            hand.stop(&[C::AcceptanceNoticeTerm, C::ReviewTerm, C::RecheckTerm]);
            hand.leave_handling();
        }
        Event::ReviewRequested(_) => hand.stop(&[C::ReviewRight]),
        Event::RecheckRequested(_) => hand.stop(&[C::RecheckRight]),
        Event::RecheckDecided(_) => hand.enter_follow_up(),
        Event::RecusalRecorded(_) | Event::HandlingResumed(_) => hand.step_back(),
        Event::VerdictChanged(event) => hand.verdict(event.verdict),
        Event::ClockPaused(event) => {
            if let Some(clock) = hand.case.clocks.of_mut(event.clock, event.of) {
                clock.pause(stamp.occurred_on, event.reason, event.with_suspension);
            }
        }
        Event::ClockResumed(event) => {
            if let Some(clock) = hand.case.clocks.of_mut(event.clock, event.of) {
                clock.resume(stamp.occurred_on, stamp.moment());
            }
        }
        Event::ExtensionGranted(event) => {
            if let Some(clock) = hand.case.clocks.of_mut(event.clock, None) {
                clock.extension = event.days;
                clock.changed_at = Some(stamp.moment());
            }
        }
        Event::DeadlineApproached(event) => {
            if let Some(clock) = hand.case.clocks.of_mut(event.clock, event.of) {
                clock.reminded = Some((event.band, stamp.occurred_on));
            }
        }
        Event::DeadlineBreached(event) => hand.breached(event),
        Event::TermLapsed(event) => {
            hand.case.clocks.stop_of(event.clock, event.of);
            if let (C::PerformanceWatch, Some(obligation)) = (event.clock, event.of) {
                hand.start_of(C::PerformanceCheckTerm, obligation, ClockEnd::Term);
            }
            hand.enter_follow_up();
        }
        Event::DeadlineRecomputed(event) => hand.recomputed(event),
        Event::SlipIssued(event) => {
            if let Some(old) = event.promoted_from {
                hand.case.clocks.stop_of(C::SlipTerm, Some(old.uuid()));
            }
            hand.start_of(C::SlipTerm, event.slip.uuid(), ClockEnd::OfColour(event.colour));
        }
        Event::SlipAnswered(event) => hand.case.clocks.stop_of(C::SlipTerm, Some(event.slip.uuid())),
        Event::SlipLifted(event) => hand.case.clocks.stop_of(C::SlipTerm, Some(event.slip.uuid())),
        Event::EscalationRequested(_) => {
            hand.stop(&[C::AskUpTerm, C::AppealRight]);
            hand.start(C::EscalationTerm);
        }
        Event::EscalationRefused(_) => {
            hand.stop(&[C::EscalationTerm]);
            hand.start(C::AppealRight);
        }
        Event::EscalationAppealed(event) => {
            hand.stop(&[C::AppealRight, C::EscalationTerm]);
            hand.start_of(C::AppealTerm, event.escalation.uuid(), ClockEnd::Term);
        }
        Event::EscalationAccepted(event) => hand.answered(event.escalation),
        Event::EscalationAppealRuled(event) => hand.answered(event.escalation),
        Event::EscalationWithdrawn(event) => {
            hand.answered(event.escalation);
            // What the rules demand must be asked again, whatever ended the request.
            if hand.case.verdict == Verdict::LiftOnRequest && hand.in_handling() {
                hand.start(C::AskUpTerm);
            }
        }
        Event::HolderChanged(event) => {
            hand.stop(STINT);
            hand.stop(&[C::AdministrativeTransferTerm]);
            hand.end_suspension();
            hand.arrival();
            let objectable = matches!(event.direction, Direction::Down | Direction::Across)
                && !matches!(event.cause, Cause::Returned | Cause::Designated);
            if objectable {
                hand.start(C::ObjectionRight);
            }
            if matches!(hand.case.phase, Phase::Handling { stage: Stage::Registered { .. }, .. }) {
                hand.start(C::AcceptanceNoticeTerm);
            }
        }
        Event::ConsentRecorded(event) if event.subject == ConsentSubject::ContinueHere => match event.until {
            Some(until) if event.given => hand.start_until(C::ContinueRight, ClockEnd::On(until)),
            _ => hand.stop(&[C::ContinueRight]),
        },
        Event::ConsentRecorded(event) if event.subject == ConsentSubject::Opinion => hand.enter_follow_up(),
        Event::ExplanationRecorded(_) => hand.enter_follow_up(),
        Event::FollowUpRecorded(event) => hand.stop(match event.round {
            FollowUpRound::First => &[C::FollowUpFirstTerm],
            FollowUpRound::Second => &[C::FollowUpSecondTerm],
        }),
        Event::Rated(_) => hand.stop(&[C::RatingRight]),
        Event::CaseWithdrawn(_) | Event::CaseVoided(_) | Event::CasesMerged(_) => hand.end(&[]),
        Event::CaseRedirected(event) => {
            hand.end(&[]);
            hand.watch(event.path, event.accepted_on.unwrap_or(stamp.occurred_on));
        }
        Event::RedirectResultRecorded(event) => hand.hear_of_the_path(event),
        Event::CaseClosed(_) => {
            hand.end(&[C::RatingRight, C::FollowUpSecondTerm, C::ConfirmationRight, C::CourtWatch]);
        }
        Event::CaseArchived(_) => hand.case.clocks.stop_all_but(&[]),
        // An ended case has no task but that of a redaction, which is void now.
        Event::PersonKeyDestroyed(event) if event.narrative => hand.stop(&[C::TaskTerm]),
        Event::HandlingReopened(_) | Event::CaseReopened(_) => hand.begin_again(),
        _ => {}
    }
}

/// The clocks whose duty an event fulfils, where that happened in the world and may be entered late. What is done in the
/// system alone (signing, asking, answering a slip) is done when it is recorded.
#[must_use]
pub const fn fulfilled_by(event: &Event) -> &'static [C] {
    match event {
        Event::NoticeServed(_) => &[C::AcceptanceNoticeTerm],
        Event::AgreementConcluded(_) => {
            &[C::MediationTerm, C::HandleTerm, C::SimpleAnswerTerm, C::HandlerTerm]
        }
        Event::MediationFailed(_) => &[C::MediationTerm, C::HandlerTerm],
        Event::ObligationPerformed(_) => &[C::PerformanceCheckTerm],
        Event::FollowUpRecorded(_) => &[C::FollowUpFirstTerm, C::FollowUpSecondTerm],
        Event::OpinionIssued(_) => {
            &[C::HandleTerm, C::SimpleAnswerTerm, C::HandlerTerm, C::ReviewTerm, C::RecheckTerm]
        }
        Event::RiskAssessed(_) => &[C::RiskReviewTerm],
        Event::TaskCompleted(_) | Event::ReferralReturned(_) => &[C::TaskTerm],
        Event::OrderReported(_) => &[C::OrderTerm],
        _ => &[],
    }
}
