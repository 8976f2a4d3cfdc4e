//! `status`: can the services do their work, and how far are the views behind the logs?

use std::io::{self, Write};

use fengqiao_api::v1;
use serde::Serialize;

use super::health::{State, state_of};
use super::own_desk;
use crate::config::CtlConfig;
use crate::error::{Error, Exit};
use crate::output::Report;

/// The installation at one moment.
#[derive(Debug, Serialize)]
pub(crate) struct Status {
    services: Vec<Service>,
    /// Absent while the projection does not answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    views: Option<Views>,
}

#[derive(Debug, Serialize)]
struct Views {
    streams: Vec<Stream>,
    parked_events: u64,
    schema: String,
    keepers: Vec<Keeper>,
}

/// What the keeper of time has to do for the cases of one site.
#[derive(Debug, Serialize)]
struct Keeper {
    site: String,
    keeps: bool,
    overdue: u64,
    oldest_due: String,
    next_due: String,
    open_errands: u64,
    owed: u64,
    hints_sent: u64,
}

#[derive(Debug, Serialize)]
struct Service {
    name: &'static str,
    url: String,
    state: State,
}

#[derive(Debug, Serialize)]
struct Stream {
    stream: String,
    epoch: String,
    projected: u64,
    head: u64,
    lag: u64,
    last_error: String,
}

/// Asks every service, and the projection for its positions.
pub(crate) async fn ask(config: &CtlConfig) -> Result<Status, Error> {
    let endpoints = &config.services;
    let named = [
        ("township", &endpoints.township),
        ("county", &endpoints.county),
        ("city", &endpoints.city),
        ("query", &endpoints.query),
    ];
    let mut services = Vec::with_capacity(named.len());
    for (name, url) in named {
        services.push(Service { name, url: url.clone(), state: state_of(url).await });
    }
    let answers = |service: &Service| service.url == endpoints.query && service.state != State::NoAnswer;
    let views = if services.iter().any(answers) {
        Some(Views::from(own_desk(config)?.call(&v1::GetStatusRequest {}).await?))
    } else {
        None
    };
    Ok(Status { services, views })
}

impl From<v1::GetStatusResponse> for Views {
    fn from(answer: v1::GetStatusResponse) -> Self {
        Self {
            streams: answer.streams.into_iter().map(Stream::from).collect(),
            parked_events: answer.parked_events,
            schema: answer.schema,
            keepers: answer.keepers.into_iter().map(Keeper::from).collect(),
        }
    }
}

impl From<v1::KeeperStatus> for Keeper {
    fn from(status: v1::KeeperStatus) -> Self {
        Self {
            site: status.site,
            keeps: status.keeps,
            overdue: status.overdue,
            oldest_due: status.oldest_due,
            next_due: status.next_due,
            open_errands: status.open_errands,
            owed: status.owed,
            hints_sent: status.hints_sent,
        }
    }
}

impl From<v1::StreamStatus> for Stream {
    fn from(status: v1::StreamStatus) -> Self {
        let position = status.projected.unwrap_or_default();
        Self {
            stream: position.stream,
            epoch: position.epoch,
            projected: position.sequence,
            head: status.head,
            lag: status.lag,
            last_error: status.last_error,
        }
    }
}

impl Report for Status {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for service in &self.services {
            writeln!(out, "{:<10} {:<26} {}", service.name, service.url, service.state.text())?;
        }
        let Some(views) = &self.views else { return Ok(()) };
        for stream in &views.streams {
            let Stream { stream, projected, head, lag, last_error, .. } = stream;
            writeln!(out, "{stream:<16} projected {projected} of {head}, lag {lag} {last_error}")?;
        }
        for keeper in &views.keepers {
            let Keeper { site, overdue, oldest_due, next_due, open_errands, owed, hints_sent, .. } = keeper;
            writeln!(
                out,
                "keeper {site}  overdue {overdue} {oldest_due}, next {next_due}, errands {open_errands}, owed {owed}, \
                 hints sent {hints_sent}"
            )?;
        }
        writeln!(out, "parked events: {}; schema: {}", views.parked_events, views.schema)
    }

    fn exit(&self) -> Exit {
        let serving = self.services.iter().all(|service| service.state == State::Serving);
        if !serving {
            Exit::Unavailable
        } else if self.views.as_ref().is_some_and(|views| views.parked_events > 0) {
            Exit::Found
        } else {
            Exit::Sound
        }
    }
}
