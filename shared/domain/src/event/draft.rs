//! What is typed in before there is a case.

use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::CentreCode;

use crate::id::OfficerId;
use crate::sealed::Sealed;
use crate::vocabulary::{Channel, Level};

/// A registration is begun, or the draft is saved again: the new text takes the place of the old one (起草).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseDrafted {
    /// Whoever began it.
    pub author: OfficerId,
    pub centre: CentreCode,
    pub level: Level,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// What the form holds so far, under a key of the draft's own.
    pub text: Sealed,
}
