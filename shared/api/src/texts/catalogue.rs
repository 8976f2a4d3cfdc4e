//! The catalogue of texts, one file per language.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use fengqiao_domain::Code;
use fengqiao_jurisdiction::Level;
use fengqiao_routing::{Fact, TableId};

use super::refusal::Reply;
use super::template::{Template, Values};

/// Everything that is read by people, in one language (文案目录).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    pub(super) marks: Marks,
    pub(super) refusals: BTreeMap<String, Answer>,
    outages: BTreeMap<String, Answer>,
    pub(super) verdicts: BTreeMap<String, Template>,
    pub(super) fields: BTreeMap<String, String>,
    facts: BTreeMap<String, String>,
    pub(super) words: BTreeMap<String, String>,
    levels: BTreeMap<String, String>,
    tables: BTreeMap<String, String>,
    commands: BTreeMap<String, String>,
    events: BTreeMap<String, Template>,
    details: BTreeMap<String, String>,
    steps: BTreeMap<String, Template>,
}

/// Marks that stand between and for values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Marks {
    pub(super) list: String,
    pub(super) path: String,
    pub(super) unknown: String,
    pub(super) position: Template,
    pub(super) yes: String,
    pub(super) no: String,
    pub(super) empty: String,
    pub(super) fact: Template,
    pub(super) row: Template,
    pub(super) yuan: Template,
}

/// What is said, and what would change it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) text: Template,
    pub(super) change: Template,
}

/// A catalogue that cannot be used.
#[derive(Debug, Error)]
pub enum CatalogueError {
    /// Not TOML, or not of this shape, or a sentence with an open bracket.
    #[error("the catalogue of texts cannot be read")]
    Malformed(#[source] Box<toml::de::Error>),
    /// A code that can be answered has no sentence.
    #[error("the catalogue of texts has no sentence for {0}")]
    Incomplete(String),
}

impl Catalogue {
    /// The catalogue in Chinese, as delivered.
    ///
    /// # Errors
    /// If it was delivered broken; a test keeps that from happening.
    pub fn zh_cn() -> Result<Self, CatalogueError> {
        Self::parse(include_str!("../../texts/zh-CN.toml"))
    }

    /// Reads a catalogue.
    ///
    /// # Errors
    /// If it cannot be read, or lacks the sentence of a refusal.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let catalogue: Self =
            toml::from_str(text).map_err(|error| CatalogueError::Malformed(Box::new(error)))?;
        match Code::ALL.iter().find(|code| !catalogue.refusals.contains_key(code.as_str())) {
            Some(code) => Err(CatalogueError::Incomplete(code.as_str().to_owned())),
            None => Ok(catalogue),
        }
    }

    /// The title of a fact of the tables.
    #[must_use]
    pub fn fact(&self, fact: Fact) -> &str {
        self.facts.get(fact.name()).map_or_else(|| fact.zh(), String::as_str)
    }

    /// The name of a level.
    #[must_use]
    pub fn level(&self, level: Level) -> &str {
        self.levels.get(level.as_str()).map_or_else(|| level.zh(), String::as_str)
    }

    /// The name of a table.
    #[must_use]
    pub fn table(&self, table: TableId) -> &str {
        self.tables.get(table.as_str()).map_or_else(|| table.zh(), String::as_str)
    }

    /// The name of a command, by its code.
    #[must_use]
    pub fn command<'a>(&'a self, code: &'a str) -> &'a str {
        self.commands.get(code).map_or(code, String::as_str)
    }

    /// The sentences of a code of refusal or outage as the catalogue writes them: `{name}` is a place, and a part in
    /// brackets stands only where its names are known.
    #[must_use]
    pub fn written(&self, code: &str) -> Option<Reply> {
        let answer = self.refusals.get(code).or_else(|| self.outages.get(code))?;
        Some(Reply { text: answer.text.to_string(), change: answer.change.to_string() })
    }

    /// What is read of an outage, by its code.
    pub(crate) fn outage(&self, code: &str) -> Reply {
        let filled = |answer: &Answer| Reply {
            text: self.filled(&answer.text, &Values::default()),
            change: self.filled(&answer.change, &Values::default()),
        };
        self.outages.get(code).map(filled).unwrap_or_default()
    }

