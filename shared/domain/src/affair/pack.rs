//! 报表: the figures of a period, frozen so that what left the house can be held against the log for ever.
//!
//! A period of a city has one subject in the log, so that it is frozen once: the second to do it finds that it is. What is
//! frozen are the figures that were on screen and how far each log had been recorded at the cut-off; the same fold of the
//! same logs gives the same figures at any time. Figures of many people are no personal data, so nothing is sealed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use fengqiao_calendar::Period;
use fengqiao_jurisdiction::CentreCode;

use super::AffairEvent;
use crate::context::Context;
use crate::family::Family;
use crate::id::{AffairId, OfficerId};
use crate::refusal::{Code, Refusal};
use crate::stamp::Stamp;

/// Logs of one pack.
pub const LOGS_MAX: usize = 16;

/// Figures of one pack.
pub const FIGURES_MAX: usize = 600;

/// Checks of one pack.
pub const CHECKS_MAX: usize = 1_000;

/// 冻结报表, by the city's command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreezePack {
    pub period: Period,
    /// The last event recorded before the cut-off, log by log.
    pub cut_off: Vec<PackPosition>,
    pub figures: Vec<PackFigure>,
    pub checks: Vec<PackCheck>,
    /// Why it is frozen though a check failed.
    pub explanation: Option<String>,
}

/// How far one log had been recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackPosition {
    pub stream: String,
    pub epoch: Uuid,
    pub sequence: u64,
}

/// One figure: both parts, as rates are never kept rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFigure {
    pub group: String,
    pub id: String,
    pub numerator: i64,
    pub denominator: i64,
}

/// Two figures that must agree (勾稽).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackCheck {
    pub id: String,
    pub centre: CentreCode,
    pub left_name: String,
    pub left: i64,
    pub right_name: String,
    pub right: i64,
    /// The left one may be less.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_most: bool,
}

/// The figures of a period are fixed (冻结报表).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFrozen {
    pub period: Period,
    pub cut_off: Vec<PackPosition>,
    pub figures: Vec<PackFigure>,
    pub checks: Vec<PackCheck>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// A pack that was frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    pub centre: CentreCode,
    pub frozen_by: OfficerId,
    pub frozen_on: Date,
    /// What was frozen, and never changes.
    pub content: PackFrozen,
}

// === impl FreezePack ===

impl FreezePack {
    pub(super) fn decide(&self, ctx: &Context<'_>) -> Result<Vec<AffairEvent>, Refusal> {
        let last = self.period.last();
        if ctx.today <= last {
            return Err(Refusal::new(Code::D04)
                .at("period")
                .because("date", last)
                .because("today", ctx.today));
        }
        let failed = self.checks.iter().find(|check| !check.holds());
        match (failed, &self.explanation) {
            (Some(check), None) => {
                return Err(check.refusal(self.checks.iter().filter(|it| !it.holds()).count()));
            }
            // There is nothing to explain.
            (None, Some(_)) => return Err(Refusal::new(Code::D03).at("explanation")),
            (Some(_), Some(_)) | (None, None) => {}
        }
        let frozen = PackFrozen {
            period: self.period,
            cut_off: self.cut_off.clone(),
            figures: self.figures.clone(),
            checks: self.checks.clone(),
            explanation: self.explanation.clone(),
        };
        Ok(vec![frozen.into()])
    }
}

// === impl PackCheck ===

impl PackCheck {
    /// Whether the two agree.
    #[must_use]
    pub const fn holds(&self) -> bool {
        if self.at_most { self.left <= self.right } else { self.left == self.right }
    }

    fn refusal(&self, failed: usize) -> Refusal {
        Refusal::new(Code::D10)
            .at("explanation")
            .because("count", failed)
            .because("left", format!("{} {}", self.left_name, self.left))
            .because("right", format!("{} {}", self.right_name, self.right))
            .because("difference", self.left.saturating_sub(self.right).saturating_abs())
    }
}

// === impl Pack ===

impl Pack {
    pub(super) fn frozen(event: &PackFrozen, stamp: &Stamp) -> Self {
        Self {
            centre: stamp.centre,
            frozen_by: stamp.officer,
            frozen_on: stamp.recorded_on,
            content: event.clone(),
        }
    }

    /// The checks that failed.
    pub fn failed(&self) -> impl Iterator<Item = &PackCheck> {
        self.content.checks.iter().filter(|check| !check.holds())
    }
}

// === ids ===

impl AffairId {
    /// The one pack of a centre and a period.
    #[must_use]
    pub fn pack(tenant: Uuid, centre: CentreCode, period: Period) -> Self {
        Self::new(Uuid::new_v5(&tenant, format!("{}.{centre}.{period}", Family::Pack).as_bytes()))
    }
}
