//! How far this process knows the views to be committed, for those who wait for it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use fengqiao_eventlog::Position;
use tokio::sync::watch;
use tokio::time::timeout;

/// Committed positions. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Progress {
    streams: Arc<watch::Sender<BTreeMap<String, StreamState>>>,
}

/// One log, as far as this process has followed it.
#[derive(Debug, Clone, Default)]
pub(crate) struct StreamState {
    pub(crate) position: Option<Position>,
    pub(crate) last_error: Option<String>,
}

/// Why positions were not waited for to the end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AtLeastError {
    #[error("the stream {0} is not followed here")]
    UnknownStream(String),
    #[error("the stream {0} is of another epoch")]
    OtherEpoch(String),
    #[error("the views have not come there yet")]
    TooSlow,
}

// === impl Progress ===

impl Progress {
    /// Knows these streams, and of none of them how far it is.
    pub(crate) fn of(streams: impl Iterator<Item = String>) -> Self {
        let streams = streams.map(|stream| (stream, StreamState::default())).collect();
        Self { streams: Arc::new(watch::Sender::new(streams)) }
    }

    /// Notes a committed position. It may lie behind the last one, after going back to an older version.
    pub(crate) fn reach(&self, position: Position) {
        self.change(position.stream.clone(), |state| state.position = Some(position));
    }

    /// Notes a failure that may pass.
    pub(crate) fn fail(&self, stream: &str, error: String) {
        self.change(stream.to_owned(), |state| state.last_error = Some(error));
    }

    /// Forgets the last failure.
    pub(crate) fn succeed(&self, stream: &str) {
        self.streams.send_if_modified(|streams| {
            streams.get_mut(stream).is_some_and(|state| state.last_error.take().is_some())
        });
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<BTreeMap<String, StreamState>> {
        self.streams.subscribe()
    }

    /// What is known now.
    pub(crate) fn streams(&self) -> BTreeMap<String, StreamState> {
        self.streams.borrow().clone()
    }

    /// Waits until all these positions are committed. Woken by each commit; nothing is polled.
    ///
    /// # Errors
    /// At once for a place that will never be reached, after `time` for one that is not reached yet.
    pub(crate) async fn at_least(&self, wanted: &[Position], time: Duration) -> Result<(), AtLeastError> {
        if wanted.is_empty() {
            return Ok(());
        }
        let mut streams = self.streams.subscribe();
        let mut reached = async || {
            loop {
                if has_reached(&streams.borrow_and_update(), wanted)? {
                    return Ok(());
                }
                if streams.changed().await.is_err() {
                    return Err(AtLeastError::TooSlow);
                }
            }
        };
        timeout(time, reached()).await.unwrap_or(Err(AtLeastError::TooSlow))
    }

    fn change(&self, stream: String, change: impl FnOnce(&mut StreamState)) {
        self.streams.send_modify(|streams| change(streams.entry(stream).or_default()));
    }
}

fn has_reached(streams: &BTreeMap<String, StreamState>, wanted: &[Position]) -> Result<bool, AtLeastError> {
    let mut all = true;
    for wanted in wanted {
        let state =
            streams.get(&wanted.stream).ok_or_else(|| AtLeastError::UnknownStream(wanted.stream.clone()))?;
        all &= match &state.position {
            None => false,
            Some(position) if position.epoch != wanted.epoch => {
                return Err(AtLeastError::OtherEpoch(wanted.stream.clone()));
            }
            Some(position) => position.sequence >= wanted.sequence,
        };
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use fengqiao_eventlog::Epoch;
    use tokio::time::Instant;

    use super::*;

    const EPOCH: Epoch = Epoch::from_uuid(uuid::Uuid::from_u128(1));
    const TIME: Duration = Duration::from_millis(300);

    fn at(sequence: u64) -> Position {
        Position { stream: "CASES_640221".to_owned(), epoch: EPOCH, sequence }
    }

    fn progress() -> Progress {
        Progress::of(["CASES_640221".to_owned()].into_iter())
    }

    #[tokio::test]
    async fn a_query_waits_for_the_commit_and_no_longer() {
        let progress = progress();
        progress.reach(at(4));
        assert_eq!(progress.at_least(&[at(4)], TIME).await, Ok(()));
        let waiting = progress.clone();
        let waiter = tokio::spawn(async move { waiting.at_least(&[at(5)], TIME).await });
        tokio::task::yield_now().await;
        assert!(!waiter.is_finished());
        progress.reach(at(5));
        assert_eq!(waiter.await.unwrap(), Ok(()));
    }

    #[tokio::test]
    async fn a_query_that_waited_its_time_is_told_so() {
        let begin = Instant::now();
        assert_eq!(progress().at_least(&[at(1)], TIME).await, Err(AtLeastError::TooSlow));
        assert!(begin.elapsed() >= TIME);
    }

    #[tokio::test]
    async fn a_place_that_is_never_reached_is_refused_at_once() {
        let progress = progress();
        progress.reach(at(9));
        let other = Position { epoch: Epoch::from_uuid(uuid::Uuid::from_u128(2)), ..at(1) };
        assert!(matches!(progress.at_least(&[other], TIME).await, Err(AtLeastError::OtherEpoch(_))));
        let unknown = Position { stream: "ELSEWHERE".to_owned(), ..at(1) };
        assert!(matches!(progress.at_least(&[unknown], TIME).await, Err(AtLeastError::UnknownStream(_))));
    }
}
