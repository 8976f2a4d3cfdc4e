//! Working days, terms and clocks that pause (日历与期限). Civil dates of Asia/Shanghai; pure, reads no clock.

mod calendar;
mod count;
mod due;
mod period;
mod problem;
mod term;
mod zone;

pub use calendar::{Calendar, DayKind, ROWS_MAX};
pub use due::{ArithmeticLine, Due, PAUSES_MAX, Pause};
pub use period::{Period, PeriodError};
pub use problem::{CalendarProblem, Flaw, Source};
pub use term::{TERM_DAYS_MAX, TERM_HOURS_MAX, Term, TermError};
pub use zone::{business_date, end_of_day, start_of_day};
