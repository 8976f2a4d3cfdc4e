//! Sentences with places. A part in brackets is left out whole unless each of its names is known.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use thiserror::Error;

/// A sentence of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// `{name}`: the value.
    Place(String),
    /// `{?name}`: nothing; the part around it depends on the name.
    Condition(String),
    /// `[…]`.
    Optional(Vec<Part>),
}

/// A sentence that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum TemplateError {
    #[error("a bracket is not closed, or closed without being opened")]
    Bracket,
    #[error("a place is not closed, or its name is not in snake case")]
    Place,
}

/// What the places of a sentence stand for, by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values(BTreeMap<&'static str, String>);

impl Values {
    /// Adds a value; an empty one counts as not known.
    pub(crate) fn set(&mut self, name: &'static str, value: impl fmt::Display) -> &mut Self {
        let value = value.to_string();
        if !value.is_empty() {
            self.0.insert(name, value);
        }
        self
    }

    /// Adds a value if there is one.
    pub(crate) fn set_some(&mut self, name: &'static str, value: Option<impl fmt::Display>) -> &mut Self {
        if let Some(value) = value {
            self.set(name, value);
        }
        self
    }

    /// Makes a name known without a text of its own.
    pub(crate) fn flag(&mut self, name: &'static str, set: bool) -> &mut Self {
        if set {
            self.0.insert(name, String::new());
        }
        self
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

impl Template {
    /// The sentence; `unknown` stands where a name is not known outside brackets.
    pub(super) fn render(&self, values: &Values, unknown: &str) -> String {
        let mut text = String::new();
        render(&self.0, values, unknown, &mut text);
        text
    }
}

/// The sentence as the catalogue writes it, places and all.
impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| part.fmt(f))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Place(name) => write!(f, "{{{name}}}"),
            Self::Condition(name) => write!(f, "{{?{name}}}"),
            Self::Optional(parts) => {
                f.write_str("[")?;
                parts.iter().try_for_each(|part| part.fmt(f))?;
                f.write_str("]")
            }
        }
    }
}

impl TryFrom<String> for Template {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Self, TemplateError> {
        let mut rest = text.as_str();
        let mut parts = Vec::new();
        while let Some((before, after)) = rest.split_once('[') {
            let (inner, following) = after.split_once(']').ok_or(TemplateError::Bracket)?;
            parts.extend(flat(before)?);
            parts.push(Part::Optional(flat(inner)?));
            rest = following;
        }
        parts.extend(flat(rest)?);
        Ok(Self(parts))
    }
}

/// Text and places without brackets.
fn flat(text: &str) -> Result<Vec<Part>, TemplateError> {
    if text.contains(['[', ']']) {
        return Err(TemplateError::Bracket);
    }
    let mut rest = text;
    let mut parts = Vec::new();
    while let Some((before, after)) = rest.split_once('{') {
        let (inner, following) = after.split_once('}').ok_or(TemplateError::Place)?;
        let (name, place): (_, fn(String) -> Part) = match inner.strip_prefix('?') {
            Some(name) => (name, Part::Condition),
            None => (inner, Part::Place),
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            return Err(TemplateError::Place);
        }
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        parts.push(place(name.to_owned()));
        rest = following;
    }
    if rest.contains('}') {
        return Err(TemplateError::Place);
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok(parts)
}

fn render(parts: &[Part], values: &Values, unknown: &str, text: &mut String) {
    for part in parts {
        match part {
            Part::Text(fixed) => text.push_str(fixed),
            Part::Place(name) => text.push_str(values.get(name).unwrap_or(unknown)),
            Part::Condition(_) => {}
            Part::Optional(parts) => {
                let known = parts.iter().all(|part| match part {
                    Part::Place(name) | Part::Condition(name) => values.get(name).is_some(),
                    Part::Text(_) | Part::Optional(_) => true,
                });
                if known {
                    render(parts, values, unknown, text);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(template: &str, values: &[(&'static str, &str)]) -> String {
        let mut known = Values::default();
        for (name, value) in values {
            known.set(name, value);
        }
        Template::try_from(template.to_owned()).unwrap().render(&known, "?")
    }

    #[test]
    fn a_part_in_brackets_goes_with_its_names() {
        assert_eq!(rendered("a[,{b}]。", &[("b", "c")]), "a,c。");
        assert_eq!(rendered("a[,{b}]。", &[]), "a。");
        assert_eq!(rendered("a[x{?b}]", &[("b", "c")]), "ax");
        assert_eq!(rendered("a[x{?b}]", &[]), "a");
    }

    #[test]
    fn an_unknown_name_outside_brackets_is_marked() {
        assert_eq!(rendered("{a}次", &[]), "?次");
    }

    #[test]
    fn what_is_not_closed_is_no_sentence() {
        for text in ["[a", "a]", "{a", "a}", "{}", "[[a]]", "{A b}"] {
            assert!(Template::try_from(text.to_owned()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_sentence_is_shown_as_it_was_written() {
        for text in ["a[,{b}]。", "{a}次[x{?b}]", "c"] {
            assert_eq!(Template::try_from(text.to_owned()).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_value_is_never_read_as_a_sentence() {
        assert_eq!(rendered("{a}", &[("a", "{b}[c]")]), "{b}[c]");
    }
}
