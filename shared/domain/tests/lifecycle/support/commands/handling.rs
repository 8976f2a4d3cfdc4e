//! Dispatch, handling, sessions, danger, corrections; terms that pause and are extended.

use std::collections::BTreeSet;

use fengqiao_domain::Actor;
use fengqiao_domain::command::*;
use fengqiao_domain::event::{CorrectedFact, Recused};
use fengqiao_domain::state::ClockName;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use jiff::civil::Date;

use super::super::reference::unit;
use super::super::story::TODAY;
use super::intake::classify_ditch;
use super::settlement::agree;
use super::{document, sealed};

pub(crate) fn dispatch(to: &str) -> DispatchCase {
    DispatchCase { to: unit(to), mode: DispatchMode::Forward, due: None }
}

pub(crate) fn object() -> ObjectToDispatch {
    ObjectToDispatch { ground: "不属于本单位职责".to_owned(), proposed: None }
}

pub(crate) fn rule_on_objection(upheld: bool) -> RuleOnObjection {
    RuleOnObjection { upheld, reason: "按职责分工".to_owned() }
}

pub(crate) fn assign(officer: &Actor) -> AssignHandler {
    AssignHandler {
        officer: officer.officer,
        duty: "主持调解".to_owned(),
        due: TODAY + 20.days(),
        plan: sealed(),
        instead_of: None,
    }
}

/// Evidence and positions go on file.
pub(crate) fn investigate() -> RecordInvestigation {
    RecordInvestigation {
        kind: InvestigationKind::Evidence,
        text: sealed(),
        covers: [DossierItem::EvidenceList, DossierItem::BriefOfPositions].into(),
        documents: BTreeSet::new(),
    }
}

pub(crate) fn session(outcome: SessionOutcome) -> HoldSession {
    HoldSession { mode: SessionMode::OnSite, outcome, attendance: sealed(), document: Some(document()) }
}

pub(crate) fn fail() -> DeclareFailure {
    DeclareFailure { ground: FailureGround::NoAgreement }
}

pub(crate) fn explain() -> RecordExplanation {
    RecordExplanation { text: sealed(), document: Some(document()) }
}

pub(crate) fn correct<const N: usize>(facts: [CorrectedFact; N]) -> CorrectFacts {
    CorrectFacts { corrections: corrections(facts) }
}

pub(crate) fn corrections<const N: usize>(facts: [CorrectedFact; N]) -> Vec<Correction> {
    facts.into_iter().map(|fact| Correction { fact, document: document(), reason: sealed() }).collect()
}

pub(crate) fn report<const N: usize>(signs: [DangerSign; N]) -> ReportDanger {
    ReportDanger { signs: signs.into(), place: None, account: Some(sealed()) }
}

/// The open danger was met, and every sign is gone.
pub(crate) fn handle_danger() -> HandleDanger {
    HandleDanger {
        danger: None,
        cleared_signs: DangerSign::ALL.iter().copied().collect(),
        measures: sealed(),
        police_reference: None,
    }
}

/// A ditch is settled at once: the respondent pays 5,000.00 yuan within a week.
pub(crate) fn on_the_spot(registration: Option<RegisterCase>) -> SettleOnTheSpot {
    let ConcludeAgreement { terms, place, obligations, .. } = agree(AgreementForm::Oral);
    SettleOnTheSpot {
        registration: registration.map(Box::new),
        classification: classify_ditch(),
        plan: sealed(),
        attendance: sealed(),
        terms,
        place,
        obligations,
        performed: false,
        document: Some(document()),
    }
}

/// An officer stands back.
pub(crate) fn recuse(officer: &Actor) -> RecordRecusal {
    RecordRecusal {
        whom: Recused::Officer(officer.officer),
        ground: RecusalGround::Relative,
        document: Some(document()),
    }
}

pub(crate) fn pause(clock: ClockName, reason: PauseReason) -> PauseClock {
    PauseClock { clock, reason, document: Some(document()) }
}

/// An expert's opinion is awaited; looked at again in a fortnight.
pub(crate) fn suspend(today: Date) -> SuspendHandling {
    SuspendHandling {
        reason: PauseReason::ExpertOpinion,
        document: Some(document()),
        review_on: today + 14.days(),
    }
}

pub(crate) fn extend(clock: ClockName, days: u16) -> RequestExtension {
    RequestExtension { clock, days, reason: sealed(), document: Some(document()) }
}

pub(crate) fn grant() -> DecideExtension {
    DecideExtension { granted: true, reason: None }
}
