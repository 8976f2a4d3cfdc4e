//! 协议生效: signatures, the mediator's signature, the committee's seal (人民调解法 art. 29).

use super::UseCase;
use crate::event::AgreementTookEffect;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Phase, Settlement};
use crate::turn::Turn;

/// 协议生效.
#[derive(Debug, Clone, PartialEq)]
pub struct PutIntoEffect {
    pub signed_by_parties: bool,
    pub signed_by_mediator: bool,
    pub sealed_by_committee: bool,
}

impl UseCase for PutIntoEffect {
    fn admitted(case: &Case) -> bool {
        matches!(case.phase, Phase::Settled(Settlement::Agreed { .. }))
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let marks = [
            ("signed_by_parties", self.signed_by_parties),
            ("signed_by_mediator", self.signed_by_mediator),
            ("sealed_by_committee", self.sealed_by_committee),
        ];
        if let Some((mark, _)) = marks.into_iter().find(|(_, there)| !there) {
            return Err(Refusal::new(Code::D06).at(mark));
        }
        let Phase::Settled(Settlement::Agreed { agreement, .. }) = &turn.case()?.phase else {
            return Err(Refusal::new(Code::L01));
        };
        let agreement = agreement.id;
        turn.record(AgreementTookEffect { agreement });
        turn.reassess()
    }
}
