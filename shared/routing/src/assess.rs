//! From the facts of a case to the verdict.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::Level;

use crate::{
    assessment::{Assessment, CellResult, CellTrace, GateTrace, RowTrace, Scope},
    codes::{HelpWanted, PhaseClass, RefusalCode, TableId, Verdict},
    fact::{Derived, Fact},
    facts::Facts,
    outputs::{Aim, EvaluatedIn, GateOutput, HardOutput, LiftsTo, VerdictOutput},
    rule_set::RuleSet,
    table::{GateId, Row, Table},
    truth::Truth,
};

impl RuleSet {
    /// Judges a case by these rules.
    #[must_use]
    pub fn assess(&self, facts: &Facts) -> Assessment {
        let scope = Scope::of(facts);
        match scope {
            Scope::Ended | Scope::AtCity => self.exempt(facts, scope),
            Scope::Full | Scope::DangerOnly => self.evaluate(facts, scope),
        }
    }

    /// A case that is not assessed: it stays, and no row was evaluated.
    fn exempt(&self, facts: &Facts, scope: Scope) -> Assessment {
        Assessment {
            rule_set: self.hash,
            facts: facts.clone(),
            scope,
            verdict: Verdict::Keep,
            target: None,
            verdict_row: None,
            hard: Truth::False,
            soft: Truth::False,
            optional: Truth::False,
            gates: Truth::True,
            gate_results: Vec::new(),
            rows: Vec::new(),
            refusal: None,
            missing: BTreeSet::new(),
        }
    }

    fn evaluate(&self, facts: &Facts, scope: Scope) -> Assessment {
        let full = scope == Scope::Full;
        let mut rows = trace(
            &self.tables.hard,
            facts,
            |row: &HardOutput| full || row.evaluated_in == EvaluatedIn::Open,
            |_| None,
        );
        if full {
            rows.extend(trace(&self.tables.soft, facts, |_| true, |_| None));
            rows.extend(trace(&self.tables.optional, facts, |_| true, |_| None));
            rows.extend(trace(&self.tables.gates, facts, |_| true, |output| Some(output.gate.clone())));
        }
        let hard = any(&rows, TableId::HardTriggers);
        let soft = any(&rows, TableId::SoftTriggers);
        let optional = any(&rows, TableId::Optional);
        let gate_results = if full { gates(&self.tables.gates, facts) } else { Vec::new() };
        let gates = Truth::all(gate_results.iter().map(|gate| gate.truth));
        let derived = |input| match input {
            Derived::Hard => hard,
            Derived::GatesAndSoft => gates.and(soft),
            Derived::Optional => optional,
        };
        let answer = self.verdict(derived);
        let (verdict, aim) =
            answer.map_or((Verdict::Undetermined, Aim::Next), |row| (row.output.verdict, row.output.target));
        let mut assessment = Assessment {
            rule_set: self.hash,
            facts: facts.clone(),
            scope,
            verdict,
            target: self.target(aim, facts, &rows),
            verdict_row: answer.map(|row| row.id.clone()),
            hard,
            soft,
            optional,
            gates,
            gate_results,
            rows,
            refusal: None,
            missing: BTreeSet::new(),
        };
        if full && verdict == Verdict::Keep {
            assessment.refusal = Some(refusal(&assessment));
        }
        assessment.missing = answer.map_or_else(BTreeSet::new, |row| missing(&assessment, row, derived));
        assessment
    }

    /// The row of the verdict table that answers. There always is one: a table with a gap is no rule set.
    fn verdict(&self, derived: impl Fn(Derived) -> Truth) -> Option<&Row<Derived, VerdictOutput>> {
        let lookup = |input| Derived::value(derived(input));
        self.tables.verdicts.rows.iter().find(|row| row.truth(&lookup) == Truth::True)
    }

    fn target(&self, aim: Aim, facts: &Facts, rows: &[RowTrace]) -> Option<Level> {
        match aim {
            Aim::None => None,
            Aim::Next => Some(facts.next_level()),
            Aim::HighestHard => {
                let lifting =
                    self.tables.hard.rows.iter().filter(|row| {
                        rows.iter().any(|trace| trace.id == row.id && trace.truth == Truth::True)
                    });
                lifting.filter_map(|row| row.output.lifts_to.level(facts)).max()
            }
        }
    }
}

// === impl Scope ===

impl Scope {
    fn of(facts: &Facts) -> Self {
        match (facts.phase_class, facts.level) {
            (PhaseClass::Ended, _) => Self::Ended,
            (_, Level::City) => Self::AtCity,
            (PhaseClass::Settled, _) => Self::DangerOnly,
            (PhaseClass::Handling, _) => Self::Full,
        }
    }
}

// === impl LiftsTo ===

impl LiftsTo {
    /// The level meant in a case; `None` only for the level of an order where there is none.
    pub(crate) fn level(self, facts: &Facts) -> Option<Level> {
        match self {
            Self::Township => Some(Level::Township),
            Self::County => Some(Level::County),
            Self::City => Some(Level::City),
            Self::Next => Some(facts.next_level()),
            Self::OrderLevel => facts.order_level.level(),
        }
    }
}

