//! 督办: somebody above urges, with a duty to reply.

use super::{UseCase, checks};
use crate::event::{Addressee, SlipIssued};
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{Fault, SlipColour};

/// 督办, to the holder, or to a unit in its area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueSlip {
    pub colour: SlipColour,
    pub fault: Fault,
    /// The holder if absent.
    pub to: Option<Addressee>,
    /// Required for a red slip out of hand.
    pub document: Option<DocumentId>,
}

impl UseCase for IssueSlip {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case) || checks::is_closed(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let holder = turn.case()?.holder.centre;
        let to = self.to.clone().unwrap_or(Addressee::Centre(holder));
        let known =
            match &to {
                Addressee::Centre(centre) => *centre == holder,
                Addressee::Unit(unit) => turn.ctx.jurisdiction.unit(unit).is_some_and(|unit| {
                    turn.ctx.jurisdiction.is_within(&unit.seated_at, &turn.ctx.actor.centre)
                }),
            };
        if !known {
            return Err(Refusal::new(Code::D02).at("to").because("code", checks::addressee_code(&to)));
        }
        if self.colour == SlipColour::Red && self.document.is_none() {
            return Err(Refusal::new(Code::D06).at("document"));
        }
        turn.record(SlipIssued {
            slip: turn.next_slip(),
            colour: self.colour,
            fault: self.fault,
            to,
            issuer: turn.ctx.actor.centre,
            promoted_from: None,
            document: self.document,
        });
        Ok(())
    }
}
