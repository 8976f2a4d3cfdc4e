//! 甄别分类: from the catalogue of matters to a legal path.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::{MatterCode, PowerCode, UnitCode};

use super::{UseCase, checks};
use crate::event::MatterClassified;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Stage};
use crate::turn::Turn;
use crate::vocabulary::{FinalDecision, LegalPath, MediationMethod, Profile, StatutoryPath, Track};

/// 甄别分类. What is left out comes from the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassifyMatter {
    pub matter: MatterCode,
    pub legal_path: Option<LegalPath>,
    pub track: Option<Track>,
    pub method: Option<MediationMethod>,
    pub profile: Option<Profile>,
    pub competent_unit: Option<UnitCode>,
    pub powers_needed: Option<BTreeSet<PowerCode>>,
    /// Required for a wage matter.
    pub unpaid_workers: Option<u32>,
    pub statutory_path: Option<StatutoryPath>,
    pub final_decision: Option<FinalDecision>,
}

impl UseCase for ClassifyMatter {
    fn admitted(case: &Case) -> bool {
        checks::stage(case)
            .is_some_and(|stage| !matches!(stage, Stage::Suspended { .. } | Stage::Unresolved { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        self.record(turn)?;
        turn.reassess()
    }
}

impl ClassifyMatter {
    /// Fills in from the catalogue what is left out, and records it.
    pub(super) fn record(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let jurisdiction = turn.ctx.jurisdiction;
        let unknown =
            |field: &'static str, code: &str| Refusal::new(Code::D02).at(field).because("code", code);
        let matter =
            jurisdiction.matter(&self.matter).ok_or_else(|| unknown("matter", self.matter.as_str()))?;
        if let Some(unit) = self.competent_unit.as_ref().filter(|unit| jurisdiction.unit(unit).is_none()) {
            return Err(unknown("competent_unit", unit.as_str()));
        }
        let powers_needed = self.powers_needed.clone().unwrap_or_else(|| matter.powers_needed.clone());
        if let Some(power) = powers_needed.iter().find(|power| jurisdiction.power(power).is_none()) {
            return Err(unknown("powers_needed", power.as_str()));
        }
        if matter.wage && self.unpaid_workers.is_none() {
            return Err(Refusal::missing("unpaid_workers"));
        }
        let legal_path = self.legal_path.unwrap_or(matter.legal_path);
        let method = self.method.or(matter.default_method).unwrap_or(MediationMethod::People);
        let administrative_terms = method == MediationMethod::Administrative
            && jurisdiction.terms().administrative.is_some()
            && checks::is_registered(turn.case()?);
        let nearest = jurisdiction.nearest_unit(&turn.case()?.holder.centre, &matter.competent_unit);
        turn.record(MatterClassified {
            matter: self.matter,
            legal_path,
            track: self.track.unwrap_or(matter.track),
            method,
            profile: self.profile.unwrap_or(matter.default_profile),
            competent_unit: self.competent_unit.clone().or_else(|| nearest.map(|unit| unit.code.clone())),
            powers_needed,
            unpaid_workers: self.unpaid_workers.unwrap_or(0),
            statutory_path: self.statutory_path.unwrap_or_else(|| legal_path.into()),
            final_decision: self.final_decision.unwrap_or(FinalDecision::None),
            administrative_terms,
        });
        Ok(())
    }
}
