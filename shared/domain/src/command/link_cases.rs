//! 关联案件: two cases belong together, or turned out not to.

use super::{UseCase, checks};
use crate::event::CaseLinked;
use crate::glimpse::Glimpse;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Link};
use crate::turn::Turn;
use crate::vocabulary::LinkRelation;

/// What an officer may say of two cases. The other relations follow from commands of their own.
const RELATIONS: &[LinkRelation] =
    &[LinkRelation::SameMatter, LinkRelation::RepeatOf, LinkRelation::InCluster, LinkRelation::Follows];

/// Links of one case.
pub(crate) const LINKS_MAX: usize = 100;

/// 关联案件.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkCases {
    pub other: Glimpse,
    pub relation: LinkRelation,
    /// The link does not hold and is taken back.
    pub dissolve: bool,
}

impl UseCase for LinkCases {
    fn admitted(case: &Case) -> bool {
        checks::is_kept(case) && !checks::is_archived(case) && case.merged_into().is_none()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if !RELATIONS.contains(&self.relation) {
            return Err(Refusal::new(Code::D02).at("relation").because("code", self.relation));
        }
        if self.other.case == turn.id {
            return Err(Refusal::new(Code::L05).at("other_case").because("reason", "same_case"));
        }
        let case = turn.case()?;
        let link = Link::to(&self.other, self.relation, case);
        let known = case.links.iter().any(|other| other.is(&link));
        if known != self.dissolve {
            let reason = if known { "already_linked" } else { "not_linked" };
            return Err(Refusal::new(Code::L05).at("other_case").because("reason", reason));
        }
        if !self.dissolve && case.links.len() >= LINKS_MAX {
            return Err(Refusal::new(Code::D03).at("other_case").because("max", LINKS_MAX));
        }
        turn.record(CaseLinked { link, dissolved: self.dissolve, told: false });
        turn.reassess()
    }
}
