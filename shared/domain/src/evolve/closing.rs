//! Withdrawal, explanation, closing, opening again.

use crate::event::CaseClosed;
use crate::state::{
    Case, Confirmation, Ending, Escalation, Exit, Instrument, Phase, Settlement, Signed, Stage, Work,
};
use crate::vocabulary::{ConsentSubject, Level};

impl Case {
    pub(super) fn withdrawn(&mut self) {
        let classification = self.classification().cloned();
        let accepted = match &self.phase {
            Phase::Handling { stage, .. } => stage.accepted().cloned(),
            Phase::Settled(settlement) => Some(settlement.work().accepted.clone()),
            Phase::Ended(_) => return,
        };
        self.phase = Phase::Ended(Ending::Exited { exit: Exit::Withdrawn, classification, accepted });
    }

    pub(super) fn explained(&mut self) {
        self.explained = true;
        let level = self.holder.level;
        if let Phase::Handling { stage: Stage::Unresolved { work, .. }, .. } = &self.phase {
            self.phase = Phase::Settled(Settlement::FollowUp {
                work: work.clone(),
                instrument: Instrument::Explanation,
                settled_level: level,
            });
        }
    }

    pub(super) fn closed(&mut self, event: &CaseClosed) {
        if let Phase::Settled(Settlement::FollowUp { work, .. } | Settlement::OpinionIssued { work, .. }) =
            &self.phase
        {
            self.phase = Phase::Ended(Ending::Closed {
                work: work.clone(),
                main_outcome: event.main_outcome,
                settled_level: event.settled_level,
            });
        }
    }

    pub(super) fn handling_reopened(&mut self) {
        let work = match &self.phase {
            Phase::Handling { stage: Stage::Unresolved { work, .. }, .. } => work.clone(),
            Phase::Settled(settlement) => settlement.work().clone(),
            Phase::Handling { .. } | Phase::Ended(_) => return,
        };
        self.start_again(work);
    }

    pub(super) fn reopened(&mut self) {
        self.holder.risen_to.clear();
        self.holder.returned_by.clear();
        self.holder.rises.clear();
        match &self.phase {
            Phase::Ended(Ending::Closed { work, .. }) => {
                let work = work.clone();
                self.start_again(work);
            }
            Phase::Ended(Ending::Exited { classification, accepted, .. }) => {
                let stage = match accepted.clone() {
                    // The city names who holds the case, and signs nothing.
                    Some(accepted) if self.holder.level == Level::City => Stage::Accepted(accepted),
                    Some(accepted) => Stage::Signed(Signed { accepted, unit: None }),
                    None => Stage::Registered { classification: classification.clone(), handover: None },
                };
                self.begin_handling(stage);
            }
            Phase::Handling { .. } | Phase::Settled(_) | Phase::Ended(Ending::Archived { .. }) => {}
        }
    }

    fn start_again(&mut self, work: Work) {
        self.begin_handling(Stage::Signed(Signed { accepted: work.accepted, unit: work.unit }));
    }

    fn begin_handling(&mut self, stage: Stage) {
        self.phase = Phase::Handling { stage, escalation: Escalation::Idle };
        self.attempts.clear();
        self.continuing.clear();
        self.follow_ups.clear();
        self.handlers.clear();
        self.opinion_draft = None;
        self.investigated = false;
        self.refusal_served_on = None;
        self.refusal_review = None;
        // They were given to what is now taken in hand again.
        self.consents.remove(&ConsentSubject::Opinion);
        self.consents.remove(&ConsentSubject::Settlement);
        self.on_the_spot = false;
        self.extension_request = None;
        self.consents.remove(&ConsentSubject::Extension);
        self.rating_invitation_owed = None;
        self.rights_notice_served = false;
        self.explained = false;
        self.last_outcome = None;
        self.confirmation = Confirmation::None;
    }
}
