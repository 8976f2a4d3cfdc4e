use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use fengqiao_eventlog::verify_chain;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::ledger::{add, stamp};
use crate::world::{World, new_subject, nightly};

/// Enough for atomic batches to be under way when the server dies.
const WRITERS: usize = 24;

pub(crate) async fn a_killed_server_loses_nothing_it_acknowledged(mut world: World) -> Result<()> {
    let kills = if nightly() { 20 } else { 2 };
    let repository = world.repository().await?;
    let stop = Arc::new(AtomicBool::new(false));
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        let (repository, stop) = (repository.clone(), stop.clone());
        writers.spawn(async move {
            let subject = new_subject();
            let mut acknowledged = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                let command = stamp(&[1]);
                // What failed is tried again under its own id, as a client would.
                while !stop.load(Ordering::Relaxed) {
                    match add(&repository, &subject, command, &[1]).await {
                        Ok(executed) => {
                            acknowledged.extend(executed.entry);
                            break;
                        }
                        Err(_) => sleep(Duration::from_millis(20)).await,
                    }
                }
            }
            (subject, acknowledged)
        });
    }
    for _ in 0..kills {
        sleep(Duration::from_millis(800)).await;
        world.kill_and_restart_leader().await?;
    }
    sleep(Duration::from_millis(800)).await;
    let reached = repository.log().commit_stats();
    stop.store(true, Ordering::Relaxed);

    let log = world.log().await?;
    let mut total = 0;
    while let Some(written) = writers.join_next().await {
        let (subject, acknowledged) = written?;
        let last = log.last(&subject).await?.context("an entry")?;
        let entries = log.load_through(&subject, 0, last.sequence).await?;
        verify_chain(&subject, &entries, Some(last.digest))?;
        for entry in &acknowledged {
            ensure!(entries.iter().filter(|stored| stored.id == entry.id).count() == 1, "lost or doubled");
            ensure!(entries.contains(entry));
        }
        // The last command of a writer may have been stored without being acknowledged before it stopped.
        ensure!(entries.len() - acknowledged.len() <= 1, "{} of {}", acknowledged.len(), entries.len());
        total += acknowledged.len();
    }
    ensure!(total > WRITERS, "hardly anything was written: {total}, {reached:?}");
    Ok(())
}
