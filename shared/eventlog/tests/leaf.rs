//! A site's server as a leaf of the city's: the city keeps a copy of the site's log with the same positions, and
//! writes into the log itself through the link. A cut link stops the city and not the site.
#![allow(clippy::expect_used, reason = "a test may stop at what cannot be")]

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use async_nats::Client;
use bytes::Bytes;
use fengqiao_eventlog::operate::{Content, StreamSpec, create_stream};
use fengqiao_eventlog::{AppendError, Draft, Entry, Epoch, Log, LogOptions, Subject};
use fengqiao_testkit::nats::{Leaf, NatsOptions, NatsServer};
use jiff::Timestamp;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

const STREAM: &str = "CASES_site";
/// The server itself waits, a little longer each time, before it tries again to reach the origin of a copy.
const HEAL_WITHIN: Duration = Duration::from_secs(90);

async fn hub() -> Result<NatsServer> {
    let options = NatsOptions { domain: Some("city".to_owned()), leaf: Leaf::Hub, ..NatsOptions::default() };
    NatsServer::start(options).await
}

async fn site(hub: &NatsServer) -> Result<NatsServer> {
    let leaf = Leaf::Of { port: hub.leaf_port() };
    NatsServer::start(NatsOptions { domain: Some("site".to_owned()), leaf, ..NatsOptions::default() }).await
}

fn spec(server: &NatsServer, content: Content, epoch: Option<Epoch>) -> StreamSpec {
    StreamSpec {
        name: STREAM.to_owned(),
        content,
        replicas: 1,
        domain: None,
        epoch,
        monitors: vec![server.monitor()],
    }
}

fn draft(subject: &Subject, last: Option<&Entry>) -> Draft {
    let id = Uuid::new_v4();
    Draft {
        subject: subject.clone(),
        expected: last.map_or(0, |last| last.sequence),
        previous: last.map(|last| last.digest),
        id,
        kind: "test.added".to_owned(),
        source: "/tests".to_owned(),
        recorded_at: Timestamp::now(),
        correlation: id,
        causation: None,
        payload: Bytes::from_static(b"{}"),
    }
}

fn subject() -> Subject {
    Subject::new(format!("case.site.origin.{}", Uuid::new_v4())).expect("a literal subject")
}

/// The site's log as the city opens it: in the other domain, over the link.
async fn over_the_link(city: &Client, epoch: Epoch) -> Result<Log> {
    let options = LogOptions {
        domain: Some("site".to_owned()),
        expected_epoch: Some(epoch),
        ack_timeout: Duration::from_millis(500),
        ..LogOptions::new(STREAM)
    };
    let open = async {
        loop {
            match Log::open(city.clone(), options.clone()).await {
                Ok(log) => return log,
                Err(_) => sleep(Duration::from_millis(100)).await,
            }
        }
    };
    timeout(HEAL_WITHIN, open).await.context("the log over the link")
}

async fn caught_up(copy: &Log, sequence: u64) -> Result<()> {
    let catch_up = async {
        while !copy.head().await.is_ok_and(|head| head.sequence >= sequence) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(HEAL_WITHIN, catch_up).await.context("the copy's catching up")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_works_on_while_cut_off_and_the_city_catches_up() -> Result<()> {
    let mut city_server = hub().await?;
    let site_server = site(&city_server).await?;
    let (city, site) = (city_server.client().await?, site_server.client().await?);

    let home = spec(&site_server, Content::Subjects(vec!["case.site.>".to_owned()]), None);
    let epoch = create_stream(&site, &home).await?.epoch;
    let source = Content::MirrorOf { stream: STREAM.to_owned(), domain: Some("site".to_owned()) };
    create_stream(&city, &spec(&city_server, source, Some(epoch))).await?;

    let here = Log::open(site, LogOptions::new(STREAM)).await?;
    let there = over_the_link(&city, epoch).await?;
    let copy = Log::open(city.clone(), LogOptions::new(STREAM)).await?;
    ensure!(copy.is_copy() && !there.is_copy());

    let case = subject();
    let first = here.append(draft(&case, None)).await?;
    let second = there.append(draft(&case, Some(&first))).await?;
    ensure!(here.append(draft(&case, Some(&first))).await == Err(AppendError::Conflict { last: Some(2) }));
    let many = futures::future::join_all((0..60).map(|_| there.append(draft(&subject(), None)))).await;
    ensure!(many.iter().all(Result::is_ok), "{many:?}");
    ensure!(there.commit_stats().batches > 0, "batches cross the link too");
    ensure!(there.load(&case, 0).await? == [first.clone(), second.clone()]);

    caught_up(&copy, 62).await?;
    ensure!(copy.load(&case, 0).await? == [first, second.clone()]);
    ensure!(copy.append(draft(&subject(), None)).await == Err(AppendError::ReadOnly));
    let mut follower = copy.follow(0);
    for sequence in 1..=62 {
        ensure!(timeout(Duration::from_secs(10), follower.next()).await??.sequence == sequence);
    }

    city_server.kill()?;
    let third = here.append(draft(&case, Some(&second))).await?;
    let cut_off = there.append(draft(&subject(), None)).await;
    ensure!(cut_off.as_ref().is_err_and(AppendError::is_open), "{cut_off:?}");

    city_server.restart().await?;
    caught_up(&copy, third.sequence).await?;
    let healed = over_the_link(&city, epoch).await?;
    ensure!(healed.last(&case).await?.as_ref() == Some(&third));
    let followed = timeout(HEAL_WITHIN, follower.next()).await.context("the follower's next entry")??;
    ensure!(followed.sequence == third.sequence);
    Ok(())
}
