//! 并入: the surviving case takes over what was merged into it.

use super::UseCase;
use super::register_case::{NewParty, PARTIES_MAX, REPRESENTATIVES_MAX};
use super::{checks, link_cases::LINKS_MAX};
use crate::event::CaseLinked;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Link};
use crate::turn::Turn;
use crate::vocabulary::PartyRole;

/// 并入, as the merged case's errand.
#[derive(Debug, Clone, PartialEq)]
pub struct AbsorbCase {
    pub merged: Link,
    /// The merged case's parties under their ids there, sealed anew for this case, without the persons it knows already.
    pub parties: Vec<NewParty>,
}

impl UseCase for AbsorbCase {
    fn admitted(case: &Case) -> bool {
        checks::is_kept(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let new = self.parties.iter().filter(|party| !case.parties.contains_key(&party.id));
        let new: Vec<_> = new.cloned().collect();
        let full = |max: usize| Refusal::new(Code::D03).because("max", max);
        if case.parties.len() + new.len() > PARTIES_MAX {
            return Err(full(PARTIES_MAX));
        }
        if !case.links.iter().any(|link| link.is(&self.merged)) {
            if case.links.len() >= LINKS_MAX {
                return Err(full(LINKS_MAX));
            }
            turn.record(CaseLinked { link: self.merged.clone(), dissolved: false, told: true });
        }
        for party in new {
            // Five speak for one side (信访工作条例 art. 20); nobody is lost because two sides' five come together.
            let representatives = turn.case()?.parties_as(PartyRole::Representative).count();
            let too_many = party.role == PartyRole::Representative && representatives >= REPRESENTATIVES_MAX;
            let role = if too_many { PartyRole::Interested } else { party.role };
            NewParty { role, ..party.clone() }.link(turn, party.id)?;
        }
        turn.reassess()
    }
}
