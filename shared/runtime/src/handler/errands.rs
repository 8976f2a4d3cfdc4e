//! Runs errands (跨案事务): what one case owes to another is given there, and then told to the case that owed it.

use std::collections::BTreeMap;

use secrecy::ExposeSecret as _;

use fengqiao_api::request::CaseRef;
use fengqiao_api::status::Outage;
use fengqiao_domain::command::{FinishErrand, NewParty};
use fengqiao_domain::errand::{self, Errand, ErrandResult};
use fengqiao_domain::event::PartyLinked;
use fengqiao_domain::id::{CommandId, ErrandId, PartyId};
use fengqiao_domain::state::KeyOf;
use fengqiao_domain::vocabulary::DestructionBasis;
use fengqiao_domain::{Case, Code, Command, Decision, Event, Refusal, Sealed};
use fengqiao_vault::{Envelope, KeyOwner, SealItem, SealedItem, Unsealed};

use super::Handler;
use super::failure::Failure;
use super::locate::Location;
use super::system::SystemCommand;

/// The field under which a party's data is sealed.
const PERSON_FIELD: &str = "person";

/// The ground on which the text of a draft goes that was registered.
const REGISTERED: &str = "registered";

impl Handler {
    /// Performs every open errand of a case. Each step is a command whose id follows from the errand, so a kill between two
    /// steps repeats the first, which then has its first outcome.
    ///
    /// # Errors
    /// An outage, after which the rest is done at the next hint. A refusal is a result, and ends the errand.
    pub(super) async fn run_errands(&self, place: &Location<'_>, at_least: u64) -> Result<(), Failure> {
        let loaded = place.desk.cases.read(&place.subject, Some(at_least)).await?;
        let state = &loaded.state.state;
        for (id, errand) in state.errands() {
            let result = match self.perform(id, errand, place, state.live()).await {
                Ok(()) => ErrandResult::Done,
                Err(Failure::Refused(refusal)) => ErrandResult::Refused { code: refusal.code },
                Err(outage) => return Err(outage),
            };
            self.act(place, &of(id, id.finishing(), FinishErrand { errand: id, result }.into())).await?;
        }
        Ok(())
    }

    async fn perform(
        &self,
        id: ErrandId,
        errand: &Errand,
        place: &Location<'_>,
        case: Option<&Case>,
    ) -> Result<(), Failure> {
        if let Errand::DestroyKey { of, basis } = errand {
            return destroy(place, id, *of, *basis).await;
        }
        let case = case.ok_or_else(|| Refusal::new(Code::D08))?;
        let (other, command) = match errand {
            Errand::Absorb { into } => {
                let there = self.locate(&CaseRef::Id(*into)).await?;
                let parties = reseal(place, &there, id.performing()).await?;
                let command = errand::absorb(place.id, case, parties);
                (*into, command.ok_or_else(|| Refusal::new(Code::L05))?)
            }
            direct => errand::step(direct, place.id, case).ok_or_else(|| Refusal::new(Code::L05))?,
        };
        let opens_at = errand::opens_at(errand);
        let there = match opens_at {
            Some(centre) => self.born_at(centre, other)?,
            None => self.locate(&CaseRef::Id(other)).await?,
        };
        self.act(&there, &SystemCommand { opens_at, ..of(id, id.performing(), command) }).await.map(drop)
    }
}

fn of(errand: ErrandId, id: CommandId, command: Command) -> SystemCommand {
    SystemCommand {
        id,
        command,
        occurred_on: None,
        causation: Some(errand.uuid()),
        opens_at: None,
        in_name_of: None,
    }
}

/// Destroys a key in the vault, for good. A second time it finds the tombstone of the first. What the tombstone tells of its
/// ground names the errand, and with it the decision, and nobody.
async fn destroy(
    place: &Location<'_>,
    errand: ErrandId,
    of: KeyOf,
    basis: Option<DestructionBasis>,
) -> Result<(), Failure> {
    let scope = place.id.uuid();
    let owner = match of {
        KeyOf::Party(party) => KeyOwner::new(scope, party.uuid()),
        KeyOf::Narrative => KeyOwner::of_scope(scope),
        KeyOf::Draft => KeyOwner::new(scope, place.id.draft_key()),
    };
    let basis = basis.map_or(REGISTERED, DestructionBasis::as_str);
    let destroyed = place.desk.vault.destroy(owner, &format!("{basis}/{errand}")).await.map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "a key could not be destroyed");
        Failure::Outage(Outage::VaultUnavailable)
    })?;
    if destroyed.first_time {
        tracing::info!(case = %place.id, %errand, "a key was destroyed");
    }
    Ok(())
}

/// The parties of one case with their data sealed under the keys of another. Whose key was destroyed stays behind.
async fn reseal(
    from: &Location<'_>,
    to: &Location<'_>,
    command: CommandId,
) -> Result<Vec<NewParty>, Failure> {
    let linked = linked(from).await?;
    let envelopes: Vec<(PartyId, PartyLinked, Envelope)> = linked
        .into_iter()
        .filter_map(|(id, party)| Some((id, party.clone(), party.person.envelope().parse().ok()?)))
        .collect();
    let sealed: Vec<SealedItem<'_>> = envelopes
        .iter()
        .map(|(id, _, envelope)| {
            let owner = KeyOwner::new(from.id.uuid(), id.uuid());
            SealedItem { owner, field: PERSON_FIELD, envelope }
        })
        .collect();
    let opened = from.desk.vault.unseal_many(&sealed).await.map_err(unreadable)?;
    let mut kept = Vec::new();
    for ((id, party, _), opened) in envelopes.iter().zip(opened) {
        if let Unsealed::Plain(plain) = opened.map_err(unreadable)? {
            kept.push((*id, party, plain));
        }
    }
    let items: Vec<SealItem<'_>> = kept
        .iter()
        .map(|(id, _, plain)| {
            let owner = KeyOwner::new(to.id.uuid(), id.uuid());
            SealItem { owner, field: PERSON_FIELD, plain: plain.expose_secret() }
        })
        .collect();
    let again =
        if items.is_empty() { Vec::new() } else { to.desk.vault.seal_all(command.uuid(), &items).await? };
    let parties = kept.iter().zip(again).map(|((id, party, _), envelope)| NewParty {
        id: *id,
        role: party.role,
        kind: party.kind,
        division: party.division,
        unit: party.unit.clone(),
        identification: party.identification.clone(),
        person: Sealed::from_envelope(envelope.to_string()),
    });
    Ok(parties.collect())
}

/// The parties as they were linked last: the folded case keeps no personal data.
async fn linked(place: &Location<'_>) -> Result<BTreeMap<PartyId, PartyLinked>, Failure> {
    let mut parties = BTreeMap::new();
    for entry in place.desk.cases.log().load(&place.subject, 0).await? {
        let decision = Decision::read(&entry.payload).map_err(|_| Failure::Outage(Outage::CorruptHistory))?;
        for event in decision.events {
            if let Event::PartyLinked(linked) = event {
                parties.insert(linked.party, linked);
            }
        }
    }
    Ok(parties)
}

fn unreadable(error: fengqiao_vault::UnsealError) -> Failure {
    tracing::error!(error = &error as &dyn std::error::Error, "a party's data could not be unsealed");
    Failure::Outage(Outage::VaultUnavailable)
}
