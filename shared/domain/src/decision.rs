//! A decision as the log keeps it: who, by which command, on which day, with which events.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use fengqiao_calendar::business_date;
use fengqiao_jurisdiction::{CentreCode, Level, Role};

use crate::command::CommandName;
use crate::event::Event;
use crate::id::{CommandId, EventId, OfficerId};
use crate::stamp::{LogPlace, Stamp};

/// The version written now. A change that optional fields can't carry gets a new number and an upcaster.
pub const VERSION: u16 = 1;

/// One command's outcome: the body of one message in the log, so that it is stored whole or not at all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision<E = Event> {
    pub version: u16,
    pub command: CommandId,
    pub name: CommandName,
    /// Keyed digest of the command's content: tells a repetition from another command under the same id.
    pub digest: String,
    pub officer: OfficerId,
    pub centre: CentreCode,
    pub level: Level,
    pub role: Role,
    pub occurred_on: Date,
    pub events: Vec<E>,
}

/// A message body that is no decision.
#[derive(Debug, Error)]
pub enum DecisionError {
    /// Not JSON, or not of this shape.
    #[error("the body is not a decision")]
    Malformed(#[source] serde_json::Error),
    /// Written by a newer release.
    #[error("the decision has version {found}, this release reads up to {VERSION}")]
    Newer { found: u16 },
}

impl Decision {
    /// Reads a message body about a case, of any version ever written.
    ///
    /// # Errors
    /// If it is no decision, or one of a newer release.
    pub fn read(body: &[u8]) -> Result<Self, DecisionError> {
        Self::parse(body)
    }
}

impl<E: Serialize + DeserializeOwned> Decision<E> {
    /// Reads a message body of any family whose events these are.
    ///
    /// # Errors
    /// If it is no decision, or one of a newer release.
    pub fn parse(body: &[u8]) -> Result<Self, DecisionError> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u16,
        }
        let Versioned { version } = serde_json::from_slice(body).map_err(DecisionError::Malformed)?;
        if version > VERSION {
            return Err(DecisionError::Newer { found: version });
        }
        serde_json::from_slice(body).map_err(DecisionError::Malformed)
    }

    /// The body of the message.
    ///
    /// # Errors
    /// None in practice: every field has a JSON form.
    pub fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    /// The stamp under which its events are folded.
    #[must_use]
    pub fn stamp(&self, recorded_at: Timestamp, place: Option<LogPlace>) -> Stamp {
        Stamp {
            command: self.command,
            officer: self.officer,
            centre: self.centre,
            role: self.role,
            recorded_at,
            recorded_on: business_date(recorded_at),
            occurred_on: self.occurred_on,
            place,
        }
    }

    /// The id of the event at `index`.
    #[must_use]
    pub fn event_id(&self, index: usize) -> EventId {
        EventId::new(Uuid::new_v5(&self.command.uuid(), index.to_string().as_bytes()))
    }
}