/// Evaluates the chosen rows of a table, each with all of its cells.
fn trace<O>(
    table: &Table<Fact, O>,
    facts: &Facts,
    chosen: impl Fn(&O) -> bool,
    gate: impl Fn(&O) -> Option<GateId>,
) -> Vec<RowTrace> {
    let lookup = |fact: Fact| fact.value(facts);
    let rows = table.rows.iter().filter(|row| chosen(&row.output));
    rows.map(|row| {
        let cells: Vec<_> = row
            .cells
            .iter()
            .map(|cell| CellTrace {
                fact: cell.variable,
                condition: cell.written.clone(),
                result: cell.result(&lookup),
                seen: lookup(cell.variable),
            })
            .collect();
        let truth = Truth::all(cells.iter().map(|cell| cell.result.truth()));
        RowTrace { id: row.id.clone(), table: table.id, gate: gate(&row.output), truth, cells }
    })
    .collect()
}

fn any(rows: &[RowTrace], table: TableId) -> Truth {
    Truth::any(rows.iter().filter(|row| row.table == table).map(|row| row.truth))
}

/// Each gate, in the order of its first row, is the OR of its rows.
fn gates(table: &Table<Fact, GateOutput>, facts: &Facts) -> Vec<GateTrace> {
    let lookup = |fact: Fact| fact.value(facts);
    let mut gates: Vec<GateTrace> = Vec::new();
    for row in &table.rows {
        let truth = row.truth(&lookup);
        let GateOutput { gate: id, refusal } = &row.output;
        match gates.iter_mut().find(|gate| gate.id == *id) {
            Some(gate) => gate.truth = gate.truth.or(truth),
            None => gates.push(GateTrace { id: id.clone(), truth, refusal: *refusal }),
        }
    }
    gates
}

fn refusal(assessment: &Assessment) -> RefusalCode {
    if let Some(gate) = assessment.failed_gates().next() {
        return gate.refusal;
    }
    let facts = &assessment.facts;
    let wants_only_power =
        facts.request.as_ref().is_some_and(|request| request.help_wanted.iter().eq([&HelpWanted::Power]));
    if wants_only_power && facts.power_beyond_level == Some(false) {
        RefusalCode::R06
    } else {
        RefusalCode::R01
    }
}

/// The missing facts in rows that leave a result Unknown, for each result that the answering row looked at.
fn missing(
    assessment: &Assessment,
    answer: &Row<Derived, VerdictOutput>,
    derived: impl Fn(Derived) -> Truth,
) -> BTreeSet<Fact> {
    let unknown: Vec<TableId> = answer
        .cells
        .iter()
        .filter(|cell| derived(cell.variable) == Truth::Unknown)
        .flat_map(|cell| match cell.variable {
            Derived::Hard => vec![TableId::HardTriggers],
            Derived::Optional => vec![TableId::Optional],
            Derived::GatesAndSoft => {
                [(assessment.soft, TableId::SoftTriggers), (assessment.gates, TableId::Gates)]
                    .into_iter()
                    .filter_map(|(truth, table)| (truth == Truth::Unknown).then_some(table))
                    .collect()
            }
        })
        .collect();
    assessment
        .rows
        .iter()
        .filter(|row| unknown.contains(&row.table) && row.truth == Truth::Unknown)
        .filter(|row| {
            row.gate.as_ref().is_none_or(|gate| assessment.gate_truth(gate) == Some(Truth::Unknown))
        })
        .flat_map(RowTrace::unmet)
        .filter(|cell| cell.result == CellResult::Missing)
        .map(|cell| cell.fact)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivered;

    /// The verdict table as the law of the product states it, first line that fits.
    fn stated(hard: Truth, gates_and_soft: Truth, optional: Truth) -> (&'static str, Verdict) {
        match (hard, gates_and_soft, optional) {
            (Truth::True, _, _) => ("VT1", Verdict::LiftNow),
            (Truth::False | Truth::Unknown, Truth::True, _) => ("VT2", Verdict::LiftOnRequest),
            (Truth::Unknown, Truth::False | Truth::Unknown, _) => ("VT3", Verdict::Undetermined),
            (Truth::False, Truth::Unknown, _) => ("VT4", Verdict::Undetermined),
            (Truth::False, Truth::False, Truth::True) => ("VT5", Verdict::LiftAtDiscretion),
            (Truth::False, Truth::False, Truth::Unknown) => ("VT6", Verdict::Undetermined),
            (Truth::False, Truth::False, Truth::False) => ("VT7", Verdict::Keep),
        }
    }

    #[test]
    fn each_of_the_27_combinations_of_results_has_its_stated_verdict() {
        let rules = RuleSet::parse(&delivered()).unwrap();
        for hard in Truth::ALL {
            for gates_and_soft in Truth::ALL {
                for optional in Truth::ALL {
                    let row = rules.verdict(|input| match input {
                        Derived::Hard => hard,
                        Derived::GatesAndSoft => gates_and_soft,
                        Derived::Optional => optional,
                    });
                    let row = row.unwrap();
                    let expected = stated(hard, gates_and_soft, optional);
                    assert_eq!((row.id.as_str(), row.output.verdict), expected);
                }
            }
        }
    }
}
