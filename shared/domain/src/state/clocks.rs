//! The clocks of a case: which run, since when, until what. Their due dates need a calendar and are computed outside.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use fengqiao_calendar::{PAUSES_MAX, Pause};
use fengqiao_jurisdiction::vocabulary;

use super::clock_name::ClockName;
use crate::vocabulary::{Level, MediationMethod, PauseReason, Profile, SlipColour};

/// What ends a clock, as far as events say it; the length of a term is the tenant's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockEnd {
    /// The term of that name.
    Term,
    /// The term of a level.
    OfLevel(Level),
    /// The term of a mediation method.
    OfMethod(MediationMethod),
    /// The term of a slip's colour.
    OfColour(SlipColour),
    /// The term of a profile: a complex matter has longer.
    OfProfile(Profile),
    /// A date that was set, ends at 24:00.
    On(Date),
}

vocabulary! {
    /// How a clock stands (期限状态). One that was stopped or has lapsed is no longer among the clocks of a case.
    ClockState {
        /// 计时中.
        Running = "running", "计时中";
        /// 中止计时.
        Paused = "paused", "中止计时";
        /// 已超期: it stays until its stop.
        Breached = "breached", "已超期";
    }
}

/// A reminder before the end of a clock (临期提醒).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// So many percent of the term are used up.
    Percent(u8),
    /// So many days are left.
    DaysLeft(u8),
}

/// A pause that lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPause {
    pub reason: PauseReason,
    /// It came with a suspension, and ends with it.
    pub with_suspension: bool,
}

/// A duty that was not done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// The due date it had; a recorded breach is never rewritten.
    pub due: Date,
    /// When the level above was last alarmed; the alarm sounds again while a term in hours is breached.
    pub alarmed_at: Timestamp,
}

/// One clock that was started and not stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub name: ClockName,
    /// Tells clocks of one name apart: the danger, the obligation, the slip.
    pub of: Option<Uuid>,
    /// Day 0, which is not counted (民法典 art. 201).
    pub from: Date,
    /// The moment of the start, for terms in hours.
    pub started_at: Timestamp,
    pub end: ClockEnd,
    /// Since when its end stands as it does, if a pause, an extension or a new calendar changed it: nothing of it falls due
    /// before it was known to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
    /// At most [`PAUSES_MAX`]; the last one may be open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_for: Option<OpenPause>,
    /// Days granted (延期), in the unit of the term.
    #[serde(default)]
    pub extension: u16,
    /// The last reminder, and the day it was for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded: Option<(Band, Date)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach: Option<Breach>,
    /// What a calendar published since makes of the end; beside a past breach it changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recomputed: Option<Date>,
}

/// All clocks of a case that were not stopped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks(Vec<Clock>);

impl Clock {
    /// A clock that starts now.
    #[must_use]
    pub const fn new(
        name: ClockName,
        of: Option<Uuid>,
        from: Date,
        started_at: Timestamp,
        end: ClockEnd,
    ) -> Self {
        Self {
            name,
            of,
            from,
            started_at,
            end,
            changed_at: None,
            pauses: Vec::new(),
            paused_for: None,
            extension: 0,
            reminded: None,
            breach: None,
            recomputed: None,
        }
    }

    /// How it stands.
    #[must_use]
    pub const fn state(&self) -> ClockState {
        match (&self.breach, &self.paused_for) {
            (Some(_), _) => ClockState::Breached,
            (None, Some(_)) => ClockState::Paused,
            (None, None) => ClockState::Running,
        }
    }

    /// Since when its end stands as it does.
    #[must_use]
    pub fn stands_since(&self) -> Timestamp {
        self.changed_at.unwrap_or(self.started_at)
    }

    /// Days stop counting from that date on.
    pub(crate) fn pause(&mut self, from: Date, reason: PauseReason, with_suspension: bool) {
        if self.state() == ClockState::Running && self.pauses.len() < PAUSES_MAX {
            self.pauses.push(Pause { from, until: None });
            self.paused_for = Some(OpenPause { reason, with_suspension });
        }
    }

    /// Days count again from that date on.
    pub(crate) fn resume(&mut self, until: Date, at: Timestamp) {
        if self.paused_for.take().is_some() {
            if let Some(pause) = self.pauses.last_mut() {
                pause.until = Some(until.max(pause.from));
            }
            self.changed_at = Some(at);
        }
    }
}

impl Clocks {
    /// Starts a clock; one of the same name and thing starts anew.
    pub fn start(&mut self, clock: Clock) {
        self.stop_of(clock.name, clock.of);
        self.0.push(clock);
    }

    /// Stops every clock of these names.
    pub fn stop(&mut self, names: &[ClockName]) {
        self.0.retain(|clock| !names.contains(&clock.name));
    }

    /// Stops the clock of one thing.
    pub fn stop_of(&mut self, name: ClockName, of: Option<Uuid>) {
        self.0.retain(|clock| clock.name != name || clock.of != of);
    }

    /// Stops all clocks but these.
    pub fn stop_all_but(&mut self, kept: &[ClockName]) {
        self.0.retain(|clock| kept.contains(&clock.name));
    }

    /// The clock of that name, if it was started and not stopped.
    #[must_use]
    pub fn running(&self, name: ClockName) -> Option<&Clock> {
        self.0.iter().find(|clock| clock.name == name)
    }

    /// The clock of one thing.
    #[must_use]
    pub fn of(&self, name: ClockName, of: Option<Uuid>) -> Option<&Clock> {
        self.0.iter().find(|clock| clock.name == name && clock.of == of)
    }

    /// Whether the clock of that name was breached and still waits for its stop.
    #[must_use]
    pub fn is_breached(&self, name: ClockName) -> bool {
        self.running(name).is_some_and(|clock| clock.breach.is_some())
    }

    /// All clocks, in the order of their start.
    pub fn iter(&self) -> impl Iterator<Item = &Clock> {
        self.0.iter()
    }

    /// All clocks, to change them.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Clock> {
        self.0.iter_mut()
    }

    /// The clock of one thing, to change it.
    pub(crate) fn of_mut(&mut self, name: ClockName, of: Option<Uuid>) -> Option<&mut Clock> {
        self.0.iter_mut().find(|clock| clock.name == name && clock.of == of)
    }
}
