//! Who holds a case, and how it came there.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, UnitCode};
use fengqiao_routing::RowId;

use crate::vocabulary::Level;

/// The one centre that may act (持案中心).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub centre: CentreCode,
    pub level: Level,
    /// The day it arrived here.
    pub since: Date,
    /// Levels it rose to since it last opened.
    pub risen_to: BTreeSet<Level>,
    /// Levels that have used their one return, and when.
    pub returned_by: BTreeMap<Level, Date>,
    /// The rises that brought it here, lowest first; a return undoes the last.
    pub rises: Vec<Rise>,
    /// The highest level that designated the holder, if one did.
    pub designated_by: Option<Level>,
    /// Whether this centre held a session in this stint.
    pub sessions_in_stint: bool,
}

/// One rise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rise {
    pub from: CentreCode,
    pub to_level: Level,
    /// The hard rows that lifted it; empty for a request, an appeal or a take-over.
    pub rows: BTreeSet<RowId>,
}

/// Who keeps the procedure moving, and who must solve the matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owners {
    /// 程序责任.
    pub process: CentreCode,
    /// 实体责任.
    pub substance: Substance,
}

/// Who must solve the matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Substance {
    Centre(CentreCode),
    Unit(UnitCode),
}