    /// What is read of a refusal that nothing but its bound is known of.
    pub(crate) fn refusal(&self, code: Code, max: Option<usize>) -> Reply {
        let mut values = Values::default();
        values.set_some("max", max);
        let filled = |answer: &Answer| Reply {
            text: self.filled(&answer.text, &values),
            change: self.filled(&answer.change, &values),
        };
        self.refusals.get(code.as_str()).map(filled).unwrap_or_default()
    }

    /// A word of an event that no vocabulary of the case has.
    pub(crate) fn detail<'a>(&'a self, code: &'a str) -> &'a str {
        self.details.get(code).map_or(code, String::as_str)
    }

    /// The sentence of an event.
    pub(crate) fn event(&self, name: &str, values: &Values) -> String {
        self.events.get(name).map(|template| self.filled(template, values)).unwrap_or_default()
    }

    /// One step of a count of days.
    pub(crate) fn step(&self, name: &str, values: &Values) -> String {
        self.steps.get(name).map(|template| self.filled(template, values)).unwrap_or_default()
    }

    pub(super) fn filled(&self, template: &Template, values: &Values) -> String {
        template.render(values, &self.marks.unknown)
    }

    /// Texts as a list.
    pub(crate) fn list<T: AsRef<str>>(&self, items: impl IntoIterator<Item = T>) -> String {
        let mut list = String::new();
        for item in items {
            if !list.is_empty() {
                list.push_str(&self.marks.list);
            }
            list.push_str(item.as_ref());
        }
        list
    }

    /// Money, given in fen (0.01 yuan).
    pub(crate) fn money(&self, fen: u64) -> String {
        let mut values = Values::default();
        values.set("yuan", yuan(fen));
        self.filled(&self.marks.yuan, &values)
    }
}

/// Yuan with two decimals only where there are any.
fn yuan(fen: u64) -> String {
    match (fen / 100, fen % 100) {
        (yuan, 0) => yuan.to_string(),
        (yuan, rest) => format!("{yuan}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fengqiao_domain::{AffairEvent, CommandName, Event};
    use fengqiao_jurisdiction::Word;
    use fengqiao_routing::Verdict;

    use super::*;

    fn assert_titled<W: Word>(titles: &BTreeMap<String, String>) {
        for word in W::ALL {
            assert!(titles.contains_key(word.as_str()), "no text for {}", word.as_str());
        }
        assert_eq!(titles.len(), W::ALL.len(), "texts for what does not exist");
    }

    #[test]
    fn every_code_fact_level_table_and_command_has_its_text_and_nothing_else_has() {
        let catalogue = Catalogue::zh_cn().unwrap();
        assert_eq!(catalogue.refusals.len(), Code::ALL.len());
        assert_titled::<Fact>(&catalogue.facts);
        assert_titled::<Level>(&catalogue.levels);
        assert_titled::<TableId>(&catalogue.tables);
        assert_titled::<CommandName>(&catalogue.commands);
        for verdict in Verdict::ALL {
            assert!(catalogue.verdicts.contains_key(verdict.as_str()), "{verdict}");
        }
    }

    #[test]
    fn every_event_has_its_sentence() {
        let catalogue = Catalogue::zh_cn().unwrap();
        let names: BTreeSet<_> =
            Event::NAMES.iter().chain(AffairEvent::NAMES).map(|(name, _)| *name).collect();
        let written: BTreeSet<_> = catalogue.events.keys().map(String::as_str).collect();
        assert_eq!(written, names);
    }

    #[test]
    fn a_catalogue_without_the_sentence_of_a_refusal_is_not_used() {
        let text = include_str!("../../texts/zh-CN.toml").replace("[refusals.R12]", "[refusals.Z12]");
        assert!(matches!(Catalogue::parse(&text), Err(CatalogueError::Incomplete(code)) if code == "R12"));
    }

    #[test]
    fn money_is_written_in_yuan() {
        assert_eq!((yuan(120_000), yuan(5), yuan(0)), ("1200".to_owned(), "0.05".to_owned(), "0".to_owned()));
    }
}
