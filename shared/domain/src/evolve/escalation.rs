//! Requests to rise and changes of holder.

use crate::event::{
    Addressee, Cause, EscalationAppealed, EscalationRefused, EscalationRequested, HolderChanged,
    JurisdictionDesignated,
};
use crate::stamp::Stamp;
use crate::state::{
    Case, Dispatch, Escalation, Handover, Objection, Owners, Phase, Request, Rise, Stage, Substance,
};
use crate::vocabulary::{Direction, DispatchMode, Verdict};

impl Case {
    pub(super) fn requested(&mut self, event: &EscalationRequested) {
        if let Phase::Handling { escalation, .. } = &mut self.phase {
            *escalation = Escalation::Requested(Request {
                id: event.escalation,
                by: event.by,
                from: event.from,
                to: event.to,
                help_wanted: event.help_wanted.clone(),
            });
        }
    }

    pub(super) fn refused(&mut self, event: &EscalationRefused, stamp: &Stamp) {
        let Phase::Handling { escalation, .. } = &mut self.phase else { return };
        if let Escalation::Requested(request) = escalation {
            *escalation = Escalation::Refused {
                request: request.clone(),
                code: event.code,
                on: stamp.recorded_on,
                facts: Box::new(event.assessment.facts.clone()),
            };
        }
    }

    pub(super) fn appealed(&mut self, event: &EscalationAppealed) {
        let Phase::Handling { escalation, .. } = &mut self.phase else { return };
        // A request that nobody answered goes to the superior by rule, as a refused one does on appeal.
        if let Escalation::Refused { request, .. } | Escalation::Requested(request) = escalation {
            *escalation = Escalation::UnderAppeal { request: request.clone(), superior: event.to };
        }
    }

    pub(super) fn designated(&mut self, event: &JurisdictionDesignated) {
        self.holder.designated_by = self.holder.designated_by.max(Some(event.designator));
        self.designated_substance.clone_from(&event.substantive_owner);
    }

    pub(super) fn holder_changed(&mut self, event: &HolderChanged, stamp: &Stamp) {
        match event.direction {
            Direction::Up => {
                self.holder.risen_to.insert(event.to_level);
                let rows =
                    if let Cause::Rule(rows) = &event.cause { rows.clone() } else { Default::default() };
                self.holder.rises.push(Rise { from: event.from, to_level: event.to_level, rows });
                self.forget_attempts(event.to_level);
            }
            Direction::Down if event.cause == Cause::Returned => {
                self.holder.rises.pop();
            }
            Direction::Down | Direction::Across | Direction::Back => self.forget_attempts(event.to_level),
        }
        self.holder.centre = event.to;
        self.holder.level = event.to_level;
        self.holder.since = stamp.day_zero();
        self.holder.sessions_in_stint = false;
        self.extension_request = None;
        for slip in self.slips.values_mut() {
            slip.this_stint = false;
        }
        self.last_outcome = None;
        self.opinion_draft = None;
        let substance = match (&event.cause, self.designated_substance.take()) {
            (Cause::Designated, Some(unit)) => Substance::Unit(unit),
            _ => Substance::Centre(event.to),
        };
        self.owners = Owners { process: event.to, substance };
        self.verdict = Verdict::Undetermined;
        self.target = None;
        self.request_withdrawn = false;
        self.arrive(event);
    }

    /// Registered and settled cases keep their data; other handling waits for the new centre's signature.
    fn arrive(&mut self, event: &HolderChanged) {
        let Phase::Handling { stage, escalation } = &mut self.phase else { return };
        *escalation = Escalation::Idle;
        // What was designated or returned is not argued about any more.
        let sent = matches!(event.direction, Direction::Down | Direction::Across)
            && !matches!(event.cause, Cause::Designated | Cause::Returned);
        if let Stage::Registered { handover, .. } = stage {
            *handover = sent.then_some(Handover { from: event.from, objection: Objection::None });
        }
        let Some(accepted) = stage.accepted().cloned() else { return };
        *stage = if event.direction == Direction::Back {
            Stage::Accepted(accepted)
        } else {
            Stage::Dispatched(Dispatch {
                accepted,
                from: event.from,
                to: Addressee::Centre(event.to),
                mode: DispatchMode::Forward,
                due: None,
                objection: Objection::None,
            })
        };
    }
}
