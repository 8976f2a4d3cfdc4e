//! JetStream by itself: the same messages, each published alone and acknowledged once it is on the disk.

use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use async_nats::Client;
use async_nats::jetstream::stream::Config;
use async_nats::jetstream::{self, Context};
use fengqiao_testkit::nats::NatsServer;

use crate::closed_loop::{self, Caller};
use crate::latency::Latencies;
use crate::plan::{IN_FLIGHT, Plan};
use crate::report::Report;
use crate::sample::{Message, Sample};

const STREAM: &str = "BENCH";
const PREFIX: &str = "bench";

struct Publisher {
    context: Context,
    subject: String,
    messages: Arc<[Message]>,
    next: usize,
}

impl Caller for Publisher {
    async fn call(&mut self) -> Result<()> {
        if let Some(message) = self.messages.get(self.next % self.messages.len().max(1)) {
            publish(&self.context, &self.subject, message).await?;
        }
        self.next += 1;
        Ok(())
    }
}

/// Throughput, on a server of its own.
pub(crate) async fn measure(plan: &Plan, sample: &Sample, report: &mut Report) -> Result<()> {
    let server = NatsServer::single().await?;
    let context = stream(server.client().await?).await?;
    let messages: Arc<[Message]> = sample.messages().into();
    let publishers = (0..IN_FLIGHT)
        .map(|index| Publisher {
            context: context.clone(),
            subject: format!("{PREFIX}.{index}"),
            messages: messages.clone(),
            next: index,
        })
        .collect();
    let rates = closed_loop::rates(plan, publishers).await?;
    report.rate("jetstream_single", "JetStream, one message a publish", "messages/s", rates);
    Ok(())
}

/// The time of one publish with none beside it, on the server that the platform uses.
pub(crate) async fn measure_one(
    plan: &Plan,
    client: Client,
    sample: &Sample,
    report: &mut Report,
) -> Result<()> {
    let context = stream(client).await?;
    let mut latencies = Latencies::default();
    for (index, message) in sample.cycle_from(0).take(plan.raw_publishes).enumerate() {
        let begin = Instant::now();
        publish(&context, &format!("{PREFIX}.{}", index % IN_FLIGHT), message).await?;
        latencies.push(begin.elapsed());
    }
    report.latency("raw_publish", "one JetStream publish", &latencies);
    Ok(())
}

async fn stream(client: Client) -> Result<Context> {
    let context = jetstream::new(client);
    let config =
        Config { name: STREAM.to_owned(), subjects: vec![format!("{PREFIX}.>")], ..Config::default() };
    context.create_stream(config).await?;
    Ok(context)
}

async fn publish(context: &Context, subject: &str, message: &Message) -> Result<()> {
    let (headers, payload) = (message.headers.clone(), message.payload.clone());
    context.publish_with_headers(subject.to_owned(), headers, payload).await?.await?;
    Ok(())
}
