//! One decision in the making: the events so far, and the case as they leave it.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::{CentreCode, Level, Role};
use fengqiao_routing::{Assessment, PhaseClass, TableId};

use crate::context::Context;
use crate::event::{
    Addressee, Cause, DeadlineRecomputed, EscalationWithdrawn, Event, HolderChanged, NoticeServed, Recipient,
    SlipIssued, VerdictChanged,
};
use crate::evolve;
use crate::facts;
use crate::id::{CaseId, ErrandId, OfficerId, SlipId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::stamp::Stamp;
use crate::state::{Case, CaseState, Draft, Escalation, Phase};
use crate::vocabulary::{
    CaseKind, Direction, Fault, Notice, RecomputeCause, ServiceMeans, SlipColour, Verdict, WithdrawnWhy,
};

/// How often one decision may lift a case: village to township to county to city.
const RISES_MAX: usize = 3;

/// A decision in the making. What is recorded takes effect at once, so that the assessment sees it.
pub struct Turn<'a> {
    pub id: CaseId,
    pub ctx: &'a Context<'a>,
    stamp: Stamp,
    state: CaseState,
    events: Vec<Event>,
}

impl<'a> Turn<'a> {
    /// Begins a decision on a case as it stands.
    #[must_use]
    pub fn begin(id: CaseId, state: CaseState, ctx: &'a Context<'a>, role: Role) -> Self {
        let stamp = Stamp {
            command: ctx.command,
            officer: ctx.actor.officer,
            centre: ctx.actor.centre,
            role,
            recorded_at: ctx.now,
            recorded_on: ctx.today,
            occurred_on: ctx.occurred_on,
            place: None,
        };
        Self { id, ctx, stamp, state, events: Vec::new() }
    }

    /// The case as the events so far leave it.
    ///
    /// # Errors
    /// D08 if there is no case.
    pub fn case(&self) -> Result<&Case, Refusal> {
        self.state.live().ok_or_else(|| Refusal::new(Code::D08))
    }

    /// Whether nothing is registered yet under this id; there may be a draft.
    #[must_use]
    pub const fn is_unregistered(&self) -> bool {
        !matches!(self.state, CaseState::Live(_))
    }

