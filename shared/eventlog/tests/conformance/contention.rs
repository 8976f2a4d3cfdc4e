use anyhow::{Result, ensure};
use fengqiao_eventlog::{AppendError, verify_chain};
use futures::future::join_all;

use crate::ledger::{add, draft, stamp};
use crate::world::{World, new_subject, nightly};

pub(crate) async fn each_race_has_one_winner(world: World) -> Result<()> {
    let rounds = if nightly() { 10_000 } else { 400 };
    let logs = [world.log().await?, world.log().await?, world.log().await?];
    let subject = new_subject();
    let mut last = None;
    for _ in 0..rounds {
        let outcomes = join_all(logs.iter().map(|log| log.append(draft(&subject, last.as_ref())))).await;
        let mut winners = outcomes.iter().flatten();
        let winner = winners.next().cloned();
        ensure!(winner.is_some() && winners.next().is_none(), "{outcomes:?}");
        ensure!(
            outcomes.iter().flat_map(|o| o.as_ref().err()).all(|e| matches!(e, AppendError::Conflict { .. })),
            "{outcomes:?}"
        );
        last = winner;
    }
    let entries = logs[0].load_through(&subject, 0, last.as_ref().map_or(0, |last| last.sequence)).await?;
    ensure!(entries.len() == rounds);
    verify_chain(&subject, &entries, last.map(|last| last.digest))?;
    Ok(())
}

pub(crate) async fn contending_commands_are_all_decided_once(world: World) -> Result<()> {
    let rounds = if nightly() { 2_500 } else { 60 };
    let repositories = [
        world.repository().await?,
        world.repository().await?,
        world.repository().await?,
        world.repository().await?,
    ];
    let subject = new_subject();
    for round in 1..=rounds {
        let commands = repositories.each_ref().map(|_| stamp(&[1]));
        let outcomes = join_all(
            repositories
                .iter()
                .zip(commands)
                .map(|(repository, command)| add(repository, &subject, command, &[1])),
        )
        .await;
        let mut totals = Vec::new();
        for outcome in outcomes {
            totals.push(outcome?.state.total);
        }
        totals.sort_unstable();
        let before = 4 * (round - 1);
        ensure!(totals == [before + 1, before + 2, before + 3, before + 4], "{totals:?}");
    }
    let log = repositories[0].log();
    let last = log.last(&subject).await?.map(|last| (last.sequence, last.digest));
    let entries = log.load_through(&subject, 0, last.map_or(0, |(sequence, _)| sequence)).await?;
    ensure!(entries.len() as u64 == 4 * rounds);
    verify_chain(&subject, &entries, last.map(|(_, digest)| digest))?;
    Ok(())
}
