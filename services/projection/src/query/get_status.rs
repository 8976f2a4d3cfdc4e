//! Positions, lag, parked events, and what the keeper of time has to do.

use fengqiao_api::v1;
use jiff::Timestamp;
use sqlx::PgConnection;
use tonic::Request;

use super::answer::QueryError;
use super::at_least::position;
use super::reader::Reader;
use super::service::Context;
use crate::error::with_causes;
use crate::store::{self, StoreError};

pub(super) async fn get_status(
    context: &Context,
    request: Request<v1::GetStatusRequest>,
) -> Result<v1::GetStatusResponse, QueryError> {
    Reader::officer(context, request.metadata())?;
    let mut views = context.store.read().await?;
    let version = context.store.live(&mut views).await?;
    let parked_events = store::count_parked(&mut views, &version).await?;
    let positions = store::positions(&mut views, &version).await?;
    let keepers = keepers(context, &mut views).await?;
    drop(views);

    let known = context.progress.streams();
    let mut streams = Vec::with_capacity(positions.len());
    for (stream, stored) in positions {
        let mut last_error = known.get(&stream).and_then(|state| state.last_error.clone());
        let log = context.logs.values().find(|log| log.stream() == stream);
        let projected = stored.position.sequence;
        let head = match log {
            // Asked anew: a head that was remembered would hide a log that runs away.
            Some(log) => match log.head().await {
                Ok(head) => head.sequence,
                Err(error) => {
                    last_error.get_or_insert_with(|| with_causes(&error));
                    projected
                }
            },
            None => projected,
        };
        streams.push(v1::StreamStatus {
            projected: Some(position(&stored.position)),
            head,
            lag: head.saturating_sub(projected),
            last_error: last_error.unwrap_or_default(),
        });
    }
    Ok(v1::GetStatusResponse { streams, parked_events, schema: version.to_string(), keepers })
}

async fn keepers(
    context: &Context,
    connection: &mut PgConnection,
) -> Result<Vec<v1::KeeperStatus>, StoreError> {
    let mut keepers = Vec::new();
    let now = context.clock.now();
    let text = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string()).unwrap_or_default();
    for (site, keeps, hints_sent) in context.keeper.sites() {
        let backlog = store::backlog(connection, &context.store, site, now).await?;
        keepers.push(v1::KeeperStatus {
            site: site.to_string(),
            keeps,
            overdue: backlog.overdue,
            oldest_due: text(backlog.oldest),
            next_due: text(backlog.next),
            open_errands: backlog.open_errands,
            owed: backlog.owed,
            hints_sent,
        });
    }
    Ok(keepers)
}
