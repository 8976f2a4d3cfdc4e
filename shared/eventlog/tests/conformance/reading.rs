use anyhow::{Context as _, Result, ensure};
use fengqiao_eventlog::{Decision, EntryHead, Filter, Proposal, verify_chain};
use jiff::{SignedDuration, Timestamp};

use crate::ledger::{Ledger, Refusal, add, draft, proposal, stamp};
use crate::world::{World, new_subject};

pub(crate) async fn a_subject_is_found_by_one_of_its_tokens(world: World) -> Result<()> {
    let log = world.log().await?;
    let subject = new_subject();
    let first = log.append(draft(&subject, None)).await?;
    let last = log.append(draft(&subject, Some(&first))).await?;
    log.append(draft(&new_subject(), None)).await?;
    let id = subject.tokens().last().context("a token")?;
    let found = log.find(&Filter::new(format!("case.*.*.{id}"))?).await?;
    ensure!(found.as_ref() == Some(&last));
    ensure!(log.find(&Filter::new("case.*.*.nobody")?).await?.is_none());
    ensure!(log.at(first.sequence).await? == Some(first));
    ensure!(log.at(0).await?.is_none() && log.at(1_000_000).await?.is_none());
    Ok(())
}

pub(crate) async fn a_long_history_is_loaded_whole(world: World) -> Result<()> {
    let repository = world.repository().await?;
    let subject = new_subject();
    let mut sequence = 0;
    for _ in 0..1_100 {
        sequence = add(&repository, &subject, stamp(&[1]), &[1]).await?.position.sequence;
    }
    let log = repository.log();
    let entries = log.load_through(&subject, 0, sequence).await?;
    ensure!(entries.len() == 1_100);
    verify_chain(&subject, &entries, entries.last().map(|entry| entry.digest))?;
    let half = entries.get(549).context("an entry")?;
    ensure!(log.load_through(&subject, half.sequence, sequence).await?.len() == 550);
    let fresh = world.repository().await?;
    ensure!(fresh.read(&subject, None).await?.state.total == 1_100);
    Ok(())
}

pub(crate) async fn time_never_runs_backwards_on_a_subject(world: World) -> Result<()> {
    let repository = world.repository().await?;
    let subject = new_subject();
    let first = add(&repository, &subject, stamp(&[1]), &[1]).await?.entry.context("an entry")?;
    let command = stamp(&[2]);
    let early = |_: &Ledger, head: Option<&EntryHead>| -> Decision<Refusal> {
        assert_eq!(head, Some(&first.head()));
        let recorded_at = Timestamp::now() - SignedDuration::from_hours(1);
        Ok(Some(Proposal { recorded_at, ..proposal(command, &[2]) }))
    };
    let second = repository.execute(&subject, command, early).await?.entry.context("an entry")?;
    ensure!(second.recorded_at == first.recorded_at);
    Ok(())
}
