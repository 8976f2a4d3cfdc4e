//! How a request names a case.

use fengqiao_domain::Refusal;
use fengqiao_domain::id::CaseId;
use fengqiao_domain::number::CaseNumber;

use super::parse::id;

/// A case by its id or by its number (案号).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseRef {
    Id(CaseId),
    Number(CaseNumber),
}

impl CaseRef {
    /// Reads a case's id or number.
    ///
    /// # Errors
    /// D01 if it is empty, D03 if it is neither; a number with a wrong check character is neither.
    pub fn parse(text: &str, field: &str) -> Result<Self, Refusal> {
        match text.trim().parse() {
            Ok(number) => Ok(Self::Number(number)),
            Err(_) => id(text.trim(), field).map(Self::Id),
        }
    }
}
