//! Group commit: decides which of the waiting messages go out alone and which together.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use futures::StreamExt as _;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::stats::Counters;
use super::{Pending, Wire, batch};
use crate::limits::{
    APPENDS_WAITING_MAX, BATCH_BYTES_MAX, BATCH_GATHER, BATCH_MESSAGES_MAX, SINGLES_IN_FLIGHT_MAX,
};

/// Publishes what one log's writers hand over.
///
/// Few writers: each message goes out at once, pipelined, and costs one fsync. Many: while one batch is being
/// committed the next one fills, and a batch costs hardly more than a single message.
pub(crate) struct Committer {
    wire: Wire,
    counters: Arc<Counters>,
    batch_messages_max: usize,
    batches_in_flight_max: usize,
    waiting: VecDeque<Pending>,
    flights: FuturesUnordered<BoxFuture<'static, Landed>>,
    singles_in_flight: usize,
    batches_in_flight: usize,
    /// Until then the writers that the last batch released may come back with their next message.
    gather_until: Option<Instant>,
    /// How many of them there were.
    gather_count: usize,
}

enum Landed {
    Single,
    Batch { messages: usize },
}

// === impl Committer ===

impl Committer {
    pub(crate) fn new(
        wire: Wire,
        counters: Arc<Counters>,
        batch_messages_max: usize,
        batches_in_flight_max: usize,
    ) -> Self {
        Self {
            wire,
            counters,
            batch_messages_max: batch_messages_max.clamp(2, BATCH_MESSAGES_MAX),
            batches_in_flight_max,
            waiting: VecDeque::new(),
            flights: FuturesUnordered::new(),
            singles_in_flight: 0,
            batches_in_flight: 0,
            gather_until: None,
            gather_count: 0,
        }
    }

    /// Runs until every handle on the log is gone and every message has been answered.
    pub(crate) async fn run(mut self, mut queue: mpsc::Receiver<Pending>) {
        let mut open = true;
        while open || !self.waiting.is_empty() || !self.flights.is_empty() {
            while self.has_room() {
                match queue.try_recv() {
                    Ok(pending) => self.waiting.push_back(pending),
                    Err(_) => break,
                }
            }
            self.dispatch();
            let gathering = self.gather_until;
            tokio::select! {
                received = queue.recv(), if open && self.has_room() => match received {
                    Some(pending) => self.waiting.push_back(pending),
                    None => open = false,
                },
                Some(landed) = self.flights.next(), if !self.flights.is_empty() => self.land(landed),
                () = sleep_until(gathering.unwrap_or_else(Instant::now)), if gathering.is_some() => {
                    self.gather_until = None;
                }
            }
        }
    }

    /// Waiting messages beyond this stay in the channel, whose bound turns writers away.
    fn has_room(&self) -> bool {
        self.waiting.len() < self.batch_messages_max.min(APPENDS_WAITING_MAX)
    }

    fn dispatch(&mut self) {
        while !self.waiting.is_empty() {
            if self.is_gathering() {
                return;
            }
            let many = self.waiting.len() >= SINGLES_IN_FLIGHT_MAX;
            if many && self.batches_in_flight < self.batches_in_flight_max {
                self.gather_until = None;
                let batch = self.take_batch();
                self.launch_batch(batch);
            } else if !many && self.batches_in_flight == 0 && self.singles_in_flight < SINGLES_IN_FLIGHT_MAX {
                if let Some(pending) = self.waiting.pop_front() {
                    self.launch_single(pending);
                }
            } else {
                return;
            }
        }
    }

    /// Half of the released writers are enough to go on; the rest make the batch after.
    fn is_gathering(&self) -> bool {
        self.gather_until.is_some() && self.waiting.len() * 2 < self.gather_count
    }

    /// Takes messages in their order, one per subject: the second on a subject waits for the fate of the first.
    fn take_batch(&mut self) -> Vec<Pending> {
        let mut batch = Vec::with_capacity(self.waiting.len().min(self.batch_messages_max));
        let mut subjects = HashSet::with_capacity(batch.capacity());
        let mut later = VecDeque::new();
        let mut bytes = 0;
        while let Some(pending) = self.waiting.pop_front() {
            let fits = batch.len() < self.batch_messages_max && bytes + pending.bytes() <= BATCH_BYTES_MAX;
            if fits && subjects.insert(pending.subject.clone()) {
                bytes += pending.bytes();
                batch.push(pending);
            } else {
                later.push_back(pending);
            }
        }
        self.waiting = later;
        batch
    }

    fn launch_single(&mut self, pending: Pending) {
        self.singles_in_flight += 1;
        let (wire, counters) = (self.wire.clone(), self.counters.clone());
        self.flights.push(Box::pin(async move {
            batch::publish(&wire, &counters, pending).await;
            Landed::Single
        }));
    }

    fn launch_batch(&mut self, messages: Vec<Pending>) {
        self.batches_in_flight += 1;
        let (wire, counters) = (self.wire.clone(), self.counters.clone());
        self.flights.push(Box::pin(async move {
            let count = messages.len();
            batch::commit(&wire, &counters, messages).await;
            Landed::Batch { messages: count }
        }));
    }

    fn land(&mut self, landed: Landed) {
        match landed {
            Landed::Single => self.singles_in_flight -= 1,
            Landed::Batch { messages } => {
                self.batches_in_flight -= 1;
                self.gather_until = Some(Instant::now() + BATCH_GATHER);
                self.gather_count = messages;
            }
        }
    }
}
