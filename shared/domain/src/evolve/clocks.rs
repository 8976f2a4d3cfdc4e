//! Which events start and stop which clocks. One place, so that it reads as the table it is.

use jiff::civil::Date;
use uuid::Uuid;

use crate::event::{
    AcceptanceDecision, Addressee, Cause, DeadlineBreached, DeadlineRecomputed, Event, RedirectResultRecorded,
};
use crate::id::EscalationId;
use crate::stamp::Stamp;
use crate::state::{
    Breach, Case, Clock, ClockEnd, ClockName as C, Ending, Exit, Phase, PhaseName, Settlement, Stage,
};
use crate::timer;
use crate::vocabulary::{
    CaseKind, ConsentSubject, Direction, FollowUpRound, Ground, Level, Notice, OpinionTier, Profile,
    RecomputeCause, RedirectPath, RedirectResult, Track, Verdict,
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
        Event::RecusalRecorded(_) => hand.step_back(),
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
        Event::HandlingReopened(_) | Event::CaseReopened(_) => hand.begin_again(),
        _ => {}
    }
}

struct Hand<'a> {
    case: &'a mut Case,
    stamp: &'a Stamp,
}

impl Hand<'_> {
    fn begin(&mut self, name: C, of: Option<Uuid>, from: Date, end: ClockEnd) {
        self.case.clocks.start(Clock::new(name, of, from, self.stamp.moment(), end));
    }

    fn start(&mut self, name: C) {
        self.begin(name, None, self.stamp.day_zero(), ClockEnd::Term);
    }

    fn start_from(&mut self, name: C, day_zero: Date) {
        self.begin(name, None, day_zero, ClockEnd::Term);
    }

    fn start_until(&mut self, name: C, end: ClockEnd) {
        self.begin(name, None, self.stamp.day_zero(), end);
    }

    fn start_of(&mut self, name: C, of: Uuid, end: ClockEnd) {
        self.begin(name, Some(of), self.stamp.day_zero(), end);
    }

    fn stop(&mut self, names: &[C]) {
        self.case.clocks.stop(names);
    }

    /// The clock stays until its stop; the term to answer a request counts again, unless what follows ends it.
    fn breached(&mut self, event: &DeadlineBreached) {
        if event.clock == C::EscalationTerm {
            self.start(C::EscalationTerm);
        } else if let Some(clock) = self.case.clocks.of_mut(event.clock, event.of) {
            clock.breach = Some(Breach { due: event.due, alarmed_at: self.stamp.recorded_at });
        }
    }

    /// The alarm about a danger that nobody handled sounds again two hours after it was last recorded.
    fn alarmed(&mut self, row: Option<&str>) {
        let now = self.stamp.recorded_at;
        for clock in self.case.clocks.iter_mut().filter(|clock| clock.name == C::DangerTerm) {
            if let (Some(breach), Some(danger)) = (&mut clock.breach, clock.of)
                && row == Some(timer::alarm_row(danger).as_str())
            {
                breach.alarmed_at = now;
            }
        }
    }

    /// A calendar published since; what was recorded late leaves the clock as its stop left it.
    fn recomputed(&mut self, event: &DeadlineRecomputed) {
        if event.cause == RecomputeCause::CalendarPublished
            && let Some(clock) = self.case.clocks.of_mut(event.clock, event.of)
        {
            clock.recomputed = Some(event.new_due);
            clock.changed_at = Some(self.stamp.recorded_at);
        }
    }

    /// The pauses of a suspension end with it.
    fn end_suspension(&mut self) {
        let (today, now) = (self.stamp.day_zero(), self.stamp.moment());
        for clock in self.case.clocks.iter_mut() {
            if clock.paused_for.is_some_and(|pause| pause.with_suspension) {
                clock.resume(today, now);
            }
        }
    }

    /// The request is over.
    fn answered(&mut self, escalation: EscalationId) {
        self.stop(ASKING);
        self.case.clocks.stop_of(C::AppealTerm, Some(escalation.uuid()));
    }

    fn in_handling(&self) -> bool {
        matches!(self.case.phase, Phase::Handling { .. })
    }

    /// A stint begins: the level's own term, the term to complete the facts, the term to sign.
    fn arrival(&mut self) {
        let level = self.case.holder.level;
        if !self.in_handling() {
            return;
        }
        if level == Level::City {
            self.start(C::DesignationTerm);
            return;
        }
        self.start(C::FactTerm);
        self.start_until(C::LevelTerm, ClockEnd::OfLevel(level));
        if matches!(self.case.phase, Phase::Handling { stage: Stage::Dispatched(_), .. }) {
            self.start(C::SignTerm);
        }
    }

    /// Handling starts again; a case that was never accepted has the terms of a registration.
    fn begin_again(&mut self) {
        self.stop(OUTCOME);
        self.arrival();
        // A verdict that stays is not recorded again, but what it demands is demanded anew.
        if self.case.holder.level != Level::City {
            self.verdict(self.case.verdict);
        }
        if matches!(self.case.phase, Phase::Handling { stage: Stage::Registered { .. }, .. }) {
            self.start_from(C::ForwardTerm, self.stamp.occurred_on);
            self.start_from(C::AcceptanceNoticeTerm, self.stamp.occurred_on);
        }
        self.answer_term();
    }

    /// The citizen's term: one, whoever holds the case.
    fn answer_term(&mut self) {
        self.answer_term_from(self.stamp.occurred_on);
    }

    fn answer_term_from(&mut self, day_zero: Date) {
        // A review has one term from receipt to opinion.
        if self.case.identity.kind != CaseKind::Matter {
            return;
        }
        if let Some((name, end)) = self.answer_clock() {
            self.begin(name, None, day_zero, end);
        }
    }

    /// The clock of the answer that the track and method want, once the case is accepted.
    fn answer_clock(&self) -> Option<(C, ClockEnd)> {
        let Phase::Handling { stage, .. } = &self.case.phase else { return None };
        let known = &stage.accepted()?.classification;
        Some(match known.track {
            Track::Mediation => (C::MediationTerm, ClockEnd::OfMethod(known.method)),
            Track::Petition => (C::HandleTerm, ClockEnd::Term),
        })
    }

    /// A new track or method has its own term, counted from the acceptance as before. Days that did not count for one method
    /// do not count for another.
    fn recompute_answer_term(&mut self) {
        let running =
            self.case.clocks.running(C::MediationTerm).or_else(|| self.case.clocks.running(C::HandleTerm));
        let Some(before) = running.cloned() else { return };
        if Some((before.name, before.end)) == self.answer_clock() {
            return;
        }
        self.stop(&[C::MediationTerm, C::HandleTerm]);
        self.answer_term_from(before.from);
        if let Some(clock) = self.case.clocks.of_mut(before.name, None) {
            clock.pauses = before.pauses;
            clock.paused_for = before.paused_for;
        }
    }

    /// Each verdict has its own term, or none.
    fn verdict(&mut self, verdict: Verdict) {
        self.stop(&[C::FactTerm, C::AskUpTerm]);
        let pending = self.case.clocks.running(C::EscalationTerm).is_some();
        match verdict {
            _ if !self.in_handling() => {}
            Verdict::Undetermined => self.start(C::FactTerm),
            Verdict::LiftOnRequest if !pending => self.start(C::AskUpTerm),
            Verdict::LiftOnRequest | Verdict::LiftNow | Verdict::LiftAtDiscretion | Verdict::Keep => {}
        }
    }

    fn leave_handling(&mut self) {
        self.stop(HANDLING);
        self.stop(STINT);
    }

    fn watch_performance(&mut self) {
        let Phase::Settled(Settlement::Performing { agreement, .. }) = &self.case.phase else { return };
        for owed in agreement.obligations.clone() {
            self.start_of(C::PerformanceWatch, owed.id.uuid(), ClockEnd::On(owed.due));
        }
    }

    fn enter_follow_up(&mut self) {
        let entered_before =
            !self.case.follow_ups.is_empty() || self.case.clocks.running(C::FollowUpSecondTerm).is_some();
        if entered_before || !matches!(self.case.phase, Phase::Settled(Settlement::FollowUp { .. })) {
            return;
        }
        self.leave_handling();
        self.stop(&[C::ReviewRight, C::RecheckRight]);
        self.start_from(C::FollowUpFirstTerm, self.stamp.occurred_on);
        self.start_from(C::FollowUpSecondTerm, self.stamp.occurred_on);
        self.case.rating_invitation_owed = Some(self.stamp.moment());
    }

    /// What was served gives a right, counted from the first service; it is never given twice.
    fn give_rights(&mut self) {
        if self.case.identity.kind != CaseKind::Matter {
            return;
        }
        let (right, from) = match &self.case.phase {
            Phase::Settled(Settlement::OpinionIssued { opinion, .. }) => match opinion.tier {
                OpinionTier::First => (C::ReviewRight, opinion.served_on),
                OpinionTier::Review => (C::RecheckRight, opinion.served_on),
                OpinionTier::Recheck => return,
            },
            Phase::Ended(Ending::Exited { .. }) if self.case.refusal_review.is_none() => {
                (C::ReviewRight, self.case.refusal_served_on)
            }
            _ => return,
        };
        if let Some(from) = from {
            self.start_from(right, from);
        }
    }

    /// Without its handler the handler's date is void, and without its unit the signature that was awaited.
    fn step_back(&mut self) {
        let Phase::Handling { stage, .. } = &self.case.phase else { return };
        match stage {
            Stage::Signed(_) => self.stop(&[C::HandlerTerm]),
            Stage::Accepted(_) => {
                self.stop(&[C::HandlerTerm, C::SignTerm, C::ObjectionRight]);
                self.case.clocks.stop_of(C::AppealTerm, None);
            }
            _ => {}
        }
    }

    /// The term of the body that the case was led to, where it has one that a centre can watch.
    fn watch(&mut self, path: RedirectPath, from: jiff::civil::Date) {
        if let Some(name) = watch_of(path) {
            self.start_from(name, from);
        }
    }

    fn hear_of_the_path(&mut self, event: &RedirectResultRecorded) {
        let Phase::Ended(Ending::Exited { exit: Exit::Redirected(redirection), .. }) = &self.case.phase
        else {
            return;
        };
        let path = redirection.path;
        match event.result {
            RedirectResult::TakenUp => self.watch(path, event.on),
            RedirectResult::Decided | RedirectResult::Rejected | RedirectResult::Abandoned => {
                self.stop(watch_of(path).as_slice());
            }
        }
    }

    fn end(&mut self, kept: &[C]) {
        self.case.clocks.stop_all_but(kept);
        self.start(C::ArchiveTerm);
    }
}

const fn watch_of(path: RedirectPath) -> Option<C> {
    match path {
        RedirectPath::LabourArbitration => Some(C::LabourAwardWatch),
        RedirectPath::LandArbitration => Some(C::LandAwardWatch),
        RedirectPath::Reconsideration => Some(C::ReconsiderationWatch),
        RedirectPath::SimpleReconsideration => Some(C::SimpleReconsiderationWatch),
        RedirectPath::LabourInspection => Some(C::LabourInspectionWatch),
        RedirectPath::Court
        | RedirectPath::Procuratorate
        | RedirectPath::Police
        | RedirectPath::PartyAppeal
        | RedirectPath::AdministrativeProcedure
        | RedirectPath::DutyPerformance => None,
    }
}

/// The clocks whose duty an event fulfils, where that happened in the world and may be entered late. What is done in the
/// system alone (signing, asking, answering a slip) is done when it is recorded.
pub(crate) const fn fulfilled_by(event: &Event) -> &'static [C] {
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
