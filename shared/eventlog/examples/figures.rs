//! Measures the write path on a real server: one warm append at a time, and 256 at once.
//!
//! `cargo run --example figures` prints the figures of a single server, and with `three` those of three.

use std::time::{Duration, Instant};

use anyhow::Result;
use bytes::Bytes;
use fengqiao_eventlog::operate::{Content, StreamSpec, create_stream};
use fengqiao_eventlog::{AppendError, Draft, Entry, Log, LogOptions, Subject, SubjectError};
use fengqiao_testkit::nats::{NatsCluster, NatsServer};
use jiff::Timestamp;
use tokio::task::JoinSet;
use uuid::Uuid;

const WARM_APPENDS: usize = 2_000;
const WRITERS: [usize; 6] = [4, 10, 16, 32, 64, 256];
const PAYLOAD_BYTES: usize = 600;
const SPAN: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() -> Result<()> {
    if std::env::args().nth(1).as_deref() == Some("three") {
        let cluster = NatsCluster::three().await?;
        return measure(cluster.client().await?, cluster.monitors()).await;
    }
    let server = NatsServer::single().await?;
    measure(server.client().await?, vec![server.monitor()]).await
}

async fn measure(client: async_nats::Client, monitors: Vec<String>) -> Result<()> {
    let spec = StreamSpec {
        name: "FIGURES".to_owned(),
        content: Content::Subjects(vec!["case.>".to_owned()]),
        replicas: monitors.len(),
        domain: None,
        epoch: None,
        monitors,
    };
    create_stream(&client, &spec).await?;
    let log = Log::open(client, LogOptions::new("FIGURES")).await?;
    one_at_a_time(&log).await?;
    loads(&log).await?;
    for writers in WRITERS {
        many_at_once(&log, writers).await?;
    }
    followed(&log).await
}

async fn one_at_a_time(log: &Log) -> Result<()> {
    let subject = subject()?;
    let mut last = None;
    let mut took = Vec::with_capacity(WARM_APPENDS);
    for _ in 0..WARM_APPENDS {
        let begun = Instant::now();
        last = Some(log.append(draft(&subject, last.as_ref())).await?);
        took.push(begun.elapsed());
    }
    report("one append at a time", &mut took);
    Ok(())
}

async fn loads(log: &Log) -> Result<()> {
    let subject = subject()?;
    let mut last = None;
    for _ in 0..20 {
        last = Some(log.append(draft(&subject, last.as_ref())).await?);
    }
    let mut took = Vec::with_capacity(WARM_APPENDS);
    for _ in 0..WARM_APPENDS {
        let begun = Instant::now();
        log.load(&subject, 0).await?;
        took.push(begun.elapsed());
    }
    report("load of 20 entries", &mut took);
    Ok(())
}

async fn many_at_once(log: &Log, writers: usize) -> Result<()> {
    let before = log.commit_stats();
    let mut tasks = JoinSet::new();
    let begun = Instant::now();
    for _ in 0..writers {
        let log = log.clone();
        tasks.spawn(async move {
            let subject = subject()?;
            let mut last: Option<Entry> = None;
            let mut took = Vec::new();
            let mut unsettled = 0_u64;
            while begun.elapsed() < SPAN {
                let sent = Instant::now();
                // A replicated server may still be busy with the very entry that it has just acknowledged.
                match log.append(draft(&subject, last.as_ref())).await {
                    Ok(entry) => {
                        took.push(sent.elapsed());
                        last = Some(entry);
                    }
                    Err(AppendError::Conflict { last: None }) => unsettled += 1,
                    Err(error) => return Err(error.into()),
                }
            }
            anyhow::Ok((took, unsettled))
        });
    }
    let mut took = Vec::new();
    let mut unsettled = 0;
    while let Some(done) = tasks.join_next().await {
        let (times, conflicts) = done??;
        took.extend(times);
        unsettled += conflicts;
    }
    let rate = took.len() as f64 / begun.elapsed().as_secs_f64();
    report(&format!("{writers} in flight: {rate:.0} appends/s"), &mut took);
    let after = log.commit_stats();
    let (batches, batched) = (after.batches - before.batches, after.batched - before.batched);
    println!(
        "  {} singles, {batches} batches of {:.0} on average, largest so far {}, {unsettled} unsettled",
        after.singles - before.singles,
        batched as f64 / (batches.max(1)) as f64,
        after.largest
    );
    Ok(())
}

async fn followed(log: &Log) -> Result<()> {
    let head = log.head().await?.sequence;
    let mut follower = log.follow(0);
    let begun = Instant::now();
    while follower.position().sequence < head {
        follower.next().await?;
    }
    println!("followed {head} entries: {:.0} entries/s", head as f64 / begun.elapsed().as_secs_f64());
    Ok(())
}

fn report(what: &str, took: &mut [Duration]) {
    took.sort_unstable();
    let at = |share: f64| took.get((took.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!("{what}: p50 {:?}, p99 {:?}", at(0.5), at(0.99));
}

fn subject() -> Result<Subject, SubjectError> {
    Subject::new(format!("case.figures.origin.{}", Uuid::new_v4()))
}

fn draft(subject: &Subject, last: Option<&Entry>) -> Draft {
    let id = Uuid::new_v4();
    Draft {
        subject: subject.clone(),
        expected: last.map_or(0, |last| last.sequence),
        previous: last.map(|last| last.digest),
        id,
        kind: "figures.added".to_owned(),
        source: "/figures".to_owned(),
        recorded_at: Timestamp::now(),
        correlation: id,
        causation: None,
        payload: Bytes::from(vec![b'x'; PAYLOAD_BYTES]),
    }
}
