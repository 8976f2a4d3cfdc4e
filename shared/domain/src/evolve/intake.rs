//! Registration, parties, facts, risk, danger, voiding.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{
    CaseRegistered, CorrectedFact, DangerHandled, DangerReported, FactsCorrected, PartyLinked, RiskAssessed,
};
use crate::number::CaseNumber;
use crate::stamp::Stamp;
use crate::state::{
    Case, Clocks, Confirmation, Dangers, Dossier, Ending, Escalation, Exit, Found, Holder, Identity, Joint,
    Keys, LastChange, Owners, Party, Phase, Recusals, Risk, Stage, Stated, Substance,
};
use crate::vocabulary::{CaseKind, DossierItem, Level, RiskGrade, Verdict};

pub(super) fn registered(event: &CaseRegistered, stamp: &Stamp) -> Case {
    let number = stamp
        .place
        .as_ref()
        .map(|place| CaseNumber::new(place.site, stamp.recorded_on.year(), place.sequence));
    let mut dossier = Dossier::default();
    dossier.file(DossierItem::IntakeForm);
    Case {
        identity: Identity {
            number,
            kind: event.kind,
            channel: event.channel,
            received_on: event.received_on,
            registered_on: stamp.recorded_on,
            first_receiver: event.first_receiver,
            origin: event.centre,
            query_code_hash: event.query_code_hash.clone(),
            external_number: event.external_number.clone(),
        },
        parties: BTreeMap::new(),
        stated: Stated {
            places: event.places.clone(),
            headcount: event.headcount,
            amount_fen: event.amount_fen,
            unpaid_workers: None,
            powers_needed: None,
            statutory_path: None,
            final_decision: None,
        },
        holder: Holder {
            centre: event.centre,
            level: event.level,
            since: stamp.recorded_on,
            risen_to: BTreeSet::new(),
            returned_by: BTreeMap::new(),
            rises: Vec::new(),
            designated_by: None,
            sessions_in_stint: false,
        },
        owners: Owners { process: event.centre, substance: Substance::Centre(event.centre) },
        phase: Phase::Handling {
            stage: Stage::Registered { classification: None, handover: None },
            escalation: Escalation::Idle,
        },
        // A review neither rises nor stays: it belongs to the organ one level above (信访工作条例 art. 35).
        verdict: if event.kind == CaseKind::Matter { Verdict::Undetermined } else { Verdict::Keep },
        target: None,
        risk: None,
        dangers: Dangers::default(),
        attempts: BTreeMap::new(),
        dossier,
        refusing: BTreeSet::new(),
        consents: BTreeMap::new(),
        continuing: BTreeMap::new(),
        follow_ups: BTreeSet::new(),
        clocks: Clocks::default(),
        slips: BTreeMap::new(),
        extension_request: None,
        rating_invitation_owed: None,
        alerted: BTreeSet::new(),
        handlers: BTreeSet::new(),
        recusals: Recusals::default(),
        opinion_draft: None,
        investigated: false,
        refusal_served_on: None,
        refusal_review: None,
        review_of: None,
        on_the_spot: false,
        proxies: BTreeMap::new(),
        restricted_until: None,
        void_request: None,
        request_withdrawn: false,
        last_outcome: None,
        rights_notice_served: false,
        explained: false,
        designated_substance: None,
        links: Vec::new(),
        found: Found::default(),
        errands: BTreeMap::new(),
        confirmation: Confirmation::None,
        joint: Joint::default(),
        keys: Keys::default(),
        last_change: LastChange {
            command: stamp.command,
            officer: stamp.officer,
            centre: stamp.centre,
            events: vec!["CaseRegistered".to_owned()],
        },
    }
}

impl Case {
    pub(super) fn party_linked(&mut self, event: &PartyLinked) {
        let party = Party {
            role: event.role,
            kind: event.kind,
            division: event.division,
            unit: event.unit.clone(),
            identification: event.identification.clone(),
        };
        self.parties.insert(event.party, party);
        self.dossier.file(DossierItem::Identity);
    }

    pub(super) fn risk_assessed(&mut self, event: &RiskAssessed) {
        let grade = if self.dangers.open.is_empty() { event.grade } else { RiskGrade::High };
        self.risk = Some(Risk { grade, grave: event.grave, review_on: event.review_on });
        // Screening adds signs; only handling a danger clears them, so danger is never graded away.
        self.dangers.signs.get_or_insert_default().extend(event.danger_signs.iter().copied());
    }

    pub(super) fn danger_reported(&mut self, event: &DangerReported) {
        self.dangers.open.insert(event.danger);
        self.dangers.signs.get_or_insert_default().extend(event.signs.iter().copied());
        if let Some(risk) = &mut self.risk {
            risk.grade = RiskGrade::High;
        }
    }

    pub(super) fn danger_handled(&mut self, event: &DangerHandled) {
        self.dangers.open.remove(&event.danger);
        if let Some(signs) = &mut self.dangers.signs {
            signs.retain(|sign| !event.cleared_signs.contains(sign));
        }
    }

    pub(super) fn facts_corrected(&mut self, event: &FactsCorrected) {
        match &event.new {
            CorrectedFact::Headcount(persons) => self.stated.headcount = Some(*persons),
            CorrectedFact::AmountFen(fen) => self.stated.amount_fen = Some(*fen),
            CorrectedFact::UnpaidWorkers(persons) => self.stated.unpaid_workers = Some(*persons),
            CorrectedFact::Places(places) => self.stated.places.clone_from(places),
            CorrectedFact::PowersNeeded(powers) => self.stated.powers_needed = Some(powers.clone()),
            CorrectedFact::StatutoryPath(path) => self.stated.statutory_path = Some(*path),
            CorrectedFact::FinalDecision(decision) => self.stated.final_decision = Some(*decision),
            CorrectedFact::DossierInvalid(item) => self.dossier.invalidate(*item),
        }
    }

    pub(super) fn voided(&mut self) {
        let classification = self.classification().cloned();
        self.phase = Phase::Ended(Ending::Exited { exit: Exit::Voided, classification, accepted: None });
    }

    /// Where the case stands in handling, for changes that concern handling alone.
    pub(super) fn stage_mut(&mut self) -> Option<&mut Stage> {
        match &mut self.phase {
            Phase::Handling { stage, .. } => Some(stage),
            Phase::Settled(_) | Phase::Ended(_) => None,
        }
    }

    /// Counts attempts anew at a level that starts afresh.
    pub(super) fn forget_attempts(&mut self, level: Level) {
        self.attempts.remove(&level);
        self.continuing.remove(&level);
    }
}
