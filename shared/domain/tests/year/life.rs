//! One dispute through the year. Every decision goes through its stored form.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use fengqiao_calendar::{business_date, start_of_day};
use fengqiao_domain::id::{CaseId, CommandId};
use fengqiao_domain::stamp::LogPlace;
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::{
    Actor, CaseState, Command, Context, Decided, Decision, command::KeepTime, decide, decision, evolve, timer,
};
use fengqiao_jurisdiction::CentreCode;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::county::Dispute;
use crate::officers::{Move, Temper};
use crate::support::{calendar, jurisdiction, office, rules};

/// Decisions of one dispute; one that needs more goes round in circles.
const DECISIONS_MAX: usize = 1_000;

/// When the keeper of time is awake.
pub(crate) enum Awake {
    Always,
    ButNot { from: Timestamp, until: Timestamp },
}

/// A small stream of random numbers.
pub(crate) struct Dice(u64);

/// One dispute, and what happens to it.
pub(crate) struct Life {
    pub(crate) id: CaseId,
    pub(crate) matter: &'static str,
    pub(crate) temper: Temper,
    pub(crate) dice: Dice,
    pub(crate) state: CaseState,
    pub(crate) log: Vec<Stored>,
    /// How often each refusal met an officer.
    pub(crate) refusals: BTreeMap<&'static str, u64>,
    now: Timestamp,
    commands: u64,
    number: u64,
}

/// One message of the log.
pub(crate) struct Stored {
    pub(crate) body: Vec<u8>,
    pub(crate) at: Timestamp,
    sequence: u64,
}

/// What an officer means to do, and the case as it was when they meant it.
struct Plan {
    at: Timestamp,
    next: Move,
    holder: CentreCode,
    phase: PhaseName,
}

impl Awake {
    /// When what is due at a moment is seen.
    fn sees(&self, moment: Timestamp) -> Timestamp {
        match self {
            Self::ButNot { from, until } if (*from..*until).contains(&moment) => *until,
            _ => moment,
        }
    }
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(1))
    }

    /// SplitMix64.
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(below).unwrap()).unwrap()
    }

    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }

    /// The first much more often than the last, about as Zipf has it.
    pub(crate) fn often_the_first<T: Copy>(&mut self, of: &[T]) -> T {
        let below = self.roll(of.len()) + 1;
        of[self.roll(below)]
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }
}

impl Life {
    /// Registered in its village on the day it was received.
    pub(crate) fn begin(dispute: Dispute) -> Self {
        let registrar = office(dispute.village.as_str(), fengqiao_jurisdiction::Role::StationMediator);
        let mut life = Self {
            id: dispute.id,
            matter: dispute.matter,
            temper: dispute.temper,
            dice: Dice::new(dispute.number ^ 0xBEEF),
            state: CaseState::Absent,
            log: Vec::new(),
            refusals: BTreeMap::new(),
            now: start_of_day(dispute.received_on) + 9.hours(),
            commands: 0,
            number: dispute.number,
        };
        life.act(&registrar, dispute.registration.into());
        assert!(life.state.live().is_some(), "registration is never refused: {:?}", life.refusals);
        life
    }

    /// Lives until a moment. Whoever acts finds the time kept up to then, as the services see to it.
    pub(crate) fn live(mut self, awake: &Awake, until: Timestamp) -> Self {
        let mut plan = self.plan();
        while self.log.len() < DECISIONS_MAX {
            let case = self.state.live().unwrap();
            let moment = timer::next_moment(case, jurisdiction(), calendar());
            let seen = moment.map(|moment| awake.sees(moment).max(self.now));
            let acted = plan.as_ref().map(|plan| plan.at);
            match (moment, seen, acted) {
                (Some(moment), Some(seen), acted) if acted.is_none_or(|at| seen <= at || moment <= at) => {
                    let at = acted.map_or(seen, |at| seen.min(at.max(self.now)));
                    if at > until {
                        break;
                    }
                    self.now = at;
                    self.keep_time(moment);
                }
                (_, _, Some(at)) if at <= until => {
                    self.now = self.now.max(at);
                    let Some(Plan { next, .. }) = plan.take() else { break };
                    self.act(&next.actor, next.command);
                }
                _ => break,
            }
            let case = self.state.live().unwrap();
            let stands = |plan: &Plan| plan.holder == case.holder.centre && plan.phase == case.phase.name();
            if !plan.as_ref().is_some_and(stands) {
                plan = self.plan();
            }
        }
        assert!(self.log.len() < DECISIONS_MAX, "case {} goes round in circles", self.number);
        self
    }

