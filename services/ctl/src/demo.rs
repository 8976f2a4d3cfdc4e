//! Two cases, played through the public API as the officers of the demo accounts, and narrated line by line.
//!
//! Days pass by moving the installation's clock. An interrupted demo is taken up where it stopped: what was begun is
//! repeated under its command id, which the platform answers with the first outcome.

mod danger;
mod irrigation;
mod journal;
mod narrator;
mod persons;
mod stage;
mod texts;

use std::io::{self, Write as _};
use std::sync::Arc;

use fengqiao_runtime::reference::read_jurisdiction;

use crate::accounts::Accounts;
use crate::client::Platform;
use crate::commands::clock;
use crate::config::CtlConfig;
use crate::error::{Error, Exit};

use journal::Journal;
use narrator::Narrator;
use stage::Stage;
use texts::Texts;

/// Plays both stories, or what is left of an interrupted run; once they are over, it says where they are.
///
/// # Errors
/// When a service stays away, or the platform does not do what the story says it does.
pub(crate) async fn run(config: &CtlConfig, json: bool) -> Result<Exit, Error> {
    let clock = clock::open(config)?;
    let jurisdiction = Arc::new(read_jurisdiction(&config.installation.jurisdiction)?);
    let mut stage = Stage {
        accounts: Accounts::open(config, jurisdiction.clone())?,
        platform: Platform::new(&config.services)?,
        journal: Journal::open(&config.journal, fengqiao_calendar::business_date(clock.now()))?,
        narrator: Narrator::new(Texts::zh_cn(), json),
        jurisdiction,
        clock,
    };
    if stage.is_over()? {
        return Ok(Exit::Sound);
    }
    stage.begin()?;
    let first = irrigation::play(&mut stage).await?;
    let second = danger::play(&mut stage).await?;
    stage.end(&[first, second])?;
    io::stdout().flush().map_err(Error::Output)?;
    Ok(Exit::Sound)
}
