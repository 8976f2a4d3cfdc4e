//! How fresh an answer must be.

use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_eventlog::Position;

use super::answer::QueryError;
use super::service::Context;
use crate::limits::{AT_LEAST_MAX, AT_LEAST_TIME_MAX};

/// Waits until the views hold what the caller has seen or written.
///
/// # Errors
/// D03 for what is no position; S06 if the views do not come there in time, or never will.
pub(crate) async fn at_least(context: &Context, wanted: &[v1::Position]) -> Result<(), QueryError> {
    let wanted = positions(wanted, "at_least")?;
    context.progress.at_least(&wanted, AT_LEAST_TIME_MAX).await.map_err(QueryError::Behind)
}

/// Reads the positions of a request.
pub(super) fn positions(texts: &[v1::Position], field: &'static str) -> Result<Vec<Position>, Refusal> {
    if texts.len() > AT_LEAST_MAX {
        return Err(Refusal::new(Code::D03).at(field).because("max", AT_LEAST_MAX));
    }
    let read = |(index, text): (usize, &v1::Position)| {
        let at = || Refusal::new(Code::D03).at(format!("{field}[{index}].epoch"));
        let epoch = text.epoch.parse().map_err(|_| at())?;
        Ok(Position { stream: text.stream.clone(), epoch, sequence: text.sequence })
    };
    texts.iter().enumerate().map(read).collect()
}

/// Writes a position.
pub(super) fn position(position: &Position) -> v1::Position {
    v1::Position {
        stream: position.stream.clone(),
        epoch: position.epoch.to_string(),
        sequence: position.sequence,
    }
}
