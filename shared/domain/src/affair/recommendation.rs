//! 三项建议 (信访工作条例 art. 40): the joint office recommends to a unit that it better its work, that a policy be completed, or
//! that somebody be held to account. The unit answers in writing.
//!
//! What is recommended stands in the paper, which the event names; so nothing here has to be sealed.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use fengqiao_calendar::Calendar;
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, UnitCode};

use super::{AffairEvent, AffairStanding};
use crate::clock;
use crate::command::KeepTime;
use crate::context::Context;
use crate::event::{DeadlineApproached, DeadlineBreached};
use crate::id::{AffairId, CaseId, CommandId, DocumentId, OfficerId};
use crate::refusal::{Code, Refusal};
use crate::stamp::Stamp;
use crate::state::{Breach, Clock, ClockEnd, ClockName, ClockState};
use crate::timer::{self, Item};
use crate::vocabulary::RecommendationKind;

/// 提出建议, to a unit in the joint office's area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueRecommendation {
    pub kind: RecommendationKind,
    pub unit: UnitCode,
    /// The paper that says what is recommended and why.
    pub document: Option<DocumentId>,
    /// The case that gave rise to it, if one did.
    pub case: Option<CaseId>,
}

/// 反馈建议, by the unit, in writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerRecommendation {
    pub adopted: bool,
    pub document: Option<DocumentId>,
}

/// A unit is recommended something (提出建议).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecommendationIssued {
    pub kind: RecommendationKind,
    pub unit: UnitCode,
    pub document: DocumentId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
}

/// The unit answered in writing (反馈建议).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecommendationAnswered {
    pub adopted: bool,
    pub document: DocumentId,
}

/// A recommendation and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    pub kind: RecommendationKind,
    pub unit: UnitCode,
    pub document: DocumentId,
    pub case: Option<CaseId>,
    /// The centre of the joint office.
    pub issuer: CentreCode,
    pub issued_by: OfficerId,
    pub issued_on: Date,
    /// The answer's term, until it is answered.
    pub clock: Option<Clock>,
    /// The due date that passed without an answer; it stays on record.
    pub breached: Option<Date>,
    pub answer: Option<Answer>,
}

/// The unit's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub adopted: bool,
    pub document: DocumentId,
    pub on: Date,
}

// === impl IssueRecommendation ===

impl IssueRecommendation {
    /// The seat of the unit.
    ///
    /// # Errors
    /// D02 if there is no such unit.
    pub(super) fn seat(&self, jurisdiction: &Jurisdiction) -> Result<CentreCode, Refusal> {
        let unit = jurisdiction.unit(&self.unit);
        let unknown = || Refusal::new(Code::D02).at("unit").because("code", &self.unit);
        unit.map(|unit| unit.seated_at).ok_or_else(unknown)
    }

    pub(super) fn decide(&self, ctx: &Context<'_>) -> Result<Vec<AffairEvent>, Refusal> {
        let seat = self.seat(ctx.jurisdiction)?;
        if !ctx.jurisdiction.is_within(&seat, &ctx.actor.centre) {
            return Err(Refusal::new(Code::A03).at("unit"));
        }
        let document = self.document.ok_or_else(|| Refusal::missing("document_id"))?;
        let issued =
            RecommendationIssued { kind: self.kind, unit: self.unit.clone(), document, case: self.case };
        Ok(vec![issued.into()])
    }
}

// === impl AnswerRecommendation ===

impl AnswerRecommendation {
    /// A late answer is taken: the breach stays on record beside it.
    pub(super) fn decide(&self, recommendation: &Recommendation) -> Result<Vec<AffairEvent>, Refusal> {
        if recommendation.answer.is_some() {
            return Err(Refusal::new(Code::L01).because("reason", "already_answered"));
        }
        let document = self.document.ok_or_else(|| Refusal::missing("document_id"))?;
        Ok(vec![RecommendationAnswered { adopted: self.adopted, document }.into()])
    }
}

// === impl Recommendation ===

