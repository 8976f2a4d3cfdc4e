//! Messages as the platform stored them, so that the baselines store the same.

use anyhow::{Context as _, Result, ensure};
use async_nats::{Client, HeaderMap, jetstream};
use bytes::Bytes;

use crate::plan::SAMPLE_MESSAGES;

/// A run of stored messages.
pub(crate) struct Sample {
    messages: Vec<Message>,
}

/// A stored message without its place.
#[derive(Clone)]
pub(crate) struct Message {
    pub(crate) headers: HeaderMap,
    pub(crate) payload: Bytes,
}

impl Sample {
    /// The first messages of a stream.
    pub(crate) async fn read(client: Client, stream: &str) -> Result<Self> {
        let stream = jetstream::new(client).get_stream(stream).await?;
        let last = stream.cached_info().state.last_sequence.min(SAMPLE_MESSAGES);
        ensure!(last > 0, "nothing is stored that the baselines could store");
        let mut messages = Vec::new();
        for sequence in 1..=last {
            let stored = stream.get_raw_message(sequence).await.context("cannot read a stored message")?;
            let mut headers = HeaderMap::new();
            // The server's own headers are orders to it, such as what it should expect.
            let kept = stored.headers.iter().filter(|(name, _)| !name.to_string().starts_with("Nats-"));
            for (name, values) in kept {
                values.iter().for_each(|value| headers.append(name.clone(), value.clone()));
            }
            messages.push(Message { headers, payload: stored.payload });
        }
        Ok(Self { messages })
    }

    /// The messages over and over, from the `start`th on.
    pub(crate) fn cycle_from(&self, start: usize) -> impl Iterator<Item = &Message> {
        self.messages.iter().cycle().skip(start % self.messages.len().max(1))
    }

    pub(crate) fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The mean size of a body, in bytes.
    pub(crate) fn payload_bytes(&self) -> f64 {
        self.messages.iter().map(|message| message.payload.len()).sum::<usize>() as f64
            / self.messages.len() as f64
    }
}
