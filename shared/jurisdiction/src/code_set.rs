use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;

use crate::code::SourceCode;
use crate::csv;
use crate::files::FILE_BYTES_MAX;
use crate::problem::{File, Flaw, Problems};

/// The most foreign codes in a file.
pub const FOREIGN_CODES_MAX: usize = 200_000;

const HEADER: [&str; 5] = ["source", "date", "code", "name", "ours"];

/// A list of codes: who published it, and as of which day (代码集). The same code means other things in another list, and
/// may in a later edition of the same one; so nothing is ever looked up by a code alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeSet {
    /// Who published it.
    pub source: SourceCode,
    /// The day as of which it holds.
    pub date: Date,
}

/// What another list calls something of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignCode {
    /// The list.
    pub set: CodeSet,
    /// The code there.
    pub code: String,
    /// The name there.
    pub name: String,
}

/// Codes of several lists side by side with ours, to be read both ways.
#[derive(Debug, Clone)]
pub(crate) struct CodeBook<K> {
    ours: BTreeMap<(CodeSet, String), K>,
    theirs: BTreeMap<K, Vec<ForeignCode>>,
}

/// Whether several codes of one list may mean the same of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fineness {
    /// One code each: the list names the very things that we do.
    Same,
    /// A list may divide more finely than ours.
    Finer,
}

impl fmt::Display for CodeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.source, self.date)
    }
}

// === impl CodeBook ===

impl<K: Copy + Ord> CodeBook<K> {
    /// Reads a file of codes. `ours` finds what a code of ours means.
    pub(crate) fn read(
        text: &str,
        file: File,
        fineness: Fineness,
        ours: impl Fn(&str) -> Option<K>,
        problems: &mut Problems,
    ) -> Self {
        let mut book = Self { ours: BTreeMap::new(), theirs: BTreeMap::new() };
        if text.len() > FILE_BYTES_MAX {
            problems.add(file, "file", Flaw::FileTooLong { bytes: text.len(), max: FILE_BYTES_MAX });
            return book;
        }
        let rows = csv::rows(text, file, HEADER, problems).unwrap_or_default();
        if rows.len() > FOREIGN_CODES_MAX {
            problems.add(file, "file", Flaw::TooMany(FOREIGN_CODES_MAX));
            return book;
        }
        for (line, row) in rows {
            if let Err(flaw) = book.add(row, fineness, &ours) {
                problems.add(file, format!("line {line}"), flaw);
            }
        }
        book
    }

    fn add(
        &mut self,
        [source, date, code, name, means]: [&str; 5],
        fineness: Fineness,
        ours: &impl Fn(&str) -> Option<K>,
    ) -> Result<(), Flaw> {
        let source = source.parse().map_err(|error| Flaw::Malformed(format!("{error}")))?;
        let date = date.parse().map_err(|error| Flaw::Malformed(format!("{date:?}: {error}")))?;
        if code.is_empty() || name.is_empty() {
            return Err(Flaw::Missing(if code.is_empty() { "code" } else { "name" }));
        }
        let key = ours(means).ok_or_else(|| Flaw::UnknownOurs(means.to_owned()))?;
        let set = CodeSet { source, date };
        let known = self.theirs.entry(key).or_default();
        if fineness == Fineness::Same && known.iter().any(|foreign| foreign.set == set) {
            return Err(Flaw::SecondCode(means.to_owned()));
        }
        if self.ours.insert((set.clone(), code.to_owned()), key).is_some() {
            return Err(Flaw::Duplicate);
        }
        known.push(ForeignCode { set, code: code.to_owned(), name: name.to_owned() });
        Ok(())
    }

    /// What a code of a list means here.
    pub(crate) fn ours(&self, set: &CodeSet, code: &str) -> Option<K> {
        self.ours.get(&(set.clone(), code.to_owned())).copied()
    }

    /// What the lists call something of ours, in the order of the file.
    pub(crate) fn theirs(&self, key: K) -> &[ForeignCode] {
        self.theirs.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The lists.
    pub(crate) fn sets(&self) -> BTreeSet<&CodeSet> {
        self.ours.keys().map(|(set, _)| set).collect()
    }
}
