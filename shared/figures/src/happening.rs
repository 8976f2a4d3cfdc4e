//! What happens to a case and is counted, event by event.

use fengqiao_domain::event::{Addressee, Cause, SlipIssued};
use fengqiao_domain::id::CaseId;
use fengqiao_domain::similarity::LikenessKind;
use fengqiao_domain::state::{
    Case, Clock, ClockName, Ending, Escalation, Exit, Phase, PhaseName, Slip, SlipState,
};
use fengqiao_domain::vocabulary::{CaseKind, Direction, InvestigationKind, OpinionTier, Verdict};
use fengqiao_domain::{CaseState, Event, Stamp, fulfilled_by};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, MatterCode};
use jiff::civil::Date;

use crate::figure::Figure;

/// The terms of an answer, the shortest first: of a case that has several it counts.
const ANSWER: [ClockName; 3] = [ClockName::SimpleAnswerTerm, ClockName::MediationTerm, ClockName::HandleTerm];
const MET: &str = "met";
const BREACHED: &str = "breached";

/// One thing that happened. It counts on the day it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    pub figure: Figure,
    /// What kind of it; empty if there are no kinds.
    pub detail: String,
    pub centre: CentreCode,
    /// The case it counts on, where that is not the one it happened to.
    pub case: Option<CaseId>,
    /// The business date; before the period it makes the figure a late entry (补录).
    pub on: Date,
    /// Days, where the figure is a sum of days; otherwise 1.
    pub amount: i64,
}

/// What has to be known of a case as an event met it.
#[derive(Debug, Default)]
pub struct Before {
    phase: Option<PhaseName>,
    verdict: Option<Verdict>,
    matter: Option<MatterCode>,
    clocks: Vec<Clock>,
    asking: Asking,
    unassigned: bool,
    led: bool,
    repeats: Vec<CaseId>,
    slip: Option<Slip>,
}

/// Where the asking to rise stands, and who asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Asking {
    #[default]
    Not,
    Pending(CentreCode),
    /// Refused and still open to an appeal, or under one.
    Refused(CentreCode),
}

struct Counting<'a> {
    before: &'a Before,
    event: &'a Event,
    after: &'a Case,
    stamp: &'a Stamp,
    jurisdiction: &'a Jurisdiction,
    occurrences: Vec<Occurrence>,
}

/// What an event adds to the figures. Reviews and re-checks are no matters, and add nothing.
#[must_use]
pub fn occurrences(
    before: &Before,
    event: &Event,
    after: &Case,
    stamp: &Stamp,
    jurisdiction: &Jurisdiction,
) -> Vec<Occurrence> {
    let mut counting = Counting { before, event, after, stamp, jurisdiction, occurrences: Vec::new() };
    if after.identity.kind == CaseKind::Matter {
        counting.event();
        counting.ending();
        counting.terms();
        counting.asking();
        counting.invitation();
        counting.leader();
    }
    counting.occurrences
}

/// Where the asking of a case stands. A refusal is open while its right to appeal runs.
pub(crate) fn asking(case: &Case) -> Asking {
    let Phase::Handling { escalation, .. } = &case.phase else { return Asking::Not };
    match escalation {
        Escalation::Idle => Asking::Not,
        Escalation::Requested(request) => Asking::Pending(request.from),
        Escalation::Refused { request, .. } => match case.clocks.running(ClockName::AppealRight) {
            Some(_) => Asking::Refused(request.from),
            None => Asking::Not,
        },
        Escalation::UnderAppeal { request, .. } => Asking::Refused(request.from),
    }
}

/// Whether a leader is in charge of a case that has not ended.
pub(crate) fn is_led(case: &Case) -> bool {
    case.joint.leader.is_some() && !case.phase.name().is_ended()
}

/// The centre that a slip urges; for a unit the centre where it sits.
pub(crate) fn addressee(slip: &Slip, case: &Case, jurisdiction: &Jurisdiction) -> CentreCode {
    match &slip.to {
        Addressee::Centre(centre) => *centre,
        Addressee::Unit(unit) => jurisdiction.unit(unit).map_or(case.holder.centre, |unit| unit.seated_at),
    }
}

/// The way out of a case that was not closed.
pub(crate) const fn way_out(case: &Case) -> &'static str {
    match &case.phase {
        Phase::Ended(Ending::Exited { exit, .. }) => match exit {
            Exit::NotAccepted(_) => "not_accepted",
            Exit::NotReaccepted(_) => "not_reaccepted",
            Exit::Redirected(_) => "redirected",
            Exit::Merged(_) => "merged",
            Exit::Withdrawn => "withdrawn",
            Exit::Voided => "voided",
        },
        _ => "",
    }
}

// === impl Before ===

