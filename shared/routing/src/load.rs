//! From the files of a rule set to typed tables, or to findings.

mod compile;
mod file;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use self::file::{Manifest, TableFile};
use crate::{
    check,
    codes::{TableId, word},
    fact::{Derived, Fact},
    finding::{Finding, FindingCode, Severity},
    hash::RuleSetHash,
    limits::TABLE_BYTES_MAX,
    outputs::{GateOutput, HardOutput, NoOutput, NoticeOutput, Output, VerdictOutput},
    rule_set::{RuleSet, Tables},
    table::{RowId, Table},
};

/// The name by which findings call the manifest.
pub(crate) const MANIFEST: &str = "ruleset.json";

/// The texts of a rule set, as read from a folder or carried by the event that published it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetFiles {
    /// The text of `ruleset.json`.
    pub manifest: String,
    /// The texts of the tables it lists, by file name.
    pub tables: BTreeMap<String, String>,
}

// === impl RuleSetFiles ===

impl RuleSetFiles {
    /// The names of the table files that a manifest lists.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub fn listed_in(manifest: &str) -> Result<Vec<String>, Finding> {
        Ok(Manifest::read(manifest)?.tables)
    }

    /// The length of all texts and names, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let tables = self.tables.iter().map(|(name, text)| name.len() + text.len());
        self.manifest.len() + tables.sum::<usize>()
    }

    /// Every fault and every warning of this draft; it may be published if none is an error.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        load(self).1
    }
}

// === impl RuleSet ===

impl RuleSet {
    /// Reads, types and checks a rule set.
    ///
    /// # Errors
    /// Every fault found, and the warnings beside them.
    pub fn parse(files: &RuleSetFiles) -> Result<Self, Vec<Finding>> {
        match load(files) {
            (Some(rule_set), _) => Ok(rule_set),
            (None, findings) => Err(findings),
        }
    }
}

/// Checks one table by itself. `name` is the file's name, for findings that come before the table's id is known.
#[must_use]
pub fn check_table(name: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some((id, file)) = read_table(name, text, &mut findings) {
        match id {
            TableId::HardTriggers => drop(compile_hard(&file, &mut findings)),
            TableId::SoftTriggers | TableId::Optional => drop(compile_plain(id, &file, &mut findings)),
            TableId::Gates => drop(compile_gates(&file, &mut findings)),
            TableId::Notices => drop(compile_notices(&file, &mut findings)),
            TableId::Verdicts => drop(compile_verdicts(&file, &mut findings)),
        }
    }
    findings
}

fn load(files: &RuleSetFiles) -> (Option<RuleSet>, Vec<Finding>) {
    let mut findings = Vec::new();
    let manifest = match Manifest::read(&files.manifest) {
        Ok(manifest) => manifest,
        Err(finding) => return (None, vec![finding]),
    };
    let tables = tables(files, &manifest, &mut findings);
    let sound = findings.iter().all(|finding| finding.severity < Severity::Error);
    let rule_set = tables.filter(|_| sound).and_then(|tables| {
        let Manifest { id, version, effective_from, .. } = manifest;
        let canonical = serde_json::to_vec(&(&id, version, effective_from, tables.canonical())).ok()?;
        Some(RuleSet { id, version, effective_from, hash: RuleSetHash::of(&canonical), tables })
    });
    (rule_set, findings)
}

