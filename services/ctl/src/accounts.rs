//! The demo accounts: who they are, and tokens for them. In production the identity provider issues tokens.

use std::sync::Arc;
use std::time::Duration;

use fengqiao_jurisdiction::{Account, AccountName, Jurisdiction, Level};
use fengqiao_runtime::Officer;
use fengqiao_runtime::config::Profile;
use fengqiao_runtime::identity::Issuer;
use jiff::Timestamp;

use crate::client::{Desk, Platform};
use crate::config::CtlConfig;
use crate::error::Error;

/// How long a token lasts: long enough for any demo, short enough not to be kept.
const TOKEN_TTL: Duration = Duration::from_secs(8 * 3600);

/// Signs in as one of the jurisdiction's accounts.
pub struct Accounts {
    issuer: Issuer,
    jurisdiction: Arc<Jurisdiction>,
}

impl Accounts {
    /// Opens the signing key of the installation.
    ///
    /// # Errors
    /// In production, and when the key cannot be used.
    pub fn open(config: &CtlConfig, jurisdiction: Arc<Jurisdiction>) -> Result<Self, Error> {
        if config.installation.profile == Profile::Production {
            return Err(Error::Production);
        }
        let token = &config.installation.token;
        let issuer = Issuer::open(&config.signing_keys, &token.issuer, &token.audience)?;
        Ok(Self { issuer, jurisdiction })
    }

    /// One account.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn account(&self, name: &AccountName) -> Result<&Account, Error> {
        let unknown = || Error::UnknownAccount { account: name.to_string() };
        self.jurisdiction.account(name).ok_or_else(unknown)
    }

    /// A bearer token for one account.
    ///
    /// # Errors
    /// When there is no such account, or the token cannot be signed.
    pub fn token(&self, name: &AccountName) -> Result<String, Error> {
        let account = self.account(name)?;
        let officer = Officer {
            id: account.officer,
            centre: account.centre,
            unit: account.unit.clone(),
            roles: account.roles.clone(),
            case: None,
            expires: Timestamp::now() + TOKEN_TTL,
        };
        Ok(self.issuer.issue(&officer)?)
    }

    /// The account's desk: the service of its level, with its token.
    ///
    /// # Errors
    /// As [`Accounts::token`].
    pub fn desk(&self, platform: &Platform, name: &AccountName) -> Result<Desk, Error> {
        let account = self.account(name)?;
        let level = self.jurisdiction.level_of(&account.centre).unwrap_or(Level::City);
        Ok(platform.desk(level, &self.token(name)?)?)
    }
}
