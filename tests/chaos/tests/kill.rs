//! kill -9 of each process while officers are at work and days pass: no acknowledged command is lost, none is doubled, and
//! what came due is decided once.

use std::time::Duration;

use anyhow::{Result, bail};
use fengqiao_api::v1::GetStatusRequest;
use fengqiao_chaos::{Load, audit};
use fengqiao_domain::Decision;
use fengqiao_domain::command::CommandName;
use fengqiao_scenarios::{Backbone, Platform, Service};
use fengqiao_testkit::nats::NatsServer;
use fengqiao_testkit::postgres::TestPostgres;
use jiff::SignedDuration;

const OFFICERS: usize = 8;
const BEFORE: Duration = Duration::from_millis(700);
const DOWN: Duration = Duration::from_millis(300);
/// What passes before each fault: there are always reminders to send and terms that end.
const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_command_is_lost_or_doubled_when_any_process_is_killed() -> Result<()> {
    let nats = NatsServer::single().await?;
    let mut platform = Platform::start_on(Backbone::Single(nats), TestPostgres::start_own()?).await?;
    let officers = (0..OFFICERS).map(|_| platform.township("zhengzha-head")).collect::<Result<Vec<_>>>()?;
    let load = Load::begin(officers, platform.today());

    for service in Service::ALL {
        tokio::time::sleep(BEFORE).await;
        platform.advance(DAY)?;
        platform.kill(service)?;
        tokio::time::sleep(DOWN).await;
        platform.restart(service).await?;
    }
    tokio::time::sleep(BEFORE).await;
    platform.advance(DAY)?;
    platform.postgres.kill()?;
    tokio::time::sleep(DOWN).await;
    platform.postgres.restart()?;
    tokio::time::sleep(BEFORE).await;
    platform.advance(DAY)?;
    let Backbone::Single(nats) = &mut platform.backbone else { bail!("the platform is on one server") };
    nats.kill()?;
    tokio::time::sleep(DOWN).await;
    nats.restart().await?;
    tokio::time::sleep(BEFORE).await;

    let journal = load.end().await?;
    assert!(journal.acked.len() > 50, "only {} commands were acknowledged", journal.acked.len());
    assert!(journal.repeated > 0, "no command met a fault: the test shows nothing");
    let mut query = platform.query("city-command")?;
    let caught_up = async || {
        let status = query.get_status(GetStatusRequest {}).await?.into_inner();
        assert_eq!(status.parked_events, 0, "an event was parked");
        let followed = status.streams.iter().all(|stream| stream.lag == 0);
        Ok(followed && status.keepers.iter().all(|keeper| keeper.overdue == 0))
    };
    platform.eventually("that the views have caught up and nothing is overdue", caught_up).await?;
    let entries = audit(&platform.log("640221").await?, &journal).await?;
    let mut kept = 0;
    for entry in &entries {
        kept += usize::from(Decision::read(&entry.payload)?.name == CommandName::KeepTime);
    }
    assert!(kept > 0, "nothing came due: the test shows less than it says");
    println!(
        "{} acknowledged, {} of them repeated, {kept} kept in time, {} entries",
        journal.acked.len(),
        journal.repeated,
        entries.len()
    );
    Ok(())
}
