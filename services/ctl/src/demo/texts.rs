//! The catalogue of what the demo says. No Chinese sentence stands in a code path.

use std::collections::BTreeMap;

use crate::error::Error;

/// The texts, by section and key.
const CATALOGUE: &str = include_str!("texts.toml");

/// What the narrator says, and what the officers write into the cases.
pub(super) struct Texts {
    sections: BTreeMap<String, BTreeMap<String, String>>,
}

impl Texts {
    /// The Chinese catalogue.
    pub(super) fn zh_cn() -> Self {
        // Compiled in and tested: an unreadable one has no texts, and the first look-up says so.
        Self { sections: toml::from_str(CATALOGUE).unwrap_or_default() }
    }

    /// The text of `section.key`, with each `{name}` replaced.
    pub(super) fn get(&self, key: &str, values: &[(&str, &str)]) -> Result<String, Error> {
        let (section, name) = key.split_once('.').unwrap_or((key, ""));
        let text = self.sections.get(section).and_then(|texts| texts.get(name));
        let mut text = text.ok_or_else(|| Error::Text { key: key.to_owned() })?.clone();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const STORIES: [&str; 5] = [
        include_str!("irrigation.rs"),
        include_str!("danger.rs"),
        include_str!("stage.rs"),
        include_str!("narrator.rs"),
        include_str!("persons.rs"),
    ];

    fn keys_in_code() -> BTreeSet<String> {
        let sections = Texts::zh_cn().sections;
        let literals = STORIES.iter().flat_map(|source| source.split('"').skip(1).step_by(2));
        let keyed = literals.filter(|literal| {
            literal.split_once('.').is_some_and(|(section, _)| sections.contains_key(section))
        });
        keyed.map(str::to_owned).collect()
    }

    #[test]
    fn every_text_that_the_stories_use_is_there_and_none_is_left_over() {
        let sections = Texts::zh_cn().sections;
        let keys = sections
            .iter()
            .flat_map(|(section, texts)| texts.keys().map(move |name| format!("{section}.{name}")));
        assert_eq!(keys_in_code(), keys.collect());
    }

    #[test]
    fn placeholders_are_filled() {
        let text = Texts::zh_cn().get("stage.days", &[("days", "3"), ("today", "2026-03-05")]).unwrap();
        assert!(text.contains('3') && text.contains("2026-03-05") && !text.contains('{'), "{text}");
        assert!(matches!(Texts::zh_cn().get("stage.none", &[]), Err(Error::Text { .. })));
    }
}
