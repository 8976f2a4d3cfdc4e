use std::collections::HashMap;

use bytes::Bytes;
use fengqiao_eventlog::{
    Aggregate, CommandStamp, Corrupt, Decision, Draft, Entry, EntryHead, ExecuteError, Executed, Proposal,
    Receipt, Repository, Subject,
};
use jiff::Timestamp;
use uuid::Uuid;

/// The sum of the amounts on one subject. A payload is the command's digest and then one byte per event: its amount.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    pub(crate) total: u64,
    pub(crate) decisions: u64,
    pub(crate) events: u64,
    receipts: HashMap<Uuid, Receipt>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("the total is {total}")]
    NotAt { total: u64 },
}

impl Aggregate for Ledger {
    fn empty() -> Self {
        Self::default()
    }

    fn apply(&mut self, entry: &Entry) -> Result<(), Corrupt> {
        let (digest, amounts) = entry.payload.split_at_checked(32).ok_or_else(|| Corrupt {
            subject: entry.subject.to_string(),
            sequence: entry.sequence,
            reason: "it carries no digest".to_owned(),
        })?;
        self.decisions += 1;
        self.events += amounts.len() as u64;
        self.total += amounts.iter().map(|amount| u64::from(*amount)).sum::<u64>();
        let digest = digest.try_into().expect("32 bytes");
        self.receipts.insert(entry.id, Receipt { digest, sequence: entry.sequence });
        Ok(())
    }

    fn receipt(&self, id: Uuid) -> Option<Receipt> {
        self.receipts.get(&id).copied()
    }
}

pub(crate) fn stamp(amounts: &[u8]) -> CommandStamp {
    let mut digest = [7; 32];
    digest.iter_mut().zip(amounts).for_each(|(byte, amount)| *byte ^= amount);
    CommandStamp { id: Uuid::new_v4(), digest }
}

pub(crate) fn proposal(command: CommandStamp, amounts: &[u8]) -> Proposal {
    Proposal {
        kind: "test.added".to_owned(),
        source: "/tests".to_owned(),
        recorded_at: Timestamp::now(),
        correlation: command.id,
        causation: None,
        payload: [&command.digest, amounts].concat().into(),
    }
}

/// Adds `amounts`, whatever the ledger holds.
pub(crate) async fn add(
    repository: &Repository<Ledger>,
    subject: &Subject,
    command: CommandStamp,
    amounts: &[u8],
) -> Result<Executed<Ledger>, ExecuteError<Refusal>> {
    let decide =
        |_: &Ledger, _: Option<&EntryHead>| -> Decision<Refusal> { Ok(Some(proposal(command, amounts))) };
    repository.execute(subject, command, decide).await
}

/// The draft behind `last`, with a payload of its own.
pub(crate) fn draft(subject: &Subject, last: Option<&Entry>) -> Draft {
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
        payload: Bytes::from(vec![1; 40]),
    }
}
