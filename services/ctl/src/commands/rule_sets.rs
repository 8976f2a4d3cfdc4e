//! `rules list` and `rules show`: which rule sets are in force, coming, proposed, and were.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use fengqiao_api::v1;
use fengqiao_domain::id::RuleSetId;
use serde::Serialize;

use super::own_desk;
use super::rules::MANIFEST;
use crate::client::Desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// Asked for at once.
const PAGE_SIZE: u32 = 200;

/// Which rule sets.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// in_force, coming, submitted, returned, superseded. Several are possible.
    #[arg(long = "standing")]
    standings: Vec<String>,
}

/// Which rule set.
#[derive(Debug, Args)]
pub(crate) struct Choice {
    /// The id of a draft, or a hash; the set in force if left out.
    rule_set: Option<String>,
    /// Write its texts into this folder, which must not be there yet.
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,
}

/// Rule sets, the latest first.
#[derive(Debug, Serialize)]
pub(crate) struct Listed {
    rule_sets: Vec<Line>,
    /// Whether there are more than are listed.
    more: bool,
}

/// A rule set, and what became of it.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    rule_set_id: String,
    id: String,
    version: String,
    hash: String,
    effective_from: String,
    standing: String,
    standing_text: String,
    base_hash: String,
    outdated: bool,
    editor: String,
    submitted_on: String,
    reason: String,
    approver: String,
    approved_on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    replay: Option<Figures>,
    returned_by: String,
    returned_on: String,
    return_reason: String,
}

/// What a replay found, or what an approver looked at.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    from: String,
    to: String,
    looked_at: u32,
    more: u32,
    fewer: u32,
    cannot_tell: u32,
    decided: u32,
}

/// One rule set with its texts.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    #[serde(flatten)]
    line: Line,
    manifest: String,
    tables: Vec<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Text {
    file: String,
    text: String,
}

/// Lists the rule sets that the filter admits.
pub(crate) async fn list(config: &CtlConfig, filter: Filter) -> Result<Listed, Error> {
    let standings = filter.standings;
    let request = v1::ListRuleSetsRequest { standings, page_size: PAGE_SIZE, ..Default::default() };
    let page = own_desk(config)?.call(&request).await?;
    let rule_sets = page.rule_sets.into_iter().map(Line::from).collect();
    Ok(Listed { rule_sets, more: !page.next_page_token.is_empty() })
}

/// Shows one rule set, and writes its texts where they can be changed.
pub(crate) async fn show(config: &CtlConfig, choice: Choice) -> Result<Shown, Error> {
    let desk = own_desk(config)?;
    let (view, text) = read(&desk, choice.rule_set.unwrap_or_default()).await?;
    if let Some(folder) = &choice.write {
        write(folder, &text)?;
    }
    let tables = text.tables.into_iter().map(|table| Text { file: table.file, text: table.text });
    Ok(Shown {
        line: Line::from(view),
        manifest: text.manifest,
        tables: tables.collect(),
        written: choice.write,
    })
}

/// A rule set by the id of its draft or by its hash; the one in force for neither.
async fn read(desk: &Desk, name: String) -> Result<(v1::RuleSetView, v1::RuleSetText), Error> {
    let request = match name.parse::<RuleSetId>() {
        Ok(_) => v1::GetRuleSetRequest { rule_set_id: name, ..Default::default() },
        Err(_) => v1::GetRuleSetRequest { hash: name, ..Default::default() },
    };
    let answer = desk.call(&request).await?;
    Ok((answer.rule_set.unwrap_or_default(), answer.text.unwrap_or_default()))
}

fn write(folder: &Path, text: &v1::RuleSetText) -> Result<(), Error> {
    let failed = |source| Error::File { file: folder.to_owned(), source };
    fs::create_dir(folder).map_err(failed)?;
    fs::write(folder.join(MANIFEST), &text.manifest).map_err(failed)?;
    for table in &text.tables {
        // A manifest names files beside it: of a path, only the last part is written here.
        let Some(file) = Path::new(&table.file).file_name() else { continue };
        fs::write(folder.join(file), &table.text).map_err(failed)?;
    }
    Ok(())
}

// === impl Line ===

impl From<v1::RuleSetView> for Line {
    fn from(view: v1::RuleSetView) -> Self {
        let named = view.rule_set.unwrap_or_default();
        Self {
            rule_set_id: view.rule_set_id,
            id: named.id,
            version: named.version,
            hash: named.hash,
            effective_from: view.effective_from,
            standing: view.standing,
            standing_text: view.standing_text,
            base_hash: view.base_hash,
            outdated: view.outdated,
            editor: view.editor,
            submitted_on: view.submitted_on,
            reason: view.reason,
            approver: view.approver,
            approved_on: view.approved_on,
            replay: view.replay.map(Figures::from),
            returned_by: view.returned_by,
            returned_on: view.returned_on,
            return_reason: view.return_reason,
        }
    }
}

impl Line {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { rule_set_id, id, version, hash, effective_from, standing_text, .. } = self;
        let named = if rule_set_id.is_empty() { "-" } else { rule_set_id };
        writeln!(out, "{named:<36}  {id} {version}  from {effective_from}  {standing_text}")?;
        writeln!(out, "  hash {hash}")?;
        if !self.reason.is_empty() {
            writeln!(out, "  submitted {} by {}: {}", self.submitted_on, self.editor, self.reason)?;
        }
        if self.outdated {
            writeln!(out, "  another set was published since it was drawn up")?;
        }
        if !self.approved_on.is_empty() {
            writeln!(out, "  approved {} by {}", self.approved_on, self.approver)?;
        }
        if let Some(replay) = &self.replay {
            replay.print(out)?;
        }
        if !self.returned_on.is_empty() {
            writeln!(out, "  returned {} by {}: {}", self.returned_on, self.returned_by, self.return_reason)?;
        }
        Ok(())
    }
}

// === impl Figures ===

impl From<v1::ReplayFigures> for Figures {
    fn from(figures: v1::ReplayFigures) -> Self {
        let v1::ReplayFigures { from, to, looked_at, more, fewer, cannot_tell, decided } = figures;
        Self { from, to, looked_at, more, fewer, cannot_tell, decided }
    }
}

impl Figures {
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { from, to, looked_at, more, fewer, cannot_tell, decided } = self;
        let days = if from.is_empty() { String::new() } else { format!(" of {from} to {to}") };
        writeln!(
            out,
            "  replayed {looked_at} judgements{days}: more {more}  fewer {fewer}  cannot tell {cannot_tell}  \
             decided {decided}"
        )
    }
}

impl Report for Listed {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        self.rule_sets.iter().try_for_each(|line| line.print(out))?;
        if self.more {
            writeln!(out, "and more")?;
        }
        Ok(())
    }
}

impl Report for Shown {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        self.line.print(out)?;
        match &self.written {
            Some(folder) => writeln!(out, "  written to {}", folder.display()),
            None => {
                writeln!(out, "{}", self.manifest)?;
                self.tables.iter().try_for_each(|table| writeln!(out, "--- {}\n{}", table.file, table.text))
            }
        }
    }
}
