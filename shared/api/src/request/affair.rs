//! What is no case: handovers and recommendations. Nothing of it is personal, so nothing waits to be sealed.

use fengqiao_domain::affair::handover::{HANDOVER_CASES_MAX, SUCCESSORS_MAX};
use fengqiao_domain::affair::{AnswerRecommendation, HandOverCases, IssueRecommendation};
use fengqiao_domain::id::AffairId;
use fengqiao_domain::{AffairCommand, CommandName, Family, Refusal};

use super::parse::{at_most, code, id, optional, optional_date, word};
use crate::v1;

/// A request that asks for a command about what is no case.
pub trait AffairRequest: prost::Message + Default {
    /// The command it asks for.
    const NAME: CommandName;

    /// The family of what it is about.
    const FAMILY: Family;

    /// What every command carries.
    fn header(&self) -> Option<&v1::CommandHeader>;

    /// What it is about; none of a command that begins it.
    ///
    /// # Errors
    /// D01 or D03 with the field at fault.
    fn affair(&self) -> Result<Option<AffairId>, Refusal> {
        Ok(None)
    }

    /// Reads the request.
    ///
    /// # Errors
    /// D01, D02 or D03 with the field at fault.
    fn read(self) -> Result<AffairCommand, Refusal>;
}

impl AffairRequest for v1::HandOverCasesRequest {
    const NAME: CommandName = CommandName::HandOverCases;
    const FAMILY: Family = Family::Handover;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        Ok(AffairCommand::HandOverCases(HandOverCases {
            from: id(&self.officer_id, "officer_id")?,
            to: ids(&self.successor_ids, SUCCESSORS_MAX, "successor_ids")?,
            cause: word(&self.cause, "cause")?,
            due: optional_date(&self.due, "due")?,
            cases: ids(&self.case_ids, HANDOVER_CASES_MAX, "case_ids")?,
        }))
    }
}

impl AffairRequest for v1::IssueRecommendationRequest {
    const NAME: CommandName = CommandName::IssueRecommendation;
    const FAMILY: Family = Family::Recommendation;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        Ok(AffairCommand::IssueRecommendation(IssueRecommendation {
            kind: word(&self.kind, "kind")?,
            unit: code(&self.unit, "unit")?,
            document: optional(&self.document_id, "document_id", id)?,
            case: optional(&self.case_id, "case_id", id)?,
        }))
    }
}

impl AffairRequest for v1::AnswerRecommendationRequest {
    const NAME: CommandName = CommandName::AnswerRecommendation;
    const FAMILY: Family = Family::Recommendation;

    fn header(&self) -> Option<&v1::CommandHeader> {
        self.header.as_ref()
    }

    fn affair(&self) -> Result<Option<AffairId>, Refusal> {
        id(&self.recommendation_id, "recommendation_id").map(Some)
    }

    fn read(self) -> Result<AffairCommand, Refusal> {
        Ok(AffairCommand::AnswerRecommendation(AnswerRecommendation {
            adopted: self.adopted,
            document: optional(&self.document_id, "document_id", id)?,
        }))
    }
}

/// Ids in the order in which they are given.
fn ids<T: std::str::FromStr>(texts: &[String], max: usize, field: &str) -> Result<Vec<T>, Refusal> {
    at_most(texts.len(), max, field)?;
    texts.iter().enumerate().map(|(index, text)| id(text, &format!("{field}[{index}]"))).collect()
}
