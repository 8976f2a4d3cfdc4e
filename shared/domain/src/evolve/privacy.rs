//! The end of personal data.

use crate::errand::Errand;
use crate::event::{KeyDestructionRequested, PersonKeyDestroyed};
use crate::stamp::Stamp;
use crate::state::{Case, KeyOf, KeyRequest};
use crate::vocabulary::TaskKind;

impl Case {
    pub(super) fn key_destruction_requested(&mut self, event: &KeyDestructionRequested) {
        if let Some(party) = event.party {
            self.keys.requests.insert(party, KeyRequest { basis: event.basis, by: event.by });
        }
    }

    /// The vault is told by an errand, so that a kill between the decision and the destruction loses neither.
    pub(super) fn person_key_destroyed(&mut self, event: &PersonKeyDestroyed, stamp: &Stamp) {
        let Some(party) = event.party else { return };
        self.keys.requests.remove(&party);
        self.keys.destroyed.insert(party);
        let basis = Some(event.basis);
        self.owe(Errand::DestroyKey { of: KeyOf::Party(party), basis }, stamp);
        if event.narrative {
            // Nothing is left to be redacted.
            self.joint.tasks.retain(|_, task| task.kind != TaskKind::Redaction);
            self.owe(Errand::DestroyKey { of: KeyOf::Narrative, basis }, stamp);
        }
    }
}
