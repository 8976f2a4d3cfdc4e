//! 交办、批示、挂账: a numbered order from above. One that names who leads lifts the case by itself, and is on record.

use jiff::civil::Date;

use super::{UseCase, checks};
use crate::event::OrderIssued;
use crate::id::{DocumentId, OrderId};
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{IssuerLevel, Level, OrderKind};

/// 交办、批示、挂账.
#[derive(Debug, Clone, PartialEq)]
pub struct IssueOrder {
    pub kind: OrderKind,
    /// 文号.
    pub number: String,
    pub issuer_level: IssuerLevel,
    /// The level that must lead, at most the issuer's.
    pub lead_level: Option<Level>,
    /// The day to report by.
    pub due: Date,
    pub document: Option<DocumentId>,
}

impl UseCase for IssueOrder {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::line(&self.number, "order_number")?;
        if !issues_at(turn.ctx.actor.level).contains(&self.issuer_level) {
            return Err(Refusal::new(Code::D02).at("issuer_level").because("code", self.issuer_level));
        }
        if let Some(level) = self.lead_level.filter(|level| *level > self.issuer_level.highest_lead()) {
            return Err(Refusal::new(Code::D02).at("lead_level").because("code", level));
        }
        checks::ahead(turn, self.due, "due")?;
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        turn.record(OrderIssued {
            order: OrderId::new(turn.ctx.command.derive("order", 0)),
            kind: self.kind,
            number: self.number.clone(),
            issuer_level: self.issuer_level,
            lead_level: self.lead_level,
            due: self.due,
            document,
        });
        turn.reassess()
    }
}

/// Whose orders an officer of that level enters: the own level's; the city also those of the province and the state.
const fn issues_at(level: Level) -> &'static [IssuerLevel] {
    match level {
        Level::Village | Level::Township => &[],
        Level::County => &[IssuerLevel::County],
        Level::City => &[IssuerLevel::City, IssuerLevel::Province, IssuerLevel::State],
    }
}
