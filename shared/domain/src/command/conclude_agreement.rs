//! 达成协议: written, or oral and in effect at once (人民调解法 arts. 28–30).

use jiff::civil::Date;

use fengqiao_jurisdiction::CentreCode;

use super::{UseCase, checks};
use crate::event::{AgreementConcluded, AgreementTookEffect, Obligation};
use crate::id::{AgreementId, ObligationId, PartyId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{AgreementForm, ConsentSubject, SessionOutcome, WithdrawnWhy};

/// Obligations of one agreement.
pub(crate) const OBLIGATIONS_MAX: usize = 50;

/// 达成协议.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcludeAgreement {
    pub form: AgreementForm,
    pub terms: Sealed,
    /// Where it is to be performed (司法部令75 art. 35).
    pub place: CentreCode,
    pub obligations: Vec<NewObligation>,
}

/// What one party will owe.
#[derive(Debug, Clone, PartialEq)]
pub struct NewObligation {
    pub debtor: PartyId,
    pub what: Sealed,
    pub amount_fen: Option<u64>,
    pub due: Date,
}

impl UseCase for ConcludeAgreement {
    /// After a session that came to terms; the sides of a petition may also settle by themselves (和解, 信访工作条例 art. 33).
    fn admitted(case: &Case) -> bool {
        let settled_by_themselves =
            checks::is_petition(case) && case.silent_side(ConsentSubject::Settlement).is_none();
        checks::is_in_progress(case)
            && (case.last_outcome == Some(SessionOutcome::Agreed) || settled_by_themselves)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let obligations = obligations(turn, self.place, &self.obligations)?;
        let agreement = AgreementId::new(turn.ctx.command.derive("agreement", 0));
        turn.withdraw_request(WithdrawnWhy::Settled)?;
        turn.record(AgreementConcluded {
            agreement,
            form: self.form,
            terms: self.terms.clone(),
            place: self.place,
            obligations,
        });
        if self.form == AgreementForm::Oral {
            turn.record(AgreementTookEffect { agreement });
        }
        turn.reassess()
    }
}

/// The obligations of an agreement, each with its id.
///
/// # Errors
/// D02 for an unknown place or debtor, D03 for too many, D04 for a date before the agreement.
pub(super) fn obligations(
    turn: &Turn<'_>,
    place: CentreCode,
    promised: &[NewObligation],
) -> Result<Vec<Obligation>, Refusal> {
    if promised.len() > OBLIGATIONS_MAX {
        return Err(Refusal::new(Code::D03).at("obligations").because("max", OBLIGATIONS_MAX));
    }
    checks::known_places(turn, std::iter::once(&place), "place")?;
    for owed in promised {
        checks::known_party(turn.case()?, owed.debtor, "obligations.debtor")?;
        if owed.due < turn.ctx.occurred_on {
            return Err(Refusal::new(Code::D04).at("obligations.due").because("date", owed.due));
        }
    }
    let obligations = promised.iter().enumerate().map(|(index, owed)| Obligation {
        id: ObligationId::new(turn.ctx.command.derive("obligation", index)),
        debtor: owed.debtor,
        what: owed.what.clone(),
        amount_fen: owed.amount_fen,
        due: owed.due,
    });
    Ok(obligations.collect())
}
