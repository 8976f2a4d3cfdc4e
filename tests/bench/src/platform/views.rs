//! The views: how fast they take up what is stored, and how far they are behind.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use fengqiao_api::v1;
use fengqiao_scenarios::{Platform, Query, Service};
use futures::future;
use tokio::time::{MissedTickBehavior, interval_at, sleep};
use tonic::Code;

use super::{commands, stream};
use crate::closed_loop;
use crate::latency::Latencies;
use crate::plan::{LAG_RATE, LAG_SAMPLE_EVERY, Plan};
use crate::report::Report;
use crate::story::{Case, Clerk, Village};

/// Who asks the views: the head of the village that holds the cases.
const READER: &str = "zhengzha-head";
const POLL: Duration = Duration::from_millis(20);
/// The numbers of the cases of each part begin here.
const RUNNING_FIRST: u64 = 2_000_000;
const LAG_FIRST: u64 = 7_000_000;
/// Clerks who share the moderate rate, so that a slow answer does not lower it.
const LAG_CLERKS: u32 = 50;

/// The views start on all that was stored without them.
pub(super) async fn catch_up(plan: &Plan, platform: &mut Platform, report: &mut Report) -> Result<()> {
    let begin = Instant::now();
    platform.restart(Service::Projection).await?;
    let mut query = platform.query(READER)?;
    let waiting = status(&mut query).await?.head;
    level(plan, &mut query).await?;
    let rate = waiting as f64 / begin.elapsed().as_secs_f64();
    report.figure("catch_up", "views catching up", rate, "decisions/s");
    Ok(())
}

/// Many commands at once while the views follow.
pub(super) async fn throughput(plan: &Plan, platform: &Platform, report: &mut Report) -> Result<()> {
    let mut query = platform.query(READER)?;
    let rates = closed_loop::rates(plan, commands::clerks(platform, RUNNING_FIRST)?).await?;
    let behind = status(&mut query).await?.lag;
    let begin = Instant::now();
    level(plan, &mut query).await?;
    report.rate("commands_projected", "commands, views running", "commands/s", rates);
    report.figure("behind", "views behind at the end of that", behind as f64, "decisions");
    report.figure("behind_time", "until they were level", begin.elapsed().as_secs_f64(), "s");
    Ok(())
}

/// From the answer to a command until a query that asks for it is answered, at a moderate rate.
pub(super) async fn lag(plan: &Plan, platform: &Platform, report: &mut Report) -> Result<()> {
    let village = Village::open(platform)?;
    let query = platform.query(READER)?;
    let begin = Instant::now();
    let parts = (0..LAG_CLERKS).map(|index| {
        let clerk = Clerk::new(village.clone(), LAG_FIRST, index as usize, LAG_CLERKS as usize);
        tokio::spawn(paced(clerk, query.clone(), *plan, index))
    });
    let (mut lags, mut commands) = (Latencies::default(), 0);
    for part in future::join_all(parts).await {
        let (part, given) = part??;
        lags.extend(part);
        commands += given;
    }
    let rate = f64::from(commands) / begin.elapsed().as_secs_f64();
    report.figure("lag_rate", "commands while lag is measured", rate, "commands/s");
    report.latency("lag", "accepted to visible", &lags);
    Ok(())
}

/// One clerk's part of the rate: the lags of the sampled commands, and how many commands there were.
async fn paced(mut clerk: Clerk, mut query: Query, plan: Plan, index: u32) -> Result<(Vec<Duration>, u32)> {
    let (time, lag_max) = (plan.lag_time, plan.catch_up_max);
    let period = Duration::from_secs(1) * LAG_CLERKS / LAG_RATE;
    let begin = tokio::time::Instant::now();
    // The clerks take turns within one period.
    let mut ticks = interval_at(begin + period * index / LAG_CLERKS, period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut lags, mut commands) = (Vec::new(), 0);
    while begin.elapsed() < time {
        ticks.tick().await;
        let (_, case) = clerk.next().await?;
        commands += 1;
        if (commands as usize).is_multiple_of(LAG_SAMPLE_EVERY) {
            let accepted = Instant::now();
            see(&mut query, case, lag_max).await?;
            lags.push(accepted.elapsed());
        }
    }
    Ok((lags, commands))
}

/// Asks for the case as it is after the command, and again when the service has waited as long as it may.
async fn see(query: &mut Query, case: &Case, lag_max: Duration) -> Result<()> {
    let begin = Instant::now();
    loop {
        let request = v1::GetCaseRequest { case: case.id.clone(), at_least: case.positions.clone() };
        match query.get_case(request).await {
            Ok(_) => return Ok(()),
            Err(status) if status.code() == Code::Unavailable && begin.elapsed() < lag_max => {}
            Err(status) => return Err(status).context("a case is not seen"),
        }
    }
}

/// Waits until the views have everything.
async fn level(plan: &Plan, query: &mut Query) -> Result<()> {
    let begin = Instant::now();
    while status(query).await?.lag > 0 {
        ensure!(
            begin.elapsed() < plan.catch_up_max,
            "the views did not catch up within {:?}",
            plan.catch_up_max
        );
        sleep(POLL).await;
    }
    Ok(())
}

async fn status(query: &mut Query) -> Result<v1::StreamStatus> {
    let status =
        query.get_status(v1::GetStatusRequest {}).await.context("the views do not tell their state")?;
    let status = status.into_inner();
    ensure!(status.parked_events == 0, "{} events are parked", status.parked_events);
    let is_ours = |known: &v1::StreamStatus| known.projected.as_ref().is_some_and(|at| at.stream == stream());
    status.streams.into_iter().find(is_ours).context("the views do not follow the county")
}
