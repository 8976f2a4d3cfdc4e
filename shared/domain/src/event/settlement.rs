//! After the agreement: confirmation by a court, default, the archive.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::UnitCode;

use crate::id::{DocumentId, ObligationId};

/// Both parties ask a court to confirm the agreement (司法确认), 人民调解法 art. 33.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationFiled {
    /// The court's desk.
    pub court: UnitCode,
    /// 司法确认申请书, signed by both.
    pub application: DocumentId,
}

/// The court confirms: the agreement can be enforced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationGranted {
    /// Of the court's ruling.
    pub number: String,
}

/// The court rejects the application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationRejected {
    pub ground: String,
}

/// A debtor does not keep the agreement (违约).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationDefaulted {
    pub obligation: ObligationId,
    pub document: DocumentId,
}

/// The file is closed for good (归档).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseArchived {
    /// 档号.
    pub file_number: String,
    /// The last day on which the file must be kept.
    pub retention_until: Date,
}
