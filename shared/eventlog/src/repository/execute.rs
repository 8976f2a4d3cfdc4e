use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;
use tokio_util::task::AbortOnDropHandle;

use super::cache::Cache;
use super::{
    Aggregate, CommandStamp, Decision, ExecuteError, Executed, Loaded, Proposal, Receipt, Repository,
    RepositoryError, RepositoryOptions, freshen,
};
use crate::limits::{EXECUTE_ATTEMPTS_MAX, EXECUTE_BACKOFF_MAX, EXECUTE_BACKOFF_MIN, EXECUTE_TIME_MAX};
use crate::{Digest, Draft, Entry, EntryHead, Log, Subject};

/// How far an aggregate can be trusted to hold the subject's last entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// It came from memory and may be behind.
    Cached,
    /// The leader was asked.
    Confirmed,
}

impl<A: Aggregate> Repository<A> {
    /// Opens a repository on `log` and begins to follow it.
    ///
    /// # Errors
    /// Fails if the log does not serve at the moment.
    pub async fn open(log: Log, options: RepositoryOptions) -> Result<Self, RepositoryError> {
        let head = log.head().await?;
        let cache = Arc::new(Cache::new(options.cached_aggregates_max));
        let followed = Arc::new(AtomicU64::new(head.sequence));
        let freshener =
            tokio::spawn(freshen::run(log.follow(head.sequence), cache.clone(), followed.clone()));
        Ok(Self {
            log,
            cache,
            turns: Arc::default(),
            followed,
            _freshener: Arc::new(AbortOnDropHandle::new(freshener)),
        })
    }

    pub fn log(&self) -> &Log {
        &self.log
    }

    /// How far the cache has followed the log.
    pub fn followed(&self) -> u64 {
        self.followed.load(Ordering::Acquire)
    }

