//! Projects one batch within a transaction: the step that following and rebuilding share.

use fengqiao_jurisdiction::SiteCode;
use fengqiao_runtime::Reference;
use fengqiao_vault::Vault;
use sqlx::PgConnection;

use crate::fold::{Batch, fold};
use crate::store::{self, StoreError, Tokens, Version};
use crate::tokens;

/// What one batch came to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Projected {
    pub(crate) events: usize,
    pub(crate) parked: usize,
}

/// Folds a batch onto the version that the connection has entered, and moves the position. Nothing is committed here.
///
/// # Errors
/// If the database or the vault fails; the transaction is then good for nothing but a rollback.
pub(crate) async fn project(
    connection: &mut PgConnection,
    version: &Version,
    vault: &Vault,
    reference: &Reference,
    batch: &Batch,
) -> Result<Projected, StoreError> {
    let Some(last) = batch.last() else { return Ok(Projected::default()) };
    let known = store::known(connection, version, batch).await?;
    let changes = fold(batch, known, reference);
    let tokens = if changes.parties.is_empty() {
        Tokens::default()
    } else {
        store::hold_forgetting(connection, version, batch.site).await?;
        tokens::unseal(vault, &changes.parties).await?
    };
    for parked in &changes.parked {
        // The alarm: monitoring watches for this line and for the number of parked events.
        tracing::error!(
            stream = batch.stream,
            sequence = parked.sequence,
            error = parked.error,
            "parked a decision that cannot be projected"
        );
    }
    let projected = Projected { events: changes.timeline.len(), parked: changes.parked.len() };
    store::write(connection, version, &batch.stream, &changes, tokens).await?;
    let tenant = reference.jurisdiction.tenant().as_str();
    store::note_filings(connection, tenant, batch.site, &changes.to_screen).await?;
    store::advance(connection, version, &batch.stream, last).await?;
    Ok(projected)
}

/// What a batch belongs to.
#[derive(Clone)]
pub(crate) struct Source {
    pub(crate) site: SiteCode,
    pub(crate) log: fengqiao_eventlog::Log,
    pub(crate) vault: Vault,
}

impl From<&fengqiao_runtime::Site> for Source {
    fn from(site: &fengqiao_runtime::Site) -> Self {
        Self { site: site.code, log: site.log.clone(), vault: site.vault.clone() }
    }
}
