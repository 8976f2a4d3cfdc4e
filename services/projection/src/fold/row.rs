//! The row of a case, under the names of its columns.

use std::collections::BTreeSet;

use fengqiao_domain::id::OfficerId;
use fengqiao_domain::state::{Draft, PhaseName};
use fengqiao_domain::vocabulary::{Channel, Level, Rating, RiskGrade, SlipColour, Verdict};
use fengqiao_domain::{Case, Family};
use fengqiao_jurisdiction::{CentreCode, MatterCode, SiteCode};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A row of `case_view`. Rows travel to and from the database as JSON, so that one type names every column once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CaseRow {
    pub(crate) case_id: Uuid,
    pub(crate) site: SiteCode,
    pub(crate) sequence: u64,
    pub(crate) chain_digest: String,
    pub(crate) number: String,
    pub(crate) query_code_hash: String,
    pub(crate) registered_on: Date,
    pub(crate) channel: Channel,
    pub(crate) origin: CentreCode,
    pub(crate) holder: CentreCode,
    pub(crate) level: Level,
    pub(crate) phase: PhaseName,
    pub(crate) verdict: Verdict,
    pub(crate) matter: Option<MatterCode>,
    pub(crate) risk: Option<RiskGrade>,
    pub(crate) handler: Option<OfficerId>,
    pub(crate) escalation: EscalationStanding,
    pub(crate) escalation_to: Option<CentreCode>,
    pub(crate) rating: Option<Rating>,
    pub(crate) closed_on: Option<Date>,
    pub(crate) external_number: Option<String>,
    pub(crate) slip: Option<SlipColour>,
    pub(crate) slip_unanswered: bool,
    pub(crate) leader: Option<OfficerId>,
    pub(crate) stages: Vec<String>,
    pub(crate) next_due_on: Date,
    pub(crate) next_due_clock: Option<String>,
    pub(crate) next_moment: Option<Timestamp>,
    pub(crate) open_errands: u32,
    pub(crate) ledger_number: u64,
    pub(crate) seen_by: BTreeSet<CentreCode>,
    pub(crate) brief: String,
    pub(crate) state: Box<Case>,
}

// === impl CaseRow ===

impl CaseRow {
    /// The subject of the case in its log.
    pub(crate) fn subject(&self) -> String {
        Family::Case.subject(self.origin, self.case_id)
    }
}

/// A row of `draft_view`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct DraftRow {
    pub(crate) case_id: Uuid,
    pub(crate) site: SiteCode,
    pub(crate) sequence: u64,
    pub(crate) chain_digest: String,
    pub(crate) origin: CentreCode,
    pub(crate) author: OfficerId,
    pub(crate) saved_on: Date,
    pub(crate) erased: bool,
    pub(crate) open_errands: u32,
    pub(crate) text: String,
    pub(crate) state: Box<Draft>,
}

fengqiao_jurisdiction::vocabulary! {
    /// Where the asking to rise stands (上报状态).
    EscalationStanding {
        /// 无.
        Idle = "idle", "无";
        /// 待决.
        Requested = "requested", "待决";
        /// 不予上报.
        Refused = "refused", "不予上报";
        /// 裁决中.
        UnderAppeal = "under_appeal", "裁决中";
    }
}
