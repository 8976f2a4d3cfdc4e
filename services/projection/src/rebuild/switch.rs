//! Makes the new version the live one, in one transaction.

use fengqiao_runtime::Reference;
use sqlx::PgConnection;

use super::run::RebuildError;
use crate::config::Options;
use crate::follow::{Bounds, Gatherer};
use crate::limits::SWITCH_LOCK_TIMEOUT;
use crate::project::{Source, project};
use crate::store::{self, Store, StoreError, Version, commit, drop_version, forget};

/// Holds off the writers of the live version, folds what they have written since, and switches.
pub(super) async fn switch(
    store: &Store,
    version: &Version,
    sources: &[Source],
    reference: &Reference,
) -> Result<(), RebuildError> {
    let mut transaction = store.begin_exclusively().await?;
    let (live, previous) = lock(store, &mut transaction).await?;
    let reached = store::positions(&mut transaction, &live).await?;
    let own = store::positions(&mut transaction, version).await?;
    version.enter(&mut transaction).await?;
    for source in sources {
        let stream = source.log.stream();
        let sequence = |positions: &std::collections::BTreeMap<String, store::StoredPosition>| {
            positions.get(stream).map_or(0, |stored| stored.position.sequence)
        };
        let (after, through) = (sequence(&own), sequence(&reached));
        let mut gatherer = Gatherer::new(source.site, &source.log, after, Bounds::REBUILDING);
        loop {
            let batch = gatherer.next_through(through).await;
            let batch =
                batch.map_err(|error| RebuildError::Log { stream: stream.to_owned(), source: error })?;
            if batch.messages.is_empty() {
                break;
            }
            project(&mut transaction, version, &source.vault, reference, &batch).await?;
        }
        forget(&mut transaction, version, source.site, &source.vault).await?;
    }
    store.make_live(&mut transaction, version).await?;
    if let Some(previous) = previous {
        drop_version(&mut transaction, &previous).await?;
    }
    commit(transaction).await?;
    Ok(())
}

/// Makes the version before the last switch live again. It then follows the log from where it stood.
///
/// # Errors
/// If there is none, or the writers of the live version do not let go in time.
pub async fn roll_back(options: &Options) -> Result<String, RebuildError> {
    let url = options.views_database_url().map_err(RebuildError::Config)?;
    let store = Store::open(&url, options.shared.tenant.clone()).await?;
    let mut transaction = store.begin_exclusively().await?;
    let (_, previous) = lock(&store, &mut transaction).await?;
    let previous = previous.ok_or(RebuildError::NothingToGoBackTo)?;
    let made_from = store::made_from(&mut transaction, &previous).await?;
    if made_from.is_none_or(|made_from| made_from.template != *store.template) {
        return Err(RebuildError::OtherTemplate(previous.to_string()));
    }
    store.make_live(&mut transaction, &previous).await?;
    commit(transaction).await?;
    store.close().await;
    Ok(previous.to_string())
}

/// The live version and the one before, whose writers wait from now on.
async fn lock(
    store: &Store,
    connection: &mut PgConnection,
) -> Result<(Version, Option<Version>), StoreError> {
    let failed = |source| StoreError::Statement("hold off the writers of the live views", source);
    let milliseconds = SWITCH_LOCK_TIMEOUT.as_millis().to_string();
    sqlx::query!("SELECT set_config('lock_timeout', $1, true) AS limited", milliseconds)
        .fetch_one(&mut *connection)
        .await
        .map_err(failed)?;
    store.lock_tenant(connection).await
}