    /// The draft, if there is one and it is not registered.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        self.state.draft()
    }

    /// Whether this is owed and was not seen done.
    #[must_use]
    pub fn owes(&self, errand: ErrandId) -> bool {
        self.state.errands().any(|(id, _)| id == errand)
    }

    /// Records an event, which takes effect at once. Where it proves late that a breached duty was done in time, that is
    /// recorded too.
    pub fn record(&mut self, event: impl Into<Event>) {
        let event = event.into();
        let met = self.met_but_breached(&event);
        self.state = evolve::evolve(std::mem::take(&mut self.state), &event, &self.stamp);
        self.events.push(event);
        for breached in met {
            if self.state.live().is_some_and(|case| case.clocks.of(breached.clock, breached.of).is_none()) {
                self.record(breached);
            }
        }
    }

    /// The breached duties that this event, by its business date, fulfils in time, if it stops their clocks.
    fn met_but_breached(&self, event: &Event) -> Vec<DeadlineRecomputed> {
        let names = evolve::fulfilled_by(event);
        let Some(case) = self.state.live().filter(|_| !names.is_empty()) else { return Vec::new() };
        let met = case.clocks.iter().filter(|clock| names.contains(&clock.name)).filter_map(|clock| {
            let due = clock.breach?.due;
            (self.stamp.occurred_on <= due).then_some(DeadlineRecomputed {
                clock: clock.name,
                of: clock.of,
                old_due: due,
                new_due: due,
                cause: RecomputeCause::MetRecordedLate,
            })
        });
        met.collect()
    }

    /// Urges somebody, in the name of the level above: a policy or a timer does (督办).
    ///
    /// # Errors
    /// D08 if there is no case.
    pub fn issue_slip(&mut self, colour: SlipColour, fault: Fault, to: Addressee) -> Result<(), Refusal> {
        let holder = self.case()?.holder.centre;
        let urged = if let Addressee::Centre(centre) = &to { *centre } else { holder };
        // Nobody is above the city: its own command urges it.
        let issuer = self.ctx.jurisdiction.parent(&urged).unwrap_or(urged);
        self.record(SlipIssued {
            slip: self.next_slip(),
            colour,
            fault,
            to,
            issuer,
            promoted_from: None,
            document: None,
        });
        Ok(())
    }

    /// The id of the next slip of this decision.
    #[must_use]
    pub fn next_slip(&self) -> SlipId {
        let issued = self.events.iter().filter(|event| matches!(event, Event::SlipIssued(_))).count();
        SlipId::new(self.ctx.command.derive("slip", issued))
    }

    /// A copy to try a step on, whose events are never stored.
    #[must_use]
    pub fn trial(&self) -> Self {
        Self {
            id: self.id,
            ctx: self.ctx,
            stamp: self.stamp.clone(),
            state: self.state.clone(),
            events: Vec::new(),
        }
    }

    /// The decision's events, in order.
    #[must_use]
    pub fn finish(self) -> Vec<Event> {
        self.events
    }

    /// What the tables say of the case now, outside a request.
    ///
    /// # Errors
    /// D08 if there is no case.
    pub fn assessment(&self) -> Result<Assessment, Refusal> {
        Ok(self.ctx.rules.assess(&facts::facts(self.case()?, self.ctx.jurisdiction)))
    }

    /// The assessment step, which ends every decision that changed a fact: alerts, the verdict, and the rise if a hard
    /// trigger demands one.
    ///
    /// # Errors
    /// D08 if there is no case.
    pub fn reassess(&mut self) -> Result<(), Refusal> {
        self.assess_and_lift()?;
        let case = self.case()?;
        let Phase::Handling { escalation, .. } = &case.phase else { return Ok(()) };
        let answered = matches!(escalation, Escalation::Refused { .. } | Escalation::UnderAppeal { .. });
        let left_behind = answered && case.verdict == Verdict::LiftOnRequest;
        // A party linked since may have made the receiver a party to the dispute: the next centre is another one.
        let next = facts::next(case, self.ctx.jurisdiction);
        let misdirected = escalation.request().is_some_and(|request| Some(request.to) != next);
        if left_behind || misdirected {
            self.withdraw_request(WithdrawnWhy::Overtaken)?;
        }
        Ok(())
    }

    /// The assessment step inside a ruling, which must not end the appeal it rules on.
    ///
    /// # Errors
    /// D08 if there is no case.
    pub fn assess_and_lift(&mut self) -> Result<(), Refusal> {
        // A review belongs to the organ one level above and moves nowhere.
        if self.case()?.identity.kind != CaseKind::Matter {
            return Ok(());
        }
        for _ in 0..=RISES_MAX {
            self.send_alerts()?;
            let case = self.case()?;
            if case.holder.level == Level::City || matches!(case.phase, Phase::Ended(_)) {
                return Ok(());
            }
            let assessment = self.assessment()?;
            self.note_verdict(&assessment)?;
            let Some(target) = assessment.target.filter(|_| assessment.verdict == Verdict::LiftNow) else {
                return Ok(());
            };
            self.withdraw_request(WithdrawnWhy::Overtaken)?;
            let Some(to) = self.ctx.jurisdiction.at_level(&self.case()?.holder.centre, target) else {
                return Ok(());
            };
            let rows = assessment
                .true_rows()
                .filter(|row| row.table == TableId::HardTriggers)
                .map(|row| row.id.clone())
                .collect();
            self.lift(to, Cause::Rule(rows), None, None, &assessment)?;
        }
        Ok(())
    }

    /// Records a changed verdict, if it changed.
    ///
    /// # Errors
    /// D08 if there is no case.
    pub fn note_verdict(&mut self, assessment: &Assessment) -> Result<(), Refusal> {
        let case = self.case()?;
        let verdict = assessment.verdict;
        // Where a person must decide, nothing is settled about the level it would rise to.
        let target = assessment.target.filter(|_| verdict != Verdict::Undetermined);
        if case.verdict != verdict || case.target != target {
            self.record(VerdictChanged { verdict, target, assessment: assessment.record() });
        }
        Ok(())
    }

    /// Moves the case up and tells the centres passed over.
    ///
    /// # Errors
    /// D08 if there is no case.
    pub fn lift(
        &mut self,
        to: CentreCode,
        cause: Cause,
        decided_by: Option<OfficerId>,
        reason: Option<Sealed>,
        assessment: &Assessment,
    ) -> Result<(), Refusal> {
        let from = self.case()?.holder.centre;
        self.move_holder(to, Direction::Up, cause, decided_by, reason, Some(assessment))?;
        let passed: Vec<_> =
            self.ctx.jurisdiction.ancestors(&from).take_while(|centre| *centre != to).collect();
        for centre in passed {
            self.alert("NT05", Recipient::Centre(centre));
        }
        Ok(())
    }

    /// Records a change of holder.
    ///
    /// # Errors
    /// D08 if there is no case, D02 if the centre is unknown.
    pub fn move_holder(
        &mut self,
        to: CentreCode,
        direction: Direction,
        cause: Cause,
        decided_by: Option<OfficerId>,
        reason: Option<Sealed>,
        assessment: Option<&Assessment>,
    ) -> Result<(), Refusal> {
        let holder = &self.case()?.holder;
        let (from, from_level) = (holder.centre, holder.level);
        let to_level = self
            .ctx
            .jurisdiction
            .level_of(&to)
            .ok_or_else(|| Refusal::new(Code::D02).because("centre", to))?;
        let assessment = assessment.map(Assessment::record);
        self.record(HolderChanged {
            from,
            to,
            from_level,
            to_level,
            direction,
            cause,
            decided_by,
            reason,
            assessment,
        });
        Ok(())
    }

    /// Ends a pending, refused or appealed request, if there is one.
    ///
    /// # Errors
    /// D08 if there is no case.
    pub fn withdraw_request(&mut self, why: WithdrawnWhy) -> Result<(), Refusal> {
        if let Phase::Handling { escalation, .. } = &self.case()?.phase
            && let Some(request) = escalation.request()
        {
            let escalation = request.id;
            self.record(EscalationWithdrawn { escalation, why });
        }
        Ok(())
    }

    /// Sends the alerts of notice rows that became true, each addressee once.
    fn send_alerts(&mut self) -> Result<(), Refusal> {
        let case = self.case()?;
        if matches!(case.phase, Phase::Ended(_)) {
            return Ok(());
        }
        let known = facts::facts(case, self.ctx.jurisdiction);
        let holder = case.holder.centre;
        let mut owed: Vec<(String, Recipient)> = Vec::new();
        for danger in &case.dangers.open {
            let row = format!("NT03:{danger}");
            owed.push((row.clone(), Recipient::Police));
            owed.push((row.clone(), Recipient::Centre(holder)));
            owed.extend(self.centres_at(holder, &[Level::County, Level::City]).map(|to| (row.clone(), to)));
        }
        if known.phase_class == PhaseClass::Handling || known.phase_class == PhaseClass::Settled {
            for notice in self.ctx.rules.notices(&known) {
                let levels: Vec<_> = notice.alerts.iter().copied().collect();
                owed.extend(self.centres_at(holder, &levels).map(|to| (notice.id.to_string(), to)));
            }
        }
        let mut told: BTreeSet<(String, String)> = case.alerted.clone();
        for (row, to) in owed {
            if told.insert((row.clone(), evolve::recipient_key(&to))) {
                self.alert(&row, to);
            }
        }
        Ok(())
    }

    fn centres_at<'b>(
        &'b self,
        holder: CentreCode,
        levels: &'b [Level],
    ) -> impl Iterator<Item = Recipient> + 'b {
        levels
            .iter()
            .filter_map(move |level| self.ctx.jurisdiction.at_level(&holder, *level))
            .map(Recipient::Centre)
    }

    /// Warns a centre, the police or a party, on account of a row or of something else that is named.
    pub(crate) fn alert(&mut self, row: &str, to: Recipient) {
        self.record(NoticeServed {
            notice: Notice::Alert,
            to,
            means: ServiceMeans::System,
            served_on: self.stamp.day_zero(),
            row: Some(row.to_owned()),
        });
    }
}
