//! How fast the views follow, and how fast they are made anew. Prints what it measured; the bounds are generous, so
//! that only a collapse fails.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use fengqiao_projection::{Compare, rebuild};
use futures::{StreamExt as _, TryStreamExt as _, stream};

use crate::world::{World, get};
use crate::writer::{Typed, Writer, classify};

/// Cases that are written and read one by one, each of six events.
const CASES: usize = 1_000;
/// Cases that a nightly run stores before, so that the log holds more than a million events.
const CASES_NIGHTLY: usize = 170_000;
const EVENTS_NIGHTLY_MIN: u64 = 1_000_000;
/// Writers at once of those, and cases of one writer, which remembers each of its cases.
const WRITERS: usize = 64;
const CASES_OF_WRITER: usize = 100;
/// How long the views may take to follow all that.
const LEVEL_WITHIN: Duration = Duration::from_secs(1_800);

fn nightly() -> bool {
    std::env::var_os("FENGQIAO_NIGHTLY").is_some_and(|value| value == "1")
}

/// Stores cases as fast as the log takes them, each between two people of its own.
async fn store(world: &World, cases: usize) -> Result<()> {
    let writers = cases.div_ceil(CASES_OF_WRITER);
    let work = stream::iter(0..writers).map(|number| async move {
        let mut writer = Writer::new(world);
        for index in 0..CASES_OF_WRITER {
            let [one, other] =
                [0, 1].map(|side| format!("{:09}", (number * CASES_OF_WRITER + index) * 2 + side));
            let claimant = Typed { name: "张甲", phone: &one, number: &one };
            let respondent = Typed { name: "李乙", phone: &other, number: &other };
            let (case, _) = writer.register_persons("touzha-clerk", &claimant, &respondent).await?;
            writer.give("touzha-dispatcher", case, classify()).await?;
        }
        anyhow::Ok(())
    });
    work.buffer_unordered(WRITERS).try_collect().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_written_case_is_readable_within_moments_and_a_rebuild_keeps_its_pace() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    if nightly() {
        store(&world, CASES_NIGHTLY).await?;
        let (case, position) = writer.register("touzha-clerk").await?;
        let begin = Instant::now();
        let read = || get(case, std::slice::from_ref(&position));
        while service.case(world.by("touzha-clerk", read())?).await.is_err() {
            ensure!(begin.elapsed() < LEVEL_WITHIN, "the views do not follow");
        }
        println!("level with {CASES_NIGHTLY} cases after {:?}", begin.elapsed());
    }
    let mut lags = Vec::new();
    let mut last = None;
    for index in 0..CASES {
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
