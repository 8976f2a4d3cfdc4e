//! 结案, behind its gate: no paper, no closure.

use std::collections::BTreeSet;

use super::UseCase;
use crate::errand::Errand;
use crate::event::CaseClosed;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, Instrument, Phase, Settlement};
use crate::turn::Turn;
use crate::vocabulary::{DossierItem, FollowUpRound, Level, Outcome};

/// 结案, by somebody other than the handler.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseCase {
    pub main_outcome: Outcome,
    pub other_outcomes: BTreeSet<Outcome>,
}

impl UseCase for CloseCase {
    fn admitted(case: &Case) -> bool {
        match &case.phase {
            Phase::Settled(Settlement::FollowUp { .. }) => true,
            Phase::Settled(Settlement::OpinionIssued { .. }) => case.review_of.is_some(),
            _ => false,
        }
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if turn.case()?.review_of.is_some() {
            return self.close_review(turn);
        }
        let case = turn.case()?;
        let Phase::Settled(Settlement::FollowUp { instrument, settled_level, .. }) = &case.phase else {
            return Err(Refusal::new(Code::L01));
        };
        let settled_level = *settled_level;
        let missing = missing_papers(case, instrument);
        let unsupported = matches!(instrument, Instrument::Opinion(opinion) if !opinion.supported);
        if !missing.is_empty() {
            return Err(Refusal::new(Code::C01).because("missing", missing.join(",")));
        }
        super::checks::nothing_is_owed(case)?;
        if !case.follow_ups.contains(&FollowUpRound::First) {
            return Err(Refusal::new(Code::C03));
        }
        super::checks::no_open_danger(case)?;
        if (self.main_outcome == Outcome::Explained || unsupported) && !case.explained {
            return Err(Refusal::new(Code::C05));
        }
        self.close(turn, settled_level)
    }
}

impl CloseCase {
    /// A review is over when what it says is on record in the case that it is about.
    fn close_review(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let reported = !case.errands.values().any(|errand| matches!(errand, Errand::ReportReview { .. }));
        if !reported {
            return Err(Refusal::new(Code::L01)
                .because("phase", case.phase.name())
                .because("reason", "result_not_recorded"));
        }
        self.close(turn, case.holder.level)
    }

    fn close(&self, turn: &mut Turn<'_>, settled_level: Level) -> Result<(), Refusal> {
        let closed_by = turn.ctx.actor.officer;
        let case = turn.case()?;
        if case.handlers.contains(&closed_by) && !case.on_the_spot {
            return Err(Refusal::new(Code::A06));
        }
        turn.record(CaseClosed {
            main_outcome: self.main_outcome,
            other_outcomes: self.other_outcomes.clone(),
            settled_level,
            closed_by,
        });
        Ok(())
    }
}

/// The papers that the file must hold: those of a mediation (人民调解法 art. 27), or those of a petition.
fn missing_papers(case: &Case, instrument: &Instrument) -> Vec<&'static str> {
    let owed: &[DossierItem] = match instrument {
        Instrument::Agreement(_) | Instrument::Explanation => {
            &[DossierItem::IntakeForm, DossierItem::SessionRecords]
        }
        Instrument::Opinion(_) => &[DossierItem::IntakeForm, DossierItem::ProofOfAcceptance],
    };
    // The sides of a petition may settle without a session, of which there is no record then.
    let attempted = matches!(instrument, Instrument::Agreement(_))
        && (!super::checks::is_petition(case) || case.attempts_here().count() > 0);
    let lacking = case.dossier.missing(attempted).into_iter().filter(|item| owed.contains(item));
    let mut missing: Vec<_> = lacking.map(DossierItem::as_str).collect();
    match instrument {
        Instrument::Agreement(_) => {}
        Instrument::Explanation if case.rights_notice_served => {}
        Instrument::Explanation => missing.push("rights_notice"),
        Instrument::Opinion(opinion) => {
            if !case.investigated {
                missing.push("investigation");
            }
            if opinion.served_on.is_none() {
                missing.push("proof_of_service");
            }
        }
    }
    missing
}
