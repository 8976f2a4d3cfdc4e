//! Tells what happens: a line per thing for a person, or a JSON object per line.

use std::io::{self, Write as _};

use fengqiao_api::v1;
use serde_json::{Value, json};

use super::texts::Texts;
use crate::client::Refused;
use crate::error::Error;

/// Writes to standard output.
pub(super) struct Narrator {
    pub(super) texts: Texts,
    json: bool,
}

impl Narrator {
    pub(super) const fn new(texts: Texts, json: bool) -> Self {
        Self { texts, json }
    }

    /// A line of the narration.
    pub(super) fn say(&self, key: &str, values: &[(&str, &str)]) -> Result<(), Error> {
        let text = self.texts.get(key, values)?;
        self.line(&text, || json!({ "step": key, "text": text }))
    }

    /// An officer's act: who, and what they do.
    pub(super) fn act(&self, key: &str, who: &str) -> Result<(), Error> {
        let what = self.texts.get(key, &[])?;
        let text = self.texts.get("narrator.act", &[("who", who), ("what", &what)])?;
        self.line(&text, || json!({ "step": key, "who": who, "text": what }))
    }

    /// What the act led to.
    pub(super) fn outcome(&self, outcome: &v1::CommandOutcome) -> Result<(), Error> {
        let mut text = String::new();
        for change in &outcome.changes {
            text.push_str(&self.texts.get("narrator.event", &[("text", &change.text)])?);
            text.push('\n');
        }
        let standing = outcome.standing.clone().unwrap_or_default();
        text.push_str(&self.texts.get(
            "narrator.standing",
            &[
                ("phase", &standing.phase_text),
                ("holder", &standing.holder_name),
                ("verdict", &standing.verdict_text),
            ],
        )?);
        self.line(&text, || {
            let names: Vec<&str> = outcome.changes.iter().map(|change| change.event.as_str()).collect();
            json!({
                "case": outcome.case_number,
                "events": names,
                "phase": standing.phase,
                "holder": standing.holder,
                "verdict": standing.verdict,
                "repeated": outcome.repeated,
            })
        })
    }

    /// A refusal, with its reasons.
    pub(super) fn refusal(&self, refused: &Refused) -> Result<(), Error> {
        let (code, reason) = (refused.code.as_str(), refused.text.as_str());
        let mut text = self.texts.get("narrator.refusal", &[("code", code), ("text", reason)])?;
        if !refused.change.is_empty() {
            text.push('\n');
            text.push_str(&self.texts.get("narrator.change", &[("text", &refused.change)])?);
        }
        self.line(&text, || json!({ "refused": refused }))
    }

    fn line(&self, text: &str, value: impl FnOnce() -> Value) -> Result<(), Error> {
        let mut out = io::stdout().lock();
        let written = if self.json { writeln!(out, "{}", value()) } else { writeln!(out, "{text}") };
        // Each line when it happens: somebody is watching.
        written.and_then(|()| out.flush()).map_err(Error::Output)
    }
}
