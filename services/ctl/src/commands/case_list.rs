//! `case list`: cases by filter, the nearest due date first.

use std::io::{self, Write};

use clap::Args;
use fengqiao_api::v1;
use serde::Serialize;

use super::case_show::CaseLine;
use super::own_desk;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// The most cases listed at once; narrow the filter for others.
const CASES_MAX: usize = 1_000;

/// Cases asked for at once.
const PAGE_CASES: u32 = 200;

/// Which cases.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// The holder; the asking officer's own centre if left out.
    #[arg(long, default_value = "")]
    centre: String,
    /// Everything below the centre as well.
    #[arg(long)]
    subtree: bool,
    /// A state: registered, accepted, in_progress, … Several are possible.
    #[arg(long = "phase")]
    phases: Vec<String>,
    /// Requests to rise that wait for the centre.
    #[arg(long)]
    incoming: bool,
    /// keep, lift_on_request, …
    #[arg(long, default_value = "")]
    verdict: String,
    /// Due on or before this date.
    #[arg(long, default_value = "")]
    due_by: String,
    /// A matter's code.
    #[arg(long, default_value = "")]
    matter: String,
}

/// Cases, one a line.
#[derive(Debug, Serialize)]
pub(crate) struct CaseList {
    cases: Vec<CaseLine>,
    /// Whether there are more than are listed.
    more: bool,
}

/// Lists the cases that the filter admits.
pub(crate) async fn list(config: &CtlConfig, filter: Filter) -> Result<CaseList, Error> {
    let desk = own_desk(config)?;
    let mut request = v1::ListCasesRequest {
        centre: filter.centre,
        subtree: filter.subtree,
        phases: filter.phases,
        incoming_escalations: filter.incoming,
        verdict: filter.verdict,
        due_by: filter.due_by,
        matter: filter.matter,
        page_size: PAGE_CASES,
        ..Default::default()
    };
    let mut cases = Vec::new();
    loop {
        let page = desk.call(&request).await?;
        cases.extend(page.cases.into_iter().map(CaseLine::from));
        let more = !page.next_page_token.is_empty();
        if !more || cases.len() >= CASES_MAX {
            return Ok(CaseList { cases, more });
        }
        request.page_token = page.next_page_token;
    }
}

impl Report for CaseList {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for case in &self.cases {
            case.print(out)?;
        }
        if self.more {
            writeln!(out, "and more: narrow the filter")?;
        }
        Ok(())
    }
}
