//! The keys of a case's personal data, as far as the case knows of them: the keys themselves are the vault's.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{OfficerId, PartyId};
use crate::vocabulary::DestructionBasis;

/// Whose keys are to be destroyed, and whose are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// Requests that wait for a countersignature.
    pub requests: BTreeMap<PartyId, KeyRequest>,
    pub destroyed: BTreeSet<PartyId>,
}

/// A request to destroy a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRequest {
    pub basis: DestructionBasis,
    pub by: OfficerId,
}

/// What a key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyOf {
    /// One person's data.
    Party(PartyId),
    /// What was told in the case: its brief, accounts, plans and reasons.
    Narrative,
    /// The text of the draft that the case was registered from, or of one that was given up.
    Draft,
}
