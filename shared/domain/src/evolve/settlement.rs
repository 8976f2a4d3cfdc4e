//! After the agreement: confirmation, default, the archive.

use crate::event::{CaseArchived, ConfirmationFiled, ConfirmationGranted, ObligationDefaulted};
use crate::state::{Case, Confirmation, Ending, File, Phase, Settlement};

impl Case {
    pub(super) fn confirmation_filed(&mut self, event: &ConfirmationFiled) {
        self.confirmation = Confirmation::Filed { court: event.court.clone() };
    }

    pub(super) fn confirmation_granted(&mut self, event: &ConfirmationGranted) {
        self.confirmation = Confirmation::Granted { number: event.number.clone() };
    }

    pub(super) fn defaulted(&mut self, event: &ObligationDefaulted) {
        if let Phase::Settled(Settlement::Performing { outstanding, defaulted, .. }) = &mut self.phase
            && outstanding.contains(&event.obligation)
        {
            defaulted.insert(event.obligation);
        }
    }

    pub(super) fn archived(&mut self, event: &CaseArchived) {
        let Phase::Ended(ending) = &self.phase else { return };
        let settled_level = match ending {
            Ending::Closed { settled_level, .. } => Some(*settled_level),
            Ending::Exited { .. } => None,
            Ending::Archived { .. } => return,
        };
        self.phase = Phase::Ended(Ending::Archived {
            file: File { number: event.file_number.clone(), retention_until: event.retention_until },
            classification: self.classification().cloned(),
            work: self.phase.work().cloned(),
            settled_level,
        });
    }
}
