//! Sessions, agreements, performance, failure (人民调解法 arts. 22–31).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::CentreCode;

use crate::id::{AgreementId, DocumentId, ObligationId, PartyId, SessionId};
use crate::sealed::Sealed;
use crate::vocabulary::{AgreementForm, FailureGround, Level, MediationMethod, SessionMode, SessionOutcome};

/// A session was held, or failed because a side stayed away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionHeld {
    pub session: SessionId,
    pub method: MediationMethod,
    pub centre: CentreCode,
    pub level: Level,
    pub held_on: Date,
    pub mode: SessionMode,
    pub outcome: SessionOutcome,
    /// Who was there and what was said.
    pub attendance: Sealed,
    /// 调解笔录.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// What one party owes under an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    pub id: ObligationId,
    pub debtor: PartyId,
    pub what: Sealed,
    /// Fen; absent where no money is owed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_fen: Option<u64>,
    pub due: Date,
}

/// The parties agreed (人民调解法 arts. 28–29; place of performance: 司法部令75 art. 35).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementConcluded {
    pub agreement: AgreementId,
    pub form: AgreementForm,
    pub terms: Sealed,
    pub place: CentreCode,
    pub obligations: Vec<Obligation>,
}

/// The agreement binds: signatures, mediator and seal, or at once if oral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementTookEffect {
    pub agreement: AgreementId,
}

/// One obligation is done, with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationPerformed {
    pub obligation: ObligationId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// No agreement came about; the parties are told their rights (人民调解法 art. 26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationFailed {
    pub ground: FailureGround,
}
