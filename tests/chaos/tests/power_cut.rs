//! The power goes while writers write: what was acknowledged is there afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use bytes::Bytes;
use fengqiao_chaos::Disk;
use fengqiao_eventlog::operate::{Content, StreamSpec, create_stream};
use fengqiao_eventlog::{Draft, Entry, Log, LogOptions, Subject};
use fengqiao_testkit::nats::{NatsOptions, NatsServer, Sync};
use jiff::Timestamp;
use tokio::task::JoinSet;
use uuid::Uuid;

const CUTS: usize = 5;
const CUTS_NIGHTLY: usize = 50;
/// Enough for atomic batches, so that a cut can meet one.
const WRITERS: usize = 64;
const LOAD: Duration = Duration::from_millis(1_500);
const STREAM: &str = "CUTS";

/// One server on a disk whose power can be cut.
struct Site {
    disk: Disk,
    server: NatsServer,
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledged_entry_survives_a_power_cut() -> Result<()> {
    if !Disk::is_possible() {
        println!("not run: cutting a disk's power needs root and loop devices");
        return Ok(());
    }
    let cuts = if std::env::var_os("FENGQIAO_NIGHTLY").is_some() { CUTS_NIGHTLY } else { CUTS };
    let mut site = Site::start(Sync::Always).await?;
    let mut acked = Vec::new();
    for cut in 1..=cuts {
        let fresh = site.write_until_cut().await?;
        ensure!(!fresh.is_empty(), "nothing was acknowledged before cut {cut}");
        acked.extend(fresh);
        let lost = site.lost(&acked).await?;
        ensure!(lost == 0, "cut {cut} lost {lost} of {} acknowledged entries", acked.len());
        println!("cut {cut}: {} acknowledged so far, none lost", acked.len());
    }
    Ok(())
}

impl Site {
    async fn start(sync: Sync) -> Result<Self> {
        let disk = Disk::new()?;
        let options = NatsOptions { sync, parent: Some(disk.path()), ..NatsOptions::default() };
        let server = NatsServer::start(options).await?;
        disk.settle()?;
        let spec = StreamSpec {
            name: STREAM.to_owned(),
            content: Content::Subjects(vec!["cut.>".to_owned()]),
            replicas: 1,
            domain: None,
            epoch: None,
            monitors: vec![server.monitor()],
        };
        create_stream(&server.client().await?, &spec).await?;
        Ok(Self { disk, server })
    }

    /// Writes from all writers, cuts the power in the middle, and brings the server up again.
    async fn write_until_cut(&mut self) -> Result<Vec<Entry>> {
        let log = self.log().await?;
        let stop = Arc::new(AtomicBool::new(false));
        let mut writers = JoinSet::new();
        for _ in 0..WRITERS {
            writers.spawn(write(log.clone(), stop.clone()));
        }
        tokio::time::sleep(LOAD).await;
        self.disk.cut()?;
        stop.store(true, Ordering::Relaxed);
        self.server.kill()?;
        let mut acked = Vec::new();
        while let Some(written) = writers.join_next().await {
            acked.extend(written.context("a writer failed")??);
        }
        self.disk.power_on()?;
        self.server.restart().await?;
        Ok(acked)
    }

    async fn lost(&self, acked: &[Entry]) -> Result<usize> {
        let log = self.log().await?;
        let mut lost = 0;
        for entry in acked {
            let found = log.at(entry.sequence).await?;
            lost +=
                usize::from(found.is_none_or(|found| found.id != entry.id || found.digest != entry.digest));
        }
        Ok(lost)
    }

    async fn log(&self) -> Result<Log> {
        Ok(Log::open(self.server.client().await?, LogOptions::new(STREAM)).await?)
    }
}

/// Begins one subject after the other and keeps what was acknowledged. Ends at the first failure after the stop.
async fn write(log: Log, stop: Arc<AtomicBool>) -> Result<Vec<Entry>> {
    let mut acked = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let id = Uuid::now_v7();
        let draft = Draft {
            subject: Subject::new(format!("cut.{id}"))?,
            expected: 0,
            previous: None,
            id,
            kind: "cut".to_owned(),
            source: "/writers".to_owned(),
            recorded_at: Timestamp::now(),
            correlation: id,
            causation: None,
            payload: Bytes::from(vec![b'x'; 300]),
        };
        match log.append(draft).await {
            Ok(entry) => acked.push(entry),
            Err(_) => break,
        }
    }
    Ok(acked)
}
