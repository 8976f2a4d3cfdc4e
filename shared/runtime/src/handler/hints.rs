//! Takes hints: loads the case, looks what is due, and gives the commands of the system that follow.

use std::sync::Arc;

use async_nats::{Client, Message};
use futures::StreamExt as _;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use fengqiao_domain::command::{FlagCluster, FlagDuplicate, KeepTime, RecomputeDeadlines};
use fengqiao_domain::id::{AffairId, CaseId, CommandId};
use fengqiao_domain::{Command, Family, Refusal, timer};
use fengqiao_jurisdiction::SiteCode;

use super::Handler;
use super::failure::Failure;
use super::locate::Location;
use super::system::SystemCommand;
use crate::hint::{self, Answer, Hint, Why};
use crate::serve::Drain;

/// Hints worked on at once in this process; the others wait in the subscription, and come again if they get lost there.
const HINTS_AT_ONCE_MAX: usize = 16;

/// Moments of one case that are kept for one hint. A case that is further behind gets the next hint.
pub(super) const MOMENTS_PER_HINT_MAX: usize = 64;

/// Takes the hints for all sites of the service until the drain starts, and finishes those that it has begun.
pub(super) async fn take_hints(handler: Handler, drain: Drain) {
    let places = Arc::new(Semaphore::new(HINTS_AT_ONCE_MAX));
    let mut sites = JoinSet::new();
    for (site, desk) in &handler.shared.sites {
        sites.spawn(take_from(handler.clone(), *site, desk.nats.clone(), places.clone(), drain.clone()));
    }
    sites.join_all().await;
}

async fn take_from(handler: Handler, site: SiteCode, nats: Client, places: Arc<Semaphore>, drain: Drain) {
    let subscribed = nats.queue_subscribe(hint::subject(site), hint::QUEUE.to_owned()).await;
    let mut hints = match subscribed {
        Ok(hints) => hints,
        Err(error) => {
            tracing::error!(%site, %error, "hints cannot be taken here; another service has to");
            return;
        }
    };
    let mut working = JoinSet::new();
    while let Ok(place) = places.clone().acquire_owned().await {
        let message = tokio::select! {
            Some(message) = hints.next() => message,
            () = drain.started() => break,
            else => break,
        };
        let (handler, nats) = (handler.clone(), nats.clone());
        working.spawn(async move {
            handler.take(&nats, message).await;
            drop(place);
        });
        // What is finished is let go of, so that the set does not grow.
        while working.try_join_next().is_some() {}
    }
    // Hints that were delivered here and not begun are told again, to another service.
    hints.unsubscribe().await.ok();
    working.join_all().await;
}

impl Handler {
    async fn take(&self, nats: &Client, message: Message) {
        let Ok(hint) = serde_json::from_slice::<Hint>(&message.payload) else {
            tracing::warn!(subject = %message.subject, "a hint cannot be read");
            return;
        };
        let answer = match self.follow(&hint).await {
            Ok(()) => Answer::Settled,
            Err(Failure::Refused(refusal)) => {
                tracing::warn!(case = %hint.case, code = refusal.code.as_str(), "a command of the system was refused");
                Answer::Settled
            }
            Err(Failure::Outage(_)) => Answer::Later,
        };
        let Some(reply) = message.reply else { return };
        let Ok(payload) = serde_json::to_vec(&answer) else { return };
        if let Err(error) = nats.publish(reply, payload.into()).await {
            tracing::warn!(%error, "a hint could not be answered");
        }
    }

    async fn follow(&self, hint: &Hint) -> Result<(), Failure> {
        let place = match self.place_of(&hint.subject)? {
            (Family::Case, place) => place.of(CaseId::new),
            (_, place) => return self.follow_affair(&place.of(AffairId::new), hint.sequence).await,
        };
        match &hint.why {
            Why::Due { .. } => {
                self.keep_time(&place, hint.sequence).await?;
                self.run_errands(&place, hint.sequence).await
            }
            Why::CalendarChanged { .. } => self.follow_with(&place, hint, RecomputeDeadlines {}.into()).await,
            Why::Duplicate { candidates, filings_90d, read_at } => {
                let (candidates, read_at) = (candidates.clone(), read_at.clone());
                let flag = FlagDuplicate { candidates, filings_90d: *filings_90d, read_at };
                self.follow_with(&place, hint, flag.into()).await
            }
            Why::Cluster { like_cases_30d, read_at } => {
                let flag = FlagCluster { like_cases_30d: *like_cases_30d, read_at: read_at.clone() };
                self.follow_with(&place, hint, flag.into()).await
            }
        }
    }

    /// Gives the command that a hint carries the content of.
    async fn follow_with(&self, place: &Location<'_>, hint: &Hint, command: Command) -> Result<(), Failure> {
        let id = hint.command.map(CommandId::new).ok_or_else(|| Refusal::missing("command"))?;
        let system = SystemCommand {
            id,
            command,
            occurred_on: None,
            causation: None,
            opens_at: None,
            in_name_of: None,
        };
        self.act(place, &system).await.map(drop)
    }

    /// Keeps every moment of the case that has come, in order, each by a decision of its own. Whoever acts on a case does this
    /// first: a stop that comes late in an outage must not pass for one in time.
    pub(super) async fn keep_time(&self, place: &Location<'_>, at_least: u64) -> Result<(), Failure> {
        let reference = &self.shared.reference;
        for _ in 0..MOMENTS_PER_HINT_MAX {
            let loaded = place.desk.cases.read(&place.subject, Some(at_least)).await?;
            let Some(case) = loaded.state.state.live() else { return Ok(()) };
            let moment = timer::next_moment(case, &reference.jurisdiction, &reference.calendar);
            let now = self.now(loaded.head.as_ref());
            let Some(moment) = moment.filter(|moment| *moment <= now) else { return Ok(()) };
            let after = loaded.head.as_ref().map_or(0, |head| head.sequence);
            let system = SystemCommand {
                id: timer::command_id(place.id, after, moment),
                command: KeepTime { moment }.into(),
                occurred_on: Some(timer::business_date(moment)),
                causation: None,
                opens_at: None,
                in_name_of: None,
            };
            // Whoever came first has kept it.
            if self.act(place, &system).await?.entry.is_none() {
                return Ok(());
            }
        }
        Ok(())
    }
}
