//! Screening for risk and danger, which registration and assessment share.

use std::collections::BTreeSet;

use jiff::civil::Date;

use fengqiao_jurisdiction::CentreCode;

use crate::event::{DangerReported, RiskAssessed};
use crate::id::DangerId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::turn::Turn;
use crate::vocabulary::{DangerSign, RiskGrade};

/// Codes on one factor sheet.
const FACTORS_MAX: usize = 50;

/// A factor sheet (风险评估). Signs of danger on it are a danger report as well.
#[derive(Debug, Clone, PartialEq)]
pub struct Screening {
    pub grade: RiskGrade,
    pub factors: BTreeSet<String>,
    pub danger_signs: BTreeSet<DangerSign>,
    pub grave: bool,
    pub review_on: Date,
    pub place: Option<CentreCode>,
    pub account: Option<Sealed>,
}

impl Screening {
    pub(super) fn record(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if self.factors.len() > FACTORS_MAX {
            return Err(Refusal::new(Code::D03).at("screening.factors").because("max", FACTORS_MAX));
        }
        if self.review_on < turn.ctx.today {
            return Err(Refusal::new(Code::D04).at("screening.review_on").because("date", self.review_on));
        }
        let grade = if self.danger_signs.is_empty() { self.grade } else { RiskGrade::High };
        turn.record(RiskAssessed {
            grade,
            factors: self.factors.clone(),
            danger_signs: self.danger_signs.clone(),
            grave: self.grave,
            review_on: self.review_on,
        });
        if !self.danger_signs.is_empty() {
            report(turn, &self.danger_signs, self.place, self.account.clone())?;
        }
        Ok(())
    }
}

/// Records a danger report.
pub(super) fn report(
    turn: &mut Turn<'_>,
    signs: &BTreeSet<DangerSign>,
    place: Option<CentreCode>,
    account: Option<Sealed>,
) -> Result<(), Refusal> {
    known(turn, signs, place)?;
    turn.record(DangerReported { danger: danger(turn), signs: signs.clone(), place, account });
    Ok(())
}

/// D01 for a report without signs, D02 for a place that is not in the division tree.
pub(super) fn known(
    turn: &Turn<'_>,
    signs: &BTreeSet<DangerSign>,
    place: Option<CentreCode>,
) -> Result<(), Refusal> {
    if signs.is_empty() {
        return Err(Refusal::missing("signs"));
    }
    super::checks::known_places(turn, place.iter(), "place")
}

/// The id of the report that this command makes.
pub(super) fn danger(turn: &Turn<'_>) -> DangerId {
    DangerId::new(turn.ctx.command.derive("danger", 0))
}
