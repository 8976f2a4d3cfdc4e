//! All that a sentence may need to know.

use fengqiao_calendar::Calendar;
use fengqiao_jurisdiction::Jurisdiction;
use fengqiao_routing::RuleSet;
use jiff::civil::Date;

use super::Catalogue;

/// The texts, with the reference data in force that gives codes their names.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    pub catalogue: &'a Catalogue,
    pub jurisdiction: &'a Jurisdiction,
    pub rules: &'a RuleSet,
    pub calendar: &'a Calendar,
    /// The day on which it is said.
    pub today: Date,
}
