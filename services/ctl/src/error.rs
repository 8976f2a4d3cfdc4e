//! Why a command of the command line did not do what was asked.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{fmt, io};

use fengqiao_eventlog::operate::OperateError;
use fengqiao_eventlog::{FollowError, NotReady, ReadError};
use fengqiao_jurisdiction::SiteCode;
use fengqiao_projection::RebuildError;
use fengqiao_runtime::{clock, config, connect, identity, reference};
use thiserror::Error;

use crate::client::Failure;

/// What the shell is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It was done, and nothing was found wrong.
    Sound,
    /// It was done, and something was found: a fault in a draft, a broken chain, a service that is not ready; or the
    /// platform refused.
    Found,
    /// The configuration or an argument cannot be used. (2 is clap's, for a command line it cannot read.)
    Unusable,
    /// A service or a store does not answer.
    Unavailable,
}

/// Why a command failed.
#[derive(Debug, Error)]
pub enum Error {
    /// The command line's own settings.
    #[error("cannot use the configuration; name one with --config, or run deploy/up first")]
    Config(#[source] config::Error),
    /// The settings of the projection.
    #[error("cannot use the configuration of the projection service")]
    ProjectionConfig(#[source] config::Error),
    /// The views stayed as they were.
    #[error("the views were not rebuilt")]
    Rebuild(#[from] RebuildError),
    /// Divisions, rules or calendar.
    #[error("cannot use the reference data")]
    Reference(#[from] reference::Error),
    /// The catalogue of texts, as delivered, cannot be used.
    #[error("the catalogue of texts cannot be used")]
    Texts(#[source] fengqiao_api::texts::CatalogueError),
    /// An argument.
    #[error("{argument} cannot be used: {reason}")]
    Argument {
        /// Its name.
        argument: &'static str,
        /// What would be usable.
        reason: String,
    },
    /// The jurisdiction knows no such account.
    #[error("there is no account {account:?}; `fengqiaoctl accounts` lists those there are")]
    UnknownAccount {
        /// What was asked for.
        account: String,
    },
    /// Tokens come from the identity provider there.
    #[error("this is possible in the demo and test profile alone")]
    Production,
    /// The signing key.
    #[error("cannot issue a token")]
    Token(#[from] identity::IssueError),
    /// A call to a service.
    #[error(transparent)]
    Call(#[from] Failure),
    /// The clock.
    #[error("cannot move the clock")]
    Clock(#[from] clock::Error),
    /// NATS, the log or the vault.
    #[error("cannot open what a site keeps")]
    Connect(#[from] connect::Error),
    /// A stream.
    #[error("cannot create the stream of site {site}")]
    Stream {
        /// The site.
        site: SiteCode,
        /// Why.
        source: OperateError,
    },
    /// The log cannot serve.
    #[error("the log of site {site} cannot serve")]
    NotReady {
        /// The site.
        site: SiteCode,
        /// Why.
        source: NotReady,
    },
    /// Reading one case's history.
    #[error("cannot read the history of {case}")]
    Read {
        /// The case, or the subject.
        case: String,
        /// Why.
        source: ReadError,
    },
    /// Walking a stream.
    #[error("cannot follow the log of site {site}")]
    Follow {
        /// The site.
        site: SiteCode,
        /// Why.
        source: FollowError,
    },
    /// A stream fell silent before its end.
    #[error("the log of site {site} fell silent before its end")]
    Silent {
        /// The site.
        site: SiteCode,
    },
    /// No site holds the case.
    #[error("no log of this installation holds the case {case}")]
    UnknownCase {
        /// What was asked for.
        case: String,
    },
    /// A stored body is not a decision.
    #[error("the history of {case} cannot be read")]
    Decision {
        /// The case.
        case: String,
        /// Why.
        source: fengqiao_domain::decision::DecisionError,
    },
    /// The vault.
    #[error("the vault of site {site} does not answer")]
    Vault {
        /// The site.
        site: SiteCode,
        /// Why.
        source: fengqiao_vault::DestroyError,
    },
    /// The vault, while unsealing.
    #[error("the vault of site {site} cannot say whether a person can still be read")]
    Unseal {
        /// The site.
        site: SiteCode,
        /// Why.
        source: fengqiao_vault::UnsealError,
    },
    /// A file.
    #[error("cannot use {file}")]
    File {
        /// The file or folder.
        file: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
    /// The demo's place is not readable.
    #[error("{file} is no demo's journal; remove it to begin a new demo")]
    Journal {
        /// The file.
        file: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// A text is missing from the catalogue.
    #[error("the catalogue of the demo's texts has no {key:?}")]
    Text {
        /// Its key.
        key: String,
    },
    /// The platform did what the story says it refuses, or refused something else.
    #[error("the demo expected {expected} at {step:?}, but {found}")]
    Story {
        /// The step's key.
        step: String,
        /// What the story says.
        expected: String,
        /// What happened.
        found: String,
    },
    /// Writing the answer.
    #[error("cannot write the answer")]
    Output(#[source] io::Error),
    /// The answer has no JSON form.
    #[error("cannot write the answer as JSON")]
    Json(#[source] serde_json::Error),
    /// The descriptor set cannot be decoded.
    #[error("the contract that was compiled in cannot be read")]
    Contract(#[source] prost::DecodeError),
    /// The descriptor set is no contract.
    #[error("the contract that was compiled in cannot be used")]
    Descriptors(#[source] prost_reflect::DescriptorError),
    /// The log of who read personal data.
    #[error("cannot read who read personal data")]
    Accesses(#[source] RebuildError),
}

/// An error with its causes on one line.
pub(crate) struct Chain<'a>(pub(crate) &'a dyn std::error::Error);

// === impl Error ===

impl Error {
    /// What the shell is told.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        match self {
            Self::Call(Failure::Refused(_))
            | Self::Story { .. }
            | Self::Rebuild(RebuildError::Different(_)) => Exit::Found,
            Self::Call(_)
            | Self::Connect(_)
            | Self::Stream { .. }
            | Self::NotReady { .. }
            | Self::Read { .. }
            | Self::Follow { .. }
            | Self::Silent { .. }
            | Self::Vault { .. }
            | Self::Unseal { .. }
            | Self::Rebuild(_) => Exit::Unavailable,
            _ => Exit::Unusable,
        }
    }
}

// === impl Exit ===

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Sound => 0,
            Exit::Found => 1,
            Exit::Unusable => 3,
            Exit::Unavailable => 4,
        })
    }
}

// === impl Chain ===

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}
