//! Where an interrupted demo stopped.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use fengqiao_api::v1;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Error;

/// The run under way, in the folder of the journal.
const FILE: &str = "run.json";

/// A run of the demo. It stays on disk when it is over: played once more, the same two disputes would come back within 90 days,
/// which is a fault to be urged (F4), and no demo.
pub(super) struct Journal {
    file: PathBuf,
    run: Run,
    /// How far the story has got since `began_on`. Counted anew by each process, as it passes the story's steps.
    days: i32,
    resumed: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Run {
    id: Uuid,
    /// The business date on which the run began; all its dates are counted from it.
    began_on: Date,
    steps: BTreeMap<String, Step>,
    /// The cases of a run that is over.
    #[serde(default)]
    cases: Option<Vec<CaseRef>>,
}

/// One step of a story.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Step {
    /// The id of the command, made before it is sent.
    pub(super) command: Uuid,
    pub(super) done: bool,
    /// The case that the command was on.
    pub(super) case: Option<CaseRef>,
}

/// A case of the demo.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct CaseRef {
    pub(super) id: String,
    pub(super) number: String,
}

impl Journal {
    /// Takes up the run in `folder`, or begins one.
    pub(super) fn open(folder: &Path, today: Date) -> Result<Self, Error> {
        let file = folder.join(FILE);
        let run = match fs::read(&file) {
            Ok(text) => Some(
                serde_json::from_slice(&text)
                    .map_err(|source| Error::Journal { file: file.clone(), source })?,
            ),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(Error::File { file, source }),
        };
        let resumed = run.is_some();
        let new = || Run { id: Uuid::now_v7(), began_on: today, steps: BTreeMap::new(), cases: None };
        let journal = Self { run: run.unwrap_or_else(new), file, days: 0, resumed };
        journal.save()?;
        Ok(journal)
    }

    /// Whether an earlier run is taken up.
    pub(super) const fn resumed(&self) -> bool {
        self.resumed
    }

    /// The date of the story, `days` after its present day.
    pub(super) fn day(&self, days: i32) -> String {
        let span = jiff::Span::new().days(self.days.saturating_add(days));
        self.run.began_on.saturating_add(span).to_string()
    }

    /// Notes that the clock was moved.
    pub(super) fn pass(&mut self, days: i32) {
        self.days = self.days.saturating_add(days);
    }

    /// An id of the run, the same each time it is asked for.
    pub(super) fn id(&self, of: &str) -> String {
        Uuid::new_v5(&self.run.id, of.as_bytes()).to_string()
    }

    /// Begins a step, or finds it begun; it is on disk before anything is sent.
    pub(super) fn begin(&mut self, key: &str) -> Result<Step, Error> {
        if let Some(step) = self.run.steps.get(key) {
            return Ok(step.clone());
        }
        let step = Step { command: Uuid::now_v7(), done: false, case: None };
        self.run.steps.insert(key.to_owned(), step.clone());
        self.save()?;
        Ok(step)
    }

    /// Notes that a step is over.
    pub(super) fn finish(&mut self, key: &str, outcome: Option<&v1::CommandOutcome>) -> Result<(), Error> {
        if let Some(step) = self.run.steps.get_mut(key) {
            step.done = true;
            step.case = outcome
                .map(|outcome| CaseRef { id: outcome.case_id.clone(), number: outcome.case_number.clone() });
        }
        self.save()
    }

    /// Ends the run.
    pub(super) fn close(&mut self, cases: &[CaseRef]) -> Result<(), Error> {
        self.run.cases = Some(cases.to_vec());
        self.save()
    }

    /// The cases of a run that is over.
    pub(super) fn cases(&self) -> Option<&[CaseRef]> {
        self.run.cases.as_deref()
    }

    /// Replaces the file in one step.
    fn save(&self) -> Result<(), Error> {
        let error = |source| Error::File { file: self.file.clone(), source };
        let text = serde_json::to_vec_pretty(&self.run).map_err(Error::Json)?;
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).map_err(error)?;
        }
        let staging = self.file.with_extension("new");
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&staging)
            .map_err(error)?;
        file.write_all(&text).and_then(|()| file.sync_all()).map_err(error)?;
        fs::rename(&staging, &self.file).map_err(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_run_is_taken_up_with_its_ids_and_dates() {
        let folder = tempfile::tempdir().unwrap();
        let open = |day| Journal::open(folder.path(), Date::constant(2026, 3, day)).unwrap();
        let mut journal = open(2);
        let begun = journal.begin("a.step").unwrap();
        let id = journal.id("paper");
        drop(journal);

        let mut journal = open(9);
        assert!(journal.resumed());
        assert_eq!(journal.begin("a.step").unwrap().command, begun.command);
        assert_eq!(journal.id("paper"), id);
        assert_eq!(journal.day(1), "2026-03-03");
        assert!(journal.cases().is_none());
        let case = CaseRef { id: id.clone(), number: "640221-2026-000001-5".to_owned() };
        journal.close(&[case]).unwrap();
        let over = open(9);
        assert_eq!(over.cases().unwrap().first().unwrap().id, id);
    }

    #[test]
    fn a_file_that_is_no_journal_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "{}").unwrap();
        let refused = Journal::open(folder.path(), Date::constant(2026, 3, 2));
        assert!(matches!(refused.map(drop), Err(Error::Journal { .. })));
        assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), "{}");
    }
}
