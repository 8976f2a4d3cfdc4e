//! Officers at work while things break: each keeps a journal of what was acknowledged, as a real client would.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::task::JoinSet;
use tonic::{Response, Status};
use uuid::Uuid;

use fengqiao_api::status::Failure;
use fengqiao_api::v1::{ClassifyMatterRequest, CommandOutcome, RegisterCaseRequest};
use fengqiao_scenarios::{Township, forms};
use jiff::civil::Date;

/// How often one command is repeated until it is acknowledged.
const REPEATS_MAX: u32 = 600;
const PAUSE: Duration = Duration::from_millis(50);

/// A command that was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acked {
    pub command: Uuid,
    pub case: String,
    pub stream: String,
    pub sequence: u64,
}

/// What the clients know, and nobody else.
#[derive(Debug, Default)]
pub struct Journal {
    pub acked: Vec<Acked>,
    /// Commands that were sent more than once before they were acknowledged.
    pub repeated: usize,
}

/// Officers at work.
pub struct Load {
    stop: Arc<AtomicBool>,
    officers: JoinSet<Result<Journal>>,
}

impl Load {
    /// Begins: each officer registers and classifies cases, one after the other.
    pub fn begin(officers: impl IntoIterator<Item = Township>, today: Date) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut set = JoinSet::new();
        for officer in officers {
            set.spawn(work(officer, today, stop.clone()));
        }
        Self { stop, officers: set }
    }

    /// Lets every officer finish the command in hand and hands over the journals as one.
    ///
    /// # Errors
    /// If an officer was refused, or never got an answer.
    pub async fn end(mut self) -> Result<Journal> {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Journal::default();
        while let Some(journal) = self.officers.join_next().await {
            let journal = journal.context("an officer's task failed")??;
            all.acked.extend(journal.acked);
            all.repeated += journal.repeated;
        }
        Ok(all)
    }
}

async fn work(mut officer: Township, today: Date, stop: Arc<AtomicBool>) -> Result<Journal> {
    let mut journal = Journal::default();
    while !stop.load(Ordering::Relaxed) {
        let registered = persist(&mut journal, &mut officer, forms::village_dispute(today)).await?;
        persist(&mut journal, &mut officer, forms::classify(&registered.case_id, "02")).await?;
    }
    Ok(journal)
}

/// Sends a command until it is acknowledged, always with the same id.
async fn persist(
    journal: &mut Journal,
    officer: &mut Township,
    command: impl Command,
) -> Result<CommandOutcome> {
    let id = command.id().parse().context("the command has no id")?;
    for attempt in 0..REPEATS_MAX {
        match command.send(officer).await {
            Ok(answer) => {
                let outcome = answer.into_inner();
                let position = outcome.positions.first().context("the answer names no position")?;
                journal.repeated += usize::from(attempt > 0);
                journal.acked.push(Acked {
                    command: id,
                    case: outcome.case_id.clone(),
                    stream: position.stream.clone(),
                    sequence: position.sequence,
                });
                return Ok(outcome);
            }
            Err(status) => {
                let failure = Failure::from(&status);
                // Without a code of ours the connection broke, and nobody knows what became of the command.
                if !failure.code.is_empty() && !failure.may_be_repeated() {
                    bail!("refused: {} {}", failure.code, status.message());
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    bail!("never acknowledged in {REPEATS_MAX} attempts")
}

/// A command of the load.
trait Command: Send + Sync {
    fn id(&self) -> &str;

    fn send(
        &self,
        officer: &mut Township,
    ) -> impl Future<Output = Result<Response<CommandOutcome>, Status>> + Send;
}

impl Command for RegisterCaseRequest {
    fn id(&self) -> &str {
        self.header.as_ref().map_or("", |header| &header.command_id)
    }

    async fn send(&self, officer: &mut Township) -> Result<Response<CommandOutcome>, Status> {
        officer.register_case(self.clone()).await
    }
}

impl Command for ClassifyMatterRequest {
    fn id(&self) -> &str {
        self.header.as_ref().map_or("", |header| &header.command_id)
    }

    async fn send(&self, officer: &mut Township) -> Result<Response<CommandOutcome>, Status> {
        officer.classify_matter(self.clone()).await
    }
}
