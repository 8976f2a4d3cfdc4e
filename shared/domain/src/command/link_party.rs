//! 补录当事人: a party is added, or its data corrected.

use super::register_case::{NewParty, PARTIES_MAX};
use super::{UseCase, checks};
use crate::id::PartyId;
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;

/// 补录当事人.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkParty {
    /// The party to replace; absent to add one.
    pub replaces: Option<PartyId>,
    pub party: NewParty,
}

impl UseCase for LinkParty {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        match self.replaces {
            Some(party) => checks::known_party(case, party, "replaces")?,
            None if case.parties.len() >= PARTIES_MAX => {
                return Err(Refusal::new(Code::D03).at("party").because("max", PARTIES_MAX));
            }
            None => {}
        }
        self.party.link(turn, self.replaces.unwrap_or(self.party.id))?;
        turn.reassess()
    }
}
