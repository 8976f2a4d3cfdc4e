//! What each subcommand does. One file each; all of them answer with a report.

pub(crate) mod accounts;
pub(crate) mod can_escalate;
pub(crate) mod case_clocks;
pub(crate) mod case_drafts;
pub(crate) mod case_list;
pub(crate) mod case_show;
pub(crate) mod clock;
pub(crate) mod give;
pub(crate) mod handover;
pub(crate) mod handover_begin;
pub(crate) mod health;
pub(crate) mod jurisdiction;
pub(crate) mod keys;
pub(crate) mod pack;
pub(crate) mod person;
pub(crate) mod rebuild;
pub(crate) mod recommendations;
pub(crate) mod rule_sets;
pub(crate) mod rules;
pub(crate) mod rules_change;
pub(crate) mod status;
pub(crate) mod streams;
pub(crate) mod token;
pub(crate) mod verify;

use std::sync::Arc;

use fengqiao_runtime::reference;

use crate::accounts::Accounts;
use crate::client::{Desk, Platform};
use crate::config::CtlConfig;
use crate::error::Error;

/// The desk of the account that asks.
pub(crate) fn own_desk(config: &CtlConfig) -> Result<Desk, Error> {
    let jurisdiction = reference::read_jurisdiction(&config.installation.jurisdiction)?;
    let accounts = Accounts::open(config, Arc::new(jurisdiction))?;
    accounts.desk(&Platform::new(&config.services)?, &config.account)
}
