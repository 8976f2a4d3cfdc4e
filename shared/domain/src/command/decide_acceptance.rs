//! 受理决定: taken up, or refused with a statutory ground and its paper.

use fengqiao_jurisdiction::{CentreCode, Level};

use super::{UseCase, checks};
use crate::event::{AcceptanceDecided, AcceptanceDecision, Cause, NoticeServed, Recipient};
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Stage};
use crate::turn::Turn;
use crate::vocabulary::{Direction, Ground, Notice, ServiceMeans, Track, Verdict, WithdrawnWhy};

/// 受理决定.
#[derive(Debug, Clone, PartialEq)]
pub struct DecideAcceptance {
    pub decision: AcceptanceDecision,
    /// The paper that proves the ground; every refusal needs one.
    pub document: Option<DocumentId>,
}

impl UseCase for DecideAcceptance {
    fn admitted(case: &Case) -> bool {
        matches!(checks::stage(case), Some(Stage::Registered { classification: Some(_), .. }))
            && checks::objected(case).is_none()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let decided = AcceptanceDecided { decision: self.decision, document: self.document };
        let case = turn.case()?;
        let track = case.classification().map(|known| known.track);
        let ground = match self.decision {
            AcceptanceDecision::Accepted => {
                // A village mediates; it gives no petition opinion and so accepts none.
                if case.holder.level == Level::Village && track != Some(Track::Mediation) {
                    return Err(Refusal::new(Code::A02).because("track", "petition"));
                }
                turn.record(decided);
                return turn.reassess();
            }
            AcceptanceDecision::NotAccepted(ground @ (Ground::N1 | Ground::N2 | Ground::N3)) => ground,
            AcceptanceDecision::NotReaccepted(ground @ (Ground::N4 | Ground::N5)) => ground,
            AcceptanceDecision::NotReaccepted(Ground::N6)
                if turn.ctx.jurisdiction.terms().unreviewed_is_final =>
            {
                Ground::N6
            }
            AcceptanceDecision::NotAccepted(ground) | AcceptanceDecision::NotReaccepted(ground) => {
                return Err(Refusal::new(Code::D02).at("ground").because("code", ground));
            }
        };
        if case.holder.level == Level::Village {
            return Err(Refusal::new(Code::A02).because("ground", ground));
        }
        if self.document.is_none() {
            return Err(Refusal::new(Code::D06).at("document").because("ground", ground));
        }
        if ground == Ground::N2 {
            return hand_down(turn, decided);
        }
        checks::no_open_danger(case)?;
        turn.withdraw_request(WithdrawnWhy::CaseEnded)?;
        turn.record(decided);
        turn.reassess()
    }
}

/// A visit that skipped a level is told so and handed down in the system, so that nobody registers twice.
fn hand_down(turn: &mut Turn<'_>, decided: AcceptanceDecided) -> Result<(), Refusal> {
    let holder = turn.case()?.holder.centre;
    let to = competent_centre(turn)?;
    let skipped = turn.ctx.jurisdiction.ancestors(&to).take_while(|centre| *centre != holder).count();
    if skipped == 0 {
        return Err(Refusal::new(Code::D02)
            .at("ground")
            .because("code", Ground::N2)
            .because("competent", to));
    }
    turn.record(decided);
    turn.record(NoticeServed {
        notice: Notice::NonAcceptance,
        to: Recipient::Parties,
        means: ServiceMeans::InPerson,
        served_on: turn.ctx.occurred_on,
        row: None,
    });
    turn.move_holder(to, Direction::Down, Cause::SkipLevelVisit, Some(turn.ctx.actor.officer), None, None)?;
    turn.reassess()
}

/// The lowest centre of the place from which the tables would not lift the case again.
fn competent_centre(turn: &Turn<'_>) -> Result<CentreCode, Refusal> {
    let case = turn.case()?;
    let (holder, jurisdiction) = (case.holder.centre, turn.ctx.jurisdiction);
    let none = || Refusal::new(Code::D02).at("ground").because("code", Ground::N2);
    let place =
        case.stated.places.first().filter(|place| jurisdiction.is_within(place, &holder)).ok_or_else(none)?;
    let below =
        std::iter::once(*place).chain(jurisdiction.ancestors(place)).take_while(|centre| *centre != holder);
    for centre in below.filter(|centre| jurisdiction.centre(centre).is_some()) {
        let mut trial = turn.trial();
        trial.move_holder(centre, Direction::Down, Cause::SkipLevelVisit, None, None, None)?;
        if !matches!(trial.assessment()?.verdict, Verdict::LiftNow | Verdict::LiftOnRequest) {
            return Ok(centre);
        }
    }
    Err(none())
}
