//! How fast the views follow, and how fast they are made anew. Prints what it measured; the bounds are generous, so
//! that only a collapse fails.

use std::time::{Duration, Instant};

use anyhow::Result;
use fengqiao_projection::{Compare, rebuild};

use crate::world::{World, get};
use crate::writer::{Writer, classify};

/// Cases in the log, each of six events; a nightly run stores more than a million of these.
const CASES: usize = 1_000;
const CASES_NIGHTLY: usize = 170_000;
const EVENTS_NIGHTLY_MIN: u64 = 1_000_000;

fn nightly() -> bool {
    std::env::var_os("FENGQIAO_NIGHTLY").is_some_and(|value| value == "1")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_written_case_is_readable_within_moments_and_a_rebuild_keeps_its_pace() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let mut lags = Vec::new();
    let mut last = None;
    for index in 0..if nightly() { CASES_NIGHTLY } else { CASES } {
        let (case, _) = writer.register("touzha-clerk").await?;
        let position = writer.give("touzha-dispatcher", case, classify()).await?;
        if index % 20 == 0 {
            let begin = Instant::now();
            service.case(world.by("touzha-clerk", get(case, std::slice::from_ref(&position)))?).await?;
            lags.push(begin.elapsed());
        }
        last = Some((case, position));
    }
    if let Some((case, position)) = last {
        service.case(world.by("touzha-clerk", get(case, &[position]))?).await?;
    }
    lags.sort();
    let median = lags.get(lags.len() / 2).copied().unwrap_or_default();
    let rebuilt = rebuild(&world.options, Compare::MustBeEqual, |_| ()).await?;
    assert_eq!(Some(&rebuilt.digest), rebuilt.digest_before.as_ref(), "views made anew are the live ones");
    let again = rebuild(&world.options, Compare::MustBeEqual, |_| ()).await?;
    assert_eq!(again.digest, rebuilt.digest, "and so are those made anew once more");
    assert!(!nightly() || rebuilt.events >= EVENTS_NIGHTLY_MIN, "{} events", rebuilt.events);
    let per_second = rebuilt.events as f64 / rebuilt.load_time.as_secs_f64();
    println!(
        "written to readable, with the query: p50 {median:?}, worst {:?}; rebuild: {} events in {:?} = {per_second:.0}/s, keys {:?}",
        lags.last(),
        rebuilt.events,
        rebuilt.load_time,
        rebuilt.keys_time
    );
    assert!(median < Duration::from_secs(1));
    Ok(())
}
