//! `person reveal` reads a party unmasked for a stated reason, and `person accesses` shows who did. A person's key is destroyed
//! by commands of two officers, and by no tool of the operators.

use std::io::{self, Write};

use fengqiao_api::v1;
use fengqiao_projection::{Options, RecordedAccess};
use fengqiao_runtime::config::{ENV_PREFIX, load};
use serde::Serialize;
use uuid::Uuid;

use super::own_desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::history;
use crate::output::Report;

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
