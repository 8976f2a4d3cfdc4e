use anyhow::{Context as _, Result, ensure};
use fengqiao_eventlog::limits::{APPENDS_WAITING_MAX, PAYLOAD_BYTES_MAX};
use fengqiao_eventlog::{AppendError, Draft, verify_chain};
use futures::future::join_all;

use crate::ledger::{add, draft, stamp};
use crate::world::{World, new_subject};

pub(crate) async fn two_who_create_the_same_subject_cannot_both_win(world: World) -> Result<()> {
    let logs = [world.log().await?, world.log().await?, world.log().await?];
    for _ in 0..50 {
        let subject = new_subject();
        let outcomes = join_all(logs.iter().map(|log| log.append(draft(&subject, None)))).await;
        let winners: Vec<_> = outcomes.iter().flatten().collect();
        ensure!(winners.len() == 1, "{outcomes:?}");
        for loser in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            ensure!(matches!(loser, AppendError::Conflict { .. }), "{loser:?}");
        }
        ensure!(logs[0].last(&subject).await?.as_ref() == Some(winners[0]));
    }
    Ok(())
}

pub(crate) async fn a_stale_writer_is_refused_and_told(world: World) -> Result<()> {
    let log = world.log().await?;
    let subject = new_subject();
    let first = log.append(draft(&subject, None)).await?;
    let second = log.append(draft(&subject, Some(&first))).await?;
    let stale = log.append(draft(&subject, Some(&first))).await;
    ensure!(stale == Err(AppendError::Conflict { last: Some(second.sequence) }), "{stale:?}");
    let entries = log.load(&subject, 0).await?;
    ensure!(entries == [first, second.clone()]);
    verify_chain(&subject, &entries, Some(second.digest))?;
    Ok(())
}

pub(crate) async fn a_conflict_in_a_batch_fails_nobody_else(world: World) -> Result<()> {
    let log = world.log().await?;
    let mut stale = Vec::new();
    for _ in 0..4 {
        let subject = new_subject();
        let first = log.append(draft(&subject, None)).await?;
        log.append(draft(&subject, Some(&first))).await?;
        stale.push(draft(&subject, Some(&first)));
    }
    // An expectation on a subject that does not exist names no sequence that could tell the culprit.
    let elsewhere = log.append(draft(&new_subject(), None)).await?;
    stale.push(Draft { subject: new_subject(), ..draft(&new_subject(), Some(&elsewhere)) });
    let sound: Vec<_> = (0..120).map(|_| draft(&new_subject(), None)).collect();

    let before = log.commit_stats();
    let mut mixed = sound.clone();
    for (index, draft) in stale.iter().enumerate() {
        mixed.insert(20 + index * 17, draft.clone());
    }
    let outcomes = join_all(mixed.iter().map(|draft| log.append(draft.clone()))).await;
    for (draft, outcome) in mixed.iter().zip(&outcomes) {
        if stale.contains(draft) {
            ensure!(matches!(outcome, Err(AppendError::Conflict { .. })), "{outcome:?}");
        } else {
            let entry = outcome.as_ref().ok().with_context(|| format!("{outcome:?}"))?;
            ensure!(log.at(entry.sequence).await?.as_ref() == Some(entry));
        }
    }
    let after = log.commit_stats();
    ensure!(after.rejected > before.rejected, "no batch met the conflicts: {after:?}");
    ensure!(after.batches > before.batches, "no batch was committed: {after:?}");
    Ok(())
}

pub(crate) async fn a_decision_of_several_events_is_one_message(world: World) -> Result<()> {
    let repository = world.repository().await?;
    let subject = new_subject();
    let before = repository.log().head().await?.sequence;
    let executed = add(&repository, &subject, stamp(&[1, 2, 3]), &[1, 2, 3]).await?;
    ensure!((executed.state.decisions, executed.state.events, executed.state.total) == (1, 3, 6));
    ensure!(repository.log().head().await?.sequence == before + 1);
    ensure!(executed.position.sequence == before + 1);
    Ok(())
}

pub(crate) async fn a_decision_that_is_too_large_never_leaves(world: World) -> Result<()> {
    let log = world.log().await?;
    let subject = new_subject();
    let bytes = PAYLOAD_BYTES_MAX + 1;
    let large = Draft { payload: vec![0; bytes].into(), ..draft(&subject, None) };
    ensure!(log.append(large).await == Err(AppendError::TooLarge { bytes }));
    let largest = Draft { payload: vec![0; PAYLOAD_BYTES_MAX].into(), ..draft(&subject, None) };
    let entry = log.append(largest).await?;
    ensure!(log.load(&subject, 0).await? == [entry]);
    Ok(())
}

pub(crate) async fn a_crowd_beyond_the_queue_is_turned_away(world: World) -> Result<()> {
    let log = world.log().await?;
    let crowd = 4 * APPENDS_WAITING_MAX;
    let drafts: Vec<_> = (0..crowd).map(|_| draft(&new_subject(), None)).collect();
    let outcomes = join_all(drafts.into_iter().map(|draft| log.append(draft))).await;
    let stored = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let busy = outcomes.iter().filter(|outcome| **outcome == Err(AppendError::Busy)).count();
    ensure!(stored + busy == crowd, "{:?}", log.commit_stats());
    ensure!(stored >= APPENDS_WAITING_MAX && busy > 0, "{stored} stored, {busy} turned away");
    ensure!(log.head().await?.sequence == stored as u64);
    Ok(())
}
