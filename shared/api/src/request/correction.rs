//! Corrected facts, which four commands may carry.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::Correction;
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::id::DocumentId;

use super::limits::CORRECTIONS_MAX;
use super::parse::{at_most, codes, id, narrative, word};
use super::prepared::{Envelopes, Secrets, Slot};
use crate::v1;
use crate::v1::correction_input::Fact;

/// A correction whose reason is still to be sealed.
pub(super) struct OpenCorrection {
    fact: CorrectedFact,
    document: DocumentId,
    reason: Slot,
}

/// Reads the corrections of a command.
pub(super) fn read(
    inputs: Vec<v1::CorrectionInput>,
    secrets: &mut Secrets,
) -> Result<Vec<OpenCorrection>, Refusal> {
    at_most(inputs.len(), CORRECTIONS_MAX, "corrections")?;
    inputs
        .into_iter()
        .enumerate()
        .map(|(index, input)| OpenCorrection::read(input, &format!("corrections[{index}]"), secrets))
        .collect()
}

/// The corrections with their sealed reasons.
pub(super) fn sealed(open: Vec<OpenCorrection>, envelopes: &Envelopes) -> Option<Vec<Correction>> {
    open.into_iter()
        .map(|OpenCorrection { fact, document, reason }| {
            Some(Correction { fact, document, reason: envelopes.of(reason)? })
        })
        .collect()
}

impl OpenCorrection {
    fn read(input: v1::CorrectionInput, path: &str, secrets: &mut Secrets) -> Result<Self, Refusal> {
        let at = |field: &str| format!("{path}.{field}");
        let fact = fact(input.fact.ok_or_else(|| Refusal::missing(at("fact")))?, path)?;
        let document = id(&input.document_id, &at("document_id"))?;
        let reason = secrets.of_case("reason", narrative(input.reason, &at("reason"))?);
        Ok(Self { fact, document, reason })
    }
}

fn fact(fact: Fact, path: &str) -> Result<CorrectedFact, Refusal> {
    let at = |field: &str| format!("{path}.{field}");
    Ok(match fact {
        Fact::Headcount(persons) => CorrectedFact::Headcount(persons),
        Fact::AmountFen(fen) => CorrectedFact::AmountFen(fen),
        Fact::UnpaidWorkers(persons) => CorrectedFact::UnpaidWorkers(persons),
        Fact::Places(list) => CorrectedFact::Places(codes(&list.codes, &at("places"))?),
        Fact::PowersNeeded(list) => CorrectedFact::PowersNeeded(codes(&list.codes, &at("powers_needed"))?),
        Fact::StatutoryPath(text) => CorrectedFact::StatutoryPath(word(&text, &at("statutory_path"))?),
        Fact::FinalDecision(text) => CorrectedFact::FinalDecision(word(&text, &at("final_decision"))?),
        Fact::DossierInvalid(text) => CorrectedFact::DossierInvalid(word(&text, &at("dossier_invalid"))?),
    })
}
