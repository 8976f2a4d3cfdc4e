//! Another case, as far as a decision may look at it.

use jiff::civil::Date;

use fengqiao_jurisdiction::CentreCode;

use crate::id::CaseId;
use crate::number::CaseNumber;
use crate::state::{Case, PhaseName};

/// Another case as it stood when a command about this one was prepared (对方案件).
///
/// A decision reads and writes one case. What it needs to know of another is shown to it, and may have changed since; what
/// must hold there is checked again by the command that the errand brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glimpse {
    pub case: CaseId,
    pub number: Option<CaseNumber>,
    pub holder: CentreCode,
    pub registered_on: Date,
    pub phase: PhaseName,
}

impl Glimpse {
    /// Looks at a case.
    #[must_use]
    pub fn of(id: CaseId, case: &Case) -> Self {
        Self {
            case: id,
            number: case.identity.number.clone(),
            holder: case.holder.centre,
            registered_on: case.identity.registered_on,
            phase: case.phase.name(),
        }
    }

    /// Whether it was registered before `case`. Numbers tell the order of one day, as the log does.
    #[must_use]
    pub fn is_older_than(&self, case: &Case) -> bool {
        let identity = &case.identity;
        (self.registered_on, &self.number) < (identity.registered_on, &identity.number)
    }
}
