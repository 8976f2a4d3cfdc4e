//! 立复查复核案: the body that reviews gets a case of its own, linked to the original.

use std::collections::BTreeSet;

use jiff::civil::Date;

use fengqiao_jurisdiction::CentreCode;

use super::UseCase;
use crate::event::{AcceptanceDecided, AcceptanceDecision, CaseRegistered, MatterClassified, ReviewOpened};
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{CaseKind, Channel};

/// 立复查复核案, as the original case's errand. What is known of the matter comes with it; its persons stay where they are,
/// since the body reads them in the original case.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenReview {
    pub opened: ReviewOpened,
    pub body: CentreCode,
    /// The day the request was received: the term of the review counts from here.
    pub received_on: Date,
    pub channel: Channel,
    pub places: BTreeSet<CentreCode>,
    pub headcount: Option<u32>,
    pub amount_fen: Option<u64>,
    pub classified: MatterClassified,
}

impl UseCase for OpenReview {
    fn admitted(_: &Case) -> bool {
        false
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let level = turn
            .ctx
            .jurisdiction
            .level_of(&self.body)
            .ok_or_else(|| Refusal::new(Code::D02).because("centre", self.body))?;
        if self.opened.kind == CaseKind::Matter {
            return Err(Refusal::new(Code::D02).because("code", self.opened.kind));
        }
        turn.record(CaseRegistered {
            kind: self.opened.kind,
            channel: self.channel,
            received_on: self.received_on,
            centre: self.body,
            level,
            first_receiver: turn.ctx.actor.officer,
            places: self.places.clone(),
            headcount: self.headcount,
            amount_fen: self.amount_fen,
            brief: None,
            query_code_hash: String::new(),
            external_number: None,
            authority: None,
            late_entry: false,
        });
        turn.record(self.opened.clone());
        turn.record(self.classified.clone());
        turn.record(AcceptanceDecided { decision: AcceptanceDecision::Accepted, document: None });
        Ok(())
    }
}
