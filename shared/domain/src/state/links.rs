//! Links to other cases. Each side keeps its own view of one.

use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::CentreCode;

use crate::glimpse::Glimpse;
use crate::id::CaseId;
use crate::number::CaseNumber;
use crate::similarity::Likeness;
use crate::state::Case;
use crate::vocabulary::LinkRelation;

/// How a case stands to another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub other: CaseId,
    pub relation: LinkRelation,
    /// It is the other case that stands so to this one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub back: bool,
    /// The other case's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<CaseNumber>,
    /// The centre that held the other case when the link was made.
    pub holder: CentreCode,
    /// The other case was registered first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub older: bool,
    /// The other case had ended when it was last heard of.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

/// What the searches for like cases last found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub candidates: Vec<Likeness>,
    /// Filings of the matter within 90 days, this one included.
    pub filings_90d: u32,
    /// Cases of this kind within 30 days, this one included.
    pub like_cases_30d: u32,
}

impl Default for Found {
    /// Nothing but this case.
    fn default() -> Self {
        Self { candidates: Vec::new(), filings_90d: 1, like_cases_30d: 1 }
    }
}

impl Link {
    /// The link of `case` to the other one.
    #[must_use]
    pub fn to(other: &Glimpse, relation: LinkRelation, case: &Case) -> Self {
        Self {
            other: other.case,
            relation,
            back: false,
            number: other.number.clone(),
            holder: other.holder,
            older: other.is_older_than(case),
            ended: other.phase.is_ended(),
        }
    }

    /// The same link as the other case keeps it; `case` with the id `id` is the one that keeps this view.
    #[must_use]
    pub fn seen_from(&self, id: CaseId, case: &Case) -> Self {
        Self {
            other: id,
            relation: self.relation,
            back: !self.back,
            number: case.identity.number.clone(),
            holder: case.holder.centre,
            older: !self.older,
            ended: case.phase.name().is_ended(),
        }
    }

    /// Whether both are the same link.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        (self.other, self.relation, self.back) == (other.other, other.relation, other.back)
    }

    /// Of two cases about the same matter the later one waits for the earlier (信访工作条例 art. 19): if each barred the
    /// other, neither could ever rise. It waits no longer than the earlier one lives.
    #[must_use]
    pub fn bars_rising(&self) -> bool {
        self.relation == LinkRelation::SameMatter && self.older && !self.ended
    }

    /// The other case by its number, or by its id while that is not known.
    #[must_use]
    pub fn name(&self) -> String {
        self.number.as_ref().map_or_else(|| self.other.to_string(), ToString::to_string)
    }
}
