//! The tables' answers in words.

use fengqiao_routing::{Assessment, Fact, RowInfo, RowTrace, Value};

use super::{Values, Wording};

impl Wording<'_> {
    /// The verdict as a sentence.
    pub(crate) fn verdict(&self, assessment: &Assessment) -> String {
        let mut values = Values::default();
        self.set_assessment(assessment, &mut values);
        let template = self.catalogue.verdicts.get(assessment.verdict.as_str());
        template.map(|template| self.catalogue.filled(template, &values)).unwrap_or_default()
    }

    /// A fact with its value as a sentence.
    pub(crate) fn fact_seen(&self, fact: Fact, value: &Value) -> String {
        let mut values = Values::default();
        values.set("title", self.catalogue.fact(fact)).set("value", self.value(fact, value));
        self.catalogue.filled(&self.catalogue.marks.fact, &values)
    }

    /// A row as a sentence, with its source.
    pub(crate) fn row(&self, assessment: &Assessment, row: &RowTrace) -> String {
        let mut values = Values::default();
        if let Some(RowInfo { description, basis, .. }) = self.rules_of(assessment).row(&row.id) {
            values.set("description", description).set("basis", basis);
        }
        self.catalogue.filled(&self.catalogue.marks.row, &values)
    }
}
