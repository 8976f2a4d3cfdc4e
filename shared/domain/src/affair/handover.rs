//! 承办移交: an officer leaves, and the cases pass to others, each by a decision of its own.
//!
//! The handover is a process. It begins with the list of cases and who takes each; a worker gives every case its new
//! handler in the name of the head who ordered it, under an id derived from the handover's and the case's, and then records
//! the step. Both may be repeated, so a kill at any step loses nothing and doubles nothing. A refusal is a step too.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use fengqiao_jurisdiction::{CentreCode, Level, Role, UnitCode};

use super::AffairEvent;
use crate::command::AssignHandler;
use crate::context::{Actor, Context};
use crate::errand::ErrandResult;
use crate::event::HandlerAssigned;
use crate::id::{AffairId, CaseId, CommandId, OfficerId};
use crate::refusal::{Code, Refusal};
use crate::stamp::Stamp;
use crate::vocabulary::HandoverCause;

/// Cases of one handover; an officer has fewer, and more go in a second one.
pub const HANDOVER_CASES_MAX: usize = 500;

/// Officers who share the cases of one handover.
pub const SUCCESSORS_MAX: usize = 20;

/// 移交承办人全部案件, by the head of the centre or of the unit. The cases are dealt out in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverCases {
    pub from: OfficerId,
    pub to: Vec<OfficerId>,
    pub cause: HandoverCause,
    /// The date by which every case is to be done; without it each keeps its own.
    pub due: Option<Date>,
    pub cases: Vec<CaseId>,
}

/// 记录移交, by the worker: what became of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordHandoverStep {
    pub case: CaseId,
    pub result: ErrandResult,
}

/// An officer's cases are to pass to others (移交承办人案件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverStarted {
    pub from: OfficerId,
    pub cause: HandoverCause,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    pub shares: Vec<Share>,
    /// The level and, of a unit's head, the unit of whoever ordered it: the cases are given out in that name.
    pub level: Level,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitCode>,
}

/// Who takes one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub case: CaseId,
    pub to: OfficerId,
}

/// One case has its new handler, or keeps the old one (移交一案).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecorded {
    pub case: CaseId,
    pub result: ErrandResult,
}

/// Every case had its step (移交完成).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverCompleted {
    pub done: u32,
    pub refused: u32,
}

/// A handover and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    pub from: OfficerId,
    pub cause: HandoverCause,
    pub due: Option<Date>,
    pub centre: CentreCode,
    /// Whoever ordered it.
    pub head: OfficerId,
    pub role: Role,
    pub level: Level,
    pub unit: Option<UnitCode>,
    pub started_on: Date,
    pub completed_on: Option<Date>,
    /// In the order in which they were given.
    pub steps: Vec<Step>,
}

/// One case of a handover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub case: CaseId,
    pub to: OfficerId,
    /// None while nobody has come to it.
    pub result: Option<ErrandResult>,
}

// === impl HandOverCases ===

impl HandOverCases {
    pub(super) fn decide(&self, ctx: &Context<'_>) -> Result<Vec<AffairEvent>, Refusal> {
        distinct(&self.cases, HANDOVER_CASES_MAX, "case_ids")?;
        distinct(&self.to, SUCCESSORS_MAX, "successor_ids")?;
        if self.to.contains(&self.from) {
            return Err(Refusal::new(Code::D03).at("successor_ids"));
        }
        if let Some(due) = self.due.filter(|due| *due < ctx.today) {
            return Err(Refusal::new(Code::D04).at("due").because("date", due).because("today", ctx.today));
        }
        let shares = self.cases.iter().zip(self.to.iter().cycle());
        let started = HandoverStarted {
            from: self.from,
            cause: self.cause,
            due: self.due,
            shares: shares.map(|(case, to)| Share { case: *case, to: *to }).collect(),
            level: ctx.actor.level,
            unit: ctx.actor.unit.clone(),
        };
        Ok(vec![started.into()])
    }
}

/// D01 for none, D03 for too many and for one that is named twice.
fn distinct<T: Ord>(ids: &[T], max: usize, field: &'static str) -> Result<(), Refusal> {
    if ids.is_empty() {
        return Err(Refusal::missing(field));
    }
    if ids.len() > max || ids.iter().collect::<BTreeSet<_>>().len() < ids.len() {
        return Err(Refusal::new(Code::D03).at(field).because("max", max));
    }
    Ok(())
}

// === impl RecordHandoverStep ===

impl RecordHandoverStep {
    /// The first word on a case stands; the last case completes the handover.
    pub(super) fn decide(&self, handover: &Handover) -> Vec<AffairEvent> {
        let Self { case, result } = *self;
        if !handover.open().any(|step| step.case == case) {
            return Vec::new();
        }
        let mut events = vec![StepRecorded { case, result }.into()];
        if handover.open().nth(1).is_none() {
            let results = || handover.steps.iter().filter_map(|step| step.result).chain([result]);
            let done = results().filter(|result| *result == ErrandResult::Done).count();
            let refused = results().count() - done;
            events.push(HandoverCompleted { done: count(done), refused: count(refused) }.into());
        }
        events
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

// === impl Handover ===

impl Handover {
    pub(super) fn started(event: &HandoverStarted, stamp: &Stamp) -> Self {
        let shares = event.shares.iter();
        Self {
            from: event.from,
            cause: event.cause,
            due: event.due,
            centre: stamp.centre,
            head: stamp.officer,
            role: stamp.role,
            level: event.level,
            unit: event.unit.clone(),
            started_on: stamp.recorded_on,
            completed_on: None,
            steps: shares.map(|share| Step { case: share.case, to: share.to, result: None }).collect(),
        }
    }

    pub(super) fn step_recorded(mut self, event: &StepRecorded) -> Self {
        let step = self.steps.iter_mut().find(|step| step.case == event.case);
        if let Some(step) = step {
            step.result.get_or_insert(event.result);
        }
        self
    }

    pub(super) fn completed(mut self, stamp: &Stamp) -> Self {
        self.completed_on = Some(stamp.recorded_on);
        self
    }

    /// The cases that nobody has come to yet, in order.
    pub fn open(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.result.is_none())
    }

    /// Whoever ordered it, as they stood then: the cases are given out in this name, under the rules for every officer.
    #[must_use]
    pub fn orderer(&self) -> Actor {
        Actor {
            officer: self.head,
            centre: self.centre,
            level: self.level,
            unit: self.unit.clone(),
            roles: BTreeSet::from([self.role]),
            case: None,
        }
    }

    /// The command for one case: the successor takes over the duty, the plan and, unless the handover sets one, the date of
    /// the last assignment. The plan stays sealed under the case's own key.
    #[must_use]
    pub fn assignment(&self, step: &Step, last: &HandlerAssigned) -> AssignHandler {
        AssignHandler {
            officer: step.to,
            duty: last.duty.clone(),
            due: self.due.unwrap_or(last.due),
            plan: last.plan.clone(),
            instead_of: Some(self.from),
        }
    }
}

impl AffairId {
    /// The command that gives one case of a handover its new handler.
    #[must_use]
    pub fn assigning(self, case: CaseId) -> CommandId {
        CommandId::new(Uuid::new_v5(&self.uuid(), format!("assign/{case}").as_bytes()))
    }

    /// The command that records what became of it.
    #[must_use]
    pub fn recording(self, case: CaseId) -> CommandId {
        CommandId::new(Uuid::new_v5(&self.uuid(), format!("record/{case}").as_bytes()))
    }
}
