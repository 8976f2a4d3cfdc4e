//! 代办委托: a party lets somebody act for it, by a letter of authority.

use super::register_case::{NewParty, PARTIES_MAX};
use super::{UseCase, checks};
use crate::event::ProxyAppointed;
use crate::id::{DocumentId, PartyId};
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::PartyRole;

/// 代办委托. Whoever is appointed joins the case as an agent (代理人).
#[derive(Debug, Clone, PartialEq)]
pub struct AppointProxy {
    pub party: PartyId,
    pub proxy: NewParty,
    /// 授权委托书.
    pub document: Option<DocumentId>,
}

impl UseCase for AppointProxy {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        checks::known_party(case, self.party, "party")?;
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        if case.parties.len() >= PARTIES_MAX {
            return Err(Refusal::new(Code::D03).at("proxy").because("max", PARTIES_MAX));
        }
        let proxy = self.proxy.id;
        NewParty { role: PartyRole::Agent, ..self.proxy.clone() }.link(turn, proxy)?;
        turn.record(ProxyAppointed { party: self.party, proxy, document });
        turn.reassess()
    }
}
