//! Classification, acceptance, notices, dispatch, handlers.

use crate::event::{
    AcceptanceDecided, AcceptanceDecision, Addressee, CaseDispatched, CaseSigned, ConsentRecorded,
    DispatchObjected, HandlerAssigned, InvestigationRecorded, MatterClassified, NoticeServed, ObjectionRuled,
    Recipient,
};
use crate::stamp::Stamp;
use crate::state::{
    Accepted, Assignment, Case, Classification, Dispatch, Ending, Exit, Objection, Phase, Signed, Stage,
    Substance, Work,
};
use crate::vocabulary::{ConsentSubject, DossierItem, Ground, Notice, PartyRole};

impl Case {
    pub(super) fn classified(&mut self, event: &MatterClassified) {
        let new = Classification {
            matter: event.matter,
            legal_path: event.legal_path,
            track: event.track,
            method: event.method,
            profile: event.profile,
            competent_unit: event.competent_unit.clone(),
        };
        match self.stage_mut() {
            Some(Stage::Registered { classification, .. }) => *classification = Some(new),
            Some(Stage::Accepted(accepted)) => accepted.classification = new,
            Some(Stage::Dispatched(dispatch)) => dispatch.accepted.classification = new,
            Some(Stage::Signed(signed)) => signed.accepted.classification = new,
            Some(
                Stage::InProgress(work) | Stage::Suspended { work, .. } | Stage::Unresolved { work, .. },
            ) => work.accepted.classification = new,
            None => return,
        }
        self.stated.powers_needed = Some(event.powers_needed.clone());
        self.stated.unpaid_workers = Some(event.unpaid_workers);
        self.stated.statutory_path = Some(event.statutory_path);
        self.stated.final_decision = Some(event.final_decision);
        self.dossier.file(DossierItem::Classification);
    }

    pub(super) fn acceptance_decided(&mut self, event: &AcceptanceDecided, stamp: &Stamp) {
        let Some(Stage::Registered { classification, .. }) = self.stage_mut() else { return };
        let classification = classification.take();
        let exit = |exit| {
            Phase::Ended(Ending::Exited { exit, classification: classification.clone(), accepted: None })
        };
        match event.decision {
            AcceptanceDecision::Accepted => {
                let Some(classification) = classification else { return };
                let accepted = Accepted { classification, by: stamp.officer, on: stamp.occurred_on };
                if let Some(stage) = self.stage_mut() {
                    *stage = Stage::Accepted(accepted);
                }
            }
            // The visit skipped a level: the case stays registered and is handed down, so nobody registers twice.
            AcceptanceDecision::NotAccepted(Ground::N2) => {
                if let Some(stage) = self.stage_mut() {
                    *stage = Stage::Registered { classification, handover: None };
                }
            }
            AcceptanceDecision::NotAccepted(ground) => self.phase = exit(Exit::NotAccepted(ground)),
            AcceptanceDecision::NotReaccepted(ground) => self.phase = exit(Exit::NotReaccepted(ground)),
        }
    }

    pub(super) fn notice_served(&mut self, event: &NoticeServed) {
        match event.notice {
            Notice::Acceptance => self.dossier.file(DossierItem::ProofOfAcceptance),
            Notice::Rights => self.rights_notice_served = true,
            Notice::RatingInvitation => self.rating_invitation_owed = None,
            Notice::Alert => {
                if let Some(row) = &event.row {
                    self.alerted.insert((row.clone(), recipient_key(&event.to)));
                }
            }
            _ => self.paper_served(event),
        }
    }

    pub(super) fn consent_recorded(&mut self, event: &ConsentRecorded) {
        let party = event.party;
        match event.subject {
            ConsentSubject::ContinueHere if event.given => {
                self.continuing.entry(self.holder.level).or_default().insert(party);
            }
            // A refusal ends the right by its clock; the consents stay known, since they are given once per level.
            ConsentSubject::ContinueHere => {}
            subject if event.given => {
                self.consents.entry(subject).or_default().insert(party);
            }
            subject => {
                self.consents.entry(subject).or_default().remove(&party);
            }
        }
        match event.subject {
            ConsentSubject::Mediation if event.given => {
                self.refusing.remove(&party);
            }
            ConsentSubject::Mediation => {
                self.refusing.insert(party);
            }
            ConsentSubject::Opinion if event.given && self.every_claimant_accepts() => self.opinion_stands(),
            _ => {}
        }
    }

