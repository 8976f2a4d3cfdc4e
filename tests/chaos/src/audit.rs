//! Holds the clients' journals against the log, read past the services.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context as _, Result, ensure};
use uuid::Uuid;

use fengqiao_eventlog::{Entry, Log, verify_chain};

use crate::Journal;

/// Proves that every acknowledged command is in the log where its answer said, that no command is there twice, that each
/// case's history is without a hole, and that every hash chain holds. Gives the entries in the order of the log.
///
/// # Errors
/// The first promise that is broken.
pub async fn audit(log: &Log, journal: &Journal) -> Result<Vec<Entry>> {
    let entries = read(log).await?;
    let mut by_command: HashMap<Uuid, u64> = HashMap::new();
    let mut by_subject: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries.values() {
        let twice = by_command.insert(entry.id, entry.sequence);
        ensure!(twice.is_none(), "command {} is in the log at {twice:?} and at {}", entry.id, entry.sequence);
        by_subject.entry(entry.subject.as_str().to_owned()).or_default().push(entry.clone());
    }
    let stream = log.stream();
    let mut seen = BTreeSet::new();
    for acked in journal.acked.iter().filter(|acked| acked.stream == stream) {
        let sequence = by_command.get(&acked.command);
        ensure!(
            sequence == Some(&acked.sequence),
            "command {} was acknowledged at {} and is at {sequence:?}",
            acked.command,
            acked.sequence
        );
        ensure!(seen.insert(acked.sequence), "two commands were acknowledged at {}", acked.sequence);
    }
    for (subject, history) in &by_subject {
        let (Some(first), Some(last)) = (history.first(), history.last()) else { continue };
        verify_chain(&first.subject, history, Some(last.digest))
            .with_context(|| format!("the chain of {subject} is broken"))?;
    }
    Ok(entries.into_values().collect())
}

async fn read(log: &Log) -> Result<BTreeMap<u64, Entry>> {
    let head = log.head().await?.sequence;
    let mut follower = log.follow(0);
    let mut entries = BTreeMap::new();
    while entries.len() < usize::try_from(head)? {
        let entry = follower.next().await?;
        entries.insert(entry.sequence, entry);
    }
    Ok(entries)
}
