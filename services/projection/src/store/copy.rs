//! Rows in the text format of COPY: one line a row, tabs between columns.

use std::fmt::Write as _;

use sqlx::PgConnection;

use super::open::StoreError;
use crate::fold::{OccurrenceRow, TimelineRow};

// Unchecked: the macros do not know COPY. A column that does not fit fails every test that folds one event.
const TIMELINE: &str = "COPY case_timeline (site, sequence, index, case_id, event_id, event, recorded_at, occurred_on, \
     officer, centre, level, role, command_id, detail, chain_digest) FROM STDIN";

const OCCURRENCES: &str = "COPY occurrence (site, sequence, index, case_id, figure, detail, centre, level, day, \
     happened_on, amount) FROM STDIN";

/// Adds events to the timeline. By COPY, which costs a third of an INSERT.
pub(super) async fn timeline(connection: &mut PgConnection, rows: &[TimelineRow]) -> Result<(), StoreError> {
    let failed = |source| StoreError::Statement("copy events into the timeline", source);
    copy(connection, TIMELINE, rows, line).await.map_err(failed)
}

/// Adds what happened.
pub(super) async fn occurrences(
    connection: &mut PgConnection,
    rows: &[OccurrenceRow],
) -> Result<(), StoreError> {
    let failed = |source| StoreError::Statement("copy what happened", source);
    copy(connection, OCCURRENCES, rows, occurrence).await.map_err(failed)
}

async fn copy<R>(
    connection: &mut PgConnection,
    into: &'static str,
    rows: &[R],
    line: impl Fn(&mut String, &R),
) -> Result<(), sqlx::Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut text = String::new();
    for row in rows {
        line(&mut text, row);
    }
    let mut copy = connection.copy_in_raw(into).await?;
    copy.send(text.as_bytes()).await?;
    copy.finish().await.map(drop)
}

/// Words, codes, numbers and dates alone: nothing that COPY would misread.
fn occurrence(text: &mut String, row: &OccurrenceRow) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{}\t{}\t{}\t{}\t", row.site, row.sequence, row.index, row.case_id);
    let _ = write!(text, "{}\t{}\t{}\t{}\t", row.figure, row.detail, row.centre, row.level);
    let _ = writeln!(text, "{}\t{}\t{}", row.day, row.happened_on, row.amount);
}

fn line(text: &mut String, row: &TimelineRow) {
    // Writing to a string cannot fail.
    let _ =
        write!(text, "{}\t{}\t{}\t{}\t{}\t", row.site, row.sequence, row.index, row.case_id, row.event_id);
    let _ = write!(text, "{}\t{}\t{}\t{}\t", row.event, row.recorded_at, row.occurred_on, row.officer);
    let _ = write!(text, "{}\t{}\t{}\t{}\t", row.centre, row.level, row.role, row.command_id);
    escape(text, &row.detail.to_string());
    let _ = writeln!(text, "\t{}", row.chain_digest);
}

/// The one column of free text. JSON writes control characters as escapes, so a backslash is all that COPY would misread.
fn escape(text: &mut String, json: &str) {
    text.extend(json.chars().flat_map(|c| std::iter::repeat_n(c, if c == '\\' { 2 } else { 1 })));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_reaches_the_database_as_it_was_written() {
        let mut text = String::new();
        escape(&mut text, &json!({ "a": "tab\tline\nquote\"back\\" }).to_string());
        assert!(!text.contains(['\t', '\n']));
        assert_eq!(text.replace("\\\\", "\\"), json!({ "a": "tab\tline\nquote\"back\\" }).to_string());
    }
}
