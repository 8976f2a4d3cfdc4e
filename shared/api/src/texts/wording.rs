//! All that a sentence may need to know.

use fengqiao_calendar::Calendar;
use fengqiao_jurisdiction::Jurisdiction;
use fengqiao_routing::{Assessment, RuleSet, RuleSets};
use jiff::civil::Date;

use super::Catalogue;

/// The texts, with the reference data in force that gives codes their names.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    pub catalogue: &'a Catalogue,
    pub jurisdiction: &'a Jurisdiction,
    pub rules: &'a RuleSets,
    pub calendar: &'a Calendar,
    /// The day on which it is said.
    pub today: Date,
}

impl<'a> Wording<'a> {
    /// The rules that gave an answer; those of the day if they are not known here.
    pub(crate) fn rules_of(&self, assessment: &Assessment) -> &'a RuleSet {
        self.rules.of(assessment.rule_set).unwrap_or_else(|| self.rules.on(self.today))
    }
}
