//! How a date came about (计算过程), for the clerk who checks it by hand.

use fengqiao_calendar::{ArithmeticLine as Line, Due};
use fengqiao_domain::state::Band;

use crate::texts::{Values, Wording};

/// Each step of a count, in order, as a sentence.
pub(super) fn arithmetic(due: &Due, wording: Wording<'_>) -> Vec<String> {
    due.arithmetic.iter().map(|line| told(line, wording)).collect()
}

/// A reminder, as a clerk reads it.
pub(super) fn reminder(band: Band, wording: Wording<'_>) -> String {
    let mut values = Values::default();
    match band {
        Band::Percent(percent) => values.set("percent", percent),
        Band::DaysLeft(days) => values.set("days", days),
    };
    wording.catalogue.step("reminder", &values)
}

fn told(line: &Line, wording: Wording<'_>) -> String {
    let mut values = Values::default();
    let step = match *line {
        Line::DayZero { on } => {
            values.set("on", on);
            "day_zero"
        }
        Line::Extended { by, to } => {
            values.set("by", by).set("to", to);
            "extended"
        }
        Line::Paused { first, last, days } => {
            values.set("first", first).set("last", last).set("days", days);
            "paused"
        }
        Line::RestDays { first, last, days } => {
            values.set("first", first).set_some("last", (first != last).then_some(last)).set("days", days);
            "rest_days"
        }
        Line::MakeUpDay { on } => {
            values.set("on", on);
            "make_up_day"
        }
        Line::Counted { days, on } => {
            values.set("days", days).set("on", on);
            "counted"
        }
        Line::Set { on } => {
            values.set("on", on);
            "set"
        }
        Line::Elapsed { hours, on } => {
            values.set("hours", hours).set("on", on);
            "elapsed"
        }
        Line::Rolled { from, to } => {
            values.set("from", from).set("to", to);
            "rolled"
        }
        Line::PausedSince { on } => {
            values.set("on", on);
            "paused_since"
        }
    };
    wording.catalogue.step(step, &values)
}
