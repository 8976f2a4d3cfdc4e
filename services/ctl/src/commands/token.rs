//! `token ACCOUNT`: a bearer token, to call the API with any gRPC client.

use std::io::{self, Write};
use std::sync::Arc;

use fengqiao_jurisdiction::AccountName;
use fengqiao_runtime::reference::read_jurisdiction;
use serde::Serialize;

use crate::accounts::Accounts;
use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// A bearer token.
#[derive(Serialize)]
pub(crate) struct Token {
    token: String,
}

/// Issues a token for a demo account.
pub(crate) fn issue(config: &CtlConfig, account: &AccountName) -> Result<Token, Error> {
    let jurisdiction = read_jurisdiction(&config.installation.jurisdiction)?;
    let token = Accounts::open(config, Arc::new(jurisdiction))?.token(account)?;
    Ok(Token { token })
}

impl Report for Token {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.token)
    }
}
