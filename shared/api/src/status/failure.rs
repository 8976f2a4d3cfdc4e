//! A status as a client reads it.

use std::collections::BTreeMap;
use std::fmt;

use prost::Message as _;
use prost_types::Any;
use tonic::{Code, Status};
use tonic_types::pb;

use super::{Detail as _, ERROR_DOMAIN};
use crate::v1::{Explanation, RefusalDetail};

/// A refusal or an outage, read from a status.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// The stable code, such as R01 or S02; empty if the status is none of ours.
    pub code: String,
    pub grpc: Code,
    pub text: String,
    /// What would change the answer.
    pub change: String,
    pub field: Option<String>,
    pub facts: BTreeMap<String, String>,
    /// The commands that this officer may give instead.
    pub allowed: Vec<String>,
    pub explanation: Option<Explanation>,
}

impl Failure {
    /// Whether the same command may be sent again, with the same id.
    #[must_use]
    pub fn may_be_repeated(&self) -> bool {
        matches!(self.code.as_str(), "S01" | "S02" | "S03" | "S04" | "S06" | "L03")
    }
}

impl From<&Status> for Failure {
    fn from(status: &Status) -> Self {
        let details: Vec<Any> =
            pb::Status::decode(status.details()).map(|packed| packed.details).unwrap_or_default();
        let info = pb::ErrorInfo::unpacked(&details).filter(|info| info.domain == ERROR_DOMAIN);
        let (reason, metadata) = info.map(|info| (info.reason, info.metadata)).unwrap_or_default();
        let detail = RefusalDetail::unpacked(&details).unwrap_or_default();
        let text = if detail.text.is_empty() { status.message().to_owned() } else { detail.text };
        Self {
            code: reason,
            grpc: status.code(),
            text,
            change: detail.change,
            field: Some(detail.field).filter(|field| !field.is_empty()),
            facts: metadata.into_iter().collect(),
            allowed: detail.allowed_actions,
            explanation: detail.explanation,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code.as_str() {
            "" => write!(f, "{}: {}", self.grpc, self.text),
            code => write!(f, "{code} {}", self.text),
        }
    }
}

impl std::error::Error for Failure {}
