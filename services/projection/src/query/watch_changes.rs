//! Changes as they are projected.
//!
//! A watcher reads the timeline behind its own cursor whenever something was committed, so resuming and following are
//! one thing: nothing is missed between the two, and nothing comes twice.

mod cursor;

use std::pin::Pin;
use std::sync::Arc;

use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_jurisdiction::CentreCode;
use futures::Stream;
use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::{Instant, sleep_until};
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Request, Status};

use self::cursor::Cursor;
use super::answer::QueryError;
use super::at_least::{position, positions};
use super::persons::Unveiled;
use super::reader::Reader;
use super::service::Context;
use super::view::case_view;
use crate::limits::{WATCH_BUFFER_MAX, WATCH_HEARTBEAT, WATCH_STALL_MAX};

type Message = Result<v1::WatchChangesResponse, Status>;
type Changes = Pin<Box<dyn Stream<Item = Message> + Send + 'static>>;

/// One open stream.
struct Watcher {
    context: Arc<Context>,
    reader: Reader,
    centre: CentreCode,
    subtree: bool,
    cursor: Cursor,
    messages: mpsc::Sender<Message>,
    /// Given back when the stream ends.
    _place: OwnedSemaphorePermit,
}

/// Why a stream ends from this side.
enum End {
    /// The reader is gone.
    Left,
    /// There is something to tell.
    Because(QueryError),
}

pub(super) async fn watch_changes(
    context: &Arc<Context>,
    request: Request<v1::WatchChangesRequest>,
) -> Result<Changes, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let centre = reader.centre_or_own(&request.centre, context.jurisdiction())?;
    let after = positions(&request.after, "after")?;
    let place = Arc::clone(&context.watchers).try_acquire_owned().map_err(|_| QueryError::TooManyWatchers)?;
    let cursor = Cursor::after(context, &after)?;
    let (messages, receiver) = mpsc::channel(WATCH_BUFFER_MAX);
    let watcher = Watcher {
        context: Arc::clone(context),
        reader,
        centre,
        subtree: request.subtree,
        cursor,
        messages,
        _place: place,
    };
    tokio::spawn(watcher.run());
    Ok(Box::pin(ReceiverStream::new(receiver)))
}

// === impl Watcher ===

impl Watcher {
    async fn run(mut self) {
        let Err(End::Because(error)) = self.follow().await else { return };
        let status = error.into_status(&self.context);
        // A reader whose buffer is full is not told: the stream just ends, and the transport resets it.
        if let Err(error) = self.messages.try_send(Err(status)) {
            tracing::debug!(%error, "a watcher left before it could be told why");
        }
    }

    async fn follow(&mut self) -> Result<(), End> {
        let mut progress = self.context.progress.subscribe();
        let mut heartbeat = Instant::now();
        loop {
            progress.borrow_and_update();
            if self.catch_up().await? {
                heartbeat = Instant::now() + WATCH_HEARTBEAT;
            }
            tokio::select! {
                changed = progress.changed() => if changed.is_err() { return Ok(()) },
                () = sleep_until(heartbeat) => {
                    self.send(self.heartbeat()).await?;
                    heartbeat = Instant::now() + WATCH_HEARTBEAT;
                }
                () = self.messages.closed() => return Err(End::Left),
                () = self.context.drain.started() => return Ok(()),
            }
            // A stream must not outlive the token that opened it.
            if Timestamp::now() >= self.reader.officer.expires {
                let expired = fengqiao_runtime::identity::Error::Expired;
                return Err(End::Because(QueryError::Identity(expired)));
            }
        }
    }

    /// Sends everything committed behind the cursor; says whether that was anything.
    async fn catch_up(&mut self) -> Result<bool, End> {
        let mut sent = false;
        loop {
            let page = self.cursor.next_page(&self.context).await.map_err(End::Because)?;
            let Some(changes) = page else { return Ok(sent) };
            for change in changes {
                let concerns = self.reader.sees(&change.row) && change.concerns(self.centre, self.subtree);
                if concerns {
                    // A stream shows no personal data: who needs it opens the case.
                    let changed = v1::CaseChanged {
                        case: Some(case_view(&self.context, &change.row, &Unveiled::default())),
                        events: change.events,
                        position: Some(position(&change.position)),
                    };
                    let message = v1::watch_changes_response::Message::Changed(changed);
                    self.send(v1::WatchChangesResponse { message: Some(message) }).await?;
                    sent = true;
                }
            }
        }
    }

    async fn send(&self, message: v1::WatchChangesResponse) -> Result<(), End> {
        match self.messages.send_timeout(Ok(message), WATCH_STALL_MAX).await {
            Ok(()) => Ok(()),
            Err(mpsc::error::SendTimeoutError::Closed(_)) => Err(End::Left),
            Err(mpsc::error::SendTimeoutError::Timeout(_)) => Err(End::Because(QueryError::SlowWatcher)),
        }
    }

    fn heartbeat(&self) -> v1::WatchChangesResponse {
        let as_of = self.cursor.positions(&self.context).iter().map(position).collect();
        let message = v1::watch_changes_response::Message::Heartbeat(v1::Heartbeat { as_of });
        v1::WatchChangesResponse { message: Some(message) }
    }
}

/// D03 for a place in a log that is not followed here.
fn unknown_stream(stream: &str) -> Refusal {
    Refusal::new(Code::D03).at("after").because("stream", stream)
}