impl Before {
    /// Of a case, or of what is none yet, just before that event.
    #[must_use]
    pub fn of(state: &CaseState, event: &Event) -> Self {
        let Some(case) = state.live() else { return Self::default() };
        let repeats = match event {
            Event::DuplicateFlagged(_) => repeats(case),
            _ => Vec::new(),
        };
        let slip = match event {
            Event::SlipIssued(event) => event.promoted_from,
            Event::SlipLifted(event) => Some(event.slip),
            _ => None,
        };
        Self {
            phase: Some(case.phase.name()),
            verdict: Some(case.verdict),
            matter: case.classification().map(|known| known.matter),
            clocks: case.clocks.iter().filter(|clock| concluded_as(clock.name).is_some()).cloned().collect(),
            asking: asking(case),
            unassigned: case.handlers.is_empty(),
            led: is_led(case),
            repeats,
            slip: slip.and_then(|slip| case.slips.get(&slip)).cloned(),
        }
    }

    fn clock(&self, name: ClockName) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.name == name)
    }
}

/// The figure that a clock concludes as; a right to rate is told by how it ends.
const fn concluded_as(clock: ClockName) -> Option<Figure> {
    match clock {
        ClockName::AcceptanceNoticeTerm => Some(Figure::NoticeTerm),
        ClockName::HandleTerm | ClockName::MediationTerm | ClockName::SimpleAnswerTerm => {
            Some(Figure::AnswerTerm)
        }
        ClockName::SlipTerm => Some(Figure::SlipTerm),
        ClockName::OrderTerm => Some(Figure::OrderTerm),
        ClockName::PerformanceWatch => Some(Figure::PerformanceTerm),
        ClockName::RatingRight => Some(Figure::Rated),
        _ => None,
    }
}

fn repeats(case: &Case) -> Vec<CaseId> {
    let repeats = case.found.candidates.iter().filter(|found| found.kind == LikenessKind::Repeat);
    repeats.map(|found| found.case).collect()
}

// === impl Counting ===

