//! `case drafts`: registrations that were begun at one's centre, and what they say so far.

use std::io::{self, Write};

use clap::Args;
use fengqiao_api::v1;
use serde::Serialize;

use super::own_desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// The most drafts listed at once; narrow the filter for others.
const DRAFTS_MAX: usize = 1_000;

/// Drafts asked for at once.
const PAGE_DRAFTS: u32 = 50;

/// Which drafts.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// The id of one draft.
    #[arg(default_value = "")]
    case: String,
    /// For administrators of security and audit: the centre, with everything below it.
    #[arg(long, default_value = "")]
    centre: String,
    /// Saved last on or before this date.
    #[arg(long, default_value = "")]
    saved_by: String,
}

/// Drafts, the longest not saved first.
#[derive(Debug, Serialize)]
pub(crate) struct Drafts {
    drafts: Vec<DraftLine>,
    /// Whether there are more than are listed.
    more: bool,
}

#[derive(Debug, Serialize)]
struct DraftLine {
    id: String,
    centre: String,
    centre_name: String,
    author: String,
    channel: String,
    drafted_on: String,
    saved_on: String,
    text: String,
}

/// Lists the drafts that the account may see.
pub(crate) async fn list(config: &CtlConfig, filter: Filter) -> Result<Drafts, Error> {
    let desk = own_desk(config)?;
    let mut request = v1::ListDraftsRequest {
        case: filter.case,
        centre: filter.centre,
        saved_by: filter.saved_by,
        page_size: PAGE_DRAFTS,
        ..Default::default()
    };
    let mut drafts = Vec::new();
    loop {
        let page = desk.call(&request).await?;
        drafts.extend(page.drafts.into_iter().map(DraftLine::from));
        let more = !page.next_page_token.is_empty();
        if !more || drafts.len() >= DRAFTS_MAX {
            return Ok(Drafts { drafts, more });
        }
        request.page_token = page.next_page_token;
    }
}

impl From<v1::DraftView> for DraftLine {
    fn from(view: v1::DraftView) -> Self {
        Self {
            id: view.case_id,
            centre: view.centre,
            centre_name: view.centre_name,
            author: view.author,
            channel: view.channel,
            drafted_on: view.drafted_on,
            saved_on: view.saved_on,
            text: view.text,
        }
    }
}

impl Report for Drafts {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for DraftLine { id, centre_name, author, saved_on, text, .. } in &self.drafts {
            writeln!(out, "{id}  {centre_name}  saved {saved_on} by {author}")?;
            for line in text.lines() {
                writeln!(out, "  {line}")?;
            }
        }
        if self.more {
            writeln!(out, "and more: narrow the filter")?;
        }
        Ok(())
    }
}
