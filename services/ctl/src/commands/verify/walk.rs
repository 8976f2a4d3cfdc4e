use std::collections::HashMap;
use std::time::Duration;

use fengqiao_eventlog::{Digest, FollowError, Subject};
use tokio::time::timeout;

use super::Verification;
use crate::error::{Chain, Error};
use crate::history::SiteLog;

/// How long the log may be silent before its end.
const SILENCE_MAX: Duration = Duration::from_secs(60);

/// A stream, walked to the head it had when the walk began.
pub(super) struct Walked {
    pub(super) head: u64,
    /// The last digest of each subject: some 150 bytes a case.
    pub(super) heads: HashMap<Subject, Digest>,
}

/// Follows a log in order. Every entry proves its own content as it is read, and a hole shows at once.
pub(super) async fn walk(opened: &SiteLog<'_>, verification: &mut Verification) -> Result<Walked, Error> {
    let site = opened.site.code;
    let position = opened.log.head().await.map_err(|source| Error::NotReady { site, source })?;
    let head = position.sequence;
    let mut heads = HashMap::new();
    let mut follower = opened.log.follow(0);
    while follower.position().sequence < head {
        match timeout(SILENCE_MAX, follower.next()).await.map_err(|_| Error::Silent { site })? {
            Ok(entry) => {
                heads.insert(entry.subject, entry.digest);
            }
            // The follower goes on behind it.
            Err(error @ FollowError::Malformed { .. }) => verification.found(&position.stream, Chain(&error)),
            Err(error @ FollowError::Hole { .. }) => {
                verification.found(&position.stream, Chain(&error));
                break;
            }
            Err(source) => return Err(Error::Follow { site, source }),
        }
    }
    Ok(Walked { head, heads })
}