fn tables(files: &RuleSetFiles, manifest: &Manifest, findings: &mut Vec<Finding>) -> Option<Tables> {
    let mut by_id: BTreeMap<TableId, TableFile> = BTreeMap::new();
    for name in &manifest.tables {
        let Some(text) = files.tables.get(name) else {
            findings.push(Finding::error(
                name,
                FindingCode::MissingTable,
                "the file is listed but not there",
            ));
            continue;
        };
        if let Some((id, file)) = read_table(name, text, findings)
            && by_id.insert(id, file).is_some()
        {
            findings.push(Finding::error(id.as_str(), FindingCode::DuplicateId, "two files are this table"));
        }
    }
    for id in TableId::ALL.iter().filter(|id| !by_id.contains_key(id)) {
        findings.push(Finding::error(id.as_str(), FindingCode::MissingTable, "no listed file is this table"));
    }
    let mut take = |id: TableId| by_id.remove(&id);
    let (hard, soft, optional, gates, notices, verdicts) = (
        take(TableId::HardTriggers)?,
        take(TableId::SoftTriggers)?,
        take(TableId::Optional)?,
        take(TableId::Gates)?,
        take(TableId::Notices)?,
        take(TableId::Verdicts)?,
    );
    let tables = Tables {
        hard: compile_hard(&hard, findings),
        soft: compile_plain(TableId::SoftTriggers, &soft, findings),
        optional: compile_plain(TableId::Optional, &optional, findings),
        gates: compile_gates(&gates, findings),
        notices: compile_notices(&notices, findings),
        verdicts: compile_verdicts(&verdicts, findings),
    };
    findings.extend(ids_shared_between_tables(&tables));
    Some(tables)
}

fn read_table(name: &str, text: &str, findings: &mut Vec<Finding>) -> Option<(TableId, TableFile)> {
    if text.len() > TABLE_BYTES_MAX {
        let message = format!("{} bytes; at most {TABLE_BYTES_MAX} are read", text.len());
        findings.push(Finding::error(name, FindingCode::LimitPassed, message));
        return None;
    }
    let file: TableFile = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            findings.push(Finding::error(name, FindingCode::BadShape, error.to_string()));
            return None;
        }
    };
    let Some(id) = word(&file.id) else {
        let message = format!("{:?} is no table; expected one of {}", file.id, TableId::WRITTEN.join(", "));
        findings.push(Finding::error(name, FindingCode::UnknownCode, message));
        return None;
    };
    Some((id, file))
}

fn compile_hard(file: &TableFile, findings: &mut Vec<Finding>) -> Table<Fact, HardOutput> {
    let table = compile::table(TableId::HardTriggers, file, findings);
    check::monotone(&table, findings);
    check::reachable(&table, findings);
    check::targets_above(&table, findings);
    table
}

fn compile_plain(id: TableId, file: &TableFile, findings: &mut Vec<Finding>) -> Table<Fact, NoOutput> {
    let table = compile::table(id, file, findings);
    check::monotone(&table, findings);
    check::reachable(&table, findings);
    table
}

fn compile_gates(file: &TableFile, findings: &mut Vec<Finding>) -> Table<Fact, GateOutput> {
    let table = compile::table(TableId::Gates, file, findings);
    check::monotone(&table, findings);
    check::reachable(&table, findings);
    check::gate_refusals(&table, findings);
    table
}

fn compile_notices(file: &TableFile, findings: &mut Vec<Finding>) -> Table<Fact, NoticeOutput> {
    let table = compile::table(TableId::Notices, file, findings);
    check::reachable(&table, findings);
    table
}

fn compile_verdicts(file: &TableFile, findings: &mut Vec<Finding>) -> Table<Derived, VerdictOutput> {
    let table = compile::table(TableId::Verdicts, file, findings);
    check::single_hit(&table, findings);
    check::aims_fit(&table, findings);
    table
}

/// A record names rows by id alone, so that an id must be unique in the whole rule set.
fn ids_shared_between_tables(tables: &Tables) -> Vec<Finding> {
    fn ids<V, O: Output>(table: &Table<V, O>) -> impl Iterator<Item = (TableId, &RowId)> {
        let unique: BTreeSet<&RowId> = table.rows.iter().map(|row| &row.id).collect();
        unique.into_iter().map(|id| (table.id, id))
    }
    let Tables { hard, soft, optional, gates, notices, verdicts } = tables;
    let all = ids(hard)
        .chain(ids(soft))
        .chain(ids(optional))
        .chain(ids(gates))
        .chain(ids(notices))
        .chain(ids(verdicts));
    let mut first: BTreeMap<&RowId, TableId> = BTreeMap::new();
    let mut findings = Vec::new();
    for (table, id) in all {
        if let Some(other) = first.insert(id, table) {
            let message = format!("a row of {other} has this id too");
            findings
                .push(Finding::error(table.as_str(), FindingCode::DuplicateId, message).in_row(id.as_str()));
        }
    }
    findings
}
