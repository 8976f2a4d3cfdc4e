//! One atomic batch, and its repair: a message that fails its expectation never fails its neighbours.

use futures::future;

use super::stats::Counters;
use super::wire::{BatchError, Wire};
use super::{AppendError, Pending};
use crate::limits::BATCH_REPAIRS_MAX;

/// Commits `batch` and answers every message in it.
///
/// A conflict rejects the whole batch. If the server names a sequence, the message there tells the culprit, which is
/// dropped; otherwise the batch is halved, until the culprit stands alone. After a bounded number of sends the rest
/// goes out one by one, where each meets its own fate.
pub(super) async fn commit(wire: &Wire, counters: &Counters, batch: Vec<Pending>) {
    let mut groups = vec![batch];
    let mut sends = 0;
    while let Some(mut group) = groups.pop() {
        sends += 1;
        if group.len() <= 1 || sends > BATCH_REPAIRS_MAX {
            future::join_all(group.into_iter().map(|pending| publish(wire, counters, pending))).await;
            continue;
        }
        match wire.publish_batch(&group).await {
            Ok(first) => {
                counters.committed(group.len());
                for (sequence, pending) in (first..).zip(group) {
                    pending.answer(Ok(sequence));
                }
            }
            Err(BatchError::Conflict { last }) => {
                counters.rejected();
                match culprit(wire, &group, last).await {
                    Some(index) => {
                        group.swap_remove(index).answer(Err(AppendError::Conflict { last }));
                        groups.push(group);
                    }
                    None => {
                        let half = group.split_off(group.len() / 2);
                        groups.push(half);
                        groups.push(group);
                    }
                }
            }
            Err(BatchError::Incomplete) => groups.push(group),
            Err(BatchError::All(error)) => {
                for pending in group {
                    pending.answer(Err(error.clone()));
                }
            }
        }
    }
}

pub(super) async fn publish(wire: &Wire, counters: &Counters, pending: Pending) {
    let outcome = wire.publish(&pending).await;
    counters.single();
    pending.answer(outcome);
}

/// The message whose subject really ends at the sequence that the server named.
async fn culprit(wire: &Wire, group: &[Pending], last: Option<u64>) -> Option<usize> {
    let last = last.filter(|last| *last > 0)?;
    let subject = wire.subject_at(last).await?;
    group.iter().position(|pending| pending.subject.as_str() == subject && pending.expected != last)
}
