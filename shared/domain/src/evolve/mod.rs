//! How an event changes a case. Total and pure: an event that does not fit the state it meets changes nothing.
//!
//! `decide` never makes such an event; a log that holds one was tampered with, which its hash chain shows.

mod clocks;
mod closing;
mod draft;
mod escalation;
mod handling;
mod intake;
mod joint;
mod links;
mod mediation;
mod petition;
mod privacy;
mod review;
mod settlement;
mod supervision;
mod time;

pub use clocks::fulfilled_by;
pub(crate) use handling::recipient_key;

use crate::errand::Errand;
use crate::event::Event;
use crate::id::OfficerId;
use crate::stamp::Stamp;
use crate::state::{Case, CaseState, Confirmation, KeyOf, Phase};
use crate::vocabulary::WithdrawnWhy;

/// The state after the event.
#[must_use]
pub fn evolve(state: CaseState, event: &Event, stamp: &Stamp) -> CaseState {
    match (state, event) {
        (CaseState::Absent, Event::CaseRegistered(registered)) => {
            let mut case = intake::registered(registered, stamp);
            clocks::advance(&mut case, event, stamp);
            CaseState::Live(Box::new(case))
        }
        (CaseState::Absent, Event::CaseDrafted(drafted)) => {
            CaseState::Draft(Box::new(draft::begun(drafted, stamp)))
        }
        (CaseState::Absent, _) => CaseState::Absent,
        (CaseState::Draft(_), Event::CaseRegistered(registered)) => {
            let mut case = intake::registered(registered, stamp);
            clocks::advance(&mut case, event, stamp);
            // What the form says now is registered; a second copy under a key of its own would outlive the persons.
            case.owe(Errand::DestroyKey { of: KeyOf::Draft, basis: None }, stamp);
            CaseState::Live(Box::new(case))
        }
        (CaseState::Draft(mut draft), event) => {
            draft.change(event, stamp);
            CaseState::Draft(draft)
        }
        (CaseState::Live(mut case), event) => {
            apply(&mut case, event, stamp);
            CaseState::Live(case)
        }
    }
}

/// Changes a live case.
pub(crate) fn apply(case: &mut Case, event: &Event, stamp: &Stamp) {
    let had_ended = matches!(case.phase, Phase::Ended(_));
    case.change(event, stamp);
    let has_ended = matches!(case.phase, Phase::Ended(_));
    if has_ended {
        case.joint.release();
    }
    if has_ended != had_ended {
        case.tell_the_waiting(stamp);
    }
    clocks::advance(case, event, stamp);
    // What a timer did is no rival's act.
    if stamp.officer == OfficerId::SYSTEM {
        return;
    }
    if case.last_change.command != stamp.command {
        case.last_change.events.clear();
    }
    case.last_change.command = stamp.command;
    case.last_change.officer = stamp.officer;
    case.last_change.centre = stamp.centre;
    case.last_change.events.push(event.name().to_owned());
}

