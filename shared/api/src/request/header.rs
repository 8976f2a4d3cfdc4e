//! What every command carries.

use jiff::civil::Date;
use uuid::Uuid;

use fengqiao_domain::Refusal;
use fengqiao_domain::id::CommandId;

use super::CaseRef;
use super::limits::LINE_CHARS_MAX;
use super::parse::{id, optional, optional_date, optional_line};
use crate::v1;

/// The header of a command, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub command: CommandId,
    /// Absent for a registration alone.
    pub case: Option<CaseRef>,
    /// The business date, if the client states one.
    pub occurred_on: Option<Date>,
    /// A Director's reason for an entry later than the tenant's limit.
    pub late_reason: Option<String>,
    /// Ties the steps of one errand together.
    pub correlation: Uuid,
}

impl Header {
    /// Reads a header.
    ///
    /// # Errors
    /// D01 if the header or the command's id is missing, D03 for what is no id, case or date.
    pub fn parse(header: Option<&v1::CommandHeader>) -> Result<Self, Refusal> {
        let header = header.ok_or_else(|| Refusal::missing("header"))?;
        let command: CommandId = id(&header.command_id, "header.command_id")?;
        let correlation = optional(&header.correlation_id, "header.correlation_id", id::<CommandId>)?;
        Ok(Self {
            command,
            case: optional(&header.case, "header.case", CaseRef::parse)?,
            occurred_on: optional_date(&header.occurred_on, "header.occurred_on")?,
            late_reason: optional_line(&header.late_reason, "header.late_reason", LINE_CHARS_MAX)?,
            correlation: correlation.unwrap_or(command).uuid(),
        })
    }
}
