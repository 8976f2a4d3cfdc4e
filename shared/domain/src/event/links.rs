//! Between cases: links, merges, what the search for like cases found, and what was owed and is done.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, SiteCode};

use crate::errand::ErrandResult;
use crate::id::{DangerId, ErrandId};
use crate::sealed::Sealed;
use crate::similarity::Likeness;
use crate::state::Link;
use crate::vocabulary::DangerSign;

/// The case is linked to another one, or a link turned out not to hold (关联).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseLinked {
    #[serde(flatten)]
    pub link: Link,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dissolved: bool,
    /// The other case was told first; nothing is owed to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub told: bool,
}

/// What was owed to another case, or to the vault, is done or was refused there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrandDone {
    pub errand: ErrandId,
    #[serde(flatten)]
    pub result: ErrandResult,
}

/// The case goes into an older one about the same matter (并案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasesMerged {
    /// The surviving case, as the merged one knows it.
    pub survivor: Link,
}

/// The search for like filings found something else than before (查重). It merges nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateFlagged {
    pub candidates: Vec<Likeness>,
    /// Filings of the matter within 90 days, this one included.
    pub filings_90d: u32,
    /// How far each site's log had been read.
    pub read_at: BTreeMap<SiteCode, u64>,
}

/// Like cases are more or fewer than before (类案预警).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClusterFlagged {
    /// Cases of this kind within 30 days, this one included.
    pub like_cases_30d: u32,
    /// How far each site's log had been read.
    pub read_at: BTreeMap<SiteCode, u64>,
}

/// Signs of danger were reported of a merged case: the surviving one rises (险情转报).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DangerPassedOn {
    pub danger: DangerId,
    pub signs: BTreeSet<DangerSign>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<CentreCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Sealed>,
}
