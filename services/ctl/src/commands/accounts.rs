//! `accounts`: who can sign in at a demo.

use std::io::{self, Write};

use fengqiao_runtime::reference::read_jurisdiction;
use serde::Serialize;

use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// The demo accounts, in the order of their file.
#[derive(Debug, Serialize)]
pub(crate) struct AccountList {
    accounts: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    account: String,
    place: String,
    roles: Vec<&'static str>,
}

/// Lists the accounts of the jurisdiction.
pub(crate) fn list(config: &CtlConfig) -> Result<AccountList, Error> {
    let jurisdiction = read_jurisdiction(&config.installation.jurisdiction)?;
    let lines = jurisdiction.accounts().map(|account| {
        let unit = account.unit.as_ref().and_then(|unit| jurisdiction.unit(unit));
        let place = match unit {
            Some(unit) => unit.name.clone(),
            None => jurisdiction.full_name(&account.centre).unwrap_or_default(),
        };
        Line {
            account: account.account.to_string(),
            place,
            roles: account.roles.iter().map(|role| role.zh()).collect(),
        }
    });
    Ok(AccountList { accounts: lines.collect() })
}

impl Report for AccountList {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for line in &self.accounts {
            writeln!(out, "{:<28} {} {}", line.account, line.place, line.roles.join("、"))?;
        }
        Ok(())
    }
}
