//! Sessions, agreements, performance, failure.

use crate::event::{AgreementConcluded, MediationFailed, ObligationPerformed, SessionHeld};
use crate::state::{Agreement, Case, Escalation, Instrument, Phase, Settlement, Stage};
use crate::vocabulary::{SessionOutcome, Track};

impl Case {
    pub(super) fn session_held(&mut self, event: &SessionHeld) {
        let attempts = self.attempts.entry(event.level).or_default();
        attempts.dates.insert(event.held_on);
        if matches!(event.outcome, SessionOutcome::Failed | SessionOutcome::Absent) {
            attempts.failed.insert(event.held_on);
        }
        self.holder.sessions_in_stint = true;
        self.last_outcome = Some(event.outcome);
        self.dossier.note_session(event.document.is_some());
    }

    pub(super) fn agreed(&mut self, event: &AgreementConcluded) {
        let Phase::Handling { stage: Stage::InProgress(work), .. } = &self.phase else { return };
        let agreement = Agreement {
            id: event.agreement,
            form: event.form,
            obligations: event.obligations.clone(),
            effective_at: None,
        };
        self.phase = Phase::Settled(Settlement::Agreed { work: work.clone(), agreement });
    }

    pub(super) fn took_effect(&mut self) {
        let level = self.holder.level;
        let Phase::Settled(Settlement::Agreed { work, agreement }) = &self.phase else { return };
        let work = work.clone();
        let mut agreement = agreement.clone();
        agreement.effective_at = Some(level);
        let outstanding: std::collections::BTreeSet<_> =
            agreement.obligations.iter().map(|owed| owed.id).collect();
        self.phase = Phase::Settled(if outstanding.is_empty() {
            Settlement::FollowUp {
                work,
                instrument: Instrument::Agreement(agreement.id),
                settled_level: level,
            }
        } else {
            Settlement::Performing { work, agreement, outstanding, defaulted: Default::default() }
        });
    }

    pub(super) fn performed(&mut self, event: &ObligationPerformed) {
        let level = self.holder.level;
        let Phase::Settled(Settlement::Performing { work, agreement, outstanding, defaulted }) =
            &mut self.phase
        else {
            return;
        };
        outstanding.remove(&event.obligation);
        defaulted.remove(&event.obligation);
        if outstanding.is_empty() {
            self.phase = Phase::Settled(Settlement::FollowUp {
                instrument: Instrument::Agreement(agreement.id),
                settled_level: agreement.effective_at.unwrap_or(level),
                work: work.clone(),
            });
        }
    }

    pub(super) fn mediation_failed(&mut self, event: &MediationFailed) {
        let Some(stage) = self.stage_mut() else { return };
        let Stage::InProgress(work) = stage else { return };
        // A petition stays in progress: its written opinion follows.
        if work.accepted.classification.track == Track::Mediation {
            *stage = Stage::Unresolved { work: work.clone(), ground: event.ground };
        }
    }

    pub(super) fn escalation_over(&mut self) {
        if let Phase::Handling { escalation, .. } = &mut self.phase {
            *escalation = Escalation::Idle;
        }
    }
}
