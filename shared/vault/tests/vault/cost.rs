use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use fengqiao_testkit::postgres::TestPostgres;
use fengqiao_vault::{KeyError, SealError, SealItem};
use uuid::Uuid;

use crate::site::{Site, eventually, somebody, text};

const PERSON: &[u8] = "{\"name\":\"张三\",\"phone\":\"13909521234\",\"address\":\"平罗县城关镇\"}".as_bytes();

#[tokio::test]
async fn a_warm_key_needs_no_database_and_a_committed_one_survives_its_crash() -> Result<()> {
    let site = Site::on(Arc::new(TestPostgres::start_own()?))?;
    let (vault, owner) = (site.open().await?, somebody());
    let before = vault.seal(owner, "person", Uuid::now_v7(), PERSON).await?;
    site.postgres.kill()?;
    let during = vault.seal(owner, "person", Uuid::now_v7(), PERSON).await?;
    let outcome = vault.seal(somebody(), "person", Uuid::now_v7(), PERSON).await;
    assert!(matches!(outcome, Err(SealError::Key(KeyError::Store { .. }))), "{outcome:?}");
    site.postgres.restart()?;
    eventually("the handle recovers", async || Ok(vault.ping().await.is_ok())).await?;
    vault.seal(somebody(), "person", Uuid::now_v7(), PERSON).await?;
    for envelope in [before, during] {
        assert_eq!(text(site.open().await?.unseal(owner, "person", &envelope).await?)?.as_bytes(), PERSON);
    }
    Ok(())
}

/// Prints what a seal costs; the bounds are loose, to catch a lost cache or a round trip per key on any machine.
#[tokio::test]
async fn a_warm_seal_costs_microseconds_and_the_keys_of_a_registration_one_round_trip() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner) = (site.open().await?, somebody());
    vault.seal(owner, "person", Uuid::now_v7(), PERSON).await?;
    let mut warm = Vec::new();
    let mut new = Vec::new();
    let mut ten_new = Vec::new();
    for _ in 0..200 {
        warm.push(timed(vault.seal(owner, "person", Uuid::now_v7(), PERSON)).await?);
        new.push(timed(vault.seal(somebody(), "person", Uuid::now_v7(), PERSON)).await?);
        let items = [(); 10].map(|()| SealItem { owner: somebody(), field: "person", plain: PERSON });
        ten_new.push(timed(vault.seal_all(Uuid::now_v7(), &items)).await?);
    }
    let [warm, new, ten_new] = [warm, new, ten_new].map(median);
    println!("seal, p50: warm key {warm:?}; new key {new:?}; ten new keys at once {ten_new:?}");
    assert!(warm < new / 2, "{warm:?} against {new:?}");
    assert!(ten_new < new * 5, "{ten_new:?} against {new:?}");
    Ok(())
}

async fn timed<T>(call: impl Future<Output = Result<T, SealError>>) -> Result<Duration> {
    let begin = Instant::now();
    call.await?;
    Ok(begin.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
