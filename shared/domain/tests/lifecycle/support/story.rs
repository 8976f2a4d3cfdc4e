//! One case told step by step. Every decision goes through its stored form, and is decided twice.

use fengqiao_calendar::{business_date, start_of_day};
use fengqiao_domain::command::KeepTime;
use fengqiao_domain::id::{CaseId, CommandId};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::stamp::LogPlace;
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::Verdict;
use fengqiao_domain::{
    Actor, Case, CaseState, Command, Decided, Decision, Event, Refusal, decide, evolve, timer,
};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::reference::{calendar, centre, jurisdiction};
use super::turn::{context, to_store};

/// The case of every story.
pub(crate) const CASE: CaseId = CaseId::new(Uuid::from_u128(0xCA5E));

/// The day on which a story begins: a Wednesday without a holiday near.
pub(crate) const TODAY: Date = date(2026, 6, 10);

/// What was decided so far, and how the last command was answered.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) state: CaseState,
    pub(crate) today: Date,
    pub(crate) log: Vec<Stored>,
    pub(crate) answer: Result<Vec<Event>, Refusal>,
    commands: u128,
}

/// One message of the log.
#[derive(Clone)]
pub(crate) struct Stored {
    pub(crate) body: Vec<u8>,
    pub(crate) at: Timestamp,
    pub(crate) sequence: u64,
}

impl Story {
    pub(crate) fn begin() -> Self {
        Self { state: CaseState::Absent, today: TODAY, log: Vec::new(), answer: Ok(Vec::new()), commands: 0 }
    }

    /// A story that begins on another day.
    pub(crate) fn begin_on(today: Date) -> Self {
        Self { today, ..Self::begin() }
    }

    /// Somebody acts and is allowed to.
    #[track_caller]
    pub(crate) fn given(self, actor: Actor, command: impl Into<Command>) -> Self {
        self.given_ago(0, actor, command)
    }

    /// Somebody enters what happened days ago, and is allowed to.
    #[track_caller]
    pub(crate) fn given_ago(self, days: i64, actor: Actor, command: impl Into<Command>) -> Self {
        let story = self.when_ago(days, actor, command);
        if let Err(refusal) = &story.answer {
            panic!("{}", told(refusal));
        }
        story
    }

    /// Somebody acts.
    pub(crate) fn when(self, actor: Actor, command: impl Into<Command>) -> Self {
        self.when_ago(0, actor, command)
    }

    /// Somebody enters what happened days ago.
    pub(crate) fn when_ago(mut self, days: i64, actor: Actor, command: impl Into<Command>) -> Self {
        self.commands += 1;
        let id = CommandId::new(Uuid::from_u128(self.commands));
        let (now, occurred_on) = (self.now(), self.today - days.days());
        self.decided(id, now, occurred_on, actor, &command.into())
    }

    /// The moment at which people act: after 09:00, and never two at once, as the log never records two at once.
    pub(crate) fn now(&self) -> Timestamp {
        start_of_day(self.today) + 9.hours() + i64::try_from(self.log.len()).unwrap().seconds()
    }

    fn decided(
        mut self,
        id: CommandId,
        now: Timestamp,
        occurred_on: Date,
        actor: Actor,
        command: &Command,
    ) -> Self {
        let ctx = context(id, &actor, now, occurred_on);
        let decided = decide(&self.state, CASE, command, &ctx);
        assert_eq!(
            decided,
            decide(&self.state, CASE, command, &ctx),
            "the same question has the same answer"
        );
        self.answer = decided.map(|Decided { events, role }| {
            let decision = to_store(&ctx, command.name(), role, &events);
            if !decision.events.is_empty() {
                self.store(&decision, now);
            }
            events
        });
        self
    }

    /// The moment at which something of the case is due.
    pub(crate) fn next_moment(&self) -> Option<Timestamp> {
        timer::next_moment(self.state.live()?, jurisdiction(), calendar())
    }

    /// The moment at which the last decision was recorded.
    pub(crate) fn recorded_at(&self) -> Timestamp {
        self.log.last().expect("something was decided").at
    }

    /// A hint about a moment arrives while the clock on the wall shows `now`.
    pub(crate) fn hint(self, moment: Timestamp, now: Timestamp) -> Self {
        let case = self.case();
        let actor = Actor::system(case.holder.centre, case.holder.level);
        let id = timer::command_id(CASE, self.log.last().map_or(0, |stored| stored.sequence), moment);
        self.decided(id, now, timer::business_date(moment), actor, &KeepTime { moment }.into())
    }

