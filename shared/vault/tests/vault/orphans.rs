use std::collections::HashSet;
use std::convert::Infallible;
use std::time::Duration;

use anyhow::Result;
use fengqiao_vault::{KeyOwner, OrphanError, Sweep, UnsealError, Vault};
use sqlx::Connection;
use uuid::Uuid;

use crate::site::{Site, somebody, text};

const GRACE: Duration = Duration::from_millis(300);

/// Sweeps as a site would whose log holds events of `in_log` alone.
async fn sweep(vault: &Vault, in_log: &[KeyOwner]) -> Result<Sweep> {
    let in_log: HashSet<KeyOwner> = in_log.iter().copied().collect();
    Ok(vault.collect_orphans(GRACE, async |_| Ok::<_, Infallible>(in_log)).await?)
}

#[tokio::test]
async fn a_key_in_no_event_goes_after_two_sweeps_and_one_in_an_event_stays() -> Result<()> {
    let site = Site::new()?;
    let vault = site.open_with_ttl(Duration::ZERO).await?;
    let (kept, orphan) = (somebody(), somebody());
    let of_kept = vault.seal(kept, "name", Uuid::now_v7(), b"Zhang San").await?;
    let of_orphan = vault.seal(orphan, "name", Uuid::now_v7(), b"Li Si").await?;
    assert_eq!(sweep(&vault, &[kept]).await?, Sweep::default(), "too young to be looked at");
    tokio::time::sleep(GRACE).await;
    assert_eq!(sweep(&vault, &[kept]).await?, Sweep { confirmed: 1, condemned: 1, ..Sweep::default() });
    assert_eq!(sweep(&vault, &[kept]).await?, Sweep::default(), "condemned too recently to be deleted");
    assert_eq!(text(vault.unseal(orphan, "name", &of_orphan).await?)?, "Li Si");
    tokio::time::sleep(GRACE).await;
    assert_eq!(
        sweep(&vault, &[]).await?,
        Sweep { deleted: 1, ..Sweep::default() },
        "a confirmed key is not asked for again"
    );
    assert!(matches!(vault.unseal(orphan, "name", &of_orphan).await, Err(UnsealError::UnknownKey { .. })));
    assert_eq!(text(vault.unseal(kept, "name", &of_kept).await?)?, "Zhang San");
    Ok(())
}

#[tokio::test]
async fn a_condemned_key_that_is_sealed_with_again_is_pardoned() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner) = (site.open_with_ttl(Duration::ZERO).await?, somebody());
    vault.seal(owner, "name", Uuid::now_v7(), b"first attempt, lost").await?;
    tokio::time::sleep(GRACE).await;
    assert_eq!(sweep(&vault, &[]).await?.condemned, 1);
    let envelope = vault.seal(owner, "name", Uuid::now_v7(), b"second attempt").await?;
    tokio::time::sleep(GRACE).await;
    // The second attempt is in flight: it is condemned anew, which leaves it another grace period to reach the log.
    assert_eq!(sweep(&vault, &[]).await?, Sweep { condemned: 1, ..Sweep::default() });
    tokio::time::sleep(GRACE).await;
    assert_eq!(sweep(&vault, &[owner]).await?, Sweep { confirmed: 1, ..Sweep::default() });
    assert_eq!(text(vault.unseal(owner, "name", &envelope).await?)?, "second attempt");
    Ok(())
}

#[tokio::test]
async fn a_seal_that_meets_the_deletion_of_its_key_makes_a_new_one() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner) = (site.open_with_ttl(Duration::ZERO).await?, somebody());
    vault.seal(owner, "name", Uuid::now_v7(), b"lost").await?;
    let mut sweeper = site.connection().await?;
    sqlx::query("UPDATE person_key SET condemned_at = now()").execute(&mut sweeper).await?;
    let mut deletion = sweeper.begin().await?;
    sqlx::query("DELETE FROM person_key").execute(&mut *deletion).await?;
    let sealing = tokio::spawn({
        let vault = vault.clone();
        async move { vault.seal(owner, "name", Uuid::now_v7(), b"kept").await }
    });
    tokio::time::sleep(GRACE).await;
    assert!(!sealing.is_finished(), "it waits for the deletion");
    deletion.commit().await?;
    let envelope = sealing.await??;
    assert_eq!(text(vault.unseal(owner, "name", &envelope).await?)?, "kept");
    Ok(())
}

#[tokio::test]
async fn a_tombstone_is_no_orphan() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner) = (site.open_with_ttl(Duration::ZERO).await?, somebody());
    vault.destroy(owner, "PIPL 47").await?;
    tokio::time::sleep(GRACE).await;
    assert_eq!(sweep(&vault, &[]).await?, Sweep::default());
    assert_eq!(vault.destroyed_since(0, 10).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_grace_period_shorter_than_keys_are_cached_is_refused() -> Result<()> {
    let site = Site::new()?;
    let vault = site.open().await?;
    let outcome = sweep(&vault, &[]).await;
    let error = outcome.err().and_then(|error| error.downcast::<OrphanError<Infallible>>().ok());
    assert!(matches!(error, Some(OrphanError::Grace { grace: GRACE, .. })));
    Ok(())
}
