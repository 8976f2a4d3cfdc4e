//! `jurisdiction check`: what a folder describes, or what is wrong with it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use fengqiao_calendar::business_date;
use fengqiao_jurisdiction::{Jurisdiction, JurisdictionFiles, Level, Problem};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::rules::{self, Findings};
use crate::error::{Error, Exit};
use crate::output::Report;

/// The folder of a jurisdiction's own decision tables.
const RULES: &str = "rules";

/// What is in a folder.
#[derive(Debug, Serialize)]
pub(crate) struct Inventory {
    /// None if something is wrong.
    counts: Option<Counts>,
    problems: Vec<Fault>,
    /// The findings in its own decision tables, if it has any.
    rules: Option<Findings>,
}

#[derive(Debug, Serialize)]
struct Counts {
    tenant: String,
    root: String,
    /// The day of the organisation that is counted.
    as_of: Date,
    /// From the city down.
    levels: Vec<LevelCount>,
    units: usize,
    matters: usize,
    code_sets: Vec<String>,
    accounts: usize,
}

#[derive(Debug, Serialize)]
struct LevelCount {
    level: Level,
    divisions: usize,
    centres: usize,
}

#[derive(Debug, Serialize)]
struct Fault {
    file: &'static str,
    line: Option<usize>,
    entry: String,
    flaw: String,
}

/// Checks the jurisdiction in a folder, and counts what it has on a day, today if none is named.
pub(crate) fn check(folder: &Path, as_of: Option<Date>) -> Result<Inventory, Error> {
    let files = JurisdictionFiles::from_fn(|name| {
        let file = folder.join(name);
        fs::read_to_string(&file).map_err(|source| Error::File { file, source })
    })?;
    let own_rules = folder.join(RULES);
    let rules = own_rules.is_dir().then(|| rules::check(&own_rules)).transpose()?;
    let as_of = as_of.unwrap_or_else(|| business_date(Timestamp::now()));
    Ok(match Jurisdiction::parse(&files) {
        Ok(jurisdiction) => {
            Inventory { counts: Some(count(&jurisdiction, as_of)), problems: Vec::new(), rules }
        }
        Err(problems) => {
            Inventory { counts: None, problems: problems.into_iter().map(Fault::from).collect(), rules }
        }
    })
}

fn count(jurisdiction: &Jurisdiction, as_of: Date) -> Counts {
    let jurisdiction = jurisdiction.as_of(as_of);
    let levels = Level::ALL.iter().rev().map(|level| LevelCount {
        level: *level,
        divisions: jurisdiction.divisions().filter(|division| division.level == *level).count(),
        centres: jurisdiction.centres().filter(|centre| centre.level == *level).count(),
    });
    Counts {
        tenant: jurisdiction.tenant().to_string(),
        root: jurisdiction.full_name(&jurisdiction.root()).unwrap_or_default(),
        as_of,
        levels: levels.collect(),
        units: jurisdiction.centres().map(|centre| jurisdiction.units_at(&centre.code).count()).sum(),
        matters: jurisdiction.matters().count(),
        code_sets: jurisdiction.code_sets().into_iter().map(ToString::to_string).collect(),
        accounts: jurisdiction.accounts().count(),
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self {
            file: problem.file.name(),
            line: problem.line,
            entry: problem.subject,
            flaw: problem.flaw.to_string(),
        }
    }
}

impl Report for Inventory {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        if let Some(counts) = &self.counts {
            writeln!(out, "{} ({}) on {}", counts.root, counts.tenant, counts.as_of)?;
            for LevelCount { level, divisions, centres } in &counts.levels {
                writeln!(out, "  {:<9} {divisions:>6} divisions {centres:>6} centres", level.as_str())?;
            }
            writeln!(
                out,
                "  {} units, {} matters, {} accounts",
                counts.units, counts.matters, counts.accounts
            )?;
            writeln!(out, "  other lists of codes: {}", counts.code_sets.join(", "))?;
        }
        for Fault { file, line, entry, flaw } in &self.problems {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            writeln!(out, "{file}{line}: {entry}: {flaw}")?;
        }
        match &self.rules {
            Some(findings) => {
                write!(out, "its own rules: ")?;
                findings.print(out)
            }
            None => writeln!(out, "the shared rules"),
        }
    }

    fn exit(&self) -> Exit {
        let sound =
            self.problems.is_empty() && self.rules.as_ref().is_none_or(|rules| rules.exit() == Exit::Sound);
        if sound { Exit::Sound } else { Exit::Found }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn deployed(place: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/jurisdictions").join(place)
    }

    fn printed(report: &Inventory) -> String {
        let mut out = Vec::new();
        report.print(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_deployed_is_counted() {
        let report = check(&deployed("weibin"), Some(jiff::civil::date(2026, 6, 1))).unwrap();
        assert_eq!(report.exit(), Exit::Sound);
        let text = printed(&report);
        assert!(text.starts_with("宝鸡市渭滨区 (weibin) on 2026-06-01\n"), "{text}");
        assert!(text.contains("  township      10 divisions      8 centres\n"), "{text}");
        assert!(text.ends_with("the shared rules\n"), "{text}");
    }

    #[test]
    fn its_own_rules_are_checked_with_it() {
        let report = check(&deployed("jiangmen"), None).unwrap();
        assert_eq!(report.exit(), Exit::Sound);
        assert!(printed(&report).ends_with("its own rules: no findings\n"));
    }

    #[test]
    fn a_problem_is_told_with_file_and_line_and_a_missing_file_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        for file in fengqiao_jurisdiction::File::ALL {
            fs::copy(deployed("weibin").join(file.name()), folder.path().join(file.name())).unwrap();
        }
        let terms = folder.path().join("terms.toml");
        let spoilt = fs::read_to_string(&terms).unwrap().replace("danger = \"2h\"", "danger = \"2W\"");
        fs::write(&terms, &spoilt).unwrap();
        let line = spoilt.lines().position(|line| line.starts_with("danger")).unwrap() + 1;
        let report = check(folder.path(), None).unwrap();
        assert_eq!(report.exit(), Exit::Found);
        let told = format!("terms.toml:{line}: danger: the term 2W has the wrong unit here\n");
        assert!(printed(&report).starts_with(&told), "{}", printed(&report));
        fs::remove_file(&terms).unwrap();
        assert!(matches!(check(folder.path(), None), Err(Error::File { .. })));
    }
}
