use std::time::Duration;

use anyhow::{Result, ensure};
use fengqiao_eventlog::Entry;
use futures::future::try_join_all;
use tokio::time::timeout;

use crate::ledger::draft;
use crate::world::{World, new_subject};

pub(crate) async fn a_follower_sees_every_entry_once_and_in_order_across_a_kill(
    mut world: World,
) -> Result<()> {
    let log = world.log().await?;
    let mut follower = log.follow(0);
    let mut written: Vec<Entry> = Vec::new();
    for round in 0..3 {
        if round > 0 {
            world.kill_and_restart_leader().await?;
        }
        let appends = (0..60).map(|_| async {
            loop {
                // Each on a subject of its own, so that an attempt of unknown outcome is simply left behind.
                match log.append(draft(&new_subject(), None)).await {
                    Err(error) if error.is_open() => tokio::time::sleep(Duration::from_millis(50)).await,
                    outcome => return outcome,
                }
            }
        });
        written.extend(try_join_all(appends).await?);
        let reached = written.iter().map(|entry| entry.sequence).max().unwrap_or(0);
        while follower.position().sequence < reached {
            let before = follower.position().sequence;
            let entry = timeout(Duration::from_secs(30), follower.next()).await??;
            ensure!(entry.sequence == before + 1);
            if let Some(known) = written.iter().find(|known| known.sequence == entry.sequence) {
                ensure!(*known == entry);
            }
        }
    }
    ensure!(follower.next_ready().is_none());
    let mut late = log.follow(100);
    ensure!(timeout(Duration::from_secs(30), late.next()).await??.sequence == 101);
    Ok(())
}
