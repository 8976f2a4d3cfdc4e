use crate::load::RuleSetFiles;

macro_rules! file {
    ($name:literal) => {
        ($name.to_owned(), include_str!(concat!("../../../deploy/rules/", $name)).to_owned())
    };
}

/// The rule set that is delivered with this version, compiled in: what a city starts from and what tests run against.
#[must_use]
pub fn delivered() -> RuleSetFiles {
    RuleSetFiles {
        manifest: include_str!("../../../deploy/rules/ruleset.json").to_owned(),
        tables: [
            file!("hard-triggers.json"),
            file!("soft-triggers.json"),
            file!("optional.json"),
            file!("gates.json"),
            file!("notices.json"),
            file!("verdicts.json"),
        ]
        .into(),
    }
}
