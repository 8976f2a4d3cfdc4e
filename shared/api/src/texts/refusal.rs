//! What a clerk reads when something is refused, and what would change the answer.

use fengqiao_domain::{Code, Refusal};
use fengqiao_routing::{Assessment, CellResult, CellTrace, Fact, RowTrace, TableId, Value};

use super::catalogue::Answer;
use super::{Values, Wording};

/// A sentence, and what would change it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    pub text: String,
    /// 改变结论的条件.
    pub change: String,
}

impl Wording<'_> {
    /// What a clerk reads of a refusal.
    #[must_use]
    pub fn refusal(&self, refusal: &Refusal) -> Reply {
        let mut values = Values::default();
        if let Some(assessment) = &refusal.assessment {
            self.set_assessment(assessment, &mut values);
        }
        for (name, value) in &refusal.facts {
            values.set(name, self.fact_of_refusal(name, value));
        }
        let allowed = refusal.allowed.iter().map(|name| self.catalogue.command(name.as_str()));
        values.set("allowed", self.catalogue.list(allowed));
        values.set_some("field", refusal.field.as_deref().map(|path| self.field(path)));
        self.reply(self.catalogue.refusals.get(refusal.code.as_str()), &values)
    }

    /// What a clerk reads of a code that the tables give.
    pub(crate) fn refusal_of_rules(&self, code: Code, assessment: &Assessment) -> Reply {
        let mut values = Values::default();
        self.set_assessment(assessment, &mut values);
        self.reply(self.catalogue.refusals.get(code.as_str()), &values)
    }

    fn reply(&self, answer: Option<&Answer>, values: &Values) -> Reply {
        let filled = |answer: &Answer| Reply {
            text: self.catalogue.filled(&answer.text, values),
            change: self.catalogue.filled(&answer.change, values),
        };
        answer.map(filled).unwrap_or_default()
    }

    /// The places that a table's answer fills.
    pub(super) fn set_assessment(&self, assessment: &Assessment, values: &mut Values) {
        let facts = &assessment.facts;
        values
            .set("attempts", facts.attempts)
            .set("failed", facts.failed_attempts)
            .set("level", self.catalogue.level(facts.level))
            .set_some("n", further_sessions(assessment))
            .set_some("path", facts.statutory_path.map(|path| path.zh()))
            .set_some("decision", facts.final_decision.map(|decision| decision.zh()))
            .set("items", self.catalogue.list(self.lacking(assessment)))
            .set(
                "missing",
                self.catalogue.list(assessment.missing.iter().map(|fact| self.catalogue.fact(*fact))),
            )
            .set(
                "rows",
                self.catalogue.list(assessment.true_rows().map(|row| self.row_title(assessment, row))),
            );
    }

    /// What keeps the dossier from being complete: papers, and what is asked of the level above.
    fn lacking(&self, assessment: &Assessment) -> Vec<String> {
        let mut items: Vec<_> =
            assessment.facts.dossier_missing.iter().map(|item| item.zh().to_owned()).collect();
        if assessment.facts.request.as_ref().is_some_and(|request| request.help_wanted.is_empty()) {
            items.push(self.catalogue.fact(Fact::HelpWanted).to_owned());
        }
        items
    }

    fn row_title(&self, assessment: &Assessment, row: &RowTrace) -> String {
        let description = self.rules_of(assessment).row(&row.id).map(|info| info.description);
        description.map_or_else(|| row.id.to_string(), str::to_owned)
    }
}

/// How many more days of failed mediation would open both the gate and a soft trigger, if nothing else stands in the way.
fn further_sessions(assessment: &Assessment) -> Option<u64> {
    let shortest = |table| assessment.rows_of(table).filter_map(shortfall).min();
    let soft = shortest(TableId::SoftTriggers)?;
    let gates = shortest(TableId::Gates).unwrap_or_default();
    Some(soft.max(gates)).filter(|sessions| *sessions > 0)
}

/// The sessions that a row wants and nothing else; none if it wants something else.
fn shortfall(row: &RowTrace) -> Option<u64> {
    let mut counted = row.cells.iter().filter(|cell| counts_sessions(cell)).peekable();
    counted.peek()?;
    let only_sessions = row.unmet().all(counts_sessions);
    let most = counted.map(wanted).max().flatten();
    most.filter(|_| only_sessions)
}

fn counts_sessions(cell: &CellTrace) -> bool {
    matches!(cell.fact, Fact::Attempts | Fact::FailedAttempts)
}

/// By how much a count falls short of `>= n`.
fn wanted(cell: &CellTrace) -> Option<u64> {
    if cell.result == CellResult::Pass {
        return Some(0);
    }
    let floor: u64 = cell.condition.strip_prefix(">=")?.trim().parse().ok()?;
    match cell.seen {
        Value::Count(seen) => Some(floor.saturating_sub(seen)),
        _ => None,
    }
}