impl Recommendation {
    pub(super) fn issued(event: &RecommendationIssued, stamp: &Stamp) -> Self {
        let (from, at) = (stamp.day_zero(), stamp.moment());
        Self {
            kind: event.kind,
            unit: event.unit.clone(),
            document: event.document,
            case: event.case,
            issuer: stamp.centre,
            issued_by: stamp.officer,
            issued_on: stamp.occurred_on,
            clock: Some(Clock::new(ClockName::RecommendationTerm, None, from, at, ClockEnd::Term)),
            breached: None,
            answer: None,
        }
    }

    pub(super) fn reminded(mut self, event: &DeadlineApproached, stamp: &Stamp) -> Self {
        if let Some(clock) = &mut self.clock {
            clock.reminded = Some((event.band, stamp.occurred_on));
        }
        self
    }

    pub(super) fn breached(mut self, event: &DeadlineBreached, stamp: &Stamp) -> Self {
        if let Some(clock) = &mut self.clock {
            clock.breach = Some(Breach { due: event.due, alarmed_at: stamp.recorded_at });
        }
        self.breached = Some(event.due);
        self
    }

    pub(super) fn answered(mut self, event: &RecommendationAnswered, stamp: &Stamp) -> Self {
        self.clock = None;
        self.answer =
            Some(Answer { adopted: event.adopted, document: event.document, on: stamp.occurred_on });
        self
    }

    /// The last day for the answer.
    #[must_use]
    pub fn due(&self, jurisdiction: &Jurisdiction, calendar: &Calendar) -> Option<Date> {
        self.clock.as_ref().map(|clock| clock::due(clock, jurisdiction.terms(), calendar).on)
    }

    pub(super) fn next_moment(&self, jurisdiction: &Jurisdiction, calendar: &Calendar) -> Option<Timestamp> {
        let clock = self.clock.as_ref()?;
        timer::next_of_clock(clock, jurisdiction, calendar).map(|(moment, _)| moment)
    }

    pub(super) fn standing(&self) -> AffairStanding {
        match (&self.answer, &self.clock) {
            (Some(_), _) => AffairStanding::Done,
            (None, Some(clock)) if clock.state() == ClockState::Breached => AffairStanding::Urged,
            (None, _) => AffairStanding::Open,
        }
    }

    /// What is due at exactly this moment, if it is the next one and has come: a reminder, or the end of the term.
    pub(super) fn keep_time(
        &self,
        command: &KeepTime,
        ctx: &Context<'_>,
    ) -> Result<Vec<AffairEvent>, Refusal> {
        let business_date = timer::business_date(command.moment);
        if ctx.occurred_on != business_date {
            return Err(Refusal::new(Code::D04).at("occurred_on").because("date", business_date));
        }
        let Some(clock) = &self.clock else { return Ok(Vec::new()) };
        let next = timer::next_of_clock(clock, ctx.jurisdiction, ctx.calendar);
        let Some((moment, item)) = next.filter(|(moment, _)| *moment <= ctx.now) else {
            return Ok(Vec::new());
        };
        if moment != command.moment {
            return Ok(Vec::new());
        }
        let due = clock::due(clock, ctx.jurisdiction.terms(), ctx.calendar);
        Ok(match item {
            Item::Reminder(clock, of, band) => {
                vec![DeadlineApproached { clock, of, band, due: due.on }.into()]
            }
            Item::End(clock, of) => {
                vec![DeadlineBreached { clock, of, due: due.on, arithmetic: due.arithmetic }.into()]
            }
            Item::Alarm(_) | Item::RatingInvitation => Vec::new(),
        })
    }
}

impl AffairId {
    /// The command that keeps its time at a moment: the same for everybody who asks, so that it is decided once.
    #[must_use]
    pub fn keeping(self, moment: Timestamp) -> CommandId {
        let name = format!("keep_time/{}", moment.as_nanosecond());
        CommandId::new(Uuid::new_v5(&self.uuid(), name.as_bytes()))
    }
}