    /// Each claimant has a right to a review of their own.
    fn every_claimant_accepts(&self) -> bool {
        let accepting = self.consents.get(&ConsentSubject::Opinion);
        self.parties_as(PartyRole::Claimant)
            .all(|(id, _)| accepting.is_some_and(|parties| parties.contains(id)))
    }

    pub(super) fn dispatched(&mut self, event: &CaseDispatched) {
        let holder = self.holder.centre;
        let Some(stage) = self.stage_mut() else { return };
        let Some(accepted) = stage.accepted().cloned() else { return };
        // A paper that goes with a change of holder comes from whoever held the case before.
        let from = stage.sent().map_or(holder, |(from, _)| *from);
        *stage = Stage::Dispatched(Dispatch {
            accepted,
            from,
            to: event.to.clone(),
            mode: event.mode,
            due: event.due,
            objection: Objection::None,
        });
        self.owners.substance = match &event.to {
            Addressee::Unit(unit) => Substance::Unit(unit.clone()),
            Addressee::Centre(centre) => Substance::Centre(*centre),
        };
    }

    pub(super) fn signed(&mut self, event: &CaseSigned) {
        let Some(stage) = self.stage_mut() else { return };
        if let Stage::Dispatched(dispatch) = stage {
            *stage = Stage::Signed(Signed { accepted: dispatch.accepted.clone(), unit: event.unit.clone() });
        }
    }

    pub(super) fn objected(&mut self, event: &DispatchObjected) {
        let objection = Objection::Open { proposed: event.proposed.clone() };
        match self.stage_mut() {
            Some(Stage::Dispatched(dispatch)) => dispatch.objection = objection,
            Some(Stage::Registered { handover: Some(handover), .. }) => handover.objection = objection,
            _ => {}
        }
    }

    pub(super) fn objection_ruled(&mut self, event: &ObjectionRuled) {
        let centre = self.holder.centre;
        match self.stage_mut() {
            Some(Stage::Registered { handover, .. }) if event.upheld => *handover = None,
            Some(Stage::Registered { handover: Some(handover), .. }) => {
                handover.objection = Objection::Rejected;
            }
            Some(stage @ Stage::Dispatched(_)) if event.upheld => {
                let Some(accepted) = stage.accepted().cloned() else { return };
                *stage = Stage::Accepted(accepted);
                self.owners.substance = Substance::Centre(centre);
            }
            Some(Stage::Dispatched(dispatch)) => dispatch.objection = Objection::Rejected,
            _ => {}
        }
    }

    pub(super) fn handler_assigned(&mut self, event: &HandlerAssigned) {
        let assignment = Assignment {
            officer: event.officer,
            centre: event.centre,
            duty: event.duty.clone(),
            due: event.due,
        };
        let Some(stage) = self.stage_mut() else { return };
        let (accepted, unit) = match stage {
            Stage::Accepted(accepted) => (accepted.clone(), None),
            Stage::Signed(signed) => (signed.accepted.clone(), signed.unit.clone()),
            Stage::InProgress(work) => (work.accepted.clone(), work.unit.clone()),
            Stage::Registered { .. }
            | Stage::Dispatched(_)
            | Stage::Suspended { .. }
            | Stage::Unresolved { .. } => return,
        };
        *stage = Stage::InProgress(Work { accepted, unit, assignment });
        self.handlers.insert(event.officer);
        self.on_the_spot = event.on_the_spot;
    }

    pub(super) fn investigated(&mut self, event: &InvestigationRecorded) {
        self.investigated = true;
        for item in &event.covers {
            self.dossier.file(*item);
        }
    }
}

/// How the memory of sent alerts names a recipient.
pub(crate) fn recipient_key(to: &Recipient) -> String {
    match to {
        Recipient::Parties => "parties".to_owned(),
        Recipient::Party(party) => party.to_string(),
        Recipient::Centre(centre) => centre.to_string(),
        Recipient::Police => "police".to_owned(),
    }
}
