//! The hand that starts, moves and stops a case's clocks, as the table says.

use jiff::civil::Date;
use uuid::Uuid;

use super::{ASKING, HANDLING, OUTCOME, STINT};
use crate::event::{DeadlineBreached, DeadlineRecomputed, RedirectResultRecorded};
use crate::id::EscalationId;
use crate::stamp::Stamp;
use crate::state::{Breach, Case, Clock, ClockEnd, ClockName as C, Ending, Exit, Phase, Settlement, Stage};
use crate::timer;
use crate::vocabulary::{
    CaseKind, Level, OpinionTier, RecomputeCause, RedirectPath, RedirectResult, Track, Verdict,
};

/// The clocks of a case, moved by one decision.
pub(super) struct Hand<'a> {
    pub(super) case: &'a mut Case,
    pub(super) stamp: &'a Stamp,
}

impl Hand<'_> {
    pub(super) fn begin(&mut self, name: C, of: Option<Uuid>, from: Date, end: ClockEnd) {
        self.case.clocks.start(Clock::new(name, of, from, self.stamp.moment(), end));
    }

    pub(super) fn start(&mut self, name: C) {
        self.begin(name, None, self.stamp.day_zero(), ClockEnd::Term);
    }

    pub(super) fn start_from(&mut self, name: C, day_zero: Date) {
        self.begin(name, None, day_zero, ClockEnd::Term);
    }

    pub(super) fn start_until(&mut self, name: C, end: ClockEnd) {
        self.begin(name, None, self.stamp.day_zero(), end);
    }

    pub(super) fn start_of(&mut self, name: C, of: Uuid, end: ClockEnd) {
        self.begin(name, Some(of), self.stamp.day_zero(), end);
    }

    pub(super) fn stop(&mut self, names: &[C]) {
        self.case.clocks.stop(names);
    }

    /// The clock stays until its stop; the term to answer a request counts again, unless what follows ends it.
    pub(super) fn breached(&mut self, event: &DeadlineBreached) {
        if event.clock == C::EscalationTerm {
            self.start(C::EscalationTerm);
        } else if let Some(clock) = self.case.clocks.of_mut(event.clock, event.of) {
            clock.breach = Some(Breach { due: event.due, alarmed_at: self.stamp.recorded_at });
        }
    }

    /// The alarm about a danger that nobody handled sounds again two hours after it was last recorded.
    pub(super) fn alarmed(&mut self, row: Option<&str>) {
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
    pub(super) fn recomputed(&mut self, event: &DeadlineRecomputed) {
        if event.cause == RecomputeCause::CalendarPublished
            && let Some(clock) = self.case.clocks.of_mut(event.clock, event.of)
        {
            clock.recomputed = Some(event.new_due);
            clock.changed_at = Some(self.stamp.recorded_at);
        }
    }

    /// The pauses of a suspension end with it.
    pub(super) fn end_suspension(&mut self) {
        let (today, now) = (self.stamp.day_zero(), self.stamp.moment());
        for clock in self.case.clocks.iter_mut() {
            if clock.paused_for.is_some_and(|pause| pause.with_suspension) {
                clock.resume(today, now);
            }
        }
    }

    /// The request is over.
    pub(super) fn answered(&mut self, escalation: EscalationId) {
        self.stop(ASKING);
        self.case.clocks.stop_of(C::AppealTerm, Some(escalation.uuid()));
    }

    pub(super) fn in_handling(&self) -> bool {
        matches!(self.case.phase, Phase::Handling { .. })
    }

    /// A stint begins: the level's own term, the term to complete the facts, the term to sign.
    pub(super) fn arrival(&mut self) {
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
    pub(super) fn begin_again(&mut self) {
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
    pub(super) fn answer_term(&mut self) {
        self.answer_term_from(self.stamp.occurred_on);
    }

    pub(super) fn answer_term_from(&mut self, day_zero: Date) {
        // A review has one term from receipt to opinion.
        if self.case.identity.kind != CaseKind::Matter {
            return;
        }
        if let Some((name, end)) = self.answer_clock() {
            self.begin(name, None, day_zero, end);
        }
    }

    /// The clock of the answer that the track and method want, once the case is accepted.
    pub(super) fn answer_clock(&self) -> Option<(C, ClockEnd)> {
        let Phase::Handling { stage, .. } = &self.case.phase else { return None };
        let known = &stage.accepted()?.classification;
        Some(match known.track {
            Track::Mediation => (C::MediationTerm, ClockEnd::OfMethod(known.method)),
            Track::Petition => (C::HandleTerm, ClockEnd::Term),
        })
    }

    /// A new track or method has its own term, counted from the acceptance as before. Days that did not count for one method
    /// do not count for another.
    pub(super) fn recompute_answer_term(&mut self) {
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
    pub(super) fn verdict(&mut self, verdict: Verdict) {
        self.stop(&[C::FactTerm, C::AskUpTerm]);
        let pending = self.case.clocks.running(C::EscalationTerm).is_some();
        match verdict {
            _ if !self.in_handling() => {}
            Verdict::Undetermined => self.start(C::FactTerm),
            Verdict::LiftOnRequest if !pending => self.start(C::AskUpTerm),
            Verdict::LiftOnRequest | Verdict::LiftNow | Verdict::LiftAtDiscretion | Verdict::Keep => {}
        }
    }

    pub(super) fn leave_handling(&mut self) {
        self.stop(HANDLING);
        self.stop(STINT);
    }

    pub(super) fn watch_performance(&mut self) {
        let Phase::Settled(Settlement::Performing { agreement, .. }) = &self.case.phase else { return };
        for owed in agreement.obligations.clone() {
            self.start_of(C::PerformanceWatch, owed.id.uuid(), ClockEnd::On(owed.due));
        }
    }

    pub(super) fn enter_follow_up(&mut self) {
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
    pub(super) fn give_rights(&mut self) {
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

    /// Without its handler the handler's date is void; without its unit so is the signature that was awaited, and what had
    /// to follow a failed mediation follows the next dispatch.
    pub(super) fn step_back(&mut self) {
        let Phase::Handling { stage, .. } = &self.case.phase else { return };
        match stage {
            Stage::Signed(_) => self.stop(&[C::HandlerTerm]),
            Stage::Accepted(_) => {
                self.stop(&[C::HandlerTerm, C::SignTerm, C::ObjectionRight, C::UnresolvedTerm]);
                self.case.clocks.stop_of(C::AppealTerm, None);
                self.end_suspension();
            }
            _ => {}
        }
    }

    /// The term of the body that the case was led to, where it has one that a centre can watch.
    pub(super) fn watch(&mut self, path: RedirectPath, from: jiff::civil::Date) {
        if let Some(name) = watch_of(path) {
            self.start_from(name, from);
        }
    }

    pub(super) fn hear_of_the_path(&mut self, event: &RedirectResultRecorded) {
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

    pub(super) fn end(&mut self, kept: &[C]) {
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