impl Case {
    fn change(&mut self, event: &Event, stamp: &Stamp) {
        match event {
            Event::CaseDrafted(_) | Event::CaseRegistered(_) => {}
            Event::PartyLinked(event) => self.party_linked(event),
            Event::ProxyAppointed(event) => {
                self.proxies.insert(event.party, event.proxy);
            }
            Event::CaseRestricted(event) => self.restricted_until = Some(event.until),
            Event::RiskAssessed(event) => self.risk_assessed(event),
            Event::DangerReported(event) => self.danger_reported(event),
            Event::DangerHandled(event) => self.danger_handled(event),
            Event::FactsCorrected(event) => self.facts_corrected(event),
            Event::VoidRequested(event) => self.void_request = Some(event.clone()),
            Event::CaseVoided(_) => self.voided(),
            Event::DuplicateFlagged(event) => {
                self.found.candidates.clone_from(&event.candidates);
                self.found.filings_90d = event.filings_90d;
            }
            Event::ClusterFlagged(event) => self.found.like_cases_30d = event.like_cases_30d,
            Event::CasesMerged(event) => self.merged(event, stamp),
            Event::DangerPassedOn(event) => self.danger_passed_on(event, stamp),
            Event::CaseLinked(event) => self.linked(event, stamp),
            Event::ErrandDone(event) => {
                self.errands.remove(&event.errand);
            }
            Event::MatterClassified(event) => self.classified(event),
            Event::AcceptanceDecided(event) => self.acceptance_decided(event, stamp),
            Event::NoticeServed(event) => self.notice_served(event),
            Event::ConsentRecorded(event) => self.consent_recorded(event),
            Event::CaseDispatched(event) => self.dispatched(event),
            Event::CaseSigned(event) => self.signed(event),
            Event::DispatchObjected(event) => self.objected(event),
            Event::ObjectionRuled(event) => self.objection_ruled(event),
            Event::HandlerAssigned(event) => self.handler_assigned(event),
            Event::InvestigationRecorded(event) => self.investigated(event),
            Event::AdviceRecorded(_) | Event::MeetingHeld(_) => {}
            Event::SessionHeld(event) => self.session_held(event),
            Event::AgreementConcluded(event) => self.agreed(event),
            Event::AgreementTookEffect(_) => self.took_effect(),
            Event::ObligationPerformed(event) => self.performed(event),
            Event::MediationFailed(event) => self.mediation_failed(event),
            Event::OpinionDrafted(event) => self.opinion_drafted(event),
            Event::OpinionIssued(event) => {
                self.opinion_issued(event);
                self.report_review(event, stamp);
            }
            Event::ReviewRequested(event) => self.review_requested(event, stamp),
            Event::RecheckRequested(event) => self.recheck_requested(event, stamp),
            Event::ReviewOpened(event) => self.review_opened(event),
            Event::ReviewDecided(event) => self.review_decided(event),
            Event::RecheckDecided(event) => self.recheck_decided(event),
            Event::RecusalRecorded(event) => self.recused(event),
            Event::ObligationDefaulted(event) => self.defaulted(event),
            Event::ConfirmationFiled(event) => self.confirmation_filed(event),
            Event::ConfirmationGranted(event) => self.confirmation_granted(event),
            Event::ConfirmationRejected(_) => self.confirmation = Confirmation::Rejected,
            Event::TaskAssigned(event) => self.task_assigned(event),
            Event::TaskCompleted(event) => {
                self.joint.tasks.remove(&event.task);
            }
            Event::LeaderAssigned(event) => self.leader_assigned(event),
            Event::TaskForceFormed(event) => self.task_force_formed(event),
            Event::ReferralMade(event) => self.referred(event),
            Event::ReferralReturned(event) => {
                self.joint.referrals.remove(&event.referral);
            }
            Event::OrderIssued(event) => self.ordered(event),
            Event::OrderReported(event) => {
                self.joint.orders.remove(&event.order);
            }
            Event::HandlingSuspended(event) => self.handling_suspended(event, stamp),
            Event::HandlingResumed(_) => self.handling_resumed(),
            Event::ExtensionRequested(event) => self.extension_request = Some(event.clone()),
            Event::ExtensionGranted(_) | Event::ExtensionDenied(_) => self.extension_request = None,
            Event::DeadlineBreached(event) => self.deadline_breached(event),
            Event::TermLapsed(event) => self.term_lapsed(event),
            Event::SlipIssued(event) => self.slip_issued(event, stamp),
            Event::SlipAnswered(event) => self.slip_answered(event),
            Event::SlipLifted(event) => self.slip_lifted(event),
            // They change clocks alone.
            Event::ClockPaused(_)
            | Event::ClockResumed(_)
            | Event::DeadlineApproached(_)
            | Event::DeadlineRecomputed(_) => {}
            Event::VerdictChanged(event) => {
                self.verdict = event.verdict;
                self.target = event.target;
                self.request_withdrawn = false;
            }
            Event::EscalationRequested(event) => self.requested(event),
            Event::EscalationAccepted(_) => self.escalation_over(),
            Event::EscalationWithdrawn(event) => {
                self.request_withdrawn |= event.why == WithdrawnWhy::ByRequester;
                self.escalation_over();
            }
            Event::EscalationRefused(event) => self.refused(event, stamp),
            Event::EscalationAppealed(event) => self.appealed(event),
            Event::EscalationAppealRuled(_) => self.escalation_over(),
            Event::ReturnedDown(_) => {
                self.holder.returned_by.insert(self.holder.level, stamp.recorded_on);
            }
            Event::JurisdictionDesignated(event) => self.designated(event),
            Event::HolderChanged(event) => self.holder_changed(event, stamp),
            Event::CaseWithdrawn(_) => self.withdrawn(),
            Event::CaseRedirected(event) => self.redirected(event),
            Event::RedirectResultRecorded(event) => self.redirect_result(event),
            Event::ExplanationRecorded(_) => self.explained(),
            Event::FollowUpRecorded(event) => {
                self.follow_ups.insert(event.round);
            }
            Event::Rated(_) => {}
            Event::CaseClosed(event) => self.closed(event),
            Event::HandlingReopened(_) => self.handling_reopened(),
            Event::CaseReopened(_) => self.reopened(),
            Event::CaseArchived(event) => self.archived(event),
            Event::KeyDestructionRequested(event) => self.key_destruction_requested(event),
            Event::PersonKeyDestroyed(event) => self.person_key_destroyed(event, stamp),
        }
    }
}