    /// What somebody will do next, and when: in office hours of a working day.
    fn plan(&mut self) -> Option<Plan> {
        let next = crate::officers::next(self)?;
        let case = self.state.live()?;
        let (holder, phase) = (case.holder.centre, case.phase.name());
        let days = u16::try_from(self.temper.days(&mut self.dice)).unwrap();
        let today = business_date(self.now);
        let day = calendar().working_day_from(calendar().add_working_days(today, days));
        let minutes = i64::try_from(self.dice.roll(8 * 60)).unwrap();
        let at = (start_of_day(day) + 9.hours() + minutes.minutes()).max(self.now + 5.minutes());
        Some(Plan { at, next, holder, phase })
    }

    fn act(&mut self, actor: &Actor, command: Command) {
        self.commands += 1;
        let id = CommandId::new(Uuid::new_v5(&self.id.uuid(), &self.commands.to_be_bytes()));
        let today = business_date(self.now);
        self.give(actor, id, today, command);
    }

    fn keep_time(&mut self, moment: Timestamp) {
        let case = self.state.live().unwrap();
        let system = Actor::system(case.holder.centre, case.holder.level);
        let before = self.log.len();
        let id = timer::command_id(self.id, u64::try_from(self.log.len()).unwrap(), moment);
        self.give(&system, id, timer::business_date(moment), KeepTime { moment }.into());
        assert_eq!(
            self.log.len(),
            before + 1,
            "case {}: what is due is decided: {:?}",
            self.number,
            self.refusals
        );
        // A hint that comes twice finds nothing to do.
        self.give(&system, id, timer::business_date(moment), KeepTime { moment }.into());
        assert_eq!(self.log.len(), before + 1, "case {}: a second hint adds nothing", self.number);
    }

    fn give(&mut self, actor: &Actor, command: CommandId, occurred_on: Date, what: Command) {
        let context = Context {
            command,
            actor,
            now: self.now,
            today: business_date(self.now),
            occurred_on,
            late_reason: false,
            jurisdiction: jurisdiction(),
            rules: rules(),
            calendar: calendar(),
        };
        match decide(&self.state, self.id, &what, &context) {
            Err(refusal) => *self.refusals.entry(refusal.code.as_str()).or_default() += 1,
            Ok(Decided { events, .. }) if events.is_empty() => {}
            Ok(Decided { events, role }) => {
                let decision = Decision {
                    version: decision::VERSION,
                    command,
                    name: what.name(),
                    digest: String::new(),
                    officer: actor.officer,
                    centre: actor.centre,
                    level: actor.level,
                    role,
                    occurred_on,
                    events,
                };
                let sequence = u64::try_from(self.log.len()).unwrap() + 1;
                let stored = Stored { body: decision.write().unwrap(), at: self.now, sequence };
                self.state = fold(std::mem::take(&mut self.state), &stored);
                self.log.push(stored);
            }
        }
    }

    /// The state that the log alone gives.
    pub(crate) fn replayed(&self) -> CaseState {
        self.log.iter().fold(CaseState::Absent, fold)
    }

    /// The date of the story.
    pub(crate) fn today(&self) -> Date {
        business_date(self.now)
    }

    /// Of the state as it is stored in the views.
    pub(crate) fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        serde_json::to_string(&self.state).unwrap().hash(&mut hasher);
        hasher.finish()
    }
}

fn fold(state: CaseState, stored: &Stored) -> CaseState {
    let decision = Decision::read(&stored.body).unwrap();
    let place = LogPlace { site: "640221".parse().unwrap(), sequence: stored.sequence };
    let stamp = decision.stamp(stored.at, Some(place));
    decision.events.iter().fold(state, |state, event| evolve(state, event, &stamp))
}
