use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most pauses one clock may collect. Whoever records a pause refuses one more.
pub const PAUSES_MAX: usize = 32;

/// Days that do not count (中止计时): from `from`, included, to `until`, which counts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pause {
    /// The first day that does not count.
    pub from: Date,
    /// The first day that counts again; none while the pause lasts.
    pub until: Option<Date>,
}

impl Pause {
    /// Whether a day is taken out of the count. An open pause takes out nothing yet: see [`Due::paused`].
    #[must_use]
    pub fn takes_out(&self, day: Date) -> bool {
        self.until.is_some_and(|until| self.from <= day && day < until)
    }
}

/// The last day of a term (到期日), and how it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last day; the term is kept until 24:00 of it.
    pub on: Date,
    /// Whether it rests on a year whose calendar is not published: it is recomputed when it is.
    pub provisional: bool,
    /// Whether a pause is still open. Then `on` is the earliest it can be, and nothing falls due before the
    /// pause has ended.
    pub paused: bool,
    /// Each step, in order.
    pub arithmetic: Vec<ArithmeticLine>,
}

/// One step of the count, for the clerk who checks it by hand (计算过程). First and last days are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ArithmeticLine {
    /// The day of the start, which is not counted (民法典 art. 201).
    DayZero {
        /// That day.
        on: Date,
    },
    /// The term was extended and counts again from day zero.
    Extended {
        /// Days added.
        by: u16,
        /// Days in all.
        to: u32,
    },
    /// Days taken out by a pause.
    Paused {
        /// The first.
        first: Date,
        /// The last.
        last: Date,
        /// How many.
        days: u32,
    },
    /// Rest days passed over in a count of working days.
    RestDays {
        /// The first.
        first: Date,
        /// The last.
        last: Date,
        /// How many.
        days: u32,
    },
    /// A Saturday or Sunday that counts as a working day.
    MakeUpDay {
        /// That day.
        on: Date,
    },
    /// The day that the count reached.
    Counted {
        /// Its number.
        days: u32,
        /// The day.
        on: Date,
    },
    /// A date that was set, not counted.
    Set {
        /// The date.
        on: Date,
    },
    /// Hours have a moment and not a date; this is the last date on which they can end.
    Elapsed {
        /// How many.
        hours: u32,
        /// The date.
        on: Date,
    },
    /// The day reached was a rest day, so the next working day takes its place (民法典 art. 203).
    Rolled {
        /// The day reached.
        from: Date,
        /// The day that takes its place.
        to: Date,
    },
    /// A pause is open since this day.
    PausedSince {
        /// The first day of the pause.
        on: Date,
    },
}
