use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};
use base64::Engine as _;
use fengqiao_testkit::postgres::TestPostgres;
use fengqiao_vault::{BASIS_BYTES_MAX, DestroyError, Envelope, KeyOwner, SealError, Unsealed, Vault};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::site::{Site, eventually, somebody, text};

const BASIS: &str = "PIPL 47: the purpose has been achieved";

/// Makes a tombstone as if the notice of it had been lost.
const DESTROY_SILENTLY: &str = "UPDATE person_key SET wrapped = NULL, algorithm = NULL, destroyed_at = now(), \
                                destruction = 99, basis = 'silent' WHERE scope = $1";

async fn is_destroyed(vault: &Vault, owner: KeyOwner, envelope: &Envelope) -> Result<bool> {
    Ok(matches!(vault.unseal(owner, "name", envelope).await?, Unsealed::Destroyed))
}

#[tokio::test]
async fn a_destroyed_person_is_unreadable_at_once_and_the_neighbours_stay() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner, neighbour) = (site.open().await?, somebody(), somebody());
    let envelope = vault.seal(owner, "name", Uuid::now_v7(), b"Zhang San").await?;
    let of_neighbour = vault.seal(neighbour, "name", Uuid::now_v7(), b"Li Si").await?;
    let destroyed = vault.destroy(owner, BASIS).await?;
    assert!(destroyed.first_time);
    assert!(is_destroyed(&vault, owner, &envelope).await?);
    assert!(is_destroyed(&site.open().await?, owner, &envelope).await?);
    assert_eq!(text(vault.unseal(neighbour, "name", &of_neighbour).await?)?, "Li Si");
    Ok(())
}

#[tokio::test]
async fn a_tombstone_stops_the_key_from_being_made_again_and_cannot_be_removed() -> Result<()> {
    let site = Site::new()?;
    let (vault, used, never_used) = (site.open().await?, somebody(), somebody());
    vault.seal(used, "name", Uuid::now_v7(), b"Zhang San").await?;
    for owner in [used, never_used] {
        let first = vault.destroy(owner, BASIS).await?;
        let second = vault.destroy(owner, "another basis").await?;
        assert!(first.first_time && !second.first_time);
        assert_eq!(first.at, second.at);
        for vault in [&vault, &site.open().await?] {
            let outcome = vault.seal(owner, "name", Uuid::now_v7(), b"Zhang San").await;
            assert!(matches!(outcome, Err(SealError::Destroyed { owner: named }) if named == owner));
        }
    }
    for statement in ["DELETE FROM person_key", "UPDATE person_key SET basis = 'other'"] {
        let refused = sqlx::query(statement).execute(&mut site.connection().await?).await;
        assert!(refused.is_err_and(|error| error.to_string().contains("tombstone is final")), "{statement}");
    }
    Ok(())
}

#[tokio::test]
async fn another_process_hears_of_a_destroyed_key_long_before_its_cache_expires() -> Result<()> {
    let site = Site::new()?;
    let (here, there, owner) = (site.open().await?, site.open().await?, somebody());
    let envelope = here.seal(owner, "name", Uuid::now_v7(), b"Zhang San").await?;
    assert!(!is_destroyed(&there, owner, &envelope).await?);
    here.destroy(owner, BASIS).await?;
    let heard =
        eventually("the other handle evicts", async || is_destroyed(&there, owner, &envelope).await).await?;
    assert!(heard < Duration::from_secs(2), "{heard:?}");
    Ok(())
}

#[tokio::test]
async fn a_process_that_heard_nothing_forgets_the_key_when_its_cache_expires() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner) = (site.open_with_ttl(Duration::from_millis(700)).await?, somebody());
    let envelope = vault.seal(owner, "name", Uuid::now_v7(), b"Zhang San").await?;
    sqlx::query(DESTROY_SILENTLY).bind(owner.scope).execute(&mut site.connection().await?).await?;
    assert!(!is_destroyed(&vault, owner, &envelope).await?, "the key is served from the cache");
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert!(is_destroyed(&vault, owner, &envelope).await?);
    Ok(())
}

