//! 草稿: a registration that was begun. It has no number, stands in no queue and counts in no figure.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::CentreCode;

use super::{KeyRequest, LastChange};
use crate::errand::Errand;
use crate::id::{ErrandId, OfficerId};
use crate::vocabulary::{Channel, Level};

/// A draft. Its sealed text stays in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub author: OfficerId,
    pub centre: CentreCode,
    pub level: Level,
    pub channel: Option<Channel>,
    pub drafted_on: Date,
    /// The day it was saved last.
    pub saved_on: Date,
    /// How often it was saved.
    pub saves: u32,
    /// A request to destroy its text's key, which waits for a countersignature.
    pub request: Option<KeyRequest>,
    /// Nobody reads its text any more, and nothing becomes of it.
    pub erased: bool,
    pub errands: BTreeMap<ErrandId, Errand>,
    pub last_change: LastChange,
}
