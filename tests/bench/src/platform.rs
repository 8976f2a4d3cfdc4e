//! The platform itself: its own processes on real servers, with everything on that production has.

mod commands;
mod rebuild;
mod views;

use anyhow::Result;
use fengqiao_scenarios::{Backbone, Platform, Service};
use fengqiao_testkit::nats::NatsServer;
use fengqiao_testkit::postgres::TestPostgres;

use crate::baseline::jetstream;
use crate::memory;
use crate::plan::Plan;
use crate::report::Report;
use crate::sample::Sample;

/// The county whose cases are played, and the stream that keeps them.
const SITE: &str = "640221";

/// First without views, to see what a command alone costs; then with them.
pub(crate) async fn measure(plan: &Plan, report: &mut Report) -> Result<Sample> {
    // Servers of its own: one that is given for tests may have its fsync off.
    let backbone = Backbone::Single(NatsServer::single().await?);
    let mut platform = Platform::start_on(backbone, TestPostgres::start_own()?).await?;
    platform.kill(Service::Projection)?;
    commands::throughput(plan, &platform, report).await?;
    let client = platform.backbone.client().await?;
    let sample = Sample::read(client.clone(), &stream()).await?;
    report.figure("decision_bytes", "body of a stored decision", sample.payload_bytes(), "bytes");
    jetstream::measure_one(plan, client, &sample, report).await?;
    commands::warm(plan, &platform, report).await?;
    commands::cold(&mut platform, plan, report).await?;
    views::catch_up(plan, &mut platform, report).await?;
    views::throughput(plan, &platform, report).await?;
    views::lag(plan, &platform, report).await?;
    rebuild::measure(plan, &platform, report).await?;
    memory::measure(&platform, report)?;
    Ok(sample)
}

fn stream() -> String {
    format!("CASES_{SITE}")
}
