//! Where the confirmation of an agreement by a court stands.

use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::UnitCode;

/// 司法确认.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confirmation {
    /// Nobody asked.
    #[default]
    None,
    /// 审查中, by that court's desk.
    Filed { court: UnitCode },
    /// 予以确认.
    Granted { number: String },
    /// 驳回.
    Rejected,
}
