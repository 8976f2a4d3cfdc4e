//! The end of personal data: a key is asked to be destroyed, and is destroyed.

use serde::{Deserialize, Serialize};

use crate::id::{DocumentId, OfficerId, PartyId};
use crate::sealed::Sealed;
use crate::vocabulary::DestructionBasis;

/// One officer asks to destroy the key of a person; a second must countersign (申请销钥).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDestructionRequested {
    /// Absent for a draft, whose text has one key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    pub basis: DestructionBasis,
    pub reason: Sealed,
    /// The person's request, or the approved list of files to be destroyed (销毁清册); a draft is in no list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    pub by: OfficerId,
}

/// Nobody reads the person any more, in any view or copy of the log; the chain stays whole (销毁个人密钥).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonKeyDestroyed {
    /// Absent for a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    pub basis: DestructionBasis,
    /// Who asked; the decision's officer countersigned.
    pub requested_by: OfficerId,
    /// It was the last person of the case: the key of what was told goes as well.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub narrative: bool,
}
