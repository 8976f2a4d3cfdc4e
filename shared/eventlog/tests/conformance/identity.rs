use std::time::Duration;

use anyhow::{Result, ensure};
use async_nats::jetstream;
use fengqiao_eventlog::operate::{Content, OperateError, create_stream};
use fengqiao_eventlog::{
    AppendError, Epoch, FollowError, Halt, Log, LogOptions, MonitorError, NotReady, OpenError, Violation,
};
use fengqiao_testkit::nats::{AnnouncedServer, NatsOptions, NatsServer, Sync};
use tokio::time::timeout;

use crate::ledger::draft;
use crate::world::{STREAM, World, new_subject};

pub(crate) async fn a_missing_stream_is_not_created(world: World) -> Result<()> {
    let client = world.client().await?;
    for _ in 0..2 {
        let opened = Log::open(client.clone(), LogOptions::new("CASES_elsewhere")).await;
        ensure!(matches!(opened.map(|_| ()), Err(OpenError::StreamMissing { .. })));
    }
    Ok(())
}

pub(crate) async fn a_recreated_stream_halts_its_log(world: World) -> Result<()> {
    let (log, writer) = (world.log().await?, world.log().await?);
    let mut follower = log.follow(0);
    for _ in 0..5 {
        log.append(draft(&new_subject(), None)).await?;
        follower.next().await?;
    }
    ensure!(writer.ready().await?.head.sequence == 5);
    let context = jetstream::new(world.client().await?);
    context.delete_stream(STREAM).await?;
    ensure!(matches!(log.ready().await, Err(NotReady::StreamMissing)));
    let epoch = world.create(None).await?.epoch;
    ensure!(epoch != world.epoch);

    let opened = Log::open(world.client().await?, world.options()).await.map(|_| ());
    ensure!(matches!(opened, Err(OpenError::EpochMismatch { found, .. }) if found == epoch), "{opened:?}");
    let halt = Halt::EpochChanged { expected: world.epoch, found: Some(epoch) };
    let followed = timeout(Duration::from_secs(20), follower.next()).await?;
    ensure!(matches!(&followed, Err(FollowError::Halted(found)) if *found == halt), "{followed:?}");
    ensure!(log.append(draft(&new_subject(), None)).await == Err(AppendError::Halted(halt)));
    // A writer that nobody told notices that the stream begins anew under it.
    let blind = writer.append(draft(&new_subject(), None)).await;
    ensure!(matches!(blind, Err(AppendError::Halted(Halt::WentBackwards { reached: 5, .. }))), "{blind:?}");
    ensure!(writer.halted().is_some());
    Ok(())
}

pub(crate) async fn a_stream_without_proof_of_fsync_is_refused(world: World) -> Result<()> {
    let context = jetstream::new(world.client().await?);
    let config = jetstream::stream::Config {
        name: "PLAIN".to_owned(),
        subjects: vec!["plain.>".to_owned()],
        ..Default::default()
    };
    context.create_stream(config).await?;
    let opened = Log::open(world.client().await?, LogOptions::new("PLAIN")).await.map(|_| ());
    let Err(OpenError::Unfit { violations, .. }) = opened else {
        anyhow::bail!("{opened:?}");
    };
    for violation in [Violation::SyncUnproven, Violation::Deletable, Violation::Purgeable, Violation::NoEpoch]
    {
        ensure!(violations.contains(&violation), "{violations:?}");
    }
    Ok(())
}

pub(crate) async fn creating_a_log_again_changes_nothing(world: World) -> Result<()> {
    let again = world.create(Some(world.epoch)).await?;
    ensure!(again.existed && again.epoch == world.epoch);
    let client = world.client().await?;
    let other = create_stream(&client, &world.spec(Some(Epoch::random()))).await;
    ensure!(matches!(other, Err(OperateError::EpochMismatch { .. })), "{other:?}");
    let blind = create_stream(
        &client,
        &fengqiao_eventlog::operate::StreamSpec { monitors: Vec::new(), ..world.spec(None) },
    )
    .await;
    ensure!(matches!(blind, Err(OperateError::NoMonitors)), "{blind:?}");
    Ok(())
}

pub(crate) async fn a_log_of_an_earlier_release_is_given_the_subjects_that_it_lacks(
    world: World,
) -> Result<()> {
    let client = world.client().await?;
    let written = world.log().await?;
    let wider = |subjects: &[&str]| fengqiao_eventlog::operate::StreamSpec {
        content: Content::Subjects(subjects.iter().map(ToString::to_string).collect()),
        ..world.spec(None)
    };
    let wanted = vec!["case.>".to_owned(), "handover.>".to_owned()];
    let options = LogOptions { subjects: wanted, ..world.options() };
    let opened = Log::open(client.clone(), options.clone()).await.map(|_| ());
    let Err(OpenError::SubjectsMissing { missing, .. }) = opened else { anyhow::bail!("{opened:?}") };
    ensure!(missing == ["handover.>"], "{missing:?}");
    let head = written.head().await?;

    let widened = create_stream(&client, &wider(&["case.>", "handover.>"])).await?;
    ensure!(widened.existed && widened.epoch == world.epoch && widened.added == ["handover.>"]);
    ensure!(Log::open(client.clone(), options).await?.head().await? == head);
    let again = create_stream(&client, &wider(&["case.>", "handover.>"])).await?;
    ensure!(again.added.is_empty());
    // Nothing is taken away, and a stream of other subjects is somebody else's.
    for subjects in [vec!["case.>"], vec!["other.>"]] {
        let other = create_stream(&client, &wider(&subjects)).await;
        ensure!(matches!(other, Err(OperateError::OtherContent { .. })), "{other:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_too_old_is_refused() -> Result<()> {
    for version in ["2.9.10", "2.14.6", "2.15.0"] {
        let server = AnnouncedServer::of_version(version).await?;
        let opened = Log::open(server.client().await?, LogOptions::new(STREAM)).await.map(|_| ());
        ensure!(matches!(opened, Err(OpenError::ServerTooOld { .. })), "{opened:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_server_that_does_not_fsync_always_gets_no_log() -> Result<()> {
    let server = NatsServer::start(NatsOptions { sync: Sync::Lazy, ..NatsOptions::default() }).await?;
    let sound = World::one_server().await?;
    let spec =
        fengqiao_eventlog::operate::StreamSpec { monitors: vec![server.monitor()], ..sound.spec(None) };
    let created = create_stream(&server.client().await?, &spec).await;
    ensure!(matches!(created, Err(OperateError::Monitor(MonitorError::SyncNotAlways { .. }))), "{created:?}");
    // A server that was reconfigured after the stream was made is seen by whoever asks it.
    let options = LogOptions { monitors: vec![server.monitor()], ..sound.options() };
    let opened = Log::open(sound.client().await?, options).await.map(|_| ());
    ensure!(
        matches!(opened, Err(OpenError::Monitor { source: MonitorError::SyncNotAlways { .. }, .. })),
        "{opened:?}"
    );
    Ok(())
}
