//! Classification, acceptance, notices, dispatch, handlers.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, MatterCode, PowerCode, UnitCode};

use crate::id::{DocumentId, OfficerId, PartyId};
use crate::sealed::Sealed;
use crate::vocabulary::{
    ConsentSubject, DispatchMode, DossierItem, FinalDecision, Ground, InvestigationKind, LegalPath, Level,
    MediationMethod, Notice, Profile, ServiceMeans, StatutoryPath, Track,
};

/// What the matter is, and which way it is settled. Earlier classifications stay in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterClassified {
    pub matter: MatterCode,
    pub legal_path: LegalPath,
    pub track: Track,
    pub method: MediationMethod,
    pub profile: Profile,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competent_unit: Option<UnitCode>,
    pub powers_needed: BTreeSet<PowerCode>,
    /// Persons; 0 unless a wage matter.
    pub unpaid_workers: u32,
    pub statutory_path: StatutoryPath,
    pub final_decision: FinalDecision,
    /// An administrative mediation that is not accepted yet, where the local rule sets terms for that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub administrative_terms: bool,
}

/// Taken up or not; a refusal has its statutory ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", content = "ground", rename_all = "snake_case")]
pub enum AcceptanceDecision {
    /// 受理.
    Accepted,
    /// 不予受理, grounds N1–N3.
    NotAccepted(Ground),
    /// 不再受理, grounds N4 to N6.
    NotReaccepted(Ground),
}

/// The acceptance decision (受理决定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceDecided {
    #[serde(flatten)]
    pub decision: AcceptanceDecision,
    /// The paper that proves the ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// Who a notice is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "code", rename_all = "snake_case")]
pub enum Recipient {
    /// All parties of the case.
    Parties,
    Party(PartyId),
    Centre(CentreCode),
    /// 公安机关 of the holder's county.
    Police,
}

/// A notice reached whom it was for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeServed {
    pub notice: Notice,
    pub to: Recipient,
    pub means: ServiceMeans,
    pub served_on: Date,
    /// The rule row that owes it, for alerts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
}

/// What a party consents to or refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentRecorded {
    pub party: PartyId,
    pub subject: ConsentSubject,
    pub given: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// What a case is dispatched to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "code", rename_all = "snake_case")]
pub enum Addressee {
    Unit(UnitCode),
    Centre(CentreCode),
}

/// The case goes to a unit, which owns the substance from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseDispatched {
    pub to: Addressee,
    pub mode: DispatchMode,
    /// The day to report by, with [`DispatchMode::Assign`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// The addressee has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSigned {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitCode>,
}

/// "Not mine", within five working days and with reasons (信访工作条例 art. 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispatchObjected {
    pub ground: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Addressee>,
}

/// The sender's answer to an objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionRuled {
    pub upheld: bool,
    pub reason: String,
}

/// 定人定责定时限: a named officer with duty, date and plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandlerAssigned {
    pub officer: OfficerId,
    /// The centre or unit's centre the officer belongs to.
    pub centre: CentreCode,
    pub level: Level,
    pub duty: String,
    pub due: Date,
    pub plan: Sealed,
    /// 即接即办: whoever settled the matter at once may also close it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_the_spot: bool,
}

/// Something was looked into; `covers` names the papers of the dossier that it puts on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvestigationRecorded {
    pub kind: InvestigationKind,
    pub text: Sealed,
    pub covers: BTreeSet<DossierItem>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub documents: BTreeSet<DocumentId>,
}