    /// The keeper, wherever it was, decides all that has fallen due by 09:00 today, at once.
    pub(crate) fn caught_up(mut self) -> Self {
        let now = self.now();
        while let Some(moment) = self.next_moment().filter(|moment| *moment <= now) {
            self = self.kept(moment, now);
        }
        self
    }

    /// Days go by with the keeper awake, which decides each thing when it is due.
    pub(crate) fn kept_until(mut self, date: Date) -> Self {
        let until = start_of_day(date) + 9.hours();
        while let Some(moment) = self.next_moment().filter(|moment| *moment <= until) {
            self = self.kept(moment, moment);
        }
        self.today = date;
        self
    }

    /// The keeper decides at the next moment something is due, and something happens.
    pub(crate) fn kept_once(mut self) -> Self {
        let moment = self.next_moment().expect("something will be due");
        self.today = self.today.max(business_date(moment));
        self.kept(moment, moment)
    }

    fn kept(self, moment: Timestamp, now: Timestamp) -> Self {
        let story = self.hint(moment, now);
        match &story.answer {
            Ok(events) => assert!(!events.is_empty(), "nothing happened at {moment}"),
            Err(refusal) => panic!("{}", told(refusal)),
        }
        assert!(story.next_moment().is_none_or(|next| next > moment), "time goes on");
        story
    }

    /// The decisions so far, oldest first.
    pub(crate) fn decisions(&self) -> Vec<Decision> {
        self.log.iter().map(|stored| Decision::read(&stored.body).unwrap()).collect()
    }

    /// Appends the decision and folds it as it stands in the log.
    fn store(&mut self, decision: &Decision, at: Timestamp) {
        let body = decision.write().unwrap();
        assert_eq!(&Decision::read(&body).unwrap(), decision, "what is read is what was written");
        let sequence = u64::try_from(self.log.len()).unwrap() + 1;
        let stored = Stored { body, at, sequence };
        self.state = fold(std::mem::take(&mut self.state), &stored);
        self.log.push(stored);
    }

    /// The state that the log alone gives.
    pub(crate) fn replayed(&self) -> CaseState {
        self.log.iter().fold(CaseState::Absent, fold)
    }

    /// Days go by.
    pub(crate) fn after(mut self, days: i64) -> Self {
        self.today += days.days();
        self
    }

    #[track_caller]
    pub(crate) fn case(&self) -> &Case {
        self.state.live().expect("a registered case")
    }

    /// The last command was answered by exactly these events, in this order.
    #[track_caller]
    pub(crate) fn then_events<const N: usize>(self, names: [&str; N]) -> Self {
        match &self.answer {
            Ok(events) => assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), names),
            Err(refusal) => panic!("{}", told(refusal)),
        }
        self
    }

    /// The last command was refused, and changed nothing.
    #[track_caller]
    pub(crate) fn then_refused(self, code: Code) -> Self {
        match &self.answer {
            Ok(events) => {
                panic!("expected {code:?}, but: {:?}", events.iter().map(Event::name).collect::<Vec<_>>())
            }
            Err(refusal) => assert_eq!(refusal.code, code, "{}", told(refusal)),
        }
        self
    }

    /// The refusal states this fact.
    #[track_caller]
    pub(crate) fn because(self, name: &str, value: &str) -> Self {
        let refusal = self.answer.as_ref().expect_err("a refusal");
        assert_eq!(refusal.facts.get(name).map(String::as_str), Some(value), "{:?}", refusal.facts);
        self
    }

    #[track_caller]
    pub(crate) fn then_phase(self, phase: PhaseName) -> Self {
        assert_eq!(self.case().phase.name(), phase);
        self
    }

    #[track_caller]
    pub(crate) fn then_verdict(self, verdict: Verdict) -> Self {
        assert_eq!(self.case().verdict, verdict);
        self
    }

    #[track_caller]
    pub(crate) fn then_held_by(self, code: &str) -> Self {
        assert_eq!(self.case().holder.centre, centre(code));
        self
    }
}

/// Folds one stored message into the case.
pub(crate) fn fold(state: CaseState, stored: &Stored) -> CaseState {
    let decision = Decision::read(&stored.body).unwrap();
    let place = LogPlace { site: "640221".parse().unwrap(), sequence: stored.sequence };
    let stamp = decision.stamp(stored.at, Some(place));
    decision.events.iter().fold(state, |state, event| evolve(state, event, &stamp))
}

fn told(refusal: &Refusal) -> String {
    format!("refused: {refusal} at {:?}, {:?}", refusal.field, refusal.facts)
}
