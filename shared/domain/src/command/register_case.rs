//! 登记: never refused on substance.

use std::collections::BTreeSet;

use jiff::civil::Date;

use fengqiao_jurisdiction::{CentreCode, Role, UnitCode};

use super::{UseCase, checks};
use crate::event::{CaseRegistered, Identification, PartyLinked};
use crate::id::{DocumentId, PartyId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{CaseKind, Channel, DocumentKind, PartyKind, PartyRole};

pub use super::screening::Screening;

/// Parties of one case; more of one side act through representatives.
pub(crate) const PARTIES_MAX: usize = 50;
/// Representatives of one side, 信访工作条例 art. 20.
pub(crate) const REPRESENTATIVES_MAX: usize = 5;
/// Places of one dispute.
pub(crate) const PLACES_MAX: usize = 20;

/// 登记: the matter gets its number, and the citizen a query code.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterCase {
    pub channel: Channel,
    pub received_on: Date,
    pub places: BTreeSet<CentreCode>,
    pub headcount: Option<u32>,
    pub amount_fen: Option<u64>,
    pub brief: Sealed,
    pub query_code_hash: String,
    pub external_number: Option<String>,
    /// 授权委托书; a proxy registers with one alone.
    pub authority: Option<DocumentId>,
    pub parties: Vec<NewParty>,
    pub screening: Option<Screening>,
}

/// A party, with its id derived from the command so that its data could be sealed under it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewParty {
    pub id: PartyId,
    pub role: PartyRole,
    pub kind: PartyKind,
    pub division: Option<CentreCode>,
    pub unit: Option<UnitCode>,
    pub identification: Identification,
    pub person: Sealed,
}

impl UseCase for RegisterCase {
    fn admitted(_: &Case) -> bool {
        false
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        self.record(turn)?;
        turn.reassess()
    }
}

impl RegisterCase {
    /// Checks the form and records the case, its parties and its screening.
    pub(super) fn record(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if self.places.is_empty() {
            return Err(Refusal::missing("places"));
        }
        if self.places.len() > PLACES_MAX {
            return Err(Refusal::new(Code::D03).at("places").because("max", PLACES_MAX));
        }
        checks::known_places(turn, self.places.iter(), "places")?;
        if self.received_on > turn.ctx.today {
            return Err(Refusal::new(Code::D04)
                .at("received_on")
                .because("date", self.received_on)
                .because("today", turn.ctx.today));
        }
        // What another authority sends has a number there, by which it is answered.
        if matches!(self.channel, Channel::FromAbove | Channel::Referral) && self.external_number.is_none() {
            return Err(Refusal::missing("external_number"));
        }
        let by_proxy = turn.ctx.actor.roles.contains(&Role::Proxy);
        if by_proxy && self.authority.is_none() {
            return Err(Refusal::new(Code::D06).at("authority_document_id"));
        }
        if self.headcount == Some(0) {
            return Err(Refusal::new(Code::D03).at("headcount").because("min", 1));
        }
        if self.parties.is_empty() {
            return Err(Refusal::missing("parties"));
        }
        if self.parties.len() > PARTIES_MAX {
            return Err(Refusal::new(Code::D03).at("parties").because("max", PARTIES_MAX));
        }
        if !self.parties.iter().any(|party| party.role == PartyRole::Claimant) {
            return Err(Refusal::missing("parties.role=claimant"));
        }
        turn.record(CaseRegistered {
            kind: CaseKind::Matter,
            channel: self.channel,
            received_on: self.received_on,
            centre: turn.ctx.actor.centre,
            level: turn.ctx.actor.level,
            first_receiver: turn.ctx.actor.officer,
            places: self.places.clone(),
            headcount: self.headcount,
            amount_fen: self.amount_fen,
            brief: Some(self.brief.clone()),
            query_code_hash: self.query_code_hash.clone(),
            external_number: self.external_number.clone(),
            authority: self.authority,
            late_entry: self.received_on < turn.ctx.today,
        });
        for party in &self.parties {
            party.link(turn, party.id)?;
        }
        if let Some(screening) = &self.screening {
            screening.record(turn)?;
        }
        Ok(())
    }
}

impl NewParty {
    /// Checks the party and records it under `id`.
    pub(super) fn link(&self, turn: &mut Turn<'_>, id: PartyId) -> Result<(), Refusal> {
        let unverified = self.identification.document == DocumentKind::Unverified;
        let reason = self.identification.reason.as_deref().unwrap_or_default();
        if unverified {
            checks::line(reason, "parties.identification.reason")?;
        }
        checks::known_places(turn, self.division.iter(), "parties.division")?;
        if let Some(unit) = self.unit.as_ref().filter(|unit| turn.ctx.jurisdiction.unit(unit).is_none()) {
            return Err(Refusal::new(Code::D02).at("parties.unit").because("code", unit));
        }
        if matches!(self.kind, PartyKind::Collective | PartyKind::PublicBody) && self.division.is_none() {
            return Err(Refusal::missing("parties.division"));
        }
        let case = turn.case()?;
        if self.role == PartyRole::Representative {
            let others =
                case.parties_as(PartyRole::Representative).filter(|(party, _)| **party != id).count();
            if others >= REPRESENTATIVES_MAX {
                return Err(Refusal::new(Code::D03).at("parties.role").because("max", REPRESENTATIVES_MAX));
            }
        }
        turn.record(PartyLinked {
            party: id,
            role: self.role,
            kind: self.kind,
            division: self.division,
            unit: self.unit.clone(),
            identification: self.identification.clone(),
            person: self.person.clone(),
        });
        Ok(())
    }
}
