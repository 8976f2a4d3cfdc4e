//! 送达.

use super::{UseCase, checks};
use crate::event::{NoticeServed, Recipient};
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Ending, Exit, Instrument, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::{Notice, OpinionTier, ServiceMeans};

/// 送达: a notice reached whom it was for, on the business date of the command.
#[derive(Debug, Clone, PartialEq)]
pub struct ServeNotice {
    pub notice: Notice,
    pub to: Recipient,
    pub means: ServiceMeans,
}

impl UseCase for ServeNotice {
    fn admitted(_: &Case) -> bool {
        true
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        // Alerts go from unit to unit by the rules alone.
        if self.notice == Notice::Alert {
            return Err(Refusal::new(Code::D02).at("notice").because("code", self.notice));
        }
        let case = turn.case()?;
        let premature = match self.notice {
            Notice::Acceptance => case.phase.accepted().is_none(),
            Notice::RatingInvitation => !checks::has_outcome(case),
            Notice::Opinion => !has_opinion(case, OpinionTier::First),
            Notice::ReviewOpinion => !has_opinion(case, OpinionTier::Review),
            Notice::RecheckOpinion => !has_opinion(case, OpinionTier::Recheck),
            Notice::Redirect => {
                !matches!(&case.phase, Phase::Ended(Ending::Exited { exit: Exit::Redirected(_), .. }))
            }
            _ => false,
        };
        if premature {
            return Err(Refusal::new(Code::L01).at("notice").because("phase", case.phase.name()));
        }
        if let Recipient::Party(party) = self.to {
            checks::known_party(case, party, "to")?;
        }
        let to = if self.notice == Notice::PoliceReferral { Recipient::Police } else { self.to.clone() };
        turn.record(NoticeServed {
            notice: self.notice,
            to,
            means: self.means,
            served_on: turn.ctx.occurred_on,
            row: None,
        });
        turn.reassess()
    }
}

/// Whether the opinion that stands is of this tier.
fn has_opinion(case: &Case, tier: OpinionTier) -> bool {
    match &case.phase {
        Phase::Settled(
            Settlement::OpinionIssued { opinion, .. }
            | Settlement::FollowUp { instrument: Instrument::Opinion(opinion), .. },
        ) => opinion.tier == tier,
        _ => false,
    }
}
