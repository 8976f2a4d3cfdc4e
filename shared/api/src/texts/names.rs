//! From codes to names: of places in the division tree, of words in the vocabularies, of fields in the catalogue.

use fengqiao_domain::permission::Relation;
use fengqiao_domain::state::{ClockName, PhaseName};
use fengqiao_domain::vocabulary::{ConfirmationBar, DocumentKind, Ground, PartyRole, PauseReason};
use fengqiao_domain::{AffairEvent, Event};
use fengqiao_jurisdiction::{CentreCode, Level, MatterCode, PowerCode, Track, UnitCode, Word};
use fengqiao_routing::{DossierItem, Fact, Value};

use super::{Values, Wording};

impl Wording<'_> {
    /// What stands on the door of a centre, or the name of a place without one; the code if it is unknown.
    pub(crate) fn centre(&self, code: &CentreCode) -> String {
        let title = self.jurisdiction.centre(code).map(|centre| centre.title.clone());
        title.or_else(|| self.jurisdiction.full_name(code)).unwrap_or_else(|| code.to_string())
    }

    /// The name of a unit.
    pub(crate) fn unit(&self, code: &UnitCode) -> String {
        self.jurisdiction.unit(code).map_or_else(|| code.to_string(), |unit| unit.name.clone())
    }

    /// The name of a power.
    pub(crate) fn power(&self, code: &PowerCode) -> String {
        self.jurisdiction.power_name(code).map_or_else(|| code.to_string(), str::to_owned)
    }

    /// The name of a matter.
    pub(crate) fn matter(&self, code: &MatterCode) -> String {
        self.jurisdiction.matter(code).map_or_else(|| code.to_string(), |matter| matter.name.clone())
    }

    /// A fact of a refusal, by its name. Facts are codes and figures, lists of them separated by commas.
    pub(super) fn fact_of_refusal(&self, name: &str, value: &str) -> String {
        // Words of the contract, and sentences about a draft, are no lists of codes.
        if matches!(name, "known" | "findings") {
            return value.to_owned();
        }
        self.catalogue.list(value.split(',').map(|value| self.one_fact_of_refusal(name, value)))
    }

    fn one_fact_of_refusal(&self, name: &str, value: &str) -> String {
        let known = match name {
            "centre" | "changed_by_centre" | "holder" | "right_centre" | "pending_at" | "competent" => {
                value.parse().ok().map(|code| self.centre(&code))
            }
            "unit" => value.parse().ok().map(|code| self.unit(&code)),
            "powers" => value.parse().ok().map(|code| self.power(&code)),
            "level" => level(value).map(|level| self.catalogue.level(level).to_owned()),
            "command" | "admitted" => Some(self.catalogue.command(value).to_owned()),
            "phase" => zh::<PhaseName>(value),
            "clock" => zh::<ClockName>(value),
            "relation" => zh::<Relation>(value),
            "ground" => zh::<Ground>(value),
            "track" => zh::<Track>(value),
            "consent" | "role" => zh::<PartyRole>(value),
            "document" => zh::<DocumentKind>(value),
            "bars" => zh::<ConfirmationBar>(value),
            "missing" => zh::<DossierItem>(value),
            "reason" => zh::<PauseReason>(value),
            "changed" => event(value),
            _ => None,
        };
        known.unwrap_or_else(|| self.word(value))
    }

    /// A word that only the catalogue knows; the word itself if it does not.
    fn word(&self, code: &str) -> String {
        self.catalogue.words.get(code).map_or(code, String::as_str).to_owned()
    }

    /// The value of a fact of the tables, as people say it.
    pub(crate) fn value(&self, fact: Fact, value: &Value) -> String {
        let marks = &self.catalogue.marks;
        match value {
            Value::Missing | Value::NotAsked => marks.unknown.clone(),
            Value::Bool(true) => marks.yes.clone(),
            Value::Bool(false) => marks.no.clone(),
            Value::Count(fen) if fact == Fact::Amount => self.catalogue.money(*fen),
            Value::Count(count) => count.to_string(),
            Value::Level(level) => {
                level.level().map_or(marks.empty.as_str(), |level| self.catalogue.level(level)).to_owned()
            }
            Value::Code(code) => self.code_of_fact(fact, code),
            Value::Codes(codes) if codes.is_empty() => marks.empty.clone(),
            Value::Codes(codes) => {
                self.catalogue.list(codes.iter().map(|code| self.code_of_fact(fact, code)))
            }
        }
    }

    fn code_of_fact(&self, fact: Fact, code: &str) -> String {
        use fengqiao_routing::{DangerSign, FinalDecision, HelpWanted, PhaseClass, StatutoryPath};
        let known = match fact {
            Fact::PhaseClass => zh::<PhaseClass>(code),
            Fact::DangerSigns => zh::<DangerSign>(code),
            Fact::Track => zh::<Track>(code),
            Fact::StatutoryPath => zh::<StatutoryPath>(code),
            Fact::FinalDecision => zh::<FinalDecision>(code),
            Fact::DossierMissing => zh::<DossierItem>(code),
            Fact::HelpWanted => zh::<HelpWanted>(code),
            _ => None,
        };
        known.unwrap_or_else(|| self.word(code))
    }

    /// The title of a field of a request, each step of its path named: `parties[0].phone` is the first party's phone.
    pub(crate) fn field(&self, path: &str) -> String {
        let mut title = String::new();
        for step in path.split('.') {
            if !title.is_empty() {
                title.push_str(&self.catalogue.marks.path);
            }
            title.push_str(&self.step(step));
        }
        title
    }

    fn step(&self, step: &str) -> String {
        let name = step.split(['[', '=']).next().unwrap_or(step);
        let title = self.catalogue.fields.get(name).map_or(name, String::as_str);
        let index =
            step.split_once('[').and_then(|(_, index)| index.trim_end_matches(']').parse::<usize>().ok());
        match index {
            None => title.to_owned(),
            Some(index) => {
                let mut values = Values::default();
                values.set("title", title).set("position", index.saturating_add(1));
                self.catalogue.filled(&self.catalogue.marks.position, &values)
            }
        }
    }
}

fn level(code: &str) -> Option<Level> {
    Level::ALL.iter().copied().find(|level| level.as_str() == code)
}

fn event(name: &str) -> Option<String> {
    let names = Event::NAMES.iter().chain(AffairEvent::NAMES);
    let mut names = names.map(|(known, zh)| (*known, *zh));
    names.find(|(known, _)| *known == name).map(|(_, zh)| zh.to_owned())
}

/// The Chinese term of a word of a vocabulary.
fn zh<W: Word>(code: &str) -> Option<String> {
    W::ALL.iter().find(|word| word.as_str() == code).map(|word| word.zh().to_owned())
}
