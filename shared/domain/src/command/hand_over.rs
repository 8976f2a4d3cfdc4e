//! 移交同级: a case that was registered at the wrong door goes to the centre of its place.

use fengqiao_jurisdiction::{CentreCode, Level};

use super::{UseCase, assign_down, checks};
use crate::event::Cause;
use crate::facts;
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{Direction, WithdrawnWhy};

/// 移交同级, inside one county; between counties the city designates. The receiver may object.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOver {
    pub to: CentreCode,
}

impl UseCase for HandOver {
    fn admitted(case: &Case) -> bool {
        checks::is_registered(case) && checks::objected(case).is_none()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let (case, jurisdiction) = (turn.case()?, turn.ctx.jurisdiction);
        let holder = &case.holder;
        if self.to == holder.centre || jurisdiction.level_of(&self.to) != Some(holder.level) {
            return Err(Refusal::new(Code::D02).at("to").because("code", self.to));
        }
        let county = |centre: &CentreCode| jurisdiction.at_level(centre, Level::County);
        let in_county = county(&self.to).is_some() && county(&self.to) == county(&holder.centre);
        let of_place = case.stated.places.iter().any(|place| jurisdiction.is_within(place, &self.to));
        if !in_county || !of_place {
            let right =
                case.stated.places.iter().find_map(|place| jurisdiction.at_level(place, holder.level));
            let refusal = Refusal::new(Code::R07).at("to");
            return Err(match right.filter(|centre| county(centre) == county(&holder.centre)) {
                Some(centre) => refusal.because("right_centre", centre),
                None => refusal,
            });
        }
        if facts::conflicted(case, &self.to) == Some(true) {
            return Err(Refusal::new(Code::A05).at("to").because("centre", self.to));
        }
        turn.withdraw_request(WithdrawnWhy::Overtaken)?;
        assign_down::send(turn, self.to, Direction::Across, Cause::HandedOver)?;
        turn.reassess()
    }
}
