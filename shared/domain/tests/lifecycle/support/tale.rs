//! One affair told step by step. Every decision goes through its stored form.

use fengqiao_calendar::{business_date, start_of_day};
use fengqiao_domain::affair::{decide, evolve};
use fengqiao_domain::command::KeepTime;
use fengqiao_domain::id::CommandId;
use fengqiao_domain::stamp::LogPlace;
use fengqiao_domain::{Actor, Affair, AffairCommand, AffairEvent, Decided, Decision, Refusal, timer};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::commands::CITY;
use super::officers::system;
use super::reference::{calendar, centre, jurisdiction};
use super::story::TODAY;
use super::turn::{context, to_store};

/// What was decided so far.
pub(crate) struct Tale {
    pub(crate) affair: Affair,
    pub(crate) log: Vec<Vec<u8>>,
    pub(crate) today: Date,
    commands: u128,
}

impl Tale {
    pub(crate) fn begin() -> Self {
        Self { affair: Affair::Absent, log: Vec::new(), today: TODAY, commands: 0 }
    }

    /// Somebody acts at 09:00.
    pub(crate) fn when(
        &mut self,
        actor: &Actor,
        command: impl Into<AffairCommand>,
    ) -> Result<Vec<AffairEvent>, Refusal> {
        let now = start_of_day(self.today) + 9.hours();
        self.at(now, business_date(now), actor, command.into())
    }

    /// Somebody acts at a moment, and enters it for a day.
    pub(crate) fn at(
        &mut self,
        now: Timestamp,
        occurred_on: Date,
        actor: &Actor,
        command: AffairCommand,
    ) -> Result<Vec<AffairEvent>, Refusal> {
        self.commands += 1;
        let ctx = context(CommandId::new(Uuid::from_u128(self.commands)), actor, now, occurred_on);
        let Decided { events, role } = decide(&self.affair, &command, &ctx)?;
        let decision = to_store(&ctx, command.name(), role, &events);
        let body = decision.write().unwrap();
        assert_eq!(Decision::parse(&body).unwrap(), decision, "what is read is what was written");
        let place = LogPlace { site: centre(CITY).site(), sequence: self.log.len() as u64 + 1 };
        let stamp = decision.stamp(now, Some(place));
        let affair = std::mem::take(&mut self.affair);
        self.affair = events.iter().fold(affair, |affair, event| evolve(affair, event, &stamp));
        if !events.is_empty() {
            self.log.push(body);
        }
        let kept: Affair = serde_json::from_value(serde_json::to_value(&self.affair).unwrap()).unwrap();
        assert_eq!(kept, self.affair, "the views keep it as it is");
        Ok(events)
    }

    pub(crate) fn next_moment(&self) -> Option<Timestamp> {
        self.affair.next_moment(jurisdiction(), calendar())
    }

    /// The keeper wakes as each moment comes, until that day.
    pub(crate) fn kept_until(&mut self, day: Date) -> Vec<AffairEvent> {
        let until = start_of_day(day) + 9.hours();
        let mut kept = Vec::new();
        while let Some(moment) = self.next_moment().filter(|moment| *moment <= until) {
            let events = self.keep(moment, moment).unwrap();
            assert!(!events.is_empty(), "nothing happened at {moment}");
            assert!(self.keep(moment, moment).unwrap().is_empty(), "a moment is kept once");
            kept.extend(events);
        }
        self.today = day;
        kept
    }

    pub(crate) fn keep(&mut self, moment: Timestamp, now: Timestamp) -> Result<Vec<AffairEvent>, Refusal> {
        let command = AffairCommand::KeepTime(KeepTime { moment });
        self.at(now, timer::business_date(moment), &system(), command)
    }
}

pub(crate) fn names(events: &[AffairEvent]) -> Vec<&'static str> {
    events.iter().map(AffairEvent::name).collect()
}
