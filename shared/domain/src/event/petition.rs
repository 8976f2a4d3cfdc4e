//! Written opinions, other legal paths, recusal (信访工作条例 arts. 28, 31, 32).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, UnitCode};

use crate::id::{DocumentId, OfficerId, OpinionId};
use crate::sealed::Sealed;
use crate::vocabulary::{Level, OpinionTier, RecusalGround, RedirectPath, RedirectResult, ReviewResult};

/// What a written opinion must hold (处理意见书), 信访工作条例 art. 32.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionText {
    /// 投诉请求.
    pub claim: Sealed,
    /// 事实.
    pub facts: Sealed,
    /// 理由.
    pub reasons: Sealed,
    /// 处理意见.
    pub conclusion: Sealed,
    /// 法律法规依据.
    pub legal_basis: Sealed,
}

/// A handler has drafted an opinion; a later draft takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionDrafted {
    pub opinion: OpinionId,
    #[serde(flatten)]
    pub text: OpinionText,
    /// Whether the claim is supported.
    pub supported: bool,
    /// What becomes of the opinion under review; present exactly in a review or re-check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ReviewResult>,
    pub maker: OfficerId,
}

/// The opinion is issued, by somebody other than its maker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionIssued {
    pub opinion: OpinionId,
    /// The number of the paper (文号).
    pub number: String,
    pub tier: OpinionTier,
    pub supported: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ReviewResult>,
    /// Whose opinion it is: a review goes one level above it.
    pub organ: CentreCode,
    pub level: Level,
    pub maker: OfficerId,
    pub checker: OfficerId,
}

/// Who stands back from a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "code", rename_all = "snake_case")]
pub enum Recused {
    Officer(OfficerId),
    /// The head of the centre that holds the case: the level above acts in their place.
    Head(OfficerId),
    Unit(UnitCode),
    /// The centre itself: in mediation the case rises (HT08).
    Centre(CentreCode),
}

/// Somebody has an interest in the matter and stands back (回避), 信访工作条例 art. 28.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalRecorded {
    pub whom: Recused,
    pub ground: RecusalGround,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// Another statutory path settles the matter (导入法定途径).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRedirected {
    pub path: RedirectPath,
    /// The court, office or organ that the party is led to.
    pub body: String,
    pub ground: String,
    /// The day that body took the matter up, if it did already: its own term counts from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// What became of the matter on that path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedirectResultRecorded {
    pub result: RedirectResult,
    pub on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}
