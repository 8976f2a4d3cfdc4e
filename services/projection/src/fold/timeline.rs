//! The row of an event, emptied of what is sealed in it.

use fengqiao_domain::{Decision, Event};
use fengqiao_eventlog::Entry;
use fengqiao_vault::Envelope;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;

/// A row of `case_timeline`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TimelineRow {
    pub(crate) site: String,
    pub(crate) sequence: u64,
    pub(crate) index: usize,
    pub(crate) case_id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) event: String,
    pub(crate) recorded_at: Timestamp,
    pub(crate) occurred_on: Date,
    pub(crate) officer: Uuid,
    pub(crate) centre: String,
    pub(crate) level: String,
    pub(crate) role: String,
    pub(crate) command_id: Uuid,
    pub(crate) detail: Value,
    pub(crate) chain_digest: String,
}

impl TimelineRow {
    /// The row of the event at `index` of a decision.
    ///
    /// # Errors
    /// None in practice: every event has a JSON form.
    pub(super) fn of(
        site: &str,
        case_id: Uuid,
        entry: &Entry,
        decision: &Decision,
        index: usize,
        event: &Event,
    ) -> Result<Self, serde_json::Error> {
        let mut detail = serde_json::to_value(event)?;
        let mut detail = detail.get_mut("data").map(Value::take).unwrap_or_default();
        blank_sealed(&mut detail);
        Ok(Self {
            site: site.to_owned(),
            sequence: entry.sequence,
            index,
            case_id,
            event_id: decision.event_id(index).uuid(),
            event: event.name().to_owned(),
            recorded_at: entry.recorded_at,
            occurred_on: decision.occurred_on,
            officer: decision.officer.uuid(),
            centre: decision.centre.to_string(),
            level: decision.level.to_string(),
            role: decision.role.to_string(),
            command_id: decision.command.uuid(),
            detail,
            chain_digest: entry.digest.to_string(),
        })
    }
}

/// Empties every field that holds an envelope of the vault, however deep; what is left still has the event's shape.
fn blank_sealed(value: &mut Value) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(blank_sealed),
        Value::Array(items) => items.iter_mut().for_each(blank_sealed),
        Value::String(_) if is_sealed(value) => *value = Value::from(""),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_sealed(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<Envelope>().is_ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn sealed_fields_are_emptied_at_any_depth() {
        let sealed = format!("v1.A256GCM.{}.{}.AAAA", "A".repeat(22), "A".repeat(16));
        let mut value = json!({ "a": 1, "text": sealed, "list": [{ "what": sealed, "due": "2026-01-01" }] });
        blank_sealed(&mut value);
        assert_eq!(value, json!({ "a": 1, "text": "", "list": [{ "what": "", "due": "2026-01-01" }] }));
    }
}
