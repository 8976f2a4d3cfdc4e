//! From a table as written to a typed table. Every fault becomes a finding; the rest is kept, so that later checks find theirs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::file::{ColumnFile, RuleFile, TableFile};
use crate::{
    codes::{TableId, word},
    condition,
    fact::Variable,
    finding::{Finding, FindingCode},
    limits::{CELL_BYTES_MAX, COLUMNS_PER_TABLE_MAX, ROWS_PER_TABLE_MAX},
    outputs::{BASIS_COLUMN, Output, OutputCells},
    table::{Cell, HitPolicy, Row, Table},
};

const ROW_ID: &str = "_id";
const ROW_DESCRIPTION: &str = "_description";

pub(super) fn table<V: Variable, O: Output>(
    id: TableId,
    file: &TableFile,
    findings: &mut Vec<Finding>,
) -> Table<V, O> {
    let mut compiler = Compiler { table: id, findings };
    let hit_policy = compiler.hit_policy(&file.hit_policy);
    let columns = compiler.columns::<V, O>(file);
    let rows = compiler.rows(file, &columns);
    Table { id, hit_policy, rows }
}

struct Compiler<'a> {
    table: TableId,
    findings: &'a mut Vec<Finding>,
}

/// The columns by which a row's cells are read.
struct Columns<'a, V> {
    /// The id of each input column and the variable it is about, in order.
    inputs: Vec<(&'a str, V)>,
    /// The id of each output column and its field.
    outputs: Vec<(&'a str, &'a str)>,
    /// Every column id, also of columns that were not understood.
    ids: BTreeSet<&'a str>,
}

// === impl Compiler ===

