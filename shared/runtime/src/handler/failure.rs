//! Why a command has no outcome, and the one place where that becomes a status.

use tonic::Status;

use fengqiao_api::status::{self, Outage};
use fengqiao_domain::{Code, Refusal};
use fengqiao_eventlog::{AppendError, ExecuteError, ReadError, RepositoryError};
use fengqiao_vault::SealError;

use super::Handler;

/// Why a command has no outcome.
pub(super) enum Failure {
    /// A rule forbids it.
    Refused(Box<Refusal>),
    /// Something below is not well. The same command may be sent again, with the same id.
    Outage(Outage),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the log could not be read");
        Self::Outage(Outage::LogUnavailable)
    }
}

impl From<RepositoryError> for Failure {
    fn from(error: RepositoryError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the case could not be read");
        Self::Outage(match error {
            RepositoryError::Corrupt(_) => Outage::CorruptHistory,
            RepositoryError::Read(_) | RepositoryError::NotReady(_) => Outage::LogUnavailable,
        })
    }
}

impl From<SealError> for Failure {
    fn from(error: SealError) -> Self {
        match error {
            // A person who was erased is not brought back by a repeated form.
            SealError::Destroyed { .. } => {
                Refusal::new(Code::D02).at("party").because("reason", "key_destroyed").into()
            }
            error => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "personal data could not be sealed"
                );
                Self::Outage(Outage::VaultUnavailable)
            }
        }
    }
}

impl From<ExecuteError<Refusal>> for Failure {
    fn from(error: ExecuteError<Refusal>) -> Self {
        match error {
            ExecuteError::Refused(refusal) => refusal.into(),
            ExecuteError::CommandIdReused { id } => {
                Refusal::new(Code::D07).at("header.command_id").because("id", id).into()
            }
            ExecuteError::Busy => Self::Outage(Outage::Busy),
            ExecuteError::Repository(error) => error.into(),
            ExecuteError::Contended { .. } => Self::Outage(Outage::OutcomeUnknown),
            ExecuteError::Append(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the decision could not be stored");
                match error {
                    AppendError::TooLarge { .. } => {
                        Refusal::new(Code::D03).because("reason", "decision_too_large").into()
                    }
                    AppendError::Busy => Self::Outage(Outage::Busy),
                    AppendError::Unknown | AppendError::Conflict { .. } => {
                        Self::Outage(Outage::OutcomeUnknown)
                    }
                    _ => Self::Outage(Outage::LogUnavailable),
                }
            }
        }
    }
}

impl Handler {
    /// The status of a failure.
    pub(super) fn status(&self, failure: Failure) -> Status {
        match failure {
            Failure::Refused(refusal) => self.refuse(&refusal),
            Failure::Outage(outage) => status::unavailable(outage, &self.shared.catalogue),
        }
    }
}