#[tokio::test]
async fn a_process_that_lost_its_connection_forgets_all_keys_when_it_listens_again() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner) = (site.open().await?, somebody());
    let envelope = vault.seal(owner, "name", Uuid::now_v7(), b"Zhang San").await?;
    let mut intruder = site.connection().await?;
    sqlx::query(DESTROY_SILENTLY).bind(owner.scope).execute(&mut intruder).await?;
    assert!(!is_destroyed(&vault, owner, &envelope).await?, "the key is served from the cache");
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
               WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    let cut: i64 = sqlx::query_scalar(cut).fetch_one(&mut intruder).await?;
    assert_eq!(cut, 1);
    eventually("the handle listens again", async || is_destroyed(&vault, owner, &envelope).await).await?;
    Ok(())
}

#[tokio::test]
async fn destructions_are_told_in_an_order_without_gaps_and_once_each() -> Result<()> {
    let site = Site::new()?;
    let vaults = [site.open().await?, site.open().await?];
    let owners: Vec<KeyOwner> = std::iter::repeat_with(somebody).take(12).collect();
    let mut destructions = JoinSet::new();
    // Every owner is destroyed by both handles, at the same time.
    for (owner, vault) in
        owners.iter().flat_map(|owner| vaults.iter().map(move |vault| (*owner, vault.clone())))
    {
        destructions.spawn(async move { vault.destroy(owner, BASIS).await });
    }
    let outcomes = destructions.join_all().await.into_iter().collect::<Result<Vec<_>, _>>()?;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.first_time).count(), owners.len());

    let [vault, _] = &vaults;
    let mut told = Vec::new();
    while let page = vault.destroyed_since(told.len() as u64, 5).await?
        && !page.is_empty()
    {
        told.extend(page);
    }
    assert_eq!(told.iter().map(|told| told.sequence).collect::<Vec<_>>(), (1..=12).collect::<Vec<u64>>());
    assert!(told.iter().all(|told| told.basis == BASIS));
    let mut named: Vec<KeyOwner> = told.into_iter().map(|told| told.owner).collect();
    named.sort_unstable();
    assert_eq!(named, owners);
    Ok(())
}

#[tokio::test]
async fn a_destruction_without_a_basis_is_refused() -> Result<()> {
    let site = Site::new()?;
    let vault = site.open().await?;
    for basis in ["", "  ", &"b".repeat(BASIS_BYTES_MAX + 1)] {
        assert!(matches!(vault.destroy(somebody(), basis).await, Err(DestroyError::Basis { .. })));
    }
    assert_eq!(vault.destroyed_since(0, 10).await?, []);
    Ok(())
}

#[tokio::test]
async fn a_dump_of_the_database_holds_no_plaintext_and_after_destruction_no_key() -> Result<()> {
    const NAME: &str = "金丝雀张三";
    let site = Site::new()?;
    let (vault, owner) = (site.open().await?, somebody());
    vault.seal(owner, "name", Uuid::now_v7(), NAME.as_bytes()).await?;
    let wrapped = "SELECT wrapped FROM person_key WHERE scope = $1";
    let wrapped: Vec<u8> =
        sqlx::query_scalar(wrapped).bind(owner.scope).fetch_one(&mut site.connection().await?).await?;
    let key_in_dump = hex::encode(&wrapped);
    let name_in_dump = [
        NAME.to_owned(),
        hex::encode(NAME),
        base64::engine::general_purpose::STANDARD_NO_PAD.encode(NAME),
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(NAME),
    ];

    let before = dump(&site)?;
    assert!(before.contains(&key_in_dump), "the scan would find a key");
    assert!(name_in_dump.iter().all(|form| !before.contains(form)));
    vault.destroy(owner, BASIS).await?;
    let after = dump(&site)?;
    assert!(after.contains(&owner.scope.to_string()), "the tombstone is in the dump");
    assert!(!after.contains(&key_in_dump));
    Ok(())
}

fn dump(site: &Site) -> Result<String> {
    let dump = Command::new(TestPostgres::program("pg_dump")?).arg(&site.url).output()?;
    if !dump.status.success() {
        bail!("pg_dump failed: {}", String::from_utf8_lossy(&dump.stderr));
    }
    Ok(String::from_utf8(dump.stdout)?)
}
