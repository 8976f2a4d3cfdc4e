//! 即接即办: a small matter is taken in, mediated and agreed on in one go, where nothing could lift it.

use fengqiao_jurisdiction::CentreCode;
use fengqiao_routing::{TableId, Truth};

use super::classify_matter::ClassifyMatter;
use super::conclude_agreement::{self, NewObligation};
use super::register_case::RegisterCase;
use super::{CommandName, UseCase, checks};
use crate::event::{
    AcceptanceDecided, AcceptanceDecision, AgreementConcluded, AgreementTookEffect, HandlerAssigned,
    ObligationPerformed, SessionHeld,
};
use crate::id::{AgreementId, DocumentId, SessionId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{AgreementForm, MediationMethod, SessionMode, SessionOutcome, Track, WithdrawnWhy};

/// 即接即办, by whoever met the parties.
#[derive(Debug, Clone, PartialEq)]
pub struct SettleOnTheSpot {
    /// The registration, unless there is one already.
    pub registration: Option<Box<RegisterCase>>,
    pub classification: ClassifyMatter,
    /// How it was done; the officer who did it is the handler.
    pub plan: Sealed,
    pub attendance: Sealed,
    pub terms: Sealed,
    pub place: CentreCode,
    pub obligations: Vec<NewObligation>,
    /// Everything that was promised was done at once.
    pub performed: bool,
    /// 口头协议登记表: the record of the session, of the agreement and of what was done.
    pub document: Option<DocumentId>,
}

impl UseCase for SettleOnTheSpot {
    fn admitted(case: &Case) -> bool {
        checks::is_registered(case) && checks::objected(case).is_none()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        match (&self.registration, turn.is_unregistered()) {
            (Some(registration), true) => registration.record(turn)?,
            (None, false) => {}
            (None, true) => return Err(Refusal::missing("registration")),
            (Some(_), false) => return Err(Refusal::new(Code::D03).at("registration")),
        }
        self.classification.record(turn)?;
        nothing_may_lift_it(turn)?;
        if turn.case()?.classification().is_none_or(|known| known.track != Track::Mediation) {
            return Err(Refusal::new(Code::A02).because("track", Track::Petition));
        }
        let document = self.document.ok_or_else(|| Refusal::new(Code::D06).at("document"))?;
        turn.withdraw_request(WithdrawnWhy::Settled)?;
        turn.record(AcceptanceDecided { decision: AcceptanceDecision::Accepted, document: None });
        self.mediate(turn, document)?;
        self.agree(turn, document)?;
        turn.reassess()
    }
}

impl SettleOnTheSpot {
    fn mediate(&self, turn: &mut Turn<'_>, document: DocumentId) -> Result<(), Refusal> {
        let actor = turn.ctx.actor;
        turn.record(HandlerAssigned {
            officer: actor.officer,
            centre: actor.centre,
            level: actor.level,
            duty: CommandName::SettleOnTheSpot.zh().to_owned(),
            due: turn.ctx.today,
            plan: self.plan.clone(),
            on_the_spot: true,
        });
        let case = turn.case()?;
        let method = case.classification().map_or(MediationMethod::People, |known| known.method);
        turn.record(SessionHeld {
            session: SessionId::new(turn.ctx.command.derive("session", 0)),
            method,
            centre: actor.centre,
            level: actor.level,
            held_on: turn.ctx.occurred_on,
            mode: SessionMode::OnSite,
            outcome: SessionOutcome::Agreed,
            attendance: self.attendance.clone(),
            document: Some(document),
        });
        Ok(())
    }

    /// An agreement on the spot is oral, and so in effect at once (人民调解法 art. 30).
    fn agree(&self, turn: &mut Turn<'_>, document: DocumentId) -> Result<(), Refusal> {
        let obligations = conclude_agreement::obligations(turn, self.place, &self.obligations)?;
        let agreement = AgreementId::new(turn.ctx.command.derive("agreement", 0));
        turn.record(AgreementConcluded {
            agreement,
            form: AgreementForm::Oral,
            terms: self.terms.clone(),
            place: self.place,
            obligations: obligations.clone(),
        });
        turn.record(AgreementTookEffect { agreement });
        for owed in obligations.iter().filter(|_| self.performed) {
            turn.record(ObligationPerformed { obligation: owed.id, document: Some(document) });
        }
        Ok(())
    }
}

/// L06 unless every hard row is False: what is not known to be small is registered, and goes its way.
fn nothing_may_lift_it(turn: &Turn<'_>) -> Result<(), Refusal> {
    let assessment = turn.assessment()?;
    let hard = assessment.rows_of(TableId::HardTriggers);
    let open: Vec<_> = hard.filter(|row| row.truth != Truth::False).map(|row| row.id.to_string()).collect();
    if open.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(Code::L06).because("open", open.join(",")).explained_by(assessment))
}
