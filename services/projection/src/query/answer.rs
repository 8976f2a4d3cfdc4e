//! Why a query has no answer, and the one place where that becomes a status.

use std::time::Duration;

use fengqiao_api::status::{Outage, refused, unavailable};
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_eventlog::ReadError;
use fengqiao_runtime::identity;
use fengqiao_vault::UnsealError;
use tokio::task::JoinError;
use tonic::Status;

use super::service::Context;
use crate::error::with_causes;
use crate::follow::AtLeastError;
use crate::store::StoreError;

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum QueryError {
    #[error("the caller is not known")]
    Identity(#[source] identity::Error),
    #[error("the query is refused")]
    Refused(#[from] Refusal),
    #[error("the views are not where they are asked to be")]
    Behind(#[source] AtLeastError),
    #[error("a query code was tried too often")]
    TooManyTries(Duration),
    #[error("too many streams are watched")]
    TooManyWatchers,
    #[error("another draft of rules is being replayed")]
    TooManyReplays,
    #[error("a draft of rules could not be replayed")]
    Replay(#[source] JoinError),
    #[error("the log did not answer")]
    Log(#[source] Box<ReadError>),
    #[error("the log has no texts of a rule set where they should be")]
    NoTexts,
    #[error("a watcher does not keep up")]
    SlowWatcher,
    #[error("no vault is within reach")]
    NoVault,
    #[error("the vault did not answer")]
    Unseal(#[source] UnsealError),
    #[error("a party's data has another shape")]
    OtherPerson,
    #[error("the views did not answer")]
    Store(#[from] StoreError),
}

// === impl QueryError ===

impl QueryError {
    /// The status that the caller gets. What is nobody's mistake but ours is logged here, once.
    pub(crate) fn into_status(self, context: &Context) -> Status {
        let outage = match &self {
            Self::Identity(error) => {
                let refusal = Refusal::new(Code::A01).because("reason", error.reason());
                return refused(&refusal, context.wording());
            }
            Self::Refused(refusal) => return refused(refusal, context.wording()),
            Self::Behind(_) => Outage::ViewsBehind,
            Self::TooManyTries(_) | Self::TooManyWatchers | Self::TooManyReplays | Self::SlowWatcher => {
                Outage::Busy
            }
            Self::Replay(_) => Outage::Busy,
            Self::Log(_) => Outage::LogUnavailable,
            Self::NoTexts => Outage::CorruptHistory,
            Self::NoVault | Self::Unseal(_) | Self::OtherPerson => Outage::VaultUnavailable,
            Self::Store(_) => Outage::ViewsBehind,
        };
        match &self {
            Self::NoVault
            | Self::Unseal(_)
            | Self::OtherPerson
            | Self::Store(_)
            | Self::Replay(_)
            | Self::Log(_)
            | Self::NoTexts => {
                tracing::error!(error = with_causes(&self), "a query could not be answered");
            }
            _ => tracing::debug!(error = with_causes(&self), "a query was turned away"),
        }
        unavailable(outage, &context.catalogue)
    }
}
