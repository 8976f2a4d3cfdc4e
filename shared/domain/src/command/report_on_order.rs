//! 办结报告: the holder reports to whoever gave the order, which then binds no longer.

use super::{UseCase, checks};
use crate::event::OrderReported;
use crate::id::{DocumentId, OrderId};
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;

/// 办结报告.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportOnOrder {
    /// May be left out while just one is open.
    pub order: Option<OrderId>,
    pub document: Option<DocumentId>,
}

impl UseCase for ReportOnOrder {
    fn admitted(case: &Case) -> bool {
        !case.joint.orders.is_empty()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let order = checks::the_one(self.order, turn.case()?.joint.orders.keys().copied(), "order")?;
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        turn.record(OrderReported { order, document });
        turn.reassess()
    }
}
