//! One case as its site's log tells it, for the operators' tools, which ask no service.

use fengqiao_domain::decision::Decision;
use fengqiao_domain::number::CaseNumber;
use fengqiao_domain::{AffairEvent, Family};
use fengqiao_eventlog::{Entry, Filter, Log, Subject};
use fengqiao_runtime::config::SiteConfig;
use fengqiao_runtime::connect;
use uuid::Uuid;

use crate::commands::streams::SERVICE;
use crate::config::CtlConfig;
use crate::error::Error;

/// A site's configuration with its opened log.
pub(crate) struct SiteLog<'a> {
    pub(crate) site: &'a SiteConfig,
    pub(crate) log: Log,
}

/// Opens the log of a site.
pub(crate) async fn open(site: &SiteConfig) -> Result<SiteLog<'_>, Error> {
    let client = connect::nats(site, SERVICE).await?;
    Ok(SiteLog { site, log: connect::log(client, site).await? })
}

/// The site that keeps a case, and the case's subject there.
pub(crate) async fn locate<'a>(config: &'a CtlConfig, case: &str) -> Result<(SiteLog<'a>, Subject), Error> {
    let unknown = || Error::UnknownCase { case: case.to_owned() };
    let read_error = |source| Error::Read { case: case.to_owned(), source };
    if let Ok(number) = case.parse::<CaseNumber>() {
        let site = config.installation.site(*number.site()).ok_or_else(unknown)?;
        let opened = open(site).await?;
        let entry = opened.log.at(number.sequence()).await.map_err(read_error)?;
        return Ok((opened, entry.ok_or_else(unknown)?.subject));
    }
    let id: Uuid = case.parse().map_err(|_| Error::Argument {
        argument: "case",
        reason: "give a case number such as 640221-2026-000042-7, or the id of a case".to_owned(),
    })?;
    for site in &config.installation.sites {
        let opened = open(site).await?;
        let Ok(filter) = Filter::new(Family::Case.wherever_born(site.code, id)) else { continue };
        if let Some(entry) = opened.log.find(&filter).await.map_err(read_error)? {
            return Ok((opened, entry.subject));
        }
    }
    Err(unknown())
}

/// Everything on a subject, oldest first.
pub(crate) async fn load(log: &Log, subject: &Subject) -> Result<Vec<Entry>, Error> {
    log.load(subject, 0).await.map_err(|source| Error::Read { case: subject.to_string(), source })
}

/// The decision that an entry holds.
pub(crate) fn decision(entry: &Entry) -> Result<Decision, Error> {
    Decision::read(&entry.payload)
        .map_err(|source| Error::Decision { case: entry.subject.to_string(), source })
}

/// How many events an entry holds, whatever it is about.
pub(crate) fn events(entry: &Entry) -> Result<usize, Error> {
    let beside = Family::read(entry.subject.as_str()).is_some_and(|(family, _)| family != Family::Case);
    if !beside {
        return decision(entry).map(|decision| decision.events.len());
    }
    let decision = Decision::<AffairEvent>::parse(&entry.payload);
    decision
        .map(|decision| decision.events.len())
        .map_err(|source| Error::Decision { case: entry.subject.to_string(), source })
}

/// The case that a subject is about.
pub(crate) fn case_of(subject: &Subject) -> Option<Uuid> {
    subject.tokens().nth(3)?.parse().ok()
}
