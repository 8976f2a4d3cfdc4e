//! 回避: who has an interest in the matter stands back from it, for good (信访工作条例 art. 28).

use fengqiao_jurisdiction::Level;

use super::{UseCase, checks};
use crate::event::{RecusalRecorded, Recused};
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::RecusalGround;

/// 回避. A centre decides on its own officers; on its head, a unit or the centre itself, the level above.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordRecusal {
    pub whom: Recused,
    pub ground: RecusalGround,
    pub document: Option<DocumentId>,
}

impl UseCase for RecordRecusal {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let (actor, jurisdiction) = (turn.ctx.actor, turn.ctx.jurisdiction);
        // Nobody is above the city's office on the platform.
        let decides_on_all = actor.centre != case.holder.centre || actor.level == Level::City;
        match &self.whom {
            Recused::Officer(officer) if *officer == actor.officer => return Err(Refusal::new(Code::A06)),
            Recused::Officer(_) => {}
            Recused::Head(_) | Recused::Unit(_) | Recused::Centre(_) if !decides_on_all => {
                return Err(Refusal::new(Code::A02).because("relation", "superior"));
            }
            Recused::Head(_) => {}
            Recused::Unit(unit) if jurisdiction.unit(unit).is_none() => {
                return Err(Refusal::new(Code::D02).at("unit").because("code", unit));
            }
            Recused::Centre(centre) if *centre != case.holder.centre => {
                return Err(Refusal::new(Code::D02).at("centre").because("code", centre));
            }
            Recused::Unit(_) | Recused::Centre(_) => {}
        }
        turn.record(RecusalRecorded {
            whom: self.whom.clone(),
            ground: self.ground,
            document: self.document,
        });
        turn.reassess()
    }
}
