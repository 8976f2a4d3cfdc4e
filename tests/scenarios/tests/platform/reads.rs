//! An officer reads what was just written, a watcher misses nothing, and views made anew are the views there were.

use anyhow::{Context as _, Result};
use fengqiao_api::v1::watch_changes_response::Message;
use fengqiao_api::v1::{
    CommandOutcome, GetCaseRequest, GetStatusRequest, GetStatusResponse, Position, WatchChangesRequest,
};
use fengqiao_projection::{Compare, Options, digest, rebuild};
use fengqiao_scenarios::{Answer as _, Platform, Service, Told as _, forms};
use tokio::time::{Duration, timeout};

/// Cases that are written while the projection is killed and started.
const CASES: usize = 60;
const KILLS: usize = 3;
/// The services that write.
const LEVELS: [Service; 3] = [Service::Township, Service::County, Service::City];
const PROMPT: Duration = Duration::from_secs(10);

/// Each command is read at once where another service has written it.
async fn what_was_written_is_read_at_once(platform: &Platform) -> Result<()> {
    let mut query = platform.query("pingluo-dispatcher")?;
    let mut head = platform.township("zhengzha-head")?;
    for _ in 0..20 {
        let registered = platform.registered_in_village().await?;
        let classified =
            head.classify_matter(forms::classify(&registered.case_id, forms::DITCH)).await.done()?;
        let request = GetCaseRequest { case: registered.case_id, at_least: classified.positions.clone() };
        let read = query.get_case(request).await.done()?.case.context("no case")?;
        assert_eq!(read.standing, classified.standing);
        assert!(read.position.is_some_and(|position| classified.sequence().ok() == Some(position.sequence)));
    }
    Ok(())
}

/// A place that the log has not reached is waited for, within bounds, and then told.
async fn what_is_not_there_yet_is_not_invented(platform: &Platform) -> Result<()> {
    let registered = platform.registered_in_village().await?;
    let ahead =
        registered.positions.iter().cloned().map(|at| Position { sequence: at.sequence + 1_000, ..at });
    let request = GetCaseRequest { case: registered.case_id.clone(), at_least: ahead.collect() };
    let refused = platform.query("pingluo-dispatcher")?.get_case(request).await.refused()?;
    assert_eq!(refused.code, "S06");
    let other_life = registered
        .positions
        .iter()
        .cloned()
        .map(|at| Position { epoch: "01890a5d-ac96-774b-bcce-b302099a8057".to_owned(), ..at });
    let request = GetCaseRequest { case: registered.case_id, at_least: other_life.collect() };
    let refused = platform.query("pingluo-dispatcher")?.get_case(request).await.refused()?;
    assert_eq!(refused.code, "S06");
    Ok(())
}

/// What a watcher of the county is shown behind `after`, up to `through`.
async fn watched(platform: &Platform, after: &Position, through: u64) -> Result<Vec<(u64, Vec<String>)>> {
    let request =
        WatchChangesRequest { centre: forms::COUNTY.to_owned(), subtree: true, after: vec![after.clone()] };
    let mut stream = platform.query("pingluo-dispatcher")?.watch_changes(request).await.done()?;
    let mut seen = Vec::new();
    loop {
        let message = timeout(PROMPT, stream.message()).await.context("the stream is silent")??;
        let Some(Message::Changed(changed)) = message.context("the stream ended")?.message else { continue };
        let sequence = changed.position.context("a change has no position")?.sequence;
        seen.push((sequence, changed.events));
        if sequence >= through {
            return Ok(seen);
        }
    }
}

async fn a_watcher_resumes_where_it_was(platform: &mut Platform) -> Result<()> {
    let begin = platform.registered_in_village().await?;
    let begin = begin.positions.first().context("no position")?.clone();
    let mut written = Vec::new();
    let mut write = async |platform: &Platform| -> Result<u64> {
        let mut last = 0;
        for _ in 0..5 {
            let outcome = platform.registered_in_village().await?;
            last = outcome.sequence()?;
            written.push(outcome);
        }
        Ok(last)
    };
    let half = write(platform).await?;
    let mut seen = watched(platform, &begin, half).await?;
    platform.kill(Service::Projection)?;
    let end = write(platform).await?;
    platform.restart(Service::Projection).await?;
    let resume = Position { sequence: half, ..begin.clone() };
    seen.extend(watched(platform, &resume, end).await?);
    // That filings are alike is found meanwhile, by the system.
    seen.retain(|(_, events)| events.first().is_some_and(|event| event == "CaseRegistered"));

    let told = |outcome: &CommandOutcome| -> Result<(u64, Vec<String>)> {
        Ok((outcome.sequence()?, outcome.events().into_iter().map(str::to_owned).collect()))
    };
    assert_eq!(seen, written.iter().map(told).collect::<Result<Vec<_>>>()?);
    Ok(())
}

async fn status(platform: &Platform) -> Result<GetStatusResponse> {
    platform.query("city-command")?.get_status(GetStatusRequest {}).await.done()
}

/// Waits until every log has been projected to its end.
async fn caught_up(platform: &Platform) -> Result<()> {
    let heads = platform.heads().await?;
    platform
        .eventually("the end of the logs in the views", async || {
            let Ok(status) = status(platform).await else { return Ok(false) };
            let projected: u64 =
                status.streams.iter().filter_map(|stream| Some(stream.projected.as_ref()?.sequence)).sum();
            Ok(projected >= heads.iter().sum())
        })
        .await
}

async fn views_made_anew_are_the_same(platform: &mut Platform) -> Result<()> {
    for _ in 0..KILLS {
        let writers = async |platform: &Platform| -> Result<()> {
            for _ in 0..CASES / KILLS {
                platform.registered_in_village().await?;
            }
            Ok(())
        };
        // The commands do not need the views.
        platform.kill(Service::Projection)?;
        writers(platform).await?;
        platform.restart(Service::Projection).await?;
        writers(platform).await?;
    }
    platform.risen_to_township().await?;
    platform.closed_in_village().await?;
    // A level that hears a hint writes what is due; none may write between two looks at the views.
    for level in LEVELS {
        platform.kill(level)?;
    }
    caught_up(platform).await?;

    let options: Options =
        fengqiao_runtime::config::load(&platform.config(Service::Projection), "FENGQIAO_PROJECTION")?;
    let live = digest(&options).await?;
    let before = status(platform).await?;
    let rebuilt = rebuild(&options, Compare::MustBeEqual, |_| ()).await?;
    assert_eq!((&rebuilt.digest, rebuilt.parked), (&live, 0));
    assert_eq!(digest(&options).await?, live);
    let twice = rebuild(&options, Compare::MustBeEqual, |_| ()).await?;
    assert_eq!(twice.digest, live);

    // The services go on with the new views.
    for level in LEVELS {
        platform.restart(level).await?;
    }
    let registered = platform.registered_in_village().await?;
    let request = GetCaseRequest { case: registered.case_id, at_least: registered.positions };
    platform.query("pingluo-dispatcher")?.get_case(request).await.done()?;
    let after = status(platform).await?;
    assert_ne!(before.schema, after.schema);
    assert_eq!(after.parked_events, 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn views_follow_the_log_and_can_be_made_from_it_anew() -> Result<()> {
    let mut platform = Platform::start().await?;
    what_was_written_is_read_at_once(&platform).await?;
    what_is_not_there_yet_is_not_invented(&platform).await?;
    a_watcher_resumes_where_it_was(&mut platform).await?;
    views_made_anew_are_the_same(&mut platform).await?;
    Ok(())
}
