//! The figures of a period (报表): what is counted, the indicators made of it, and the identities that must hold before a
//! figure leaves the house. Pure: whoever keeps the counts hands them in.
//!
//! A case is counted in two ways that do not know of each other. [`occurrences`] reads what happens, event by event;
//! [`standings`] reads how the case stands. A flow must explain the difference of two stocks, and [`checks`] says so.

mod check;
mod figure;
mod happening;
mod indicator;
mod standing;
mod tallies;

pub use check::{Check, Relation, checks};
pub use figure::{Figure, Follow, Stand};
pub use happening::{Before, Occurrence, occurrences};
pub use indicator::{Group, Indicator, Kind, Value, indicators, percent};
pub use standing::{Standing, standings};
pub use tallies::{AGE_BANDS, Sum, Tallies, age_band};
