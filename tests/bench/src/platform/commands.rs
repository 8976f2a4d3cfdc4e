//! Commands through gRPC: many at once, and one after the other.

use std::time::Instant;

use anyhow::Result;
use fengqiao_scenarios::{Platform, Service};
use futures::{StreamExt as _, TryStreamExt as _, stream};

use crate::closed_loop::{self, Caller};
use crate::latency::Latencies;
use crate::plan::{COLD_DECISIONS, COLD_WARM_UP, CONNECTIONS, IN_FLIGHT, Plan};
use crate::report::Report;
use crate::story::{Case, Clerk, Step, Village};

/// The numbers of the cases of each part begin here, so that no person of one is met in another.
const WARM_FIRST: u64 = 5_000_000;
const COLD_FIRST: u64 = 6_000_000;
/// Cases that are brought to their length at once.
const PREPARED_AT_ONCE: usize = 64;

impl Caller for Clerk {
    async fn call(&mut self) -> Result<()> {
        self.next().await?;
        Ok(())
    }
}

/// Without views.
pub(super) async fn throughput(plan: &Plan, platform: &Platform, report: &mut Report) -> Result<()> {
    let rates = closed_loop::rates(plan, clerks(platform, 0)?).await?;
    report.rate("commands_paused", "commands, views paused", "commands/s", rates);
    Ok(())
}

/// As many clerks as there are calls in flight, over the connections that the empty call has, too.
pub(super) fn clerks(platform: &Platform, first: u64) -> Result<Vec<Clerk>> {
    // Each village has a connection for each of its two officers.
    let villages: Vec<_> = (0..CONNECTIONS / 2).map(|_| Village::open(platform)).collect::<Result<_>>()?;
    let clerks = (0..IN_FLIGHT).zip(villages.iter().cycle());
    Ok(clerks.map(|(index, village)| Clerk::new(village.clone(), first, index, IN_FLIGHT)).collect())
}

/// One command in flight, on cases that the service has in its cache.
pub(super) async fn warm(plan: &Plan, platform: &Platform, report: &mut Report) -> Result<()> {
    let mut clerk = Clerk::new(Village::open(platform)?, WARM_FIRST, 0, 1);
    let (mut registrations, mut commands) = (Latencies::default(), Latencies::default());
    for _ in 0..plan.warm_cases * Step::STORY.len() {
        let begin = Instant::now();
        let (step, _) = clerk.next().await?;
        let latencies = if step == Step::Register { &mut registrations } else { &mut commands };
        latencies.push(begin.elapsed());
    }
    report.latency("registration", "registration", &registrations);
    report.latency("warm_command", "warm command", &commands);
    Ok(())
}

/// One command in flight, each on a case that a service which has just started must read first.
pub(super) async fn cold(platform: &mut Platform, plan: &Plan, report: &mut Report) -> Result<()> {
    let village = Village::open(platform)?;
    let cases: Vec<Case> = stream::iter(0..plan.cold_cases + COLD_WARM_UP)
        .map(|index| prepare(village.clone(), COLD_FIRST + index as u64))
        .buffer_unordered(PREPARED_AT_ONCE)
        .try_collect()
        .await?;
    platform.kill(Service::Township)?;
    platform.restart(Service::Township).await?;
    let mut village = Village::open(platform)?;
    let mut latencies = Latencies::default();
    for (index, case) in cases.iter().enumerate() {
        let begin = Instant::now();
        village.act(Step::Investigate, case).await?;
        if index >= COLD_WARM_UP {
            latencies.push(begin.elapsed());
        }
    }
    report.latency("cold_command", &format!("cold command, {COLD_DECISIONS} decisions"), &latencies);
    Ok(())
}

/// A case of [`COLD_DECISIONS`] decisions.
async fn prepare(mut village: Village, number: u64) -> Result<Case> {
    let case = village.register(number).await?;
    let steps = Step::STORY.into_iter().skip(1).chain(std::iter::repeat(Step::Investigate));
    for step in steps.take(COLD_DECISIONS - 1) {
        village.act(step, &case).await?;
    }
    Ok(case)
}
