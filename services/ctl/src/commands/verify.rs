//! `verify`: proves a log from its first entry to its last, and that destroyed keys open nothing.
//!
//! Two ways of reading must agree: the stream as a whole, followed in order and without holes, and each case as the
//! services load it.

mod findings;
mod keys;
mod walk;

use std::io::{self, Write};

use clap::Args;
use fengqiao_domain::Family;
use fengqiao_eventlog::Digest;
use fengqiao_jurisdiction::SiteCode;
use fengqiao_runtime::connect;
use serde::Serialize;

pub(crate) use findings::Finding;

use crate::config::CtlConfig;
use crate::error::{Error, Exit};
use crate::history;
use crate::output::Report;

/// How much is proved.
#[derive(Debug, Args)]
pub(crate) struct Scope {
    /// One case alone, by number or id.
    #[arg(long)]
    case: Option<String>,
}

/// What was proved, and what was found.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Verification {
    sites: Vec<SiteCounts>,
    findings: Vec<Finding>,
    /// Findings beyond those listed.
    more: u64,
}

/// What one site's log holds.
#[derive(Debug, Serialize)]
pub(crate) struct SiteCounts {
    site: SiteCode,
    head: u64,
    cases: u64,
    /// What is no case: handovers, recommendations, a city's rules.
    affairs: u64,
    decisions: u64,
    events: u64,
    keys_destroyed: u64,
    persons_unreadable: u64,
}

/// Proves the logs of all sites, or the history of one case.
pub(crate) async fn run(config: &CtlConfig, scope: &Scope) -> Result<Verification, Error> {
    let mut verification = Verification::default();
    if let Some(case) = &scope.case {
        let (opened, subject) = history::locate(config, case).await?;
        let last = opened.log.last(&subject).await;
        let last = last.map_err(|source| Error::Read { case: case.clone(), source })?;
        let head = last.as_ref().map(|entry| entry.digest);
        let mut counts = SiteCounts::new(opened.site.code, last.map_or(0, |entry| entry.sequence));
        case_of(&mut verification, &mut counts, &opened, &subject, head).await?;
        verification.keys_of(config, &opened, &mut counts, history::case_of(&subject)).await?;
        verification.sites.push(counts);
        return Ok(verification);
    }
    for site in &config.installation.sites {
        let opened = history::open(site).await?;
        let walked = walk::walk(&opened, &mut verification).await?;
        let mut counts = SiteCounts::new(site.code, walked.head);
        for (subject, head) in &walked.heads {
            case_of(&mut verification, &mut counts, &opened, subject, Some(*head)).await?;
        }
        verification.keys_of(config, &opened, &mut counts, None).await?;
        verification.sites.push(counts);
    }
    Ok(verification)
}

async fn case_of(
    verification: &mut Verification,
    counts: &mut SiteCounts,
    opened: &history::SiteLog<'_>,
    subject: &fengqiao_eventlog::Subject,
    head: Option<Digest>,
) -> Result<(), Error> {
    let entries = history::load(&opened.log, subject).await?;
    match Family::read(subject.as_str()) {
        Some((Family::Case, _)) | None => counts.cases += 1,
        Some(_) => counts.affairs += 1,
    }
    counts.decisions += entries.len() as u64;
    counts.events += findings::prove(verification, subject, &entries, head);
    Ok(())
}

// === impl Verification ===

impl Verification {
    async fn keys_of(
        &mut self,
        config: &CtlConfig,
        opened: &history::SiteLog<'_>,
        counts: &mut SiteCounts,
        only: Option<uuid::Uuid>,
    ) -> Result<(), Error> {
        let vault = connect::vault(&config.installation, opened.site).await?;
        let keys = keys::prove(self, opened, &vault, only).await?;
        (counts.keys_destroyed, counts.persons_unreadable) = (keys.destroyed, keys.unreadable);
        Ok(())
    }
}

// === impl SiteCounts ===

impl SiteCounts {
    const fn new(site: SiteCode, head: u64) -> Self {
        Self {
            site,
            head,
            cases: 0,
            affairs: 0,
            decisions: 0,
            events: 0,
            keys_destroyed: 0,
            persons_unreadable: 0,
        }
    }
}

impl Report for Verification {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for counts in &self.sites {
            let SiteCounts {
                site,
                head,
                cases,
                affairs,
                decisions,
                events,
                keys_destroyed,
                persons_unreadable,
            } = counts;
            writeln!(
                out,
                "{site}  head {head}  cases {cases}  affairs {affairs}  decisions {decisions}  events {events}  \
                 destroyed keys {keys_destroyed}, persons unreadable {persons_unreadable}"
            )?;
        }
        for finding in &self.findings {
            writeln!(out, "{finding}")?;
        }
        if self.more > 0 {
            writeln!(out, "and {} more", self.more)?;
        }
        writeln!(out, "{}", if self.findings.is_empty() { "clean" } else { "NOT CLEAN" })
    }

    fn exit(&self) -> Exit {
        if self.findings.is_empty() { Exit::Sound } else { Exit::Found }
    }
}
