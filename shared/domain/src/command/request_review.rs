//! 申请复查: once, within thirty days of service, to the organ one level above (信访工作条例 art. 35).

use fengqiao_jurisdiction::CentreCode;

use super::{UseCase, checks};
use crate::clock;
use crate::event::ReviewRequested;
use crate::id::{CaseId, DocumentId, PartyId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, ClockName, Ending, Exit, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::ReviewSubject;

/// 申请复查, by the claimant, or by a clerk with the signed request.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestReview {
    pub party: PartyId,
    pub text: Sealed,
    pub document: Option<DocumentId>,
}

impl UseCase for RequestReview {
    fn admitted(case: &Case) -> bool {
        subject(case).is_some()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let Some((subject, organ)) = subject(case) else { return Err(Refusal::new(Code::L01)) };
        checks::asked_by_the_claimant(turn, self.party, self.document)?;
        if !clock::runs(case, ClockName::ReviewRight, turn.ctx) {
            return Err(Refusal::new(Code::T03).because("clock", ClockName::ReviewRight));
        }
        let body = turn.ctx.jurisdiction.parent(&organ);
        turn.record(ReviewRequested {
            party: self.party,
            subject,
            body,
            linked_case: body.map(|_| CaseId::new(turn.ctx.command.derive("review", 0))),
            received_on: turn.ctx.occurred_on,
            text: self.text.clone(),
            document: self.document,
        });
        Ok(())
    }
}

/// What can be reviewed, and whose decision it is.
fn subject(case: &Case) -> Option<(ReviewSubject, CentreCode)> {
    match &case.phase {
        Phase::Settled(Settlement::OpinionIssued { opinion, .. }) => {
            Some((ReviewSubject::Opinion, opinion.organ))
        }
        Phase::Ended(Ending::Exited { exit: Exit::NotAccepted(_) | Exit::NotReaccepted(_), .. }) => {
            Some((ReviewSubject::Refusal, case.holder.centre))
        }
        _ => None,
    }
}
