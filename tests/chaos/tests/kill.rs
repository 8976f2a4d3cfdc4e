//! kill -9 of each process while officers are at work: no acknowledged command is lost, none is doubled.

use std::time::Duration;

use anyhow::{Result, bail};
use fengqiao_api::v1::GetStatusRequest;
use fengqiao_chaos::{Load, audit};
use fengqiao_scenarios::{Backbone, Platform, Service};
use fengqiao_testkit::nats::NatsServer;
use fengqiao_testkit::postgres::TestPostgres;

const OFFICERS: usize = 8;
const BEFORE: Duration = Duration::from_millis(700);
const DOWN: Duration = Duration::from_millis(300);

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_command_is_lost_or_doubled_when_any_process_is_killed() -> Result<()> {
    let nats = NatsServer::single().await?;
    let mut platform = Platform::start_on(Backbone::Single(nats), TestPostgres::start_own()?).await?;
    let officers = (0..OFFICERS).map(|_| platform.township("zhengzha-head")).collect::<Result<Vec<_>>>()?;
    let load = Load::begin(officers, platform.today());

    for service in Service::ALL {
        tokio::time::sleep(BEFORE).await;
        platform.kill(service)?;
        tokio::time::sleep(DOWN).await;
        platform.restart(service).await?;
    }
    tokio::time::sleep(BEFORE).await;
    platform.postgres.kill()?;
    tokio::time::sleep(DOWN).await;
    platform.postgres.restart()?;
    tokio::time::sleep(BEFORE).await;
    let Backbone::Single(nats) = &mut platform.backbone else { bail!("the platform is on one server") };
    nats.kill()?;
    tokio::time::sleep(DOWN).await;
    nats.restart().await?;
    tokio::time::sleep(BEFORE).await;

    let journal = load.end().await?;
    assert!(journal.acked.len() > 50, "only {} commands were acknowledged", journal.acked.len());
    assert!(journal.repeated > 0, "no command met a fault: the test shows nothing");
    let entries = audit(&platform.log("640221").await?, &journal).await?;
    println!(
        "{} acknowledged, {} of them repeated, {entries} entries",
        journal.acked.len(),
        journal.repeated
    );
    let mut query = platform.query("city-command")?;
    let caught_up = async || {
        let status = query.get_status(GetStatusRequest {}).await?.into_inner();
        assert_eq!(status.parked_events, 0, "an event was parked");
        Ok(status.streams.iter().all(|stream| stream.lag == 0))
    };
    platform.eventually("the views' catching up", caught_up).await
}
