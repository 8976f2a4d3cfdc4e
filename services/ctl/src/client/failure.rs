use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use fengqiao_api::status;
use serde::Serialize;
use thiserror::Error;
use tonic::{Code, Status};

/// Why a call brought nothing.
#[derive(Debug, Error)]
pub enum Failure {
    /// The platform refused, and says why.
    #[error("{0}")]
    Refused(Box<Refused>),
    /// The service does not answer, or cannot for the moment. Whether a command was done may be unknown; repeating it
    /// is safe.
    #[error("{rpc} was not answered")]
    Unavailable {
        /// The method.
        rpc: Cow<'static, str>,
        /// What the service or the transport says.
        source: Box<Status>,
    },
    /// The service answered with a fault of its own.
    #[error("{rpc} failed")]
    Faulty {
        /// The method.
        rpc: Cow<'static, str>,
        /// What the service says.
        source: Box<Status>,
    },
    /// An address that is no URL.
    #[error("{url} is no address of a service")]
    Address {
        /// The address.
        url: String,
        /// Why not.
        source: tonic::transport::Error,
    },
    /// A token that cannot stand in a header.
    #[error("the token cannot stand in a header")]
    Token,
}

/// A refusal as the wire carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The stable code: R01, A04, …
    pub code: String,
    /// What a clerk reads.
    pub text: String,
    /// What would change the answer (改变结论的条件); empty if nothing would.
    pub change: String,
    /// The field at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The facts that decided.
    pub facts: BTreeMap<String, String>,
    /// The commands that this officer may give instead.
    pub allowed: Vec<String>,
}

// === impl Failure ===

impl Failure {
    /// The refusal, if it is one.
    #[must_use]
    pub fn refused(&self) -> Option<&Refused> {
        match self {
            Self::Refused(refused) => Some(refused),
            _ => None,
        }
    }

    /// Whether the same call may succeed a moment later.
    pub(super) const fn may_pass(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }

    pub(super) fn from_status(rpc: Cow<'static, str>, status: Status) -> Self {
        let failure = status::Failure::from(&status);
        // A deadline leaves open what became of the command, as a lost connection does.
        let silent = matches!(status.code(), Code::Unavailable | Code::DeadlineExceeded | Code::Cancelled);
        // L03 may be repeated too, but only by somebody who has read what the other officer changed.
        let outage = failure.code.starts_with('S');
        match (silent || (outage && failure.may_be_repeated()), failure.code.as_str()) {
            (true, _) => Self::Unavailable { rpc, source: Box::new(status) },
            (false, "") => Self::Faulty { rpc, source: Box::new(status) },
            (false, _) if outage => Self::Faulty { rpc, source: Box::new(status) },
            (false, _) => Self::Refused(Box::new(Refused::from(failure))),
        }
    }
}

// === impl Refused ===

impl From<status::Failure> for Refused {
    fn from(failure: status::Failure) -> Self {
        Self {
            code: failure.code,
            text: failure.text,
            change: failure.change,
            field: failure.field,
            facts: failure.facts,
            allowed: failure.allowed,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.text)?;
        if let Some(field) = &self.field {
            write!(f, " [{field}]")?;
        }
        if self.change.is_empty() { Ok(()) } else { write!(f, " {}", self.change) }
    }
}
