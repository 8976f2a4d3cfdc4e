//! The events of a case.

use std::fmt::Write as _;

use fengqiao_domain::{AffairEvent, Event};

use super::head;

pub(super) fn page() -> String {
    let mut page = head(
        "Events",
        "What can happen to a case, in the order of a case's life. One decision has one or more of them, and they are \
         stored together or not at all. Names are the log's: they stay, and fields may be added but never removed.",
    );
    page.push_str("| event | 中文 |\n| --- | --- |\n");
    for (name, zh) in Event::NAMES {
        // Writing to a string cannot fail.
        writeln!(page, "| `{name}` | {zh} |").ok();
    }
    page.push_str("\n## Beside cases\n\nHandovers, recommendations and a city's rules have logs of their own.\n\n| event | 中文 |\n| --- | --- |\n");
    for (name, zh) in AffairEvent::NAMES {
        writeln!(page, "| `{name}` | {zh} |").ok();
    }
    page
}
