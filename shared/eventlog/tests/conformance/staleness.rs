use std::time::Duration;

use anyhow::{Result, ensure};
use fengqiao_eventlog::{Decision, EntryHead};
use tokio::time::{sleep, timeout};

use crate::ledger::{Ledger, Refusal, add, draft, proposal, stamp};
use crate::world::{World, new_subject};

pub(crate) async fn a_refusal_is_made_on_the_truth_and_not_on_the_cache(world: World) -> Result<()> {
    let (here, there) = (world.repository().await?, world.repository().await?);
    let subject = new_subject();
    add(&here, &subject, stamp(&[1]), &[1]).await?;
    for round in 0..150_u64 {
        let command = stamp(&[1]);
        // Odd totals come from here and even ones from there, so whoever looks at an old total must refuse.
        let expected = 1 + 2 * round;
        add(&there, &subject, stamp(&[1]), &[1]).await?;
        let decide = |ledger: &Ledger, _: Option<&EntryHead>| -> Decision<Refusal> {
            if ledger.total == expected + 1 {
                Ok(Some(proposal(command, &[1])))
            } else {
                Err(Refusal::NotAt { total: ledger.total })
            }
        };
        let executed = here.execute(&subject, command, decide).await?;
        ensure!(executed.state.total == expected + 2);
    }
    Ok(())
}

pub(crate) async fn a_load_reaches_what_the_leader_acknowledged(world: World) -> Result<()> {
    let (writer, reader) = (world.log().await?, world.log().await?);
    let subject = new_subject();
    let mut last = None;
    for round in 1..=150_usize {
        let entry = writer.append(draft(&subject, last.as_ref())).await?;
        let entries = reader.load_through(&subject, 0, entry.sequence).await?;
        ensure!(entries.len() == round && entries.last() == Some(&entry));
        ensure!(reader.last(&subject).await?.as_ref() == Some(&entry));
        last = Some(entry);
    }
    Ok(())
}

pub(crate) async fn what_another_process_writes_arrives_in_the_cache(world: World) -> Result<()> {
    let (here, there) = (world.repository().await?, world.repository().await?);
    let subject = new_subject();
    add(&here, &subject, stamp(&[1]), &[1]).await?;
    let written = add(&there, &subject, stamp(&[2]), &[2]).await?;
    let read = here.read(&subject, Some(written.position.sequence)).await?;
    ensure!(read.state.total == 3, "a read that asks for a position gets it");

    let written = add(&there, &subject, stamp(&[3]), &[3]).await?;
    let arrival = async {
        while here.followed() < written.position.sequence {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(10), arrival).await?;
    ensure!(here.read(&subject, None).await?.state.total == 6, "what was followed is in the cache");
    Ok(())
}
