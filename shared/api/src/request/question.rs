//! 试算: what would come of a request to rise.

use std::collections::BTreeSet;

use fengqiao_domain::Refusal;
use fengqiao_domain::vocabulary::HelpWanted;
use fengqiao_jurisdiction::CentreCode;

use super::CaseRef;
use super::parse::{code, optional, words};
use crate::v1;

/// A question about a case, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub case: CaseRef,
    /// The centre asked; the next one up if absent.
    pub to: Option<CentreCode>,
    pub help_wanted: BTreeSet<HelpWanted>,
}

impl Question {
    /// Reads a question.
    ///
    /// # Errors
    /// D01, D02 or D03 with the field at fault.
    pub fn parse(request: &v1::CanEscalateRequest) -> Result<Self, Refusal> {
        Ok(Self {
            case: CaseRef::parse(&request.case, "case")?,
            to: optional(&request.to, "to", code)?,
            help_wanted: words(&request.help_wanted, "help_wanted")?,
        })
    }
}
