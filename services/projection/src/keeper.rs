//! The keeper of time (时限管理): says each second which cases and affairs have something due.
//!
//! Nothing is armed and nothing can be lost: what is due stands in an index of the views, is rebuilt with them, and is
//! told again until the case has moved on. Who takes a hint loads the case and decides for itself.

mod lead;
mod waiting;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use async_nats::Client;
use fengqiao_domain::id::CaseId;
use fengqiao_jurisdiction::SiteCode;
use fengqiao_runtime::hint::{self, Answer, Hint, Why};
use fengqiao_runtime::{Clock, Drain};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};
use uuid::Uuid;

use self::lead::Lead;
use self::waiting::Waiting;
use crate::error::with_causes;
use crate::limits::{HINT_ANSWER_TIME_MAX, HINT_INTERVAL, HINTS_PER_ROUND_MAX, OWED_AT_ONCE_MAX};
use crate::screen::screen;
use crate::store::{Due, Store, StoreError, due_affairs, due_cases, open_owed, settle};

/// What the keeper has done, for those who look after it.
#[derive(Debug, Default)]
pub(crate) struct KeeperStats {
    sites: BTreeMap<SiteCode, SiteStats>,
}

#[derive(Debug, Default)]
struct SiteStats {
    keeps: AtomicBool,
    hints_sent: AtomicU64,
}

/// Keeps the time of the cases of all sites of this process, as far as no other process does.
pub(crate) struct Keeper {
    pub(crate) store: Store,
    pub(crate) sites: Vec<(SiteCode, Client)>,
    pub(crate) clock: Clock,
    pub(crate) stats: Arc<KeeperStats>,
}

// === impl KeeperStats ===

impl KeeperStats {
    pub(crate) fn of(sites: impl Iterator<Item = SiteCode>) -> Self {
        Self { sites: sites.map(|site| (site, SiteStats::default())).collect() }
    }

    /// Every site, with whether this process keeps it, and how many hints it has sent.
    pub(crate) fn sites(&self) -> impl Iterator<Item = (SiteCode, bool, u64)> {
        self.sites.iter().map(|(site, stats)| {
            let (keeps, sent) = (&stats.keeps, &stats.hints_sent);
            (*site, keeps.load(Ordering::Relaxed), sent.load(Ordering::Relaxed))
        })
    }

    fn keeps(&self, site: SiteCode, keeps: bool) {
        let Some(stats) = self.sites.get(&site) else { return };
        if stats.keeps.swap(keeps, Ordering::Relaxed) != keeps {
            tracing::info!(%site, keeps, "the keeping of time changed hands");
        }
    }

    fn sent(&self, site: SiteCode) {
        if let Some(stats) = self.sites.get(&site) {
            stats.hints_sent.fetch_add(1, Ordering::Relaxed);
        }
    }
}

// === impl Keeper ===

impl Keeper {
    /// Keeps time until the drain starts.
    pub(crate) async fn run(self, drain: Drain) {
        let mut ticks = interval(HINT_INTERVAL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut lead = None;
        let mut waiting = Waiting::default();
        // Ends with this scope: an answer that nobody hears is asked for again.
        let mut asking = JoinSet::new();
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = drain.started() => return,
            }
            if let Err(error) = self.round(&mut lead, &mut waiting, &mut asking).await {
                tracing::error!(error = with_causes(&error), "could not tell what is due; trying again");
                // Whoever lost the connection has lost the lead with it.
                lead = None;
                self.sites.iter().for_each(|(site, _)| self.stats.keeps(*site, false));
            }
        }
    }

    async fn round(
        &self,
        lead: &mut Option<Lead>,
        waiting: &mut Waiting,
        asking: &mut JoinSet<Result<Option<Uuid>, StoreError>>,
    ) -> Result<(), StoreError> {
        let lead = match lead {
            Some(lead) => lead,
            none => none.insert(Lead::begin(&self.store).await?),
        };
        while let Some(answered) = asking.try_join_next() {
            match answered {
                Ok(Ok(Some(command))) => waiting.forget(command),
                Ok(Ok(None)) | Err(_) => {}
                Ok(Err(error)) => return Err(error),
            }
        }
        let now = Instant::now();
        waiting.prune(now);
        for (site, nats) in &self.sites {
            let keeps = lead.keeps(&self.store, *site).await?;
            self.stats.keeps(*site, keeps);
            if !keeps {
                continue;
            }
            screen(&self.store, *site).await?;
            let mut views = lead.read(&self.store).await?;
            let held: Vec<(Uuid, u64)> = waiting.held(now);
            let now_due = self.clock.now();
            let mut due = due_cases(&mut views, *site, now_due, &held, HINTS_PER_ROUND_MAX).await?;
            due.extend(due_affairs(&mut views, *site, now_due, &held, HINTS_PER_ROUND_MAX).await?);
            let free = OWED_AT_ONCE_MAX.saturating_sub(asking.len());
            let under_way: Vec<Uuid> = held.iter().map(|(id, _)| *id).collect();
            let max = i64::try_from(free).unwrap_or_default();
            let owed = open_owed(&mut views, &self.store, *site, &under_way, max).await?;
            // At once, and not with the next statement: until then it holds off whoever drops old views.
            views.rollback().await.map_err(|source| StoreError::Transaction("end", source))?;
            for due in due {
                waiting.hold(due.id, due.sequence, now);
                self.tell(*site, nats, due).await;
            }
            for (command, hint) in owed {
                waiting.hold(command, 0, now);
                self.stats.sent(*site);
                asking.spawn(ask(self.store.clone(), nats.clone(), *site, command, hint));
            }
        }
        Ok(())
    }

    async fn tell(&self, site: SiteCode, nats: &Client, due: Due) {
        let hint = Hint {
            case: CaseId::new(due.id),
            subject: due.subject,
            sequence: due.sequence,
            command: None,
            why: Why::Due { moment: due.moment },
        };
        let Ok(payload) = serde_json::to_vec(&hint) else { return };
        match nats.publish(hint::subject(site), payload.into()).await {
            Ok(()) => self.stats.sent(site),
            // It is told again.
            Err(error) => tracing::warn!(%site, %error, "a hint could not be sent"),
        }
    }
}

/// Sends a hint that has to be answered, and notes if it was. Gives the command whose answer came.
async fn ask(
    store: Store,
    nats: Client,
    site: SiteCode,
    command: Uuid,
    hint: Hint,
) -> Result<Option<Uuid>, StoreError> {
    let Ok(payload) = serde_json::to_vec(&hint) else { return Ok(None) };
    let answer = timeout(HINT_ANSWER_TIME_MAX, nats.request(hint::subject(site), payload.into())).await;
    let answer = answer.ok().and_then(Result::ok);
    match answer.and_then(|message| serde_json::from_slice(&message.payload).ok()) {
        Some(Answer::Settled) => {
            settle(&store, command).await?;
            Ok(Some(command))
        }
        Some(Answer::Later) | None => Ok(None),
    }
}
