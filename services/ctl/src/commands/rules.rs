//! `rules check`: what is wrong with a draft.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use fengqiao_routing::{Finding, RuleSetFiles, Severity, TABLE_BYTES_MAX, check_table};
use serde::Serialize;

use crate::error::{Error, Exit};
use crate::output::Report;

/// The file that lists the tables of a rule set.
pub(super) const MANIFEST: &str = "ruleset.json";

/// Every finding in a draft.
#[derive(Debug, Serialize)]
pub(crate) struct Findings {
    findings: Vec<Finding>,
}

/// Checks the table in a file, or the rule set in a folder.
pub(crate) fn check(path: &Path) -> Result<Findings, Error> {
    let findings = if path.is_dir() { check_folder(path)? } else { check_file(path)? };
    Ok(Findings { findings })
}

fn check_file(path: &Path) -> Result<Vec<Finding>, Error> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(check_table(&name, &read(path)?))
}

fn check_folder(folder: &Path) -> Result<Vec<Finding>, Error> {
    let manifest = read(&folder.join(MANIFEST))?;
    let listed = match RuleSetFiles::listed_in(&manifest) {
        Ok(listed) => listed,
        Err(finding) => return Ok(vec![finding]),
    };
    let mut tables = BTreeMap::new();
    for name in listed {
        // A manifest names files beside it: of a path, only what its last part names there is read.
        let Some(file) = Path::new(&name).file_name() else { continue };
        let text = read(&folder.join(file))?;
        tables.insert(name, text);
    }
    Ok(RuleSetFiles { manifest, tables }.check())
}

fn read(file: &Path) -> Result<String, Error> {
    let file_error = |source| Error::File { file: file.to_owned(), source };
    let mut text = String::new();
    // One byte more than a table may have, so that the check itself says that it is too long.
    let limit = u64::try_from(TABLE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    File::open(file).and_then(|opened| opened.take(limit).read_to_string(&mut text)).map_err(file_error)?;
    Ok(text)
}

impl Report for Findings {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for finding in &self.findings {
            writeln!(out, "{finding}")?;
        }
        if self.findings.is_empty() {
            writeln!(out, "no findings")?;
        }
        Ok(())
    }

    fn exit(&self) -> Exit {
        let publishable = self.findings.iter().all(|finding| finding.severity < Severity::Error);
        if publishable { Exit::Sound } else { Exit::Found }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    fn deployed() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/rules")
    }

    #[test]
    fn the_deployed_rule_set_and_each_of_its_tables_can_be_published() {
        assert_eq!(check(&deployed()).unwrap().exit(), Exit::Sound);
        assert_eq!(check(&deployed().join("gates.json")).unwrap().exit(), Exit::Sound);
    }

    #[test]
    fn a_faulty_table_is_found_and_a_missing_one_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("gates.json");
        fs::write(&file, "{}").unwrap();
        assert_eq!(check(&file).unwrap().exit(), Exit::Found);
        assert!(matches!(check(&folder.path().join("none.json")), Err(Error::File { .. })));
    }
}
