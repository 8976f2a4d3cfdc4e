//! 更正事实: a stated fact was wrong, and a paper shows it. Computed facts cannot be corrected, only what they follow from.

use super::{UseCase, checks};
use crate::event::{CorrectedFact, FactsCorrected};
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;

/// Corrections in one command.
pub(crate) const CORRECTIONS_MAX: usize = 10;

/// 更正事实.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrectFacts {
    pub corrections: Vec<Correction>,
}

/// One corrected fact with its paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    pub fact: CorrectedFact,
    pub document: DocumentId,
    pub reason: Sealed,
}

impl UseCase for CorrectFacts {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if self.corrections.is_empty() {
            return Err(Refusal::missing("corrections"));
        }
        apply(turn, &self.corrections)?;
        turn.reassess()
    }
}

/// Records the corrections, as the receiver of a request and its superior may do too.
pub(super) fn apply(turn: &mut Turn<'_>, corrections: &[Correction]) -> Result<(), Refusal> {
    if corrections.len() > CORRECTIONS_MAX {
        return Err(Refusal::new(Code::D03).at("corrections").because("max", CORRECTIONS_MAX));
    }
    for correction in corrections {
        checks::known_fact(turn, &correction.fact)?;
        let old = before(turn.case()?, &correction.fact);
        turn.record(FactsCorrected {
            new: correction.fact.clone(),
            old,
            document: correction.document,
            reason: correction.reason.clone(),
        });
    }
    Ok(())
}

fn before(case: &Case, fact: &CorrectedFact) -> Option<CorrectedFact> {
    let stated = &case.stated;
    match fact {
        CorrectedFact::Headcount(_) => stated.headcount.map(CorrectedFact::Headcount),
        CorrectedFact::AmountFen(_) => stated.amount_fen.map(CorrectedFact::AmountFen),
        CorrectedFact::UnpaidWorkers(_) => stated.unpaid_workers.map(CorrectedFact::UnpaidWorkers),
        CorrectedFact::Places(_) => Some(CorrectedFact::Places(stated.places.clone())),
        CorrectedFact::PowersNeeded(_) => stated.powers_needed.clone().map(CorrectedFact::PowersNeeded),
        CorrectedFact::StatutoryPath(_) => stated.statutory_path.map(CorrectedFact::StatutoryPath),
        CorrectedFact::FinalDecision(_) => stated.final_decision.map(CorrectedFact::FinalDecision),
        CorrectedFact::DossierInvalid(_) => None,
    }
}