impl Compiler<'_> {
    fn error(&self, code: FindingCode, message: impl Into<String>) -> Finding {
        Finding::error(self.table.as_str(), code, message)
    }

    /// The verdict table gives one answer, all others report every row.
    fn hit_policy(&mut self, text: &str) -> HitPolicy {
        let allowed: &[HitPolicy] = match self.table {
            TableId::Verdicts => &[HitPolicy::First, HitPolicy::Unique],
            _ => &[HitPolicy::Collect],
        };
        let read = word::<HitPolicy>(text).filter(|policy| allowed.contains(policy));
        if read.is_none() {
            let allowed = allowed.iter().map(|policy| policy.as_str()).collect::<Vec<_>>().join(" or ");
            let message = format!("the hit policy is {text:?}; this table has {allowed}");
            self.findings.push(self.error(FindingCode::WrongHitPolicy, message));
        }
        read.or_else(|| allowed.first().copied()).unwrap_or(HitPolicy::Collect)
    }

    fn columns<'f, V: Variable, O: Output>(&mut self, file: &'f TableFile) -> Columns<'f, V> {
        let mut columns = Columns { inputs: Vec::new(), outputs: Vec::new(), ids: BTreeSet::new() };
        let count = file.inputs.len() + file.outputs.len();
        if count > COLUMNS_PER_TABLE_MAX {
            let message = format!("{count} columns; at most {COLUMNS_PER_TABLE_MAX} are read");
            self.findings.push(self.error(FindingCode::LimitPassed, message));
            return columns;
        }
        for ColumnFile { id, .. } in file.inputs.iter().chain(&file.outputs) {
            if id.is_empty() || id.starts_with('_') || !columns.ids.insert(id) {
                let finding =
                    self.error(FindingCode::DuplicateId, format!("{id:?} cannot name one more column"));
                self.findings.push(finding.in_cell(id));
            }
        }
        for ColumnFile { id, field } in &file.inputs {
            match V::from_name(field.trim()) {
                Some(variable) => columns.inputs.push((id, variable)),
                None => {
                    let finding = self.error(FindingCode::UnknownFact, format!("{field:?} is no fact"));
                    self.findings.push(finding.in_cell(id));
                }
            }
        }
        let mut fields = BTreeSet::new();
        for ColumnFile { id, field } in &file.outputs {
            let field = field.trim();
            let known = field == BASIS_COLUMN || O::COLUMNS.contains(&field);
            if known && fields.insert(field) {
                columns.outputs.push((id, field));
            } else {
                let message = format!("{field:?} is no output of this table, or one it has already");
                self.findings.push(self.error(FindingCode::UnknownColumn, message).in_cell(id));
            }
        }
        for field in O::COLUMNS.iter().filter(|field| !fields.contains(*field)) {
            let finding = self.error(FindingCode::MissingColumn, "the table has no such output column");
            self.findings.push(finding.in_cell(*field));
        }
        columns
    }

    fn rows<V: Variable, O: Output>(&mut self, file: &TableFile, columns: &Columns<'_, V>) -> Vec<Row<V, O>> {
        if file.rules.len() > ROWS_PER_TABLE_MAX {
            let message = format!("{} rows; at most {ROWS_PER_TABLE_MAX} are read", file.rules.len());
            self.findings.push(self.error(FindingCode::LimitPassed, message));
            return Vec::new();
        }
        let outputs_complete =
            O::COLUMNS.iter().all(|name| columns.outputs.iter().any(|(_, field)| field == name));
        let mut ids = BTreeSet::new();
        let mut rows = Vec::new();
        for (number, RuleFile(rule)) in (1..).zip(&file.rules) {
            let Some(texts) = self.texts(number, rule) else { continue };
            let id = texts.get(ROW_ID).map_or("", |id| id.trim());
            if id.is_empty() {
                self.findings
                    .push(self.error(FindingCode::BadShape, format!("row {number} has no {ROW_ID}")));
                continue;
            }
            if !ids.insert(id) {
                self.findings
                    .push(self.error(FindingCode::DuplicateId, "an earlier row has this id").in_row(id));
            }
            self.unknown_columns(id, &texts, columns);
            let cells = self.cells(id, &texts, columns);
            let output = if outputs_complete { self.output(id, &texts, columns) } else { None };
            if let (Some(cells), Some((output, basis))) = (cells, output) {
                let description = texts.get(ROW_DESCRIPTION).copied().unwrap_or_default();
                rows.push(Row {
                    id: id.into(),
                    description: description.into(),
                    basis: basis.into(),
                    cells,
                    output,
                });
            }
        }
        rows
    }

    /// The cells of a row, all of which must be text.
    fn texts<'r>(
        &mut self,
        number: usize,
        rule: &'r BTreeMap<String, Json>,
    ) -> Option<BTreeMap<&'r str, &'r str>> {
        let mut texts = BTreeMap::new();
        let mut sound = true;
        for (column, cell) in rule {
            let fault = match cell {
                Json::String(text) if text.len() <= CELL_BYTES_MAX || column == ROW_DESCRIPTION => {
                    texts.insert(column.as_str(), text.as_str());
                    continue;
                }
                Json::String(text) => self.error(
                    FindingCode::LimitPassed,
                    format!("a cell of {} bytes; at most {CELL_BYTES_MAX} are read", text.len()),
                ),
                _ => self.error(FindingCode::BadShape, "a cell must be text"),
            };
            self.findings.push(fault.in_row(format!("row {number}")).in_cell(column));
            sound = false;
        }
        sound.then_some(texts)
    }

    fn unknown_columns<V>(&mut self, row: &str, texts: &BTreeMap<&str, &str>, columns: &Columns<'_, V>) {
        for column in texts.keys().filter(|column| !column.starts_with('_') && !columns.ids.contains(*column))
        {
            let finding =
                self.error(FindingCode::UnknownColumn, "the row has a cell for no column of the table");
            self.findings.push(finding.in_row(row).in_cell(*column));
        }
    }

    /// The conditions of a row; `None` if one of its cells could not be read.
    fn cells<V: Variable>(
        &mut self,
        row: &str,
        texts: &BTreeMap<&str, &str>,
        columns: &Columns<'_, V>,
    ) -> Option<Vec<Cell<V>>> {
        let mut cells = Vec::new();
        let mut sound = true;
        for (column, variable) in &columns.inputs {
            match condition::parse(*variable, texts.get(column).copied().unwrap_or_default()) {
                Ok(None) => {}
                Ok(Some(condition)) => cells.push(Cell::new(*variable, condition)),
                Err(error) => {
                    let finding = self.error(error.code(), error.to_string());
                    self.findings.push(finding.in_row(row).in_cell(variable.to_string()));
                    sound = false;
                }
            }
        }
        sound.then_some(cells)
    }

    /// What a row answers, and its source.
    fn output<'t, V, O: Output>(
        &mut self,
        row: &str,
        texts: &BTreeMap<&str, &'t str>,
        columns: &Columns<'_, V>,
    ) -> Option<(O, &'t str)> {
        let cells: OutputCells<'_> = columns
            .outputs
            .iter()
            .map(|(column, field)| (*field, texts.get(column).copied().unwrap_or_default()))
            .collect();
        let basis = columns.outputs.iter().find(|(_, field)| *field == BASIS_COLUMN);
        let basis = basis.and_then(|(column, _)| texts.get(column)).copied().unwrap_or_default();
        match O::read(&cells) {
            Ok(output) => Some((output, basis)),
            Err(error) => {
                let finding = self.error(error.code, error.message);
                self.findings.push(finding.in_row(row).in_cell(error.column));
                None
            }
        }
    }
}