    /// Decides a command and stores the decision.
    ///
    /// `decide` sees the aggregate and its last entry. It may be called several times: whenever another write came
    /// first, it decides again on what is then the truth. A command that was decided before is not decided again;
    /// its first outcome is returned. A refusal, or that there is nothing to do, is returned only if the leader
    /// confirmed that the aggregate was the latest.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn execute<E>(
        &self,
        subject: &Subject,
        command: CommandStamp,
        mut decide: impl FnMut(&A, Option<&EntryHead>) -> Decision<E>,
    ) -> Result<Executed<A>, ExecuteError<E>> {
        let _turn = self.turns.take(subject).await.ok_or(ExecuteError::Busy)?;
        let (mut loaded, mut trust) = self.recall(subject).await?;
        let mut failure = None;
        let mut attempt = 0;
        let begun = Instant::now();
        while attempt < EXECUTE_ATTEMPTS_MAX && begun.elapsed() < EXECUTE_TIME_MAX {
            attempt += 1;
            if let Some(receipt) = loaded.state.receipt(command.id) {
                return self.repeat(subject, command, receipt).await;
            }
            match decide(&loaded.state, loaded.head.as_ref()) {
                Ok(Some(proposal)) => {
                    let draft = draft(subject, command, proposal, loaded.head);
                    rehearse(&loaded, &draft)?;
                    match self.log.append(draft).await {
                        Ok(entry) => return Ok(self.accept(&loaded, entry, attempt).await?),
                        Err(error) if error.is_open() => failure = Some(error),
                        Err(error) => return Err(ExecuteError::Append(error)),
                    }
                    back_off(attempt).await;
                }
                Ok(None) if trust == Trust::Confirmed => return Ok(self.unchanged(loaded)),
                Err(refusal) if trust == Trust::Confirmed => return Err(ExecuteError::Refused(refusal)),
                Ok(None) | Err(_) => {}
            }
            loaded = self.refresh(subject, loaded).await?;
            trust = Trust::Confirmed;
        }
        Err(ExecuteError::Contended { attempts: attempt, last: failure })
    }

    /// The aggregate with every entry of the subject up to stream sequence `at_least`; without it, as this process
    /// knows it, which may be a moment old.
    ///
    /// # Errors
    /// See [`RepositoryError`].
    pub async fn read(&self, subject: &Subject, at_least: Option<u64>) -> Result<Loaded<A>, RepositoryError> {
        let followed = self.followed();
        let (loaded, trust) = self.recall(subject).await?;
        let wanted = at_least.unwrap_or(0);
        if trust == Trust::Confirmed || followed >= wanted || loaded.sequence() >= wanted {
            return Ok(loaded);
        }
        self.refresh(subject, loaded).await
    }

    /// From memory, or else from the log.
    async fn recall(&self, subject: &Subject) -> Result<(Loaded<A>, Trust), RepositoryError> {
        match self.cache.get(subject) {
            Some(loaded) => Ok((loaded, Trust::Cached)),
            None => Ok((self.refresh(subject, Loaded::empty()).await?, Trust::Confirmed)),
        }
    }

    /// Brings `loaded` up to the subject's last entry as the leader knows it.
    async fn refresh(&self, subject: &Subject, loaded: Loaded<A>) -> Result<Loaded<A>, RepositoryError> {
        let ticket = self.cache.ticket(subject);
        let Some(last) = self.log.last(subject).await? else {
            return Ok(loaded);
        };
        if last.sequence <= loaded.sequence() {
            return Ok(loaded);
        }
        let next = if last.previous == loaded.head.map(Digest::from) {
            loaded.with(&[last])
        } else {
            let delta = self.log.load_through(subject, loaded.sequence(), last.sequence).await?;
            loaded.with(&delta)
        };
        match next {
            Ok(next) => {
                self.cache.offer(subject, &next, &ticket);
                Ok(next)
            }
            Err(corrupt) => {
                self.cache.forget(subject);
                Err(corrupt.into())
            }
        }
    }

    /// The outcome of a decision that has just been stored. If it was not the first try, what is kept comes from the
    /// stored bytes.
    async fn accept(
        &self,
        loaded: &Loaded<A>,
        entry: Entry,
        attempt: u32,
    ) -> Result<Executed<A>, RepositoryError> {
        let subject = &entry.subject;
        let ticket = self.cache.ticket(subject);
        let next = if attempt == 1 {
            loaded.with(std::slice::from_ref(&entry))?
        } else {
            loaded.with(&self.log.load_through(subject, loaded.sequence(), entry.sequence).await?)?
        };
        self.cache.offer(subject, &next, &ticket);
        Ok(Executed {
            position: self.log.position(next.sequence()),
            state: next.state,
            entry: Some(entry),
            repeated: false,
        })
    }

    /// The first outcome of a command that comes again: the aggregate as it was then.
    async fn repeat<E>(
        &self,
        subject: &Subject,
        command: CommandStamp,
        receipt: Receipt,
    ) -> Result<Executed<A>, ExecuteError<E>> {
        if receipt.digest != command.digest {
            return Err(ExecuteError::CommandIdReused { id: command.id });
        }
        let entries =
            self.log.load_through(subject, 0, receipt.sequence).await.map_err(RepositoryError::from)?;
        let then = Loaded::<A>::empty().with(&entries).map_err(RepositoryError::from)?;
        Ok(Executed {
            position: self.log.position(then.sequence()),
            state: then.state,
            entry: entries.into_iter().last(),
            repeated: true,
        })
    }

    fn unchanged(&self, loaded: Loaded<A>) -> Executed<A> {
        Executed {
            position: self.log.position(loaded.sequence()),
            state: loaded.state,
            entry: None,
            repeated: false,
        }
    }
}

/// The decision with its place in the subject's history. Time never runs backwards there.
fn draft(subject: &Subject, command: CommandStamp, proposal: Proposal, head: Option<EntryHead>) -> Draft {
    Draft {
        subject: subject.clone(),
        expected: head.map_or(0, |head| head.sequence),
        previous: head.map(Digest::from),
        id: command.id,
        kind: proposal.kind,
        source: proposal.source,
        recorded_at: head.map_or(proposal.recorded_at, |head| head.recorded_at.max(proposal.recorded_at)),
        correlation: proposal.correlation,
        causation: proposal.causation,
        payload: proposal.payload,
    }
}

/// A decision that cannot be folded would lock its subject for ever, so it is folded once before it is stored.
fn rehearse<A: Aggregate>(loaded: &Loaded<A>, draft: &Draft) -> Result<(), RepositoryError> {
    let entry = draft.clone().into_entry(draft.expected + 1, Digest::from_bytes([0; 32]));
    loaded.with(&[entry])?;
    Ok(())
}

/// Doubles from attempt to attempt, with jitter, so that writers who met once do not meet again.
async fn back_off(attempt: u32) {
    let longest = EXECUTE_BACKOFF_MIN.saturating_mul(1 << attempt.min(10)).min(EXECUTE_BACKOFF_MAX);
    let share = rand::random_range(0.5..1.0);
    tokio::time::sleep(Duration::from_secs_f64(longest.as_secs_f64() * share)).await;
}
