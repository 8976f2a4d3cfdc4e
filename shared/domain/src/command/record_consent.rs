//! 记录意愿.

use jiff::civil::Date;

use fengqiao_calendar::Due;

use super::{UseCase, checks};
use crate::event::ConsentRecorded;
use crate::id::PartyId;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::{ConsentSubject, Level, PartyRole};

/// 记录意愿: a party consents or refuses. Refusing mediation bars it (人民调解法 art. 17).
#[derive(Debug, Clone, PartialEq)]
pub struct RecordConsent {
    pub party: PartyId,
    pub subject: ConsentSubject,
    pub given: bool,
    /// How long to go on at this level; required for that subject alone.
    pub until: Option<Date>,
}

impl UseCase for RecordConsent {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        checks::known_party(case, self.party, "party")?;
        if self.subject == ConsentSubject::Opinion {
            opinion_can_be_accepted(case, self.party)?;
        }
        if self.subject == ConsentSubject::ContinueHere && self.given {
            if !checks::is_handling(case) || case.holder.level == Level::City {
                return Err(Refusal::new(Code::L01).because("phase", case.phase.name()));
            }
            let agreed = case.continuing.get(&case.holder.level);
            if agreed.is_some_and(|parties| parties.contains(&self.party)) {
                return Err(Refusal::new(Code::T02).because("level", case.holder.level));
            }
            let until = self.until.ok_or_else(|| Refusal::missing("until"))?;
            let Due { on: latest, .. } = turn.ctx.calendar.due(
                turn.ctx.today,
                turn.ctx.jurisdiction.terms().continue_right_max,
                &[],
                0,
            );
            if until < turn.ctx.today || until > latest {
                return Err(Refusal::new(Code::D04).at("until").because("latest", latest));
            }
        }
        turn.record(ConsentRecorded {
            party: self.party,
            subject: self.subject,
            given: self.given,
            until: self.until,
        });
        turn.reassess()
    }
}

/// A claimant accepts an opinion that was served on them; nobody else has a right to a review to give up.
fn opinion_can_be_accepted(case: &Case, party: PartyId) -> Result<(), Refusal> {
    let served = matches!(
        &case.phase,
        Phase::Settled(Settlement::OpinionIssued { opinion, .. }) if opinion.served_on.is_some()
    );
    if !served {
        return Err(Refusal::new(Code::L01).because("phase", case.phase.name()));
    }
    if case.parties.get(&party).is_none_or(|party| party.role != PartyRole::Claimant) {
        return Err(Refusal::new(Code::D02).at("party").because("code", party));
    }
    Ok(())
}
