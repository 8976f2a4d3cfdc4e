//! Signs demo accounts in. A deployment has its identity provider instead.

use std::time::Duration;

use fengqiao_jurisdiction::{Account, Jurisdiction};
use fengqiao_runtime::Officer;
use fengqiao_runtime::identity::{IssueError, Issuer};
use jiff::Timestamp;

/// How long a session lasts at most, with the token it rests on: one working day.
pub(crate) const SESSION_TIME_MAX: Duration = Duration::from_secs(8 * 3600);

/// The officer of an account, with a token that ends with the session.
pub(crate) fn sign_in(issuer: &Issuer, account: &Account) -> Result<String, IssueError> {
    issuer.issue(&Officer {
        id: account.officer,
        centre: account.centre,
        unit: account.unit.clone(),
        roles: account.roles.clone(),
        case: None,
        expires: Timestamp::now() + SESSION_TIME_MAX,
    })
}

/// The account of this name.
pub(crate) fn find<'a>(jurisdiction: &'a Jurisdiction, name: &str) -> Option<&'a Account> {
    jurisdiction.account(&name.parse().ok()?)
}
