//! Who asks, and which part of the tree they see.

use fengqiao_domain::context::Actor;
use fengqiao_domain::id::{CaseId, OfficerId};
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction};
use fengqiao_runtime::Officer;
use tonic::metadata::MetadataMap;

use super::answer::QueryError;
use super::service::Context;
use crate::fold::CaseRow;

/// An officer, or a citizen bound to one case, whose token stands.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) officer: Officer,
    pub(crate) actor: Actor,
}

// === impl Reader ===

impl Reader {
    /// The bearer of the call's token.
    ///
    /// # Errors
    /// A01 for a token that does not stand, A03 for a centre that is not in the tree.
    pub(crate) fn of(context: &Context, metadata: &MetadataMap) -> Result<Self, QueryError> {
        let officer = context.verifier.officer(metadata).map_err(QueryError::Identity)?;
        let level = context
            .jurisdiction()
            .level_of(&officer.centre)
            .ok_or_else(|| Refusal::new(Code::A03).because("centre", officer.centre))?;
        let actor = Actor {
            officer: OfficerId::new(officer.id),
            centre: officer.centre,
            level,
            unit: officer.unit.clone(),
            roles: officer.roles.clone(),
            case: officer.case.map(CaseId::new),
        };
        Ok(Self { officer, actor })
    }

    /// As [`Reader::of`], for what only officers may ask.
    ///
    /// # Errors
    /// Also A02 for a citizen, whose token opens one case.
    pub(crate) fn officer(context: &Context, metadata: &MetadataMap) -> Result<Self, QueryError> {
        let reader = Self::of(context, metadata)?;
        if reader.actor.case.is_some() {
            return Err(Refusal::new(Code::A02).into());
        }
        Ok(reader)
    }

    /// Whether the reader may see the case at all.
    pub(crate) fn sees(&self, row: &CaseRow) -> bool {
        match self.actor.case {
            Some(case) => case.uuid() == row.case_id,
            None => row.seen_by.contains(&self.actor.centre),
        }
    }

    /// The centre asked about, the reader's own if none is named.
    ///
    /// # Errors
    /// D02 for one that is not in the tree, A03 for one outside the reader's part of it.
    pub(crate) fn centre_or_own(
        &self,
        text: &str,
        jurisdiction: &Jurisdiction,
    ) -> Result<CentreCode, Refusal> {
        if text.is_empty() {
            return Ok(self.actor.centre);
        }
        let centre = text
            .parse::<CentreCode>()
            .ok()
            .filter(|centre| jurisdiction.centre(centre).is_some())
            .ok_or_else(|| Refusal::new(Code::D02).at("centre"))?;
        if jurisdiction.is_within(&centre, &self.actor.centre) {
            Ok(centre)
        } else {
            Err(Refusal::new(Code::A03).at("centre").because("centre", centre))
        }
    }
}
