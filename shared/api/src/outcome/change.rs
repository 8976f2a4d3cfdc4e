//! One event as a clerk reads it.

use fengqiao_domain::id::EventId;
use fengqiao_domain::{AffairEvent, Event};

use super::details::{affair_details, details};
use crate::texts::Wording;
use crate::v1;

/// The event with its sentence. Sealed fields are never in it: the domain cannot open them, and no sentence has a place
/// for one.
#[must_use]
pub fn change(id: EventId, event: &Event, wording: Wording<'_>) -> v1::Change {
    v1::Change {
        event_id: id.to_string(),
        event: event.name().to_owned(),
        text: wording.catalogue.event(event.name(), &details(event, wording)),
    }
}

/// The same of an event of what is no case.
#[must_use]
pub fn affair_change(id: EventId, event: &AffairEvent, wording: Wording<'_>) -> v1::Change {
    v1::Change {
        event_id: id.to_string(),
        event: event.name().to_owned(),
        text: wording.catalogue.event(event.name(), &affair_details(event, wording)),
    }
}
