//! Slips (督办单): urging with a duty to reply.

use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::CentreCode;

use super::handling::Addressee;
use crate::id::{DocumentId, SlipId};
use crate::sealed::Sealed;
use crate::vocabulary::{Fault, SlipColour};

/// Somebody above urges, or a timer in the name of the level above (督办).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipIssued {
    pub slip: SlipId,
    pub colour: SlipColour,
    pub fault: Fault,
    pub to: Addressee,
    /// In whose name: who may lift it.
    pub issuer: CentreCode,
    /// The slip that nobody answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promoted_from: Option<SlipId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// What was done about it (督办反馈).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipAnswered {
    pub slip: SlipId,
    pub measures: Sealed,
    pub document: DocumentId,
}

/// The issuer is content (解除督办).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipLifted {
    pub slip: SlipId,
    pub reason: Sealed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}
