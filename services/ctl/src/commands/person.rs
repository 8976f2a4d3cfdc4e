//! `person destroy`: the operators' way to erase a party of a case, by destroying the key of their data. `person reveal`
//! reads a party unmasked for a stated reason, and `person accesses` shows who did.

use std::collections::BTreeSet;
use std::io::{self, Write};

use fengqiao_api::v1;
use fengqiao_domain::Event;
use fengqiao_projection::{Options, RecordedAccess};
use fengqiao_runtime::config::{ENV_PREFIX, load};
use fengqiao_runtime::connect;
use fengqiao_vault::KeyOwner;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::own_desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::history;
use crate::output::Report;

/// A destroyed key. The vault keeps the moment and the basis on its tombstone.
#[derive(Debug, Serialize)]
pub(crate) struct Destroyed {
    case: Uuid,
    party: Uuid,
    at: Timestamp,
    /// Whether it was this call that did it.
    first_time: bool,
}

/// Destroys the key of one party of one case.
pub(crate) async fn destroy(
    config: &CtlConfig,
    case: &str,
    party: Uuid,
    basis: &str,
) -> Result<Destroyed, Error> {
    let (opened, subject) = history::locate(config, case).await?;
    let id = history::case_of(&subject).ok_or_else(|| Error::UnknownCase { case: case.to_owned() })?;
    // A tombstone is final: a mistyped id must not leave one for a person who was never there.
    let known = parties(&history::load(&opened.log, &subject).await?)?;
    if !known.contains(&party) {
        let known: Vec<String> = known.iter().map(Uuid::to_string).collect();
        let reason = format!("the parties of the case are {}", known.join(", "));
        return Err(Error::Argument { argument: "party", reason });
    }
    let vault = connect::vault(&config.installation, opened.site).await?;
    let destroyed = vault
        .destroy(KeyOwner::new(id, party), basis)
        .await
        .map_err(|source| Error::Vault { site: opened.site.code, source })?;
    Ok(Destroyed { case: id, party, at: destroyed.at, first_time: destroyed.first_time })
}

/// A party as it was read, unmasked.
#[derive(Debug, Serialize)]
pub(crate) struct Revealed {
    party: String,
    role: String,
    name: String,
    document_number: String,
    phone: String,
    address: String,
    destroyed: bool,
}

/// Reads one party unmasked, as the account that asks.
pub(crate) async fn reveal(
    config: &CtlConfig,
    case: &str,
    party: Uuid,
    reason: String,
) -> Result<Revealed, Error> {
    let request = v1::RevealPersonRequest {
        case: case.to_owned(),
        party: party.to_string(),
        reason,
        at_least: Vec::new(),
    };
    let shown = own_desk(config)?.call(&request).await?.party.unwrap_or_default();
    Ok(Revealed {
        party: shown.party_id,
        role: shown.role,
        name: shown.name,
        document_number: shown.document_number,
        phone: shown.phone,
        address: shown.address,
        destroyed: shown.destroyed,
    })
}

/// Who read personal data of a case, the latest first.
#[derive(Debug, Serialize)]
pub(crate) struct Accesses {
    case: Uuid,
    accesses: Vec<RecordedAccess>,
}

/// Reads the log of accesses.
pub(crate) async fn accesses(config: &CtlConfig, case: &str) -> Result<Accesses, Error> {
    let (_, subject) = history::locate(config, case).await?;
    let case = history::case_of(&subject).ok_or_else(|| Error::UnknownCase { case: case.to_owned() })?;
    let options: Options = load(&config.projection, ENV_PREFIX).map_err(Error::ProjectionConfig)?;
    let accesses = fengqiao_projection::accesses(&options, case).await.map_err(Error::Accesses)?;
    Ok(Accesses { case, accesses })
}

fn parties(entries: &[fengqiao_eventlog::Entry]) -> Result<BTreeSet<Uuid>, Error> {
    let mut parties = BTreeSet::new();
    for entry in entries {
        for event in history::decision(entry)?.events {
            if let Event::PartyLinked(linked) = event {
                parties.insert(linked.party.uuid());
            }
        }
    }
    Ok(parties)
}

impl Report for Revealed {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { party, role, name, document_number, phone, address, destroyed } = self;
        if *destroyed {
            return writeln!(out, "{role} {party}: the key was destroyed, nobody can read the data any more");
        }
        writeln!(out, "{role} {party}: {name} {document_number} {phone} {address}")
    }
}

impl Report for Accesses {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}: read {} times", self.case, self.accesses.len())?;
        for access in &self.accesses {
            let RecordedAccess { at, officer, centre, purpose, party, reason } = access;
            let centre = centre.as_deref().unwrap_or("-");
            let party = party.map(|party| party.to_string()).unwrap_or_default();
            writeln!(
                out,
                "  {at}  {officer}  {centre}  {purpose}  {party}  {}",
                reason.as_deref().unwrap_or_default()
            )?;
        }
        Ok(())
    }
}

impl Report for Destroyed {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let when = if self.first_time { "now" } else { "before" };
        writeln!(out, "the key of {}/{} was destroyed {when}, at {}", self.case, self.party, self.at)
    }
}