impl Counting<'_> {
    fn here(&self) -> CentreCode {
        self.after.holder.centre
    }

    fn add(&mut self, figure: Figure, detail: impl Into<String>) {
        self.add_at(self.here(), figure, detail);
    }

    fn add_at(&mut self, centre: CentreCode, figure: Figure, detail: impl Into<String>) {
        self.push(centre, figure, detail, 1);
    }

    fn push(&mut self, centre: CentreCode, figure: Figure, detail: impl Into<String>, amount: i64) {
        self.occurrences.push(Occurrence {
            figure,
            detail: detail.into(),
            centre,
            case: None,
            on: self.stamp.occurred_on,
            amount,
        });
    }

    fn event(&mut self) {
        use Figure as F;
        match self.event {
            Event::CaseRegistered(event) => {
                self.add_at(event.centre, F::Registered, event.channel.as_str());
                if let Some(last) = self.occurrences.last_mut() {
                    last.on = event.received_on;
                }
            }
            Event::CaseReopened(_) => self.add(F::Reopened, ""),
            Event::CaseClosed(event) => {
                self.add(F::Closed, format!("{}.{}", event.main_outcome, event.settled_level));
            }
            Event::HolderChanged(event) => {
                self.add_at(event.from, F::Passed, event.direction.as_str());
                self.add_at(event.to, F::Received, event.direction.as_str());
                if event.direction == Direction::Up {
                    let verdict = self.before.verdict.unwrap_or(Verdict::Undetermined);
                    self.add_at(event.from, F::Rise, format!("{}.{verdict}", cause(&event.cause)));
                }
            }
            Event::ReturnedDown(_) => self.add(F::Returned, ""),
            Event::CaseDispatched(_) => self.add(F::Dispatched, ""),
            Event::ObjectionRuled(event) if event.upheld => self.add(F::ObjectionUpheld, ""),
            Event::MatterClassified(event)
                if self.was_sent() && self.before.matter.is_some_and(|matter| matter != event.matter) =>
            {
                self.add(F::Reclassified, "");
            }
            Event::HandlerAssigned(_) if self.before.unassigned => self.add(F::Assigned, ""),
            Event::InvestigationRecorded(event) if event.kind == InvestigationKind::Contact => {
                self.add(F::Contacted, "");
            }
            Event::SessionHeld(_) => self.add(F::Contacted, ""),
            Event::AgreementConcluded(_) => self.answered(),
            Event::OpinionIssued(event) if event.tier == OpinionTier::First => self.answered(),
            Event::AgreementTookEffect(_) => self.add(F::Effective, ""),
            Event::MediationFailed(_) => self.add(F::Failed, ""),
            Event::ConfirmationGranted(_) => self.add(F::Confirmed, ""),
            Event::SlipIssued(event) => self.slip_issued(event),
            Event::SlipLifted(_) => {
                if let Some(slip) = self.before.slip.as_ref().filter(|slip| in_work(slip)) {
                    let at = addressee(slip, self.after, self.jurisdiction);
                    self.add_at(at, F::SlipLifted, slip.colour.as_str());
                }
            }
            Event::DuplicateFlagged(_) => self.repeats(),
            _ => {}
        }
    }

    /// Whether the case had left the desk that classified it.
    fn was_sent(&self) -> bool {
        !matches!(self.before.phase, None | Some(PhaseName::Registered | PhaseName::Accepted))
    }

    fn answered(&mut self) {
        if let Some(accepted) = self.after.phase.accepted() {
            let days = days(accepted.on, self.stamp.occurred_on);
            self.push(self.here(), Figure::AnswerDays, "", days);
        }
    }

    fn slip_issued(&mut self, event: &SlipIssued) {
        let Some(slip) = self.after.slips.get(&event.slip) else { return };
        let at = addressee(slip, self.after, self.jurisdiction);
        self.add_at(at, Figure::SlipIssued, slip.colour.as_str());
        if let Some(old) = self.before.slip.as_ref().filter(|old| in_work(old)) {
            let of = addressee(old, self.after, self.jurisdiction);
            self.add_at(of, Figure::SlipPromoted, old.colour.as_str());
            self.add_at(at, Figure::SlipFromPromotion, slip.colour.as_str());
        }
    }

    /// A registration is found to repeat closed cases: it counts once, and each of them once for it.
    fn repeats(&mut self) {
        let found = repeats(self.after);
        if self.before.repeats.is_empty() && !found.is_empty() {
            self.add(Figure::RepeatFlagged, "");
        }
        for case in found.into_iter().filter(|case| !self.before.repeats.contains(case)) {
            self.add(Figure::Repeated, "");
            if let Some(last) = self.occurrences.last_mut() {
                last.case = Some(case);
                last.on = self.after.identity.registered_on;
            }
        }
    }

    fn ending(&mut self) {
        let exited = |phase| phase == Some(PhaseName::Exited);
        if exited(Some(self.after.phase.name())) && !exited(self.before.phase) {
            self.add(Figure::Exited, way_out(self.after));
        }
    }

    /// Terms that conclude here: met by what was done in time, or breached by the record of it; each once.
    fn terms(&mut self) {
        let before = self.before;
        for clock in before.clocks.iter().filter(|clock| clock.breach.is_none()) {
            let Some(figure) = concluded_as(clock.name).filter(|figure| *figure != Figure::Rated) else {
                continue;
            };
            // What is recorded as breached stays so; until then a duty that is done is done in time.
            let Some(met) = self.conclusion(clock) else { continue };
            if let Event::DeadlineBreached(_) = self.event {
                self.add_at(self.centre_of(clock), Figure::Breach, clock.name.as_str());
            }
            if figure == Figure::AnswerTerm && !self.is_shortest(clock) {
                continue;
            }
            let detail = if met { MET } else { BREACHED };
            self.add_at(self.centre_of(clock), figure, detail);
            if figure == Figure::NoticeTerm {
                self.notice();
            }
        }
    }

    /// Whether the clock was met, once it is certain.
    fn conclusion(&self, clock: &Clock) -> Option<bool> {
        if let Event::DeadlineBreached(event) = self.event {
            return (event.clock == clock.name && event.of == clock.of).then_some(false);
        }
        // An agreed date that has passed is a lapse: nobody here is in breach, and nobody has performed.
        if let Event::TermLapsed(event) = self.event {
            let lapsed = event.clock == clock.name && event.of == clock.of;
            return (lapsed && clock.name == ClockName::PerformanceWatch).then_some(false);
        }
        let stopped =
            self.after.clocks.of(clock.name, clock.of).is_none_or(|now| now.started_at != clock.started_at);
        let fulfils = match self.event {
            Event::SlipAnswered(_) => clock.name == ClockName::SlipTerm,
            Event::ObligationPerformed(_) => clock.name == ClockName::PerformanceWatch,
            Event::ObligationDefaulted(_) => {
                return (stopped && clock.name == ClockName::PerformanceWatch).then_some(false);
            }
            // Led to another path, the answer was given; taken up in an agreement or opinion, notice was.
            Event::CaseRedirected(_) => ANSWER.contains(&clock.name),
            Event::AgreementTookEffect(_) => clock.name == ClockName::AcceptanceNoticeTerm,
            Event::OpinionIssued(_) if clock.name == ClockName::AcceptanceNoticeTerm => true,
            event => fulfilled_by(event).contains(&clock.name),
        };
        (stopped && fulfils).then_some(true)
    }

    /// Of the terms of an answer that run beside each other the shortest.
    fn is_shortest(&self, clock: &Clock) -> bool {
        ANSWER.into_iter().find(|name| self.before.clock(*name).is_some()) == Some(clock.name)
    }

    fn centre_of(&self, clock: &Clock) -> CentreCode {
        let slip = clock.of.filter(|_| clock.name == ClockName::SlipTerm);
        let slip = slip.and_then(|of| self.after.slips.iter().find(|(id, _)| id.uuid() == of));
        slip.map_or_else(|| self.here(), |(_, slip)| addressee(slip, self.after, self.jurisdiction))
    }

    /// What else is known once the term of the notice has concluded.
    fn notice(&mut self) {
        let term = self.after.clocks.running(ClockName::AcceptanceNoticeTerm);
        let due = term.and_then(|clock| clock.breach).map_or(Date::MAX, |breach| breach.due);
        let accepted = self.after.phase.accepted();
        let refused = matches!(way_out(self.after), "not_accepted" | "not_reaccepted");
        if refused || accepted.is_some_and(|accepted| accepted.on <= due) {
            self.add(Figure::AcceptedInTime, "");
        }
        if let Event::NoticeServed(_) = self.event {
            let days = days(self.after.identity.received_on, self.stamp.occurred_on);
            self.push(self.here(), Figure::NoticeDays, "", days);
        }
    }

    /// Requests and refusals that began or ended here.
    fn asking(&mut self) {
        let now = asking(self.after);
        if now == self.before.asking {
            return;
        }
        match self.before.asking {
            Asking::Not => {}
            Asking::Pending(from) => {
                let how = match self.event {
                    Event::EscalationAccepted(_) => "accepted",
                    Event::HolderChanged(event) if event.cause == Cause::Request => "accepted",
                    Event::EscalationRefused(_) => "refused",
                    Event::EscalationAppealed(_) => "appealed",
                    _ => "withdrawn",
                };
                self.add_at(from, Figure::RequestEnded, how);
            }
            Asking::Refused(from) => {
                let how = match self.event {
                    Event::HolderChanged(event) if event.cause == Cause::Appeal => "overturned",
                    Event::EscalationAppealRuled(event) => event.ruling.as_str(),
                    Event::TermLapsed(_) => "lapsed",
                    Event::EscalationRequested(_) => "anew",
                    _ => "withdrawn",
                };
                self.add_at(from, Figure::RefusalEnded, how);
            }
        }
        if let Asking::Pending(from) = now {
            let anew = matches!(self.before.asking, Asking::Refused(_));
            self.add_at(from, Figure::Asked, if anew { "anew" } else { "" });
        }
    }

    /// Invitations to rate that began or ended here.
    fn invitation(&mut self) {
        let had = self.before.clock(ClockName::RatingRight);
        let has = self.after.clocks.running(ClockName::RatingRight);
        let began = |clock: &Clock| clock.started_at;
        if had.map(began) == has.map(began) {
            return;
        }
        if had.is_some() {
            match self.event {
                Event::Rated(event) if event.assisted => {
                    self.add(Figure::Rated, format!("{}.assisted", event.rating));
                }
                Event::Rated(event) => self.add(Figure::Rated, event.rating.as_str()),
                Event::TermLapsed(_) => self.add(Figure::RatingLapsed, ""),
                _ => self.add(Figure::InvitationStopped, ""),
            }
        }
        if has.is_some() {
            self.add(Figure::Invited, "");
        }
    }

    fn leader(&mut self) {
        match (self.before.led, is_led(self.after)) {
            (false, true) => self.add(Figure::LeaderAssigned, ""),
            (true, false) => {
                let how = if self.after.phase.name() == PhaseName::Closed { "closed" } else { "exited" };
                self.add(Figure::LedEnded, how);
            }
            _ => {}
        }
    }
}

/// Whether a slip was neither lifted nor promoted.
pub(crate) const fn in_work(slip: &Slip) -> bool {
    matches!(slip.state, SlipState::Open | SlipState::Answered)
}

const fn cause(cause: &Cause) -> &'static str {
    match cause {
        Cause::Rule(_) => "rule",
        Cause::Request => "request",
        Cause::Appeal => "appeal",
        Cause::TakenOver => "taken_over",
        Cause::Returned => "returned",
        Cause::Designated => "designated",
        Cause::Assigned => "assigned",
        Cause::HandedOver => "handed_over",
        Cause::ObjectionUpheld => "objection_upheld",
        Cause::SkipLevelVisit => "skip_level_visit",
    }
}

/// Whole days from one date to another; none if the other lies before.
fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()).max(0))
}
