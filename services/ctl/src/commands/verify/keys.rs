use std::collections::BTreeMap;

use fengqiao_domain::id::CaseId;
use fengqiao_domain::{Event, Family, Sealed};
use fengqiao_eventlog::Filter;
use fengqiao_vault::{DESTROYED_PAGE_MAX, Envelope, KeyOwner, UnsealError, Unsealed, Vault};
use uuid::Uuid;

use super::Verification;
use crate::error::Error;
use crate::history::{self, SiteLog};

/// The names under which a party's data, what the case is about and what was drafted of it are sealed.
const PERSON: &str = "person";
const BRIEF: &str = "brief";
const DRAFT: &str = "draft";

/// What became of destroyed keys.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) destroyed: u64,
    pub(super) unreadable: u64,
}

/// Shows of every destroyed key that the log still holds what was sealed under it, and that nobody can open it.
pub(super) async fn prove(
    verification: &mut Verification,
    opened: &SiteLog<'_>,
    vault: &Vault,
    only: Option<Uuid>,
) -> Result<Keys, Error> {
    let site = opened.site.code;
    let mut keys = Keys::default();
    let mut after = 0;
    loop {
        let page = vault.destroyed_since(after, DESTROYED_PAGE_MAX).await;
        let page = page.map_err(|source| Error::Vault { site, source })?;
        let Some(last) = page.last() else { return Ok(keys) };
        after = last.sequence;
        for destruction in page.iter().filter(|one| only.is_none_or(|case| one.owner.scope == case)) {
            keys.destroyed += 1;
            if is_unreadable(verification, opened, vault, destruction.owner).await? {
                keys.unreadable += 1;
            }
        }
    }
}

async fn is_unreadable(
    verification: &mut Verification,
    opened: &SiteLog<'_>,
    vault: &Vault,
    owner: KeyOwner,
) -> Result<bool, Error> {
    let site = opened.site.code;
    let mut unreadable = true;
    for (sequence, (field, envelope)) in sealed_for(opened, owner).await? {
        let place = format!("{owner} at {sequence}");
        match vault.unseal(owner, field, &envelope).await {
            Ok(Unsealed::Destroyed) => continue,
            Ok(Unsealed::Plain(_)) => verification.found(place, "the key was destroyed and still opens"),
            Err(UnsealError::Tampered { .. }) => verification.found(place, "the key is still held"),
            Err(UnsealError::UnknownKey { .. }) => verification.found(place, "the vault lost the tombstone"),
            Err(source) => return Err(Error::Unseal { site, source }),
        }
        unreadable = false;
    }
    Ok(unreadable)
}

/// What the log holds under this key, by sequence, with the name of the field.
async fn sealed_for(
    opened: &SiteLog<'_>,
    owner: KeyOwner,
) -> Result<BTreeMap<u64, (&'static str, Envelope)>, Error> {
    let mut sealed = BTreeMap::new();
    let Ok(filter) = Filter::new(Family::Case.wherever_born(opened.site.code, owner.scope)) else {
        return Ok(sealed);
    };
    let found = opened.log.find(&filter).await;
    let found = found.map_err(|source| Error::Read { case: owner.scope.to_string(), source })?;
    let Some(last) = found else { return Ok(sealed) };
    for entry in history::load(&opened.log, &last.subject).await? {
        for event in history::decision(&entry)?.events {
            if let Some((field, text)) = under(owner, event)
                && let Ok(envelope) = text.envelope().parse()
            {
                sealed.insert(entry.sequence, (field, envelope));
            }
        }
    }
    Ok(sealed)
}

/// What an event holds under a key: the data of a party under the party's, a brief under the case's own, a draft's text under the
/// draft's.
fn under(owner: KeyOwner, event: Event) -> Option<(&'static str, Sealed)> {
    match event {
        Event::PartyLinked(linked) if linked.party.uuid() == owner.person => Some((PERSON, linked.person)),
        Event::CaseRegistered(registered) if owner.person == owner.scope => Some((BRIEF, registered.brief?)),
        Event::CaseDrafted(drafted) if owner.person == CaseId::new(owner.scope).draft_key() => {
            Some((DRAFT, drafted.text))
        }
        _ => None,
    }
}
