//! Registration, parties, facts, risk and danger.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, PowerCode, UnitCode};

use crate::id::{DangerId, DocumentId, OfficerId, PartyId};
use crate::sealed::Sealed;
use crate::vocabulary::{
    CaseKind, Channel, DangerSign, DocumentKind, DossierItem, FinalDecision, Level, PartyKind, PartyRole,
    RiskGrade, StatutoryPath, VoidReason,
};

/// The case exists. Its number follows from the log's sequence of this event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRegistered {
    pub kind: CaseKind,
    pub channel: Channel,
    /// The day the matter reached the centre; a term counts from here.
    pub received_on: Date,
    pub centre: CentreCode,
    pub level: Level,
    /// 首接责任人: answers until closure, never changes.
    pub first_receiver: OfficerId,
    /// Divisions where the dispute lies, as deep as known.
    pub places: BTreeSet<CentreCode>,
    /// Persons on the claiming side; absent until stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headcount: Option<u32>,
    /// Fen, 0.01 yuan; 0 = no money is claimed, absent until stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_fen: Option<u64>,
    /// Absent in a review: its brief is that of the case under review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brief: Option<Sealed>,
    /// Digest of the citizen's query code (查询码).
    pub query_code_hash: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_number: Option<String>,
    /// 授权委托书, where a proxy registered for a party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<DocumentId>,
    /// 补录: entered later than the day it happened.
    #[serde(default)]
    pub late_entry: bool,
}

/// How a party showed who they are. The document's number is inside the sealed person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identification {
    pub document: DocumentKind,
    /// Why no document was shown; present exactly with [`DocumentKind::Unverified`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A party is added, or replaced when `party` is known (also the way to correct personal data).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyLinked {
    pub party: PartyId,
    pub role: PartyRole,
    pub kind: PartyKind,
    /// The division of a collective or public body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub division: Option<CentreCode>,
    /// The unit, where a public body is one of the seated units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitCode>,
    pub identification: Identification,
    /// Name, document number, phone, address and look-up tokens, under the key of (case, person).
    pub person: Sealed,
}

/// A grade with its factor sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskAssessed {
    pub grade: RiskGrade,
    /// Codes of the factor sheet that were ticked.
    pub factors: BTreeSet<String>,
    pub danger_signs: BTreeSet<DangerSign>,
    /// 重大紧急, 信访工作条例 art. 25.
    pub grave: bool,
    pub review_on: Date,
}

/// Signs of danger were seen (人民调解法 art. 25): the case rises at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DangerReported {
    pub danger: DangerId,
    pub signs: BTreeSet<DangerSign>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<CentreCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Sealed>,
}

/// What was done about a danger, and which signs are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DangerHandled {
    pub danger: DangerId,
    pub cleared_signs: BTreeSet<DangerSign>,
    pub measures: Sealed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub police_reference: Option<String>,
}

/// A stated fact and its value. Computed facts cannot be written here, so L07 is a matter of types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", content = "value", rename_all = "snake_case")]
pub enum CorrectedFact {
    /// Persons on the claiming side.
    Headcount(u32),
    /// Fen.
    AmountFen(u64),
    UnpaidWorkers(u32),
    Places(BTreeSet<CentreCode>),
    PowersNeeded(BTreeSet<PowerCode>),
    StatutoryPath(StatutoryPath),
    FinalDecision(FinalDecision),
    /// A paper of the dossier is declared invalid, until it is made again.
    DossierInvalid(DossierItem),
}

/// A stated fact was wrong; the paper that shows it is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsCorrected {
    pub new: CorrectedFact,
    /// What stood before; absent if nothing was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<CorrectedFact>,
    pub document: DocumentId,
    pub reason: Sealed,
}

/// One officer asks to void a registration; a second must approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidRequested {
    pub reason: VoidReason,
    pub by: OfficerId,
}

/// The registration is void; its number is never used again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseVoided {
    pub reason: VoidReason,
    pub by: OfficerId,
}

/// A party lets somebody act for it (代办委托); the proxy has joined as an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyAppointed {
    pub party: PartyId,
    pub proxy: PartyId,
    /// 授权委托书.
    pub document: DocumentId,
}

/// Until a date fewer people read what is personal in the case (限制知悉).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRestricted {
    pub reason: Sealed,
    /// The last day of it.
    pub until: Date,
}
