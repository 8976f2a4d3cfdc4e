//! What follows when a duty was not done in time: who is urged, and what the rule does in the place of the idle.

use uuid::Uuid;

use fengqiao_jurisdiction::CentreCode;
use fengqiao_routing::RequestFacts;

use super::checks;
use crate::event::{
    Addressee, Cause, EscalationAccepted, EscalationAppealed, EscalationRequested, NoticeServed, Recipient,
    SlipIssued,
};
use crate::facts;
use crate::id::{EscalationId, OfficerId, SlipId};
use crate::refusal::Refusal;
use crate::state::{Case, ClockEnd, ClockName as C, Escalation, Substance};
use crate::timer;
use crate::turn::Turn;
use crate::vocabulary::{
    Fault, HelpWanted, MediationMethod, Notice, ServiceMeans, SlipColour, Verdict, WithdrawnWhy,
};

/// What a breached clock leads to.
pub(super) fn breached(turn: &mut Turn<'_>, name: C, of: Option<Uuid>) -> Result<(), Refusal> {
    let case = turn.case()?;
    let holder = Addressee::Centre(case.holder.centre);
    let (colour, fault, to) = match name {
        C::ForwardTerm | C::AcceptanceNoticeTerm => (SlipColour::Red, Fault::F1, holder),
        C::AdministrativeAcceptTerm | C::AdministrativeTransferTerm => {
            (SlipColour::Yellow, Fault::F1, holder)
        }
        C::SignTerm => (SlipColour::Blue, Fault::F2, owner(case)),
        C::SimpleAnswerTerm | C::HandlerTerm => (SlipColour::Yellow, Fault::F6, owner(case)),
        C::HandleTerm => (SlipColour::Red, Fault::F6, owner(case)),
        C::ReviewTerm | C::RecheckTerm | C::OrderTerm => (SlipColour::Red, Fault::F6, holder),
        C::TaskTerm => (SlipColour::Yellow, Fault::F6, entrusted(case, of).unwrap_or(holder)),
        C::MediationTerm => return mediation_over(turn),
        C::FactTerm => (SlipColour::Blue, Fault::F5, holder),
        C::LevelTerm | C::RiskReviewTerm => (SlipColour::Yellow, Fault::F6, holder),
        C::AskUpTerm => return ask_by_rule(turn),
        C::EscalationTerm => return answer_by_rule(turn),
        C::AppealTerm => (SlipColour::Red, Fault::F2, Addressee::Centre(ruler(case))),
        C::DesignationTerm => (SlipColour::Red, Fault::F2, holder),
        C::DangerTerm => {
            turn.issue_slip(SlipColour::Red, Fault::F2, holder)?;
            return of.map_or(Ok(()), |danger| alarm(turn, danger));
        }
        C::SlipTerm => return promote(turn, of),
        C::UnresolvedTerm => (SlipColour::Blue, Fault::F2, holder),
        C::PerformanceCheckTerm => (SlipColour::Yellow, Fault::F3, holder),
        C::FollowUpFirstTerm | C::FollowUpSecondTerm => (SlipColour::Yellow, Fault::F5, holder),
        C::ArchiveTerm => (SlipColour::Blue, Fault::F5, holder),
        // Rights and watches lapse; nobody is in breach.
        C::ObjectionRight
        | C::AppealRight
        | C::ContinueRight
        | C::ConfirmationRight
        | C::PerformanceWatch
        | C::CourtWatch
        | C::ReviewRight
        | C::RecheckRight
        | C::LabourAwardWatch
        | C::LandAwardWatch
        | C::ReconsiderationWatch
        | C::SimpleReconsiderationWatch
        | C::LabourInspectionWatch
        | C::RatingRight
        // Of no case.
        | C::RecommendationTerm => return Ok(()),
    };
    turn.issue_slip(colour, fault, to)
}

/// Who must solve the matter: the unit that owns the substance, else the holder.
pub(super) fn owner(case: &Case) -> Addressee {
    match &case.owners.substance {
        Substance::Unit(unit) => Addressee::Unit(unit.clone()),
        Substance::Centre(centre) => Addressee::Centre(*centre),
    }
}

/// Who has the task, or was referred to.
fn entrusted(case: &Case, of: Option<Uuid>) -> Option<Addressee> {
    let of = of?;
    let task = case.joint.tasks.iter().find(|(id, _)| id.uuid() == of).map(|(_, task)| task.to.clone());
    let referral = || case.joint.referrals.iter().find(|(id, _)| id.uuid() == of);
    task.or_else(|| referral().map(|(_, unit)| Addressee::Unit(unit.clone())))
}

/// The alarm about a danger that nobody handled, one level up.
pub(super) fn alarm(turn: &mut Turn<'_>, danger: Uuid) -> Result<(), Refusal> {
    let holder = turn.case()?.holder.centre;
    let above = turn.ctx.jurisdiction.parent(&holder).unwrap_or(holder);
    turn.alert(&timer::alarm_row(danger), Recipient::Centre(above));
    Ok(())
}

/// Whose ruling is awaited: the superior's on an appeal, the sender's on an objection.
fn ruler(case: &Case) -> CentreCode {
    match checks::escalation(case) {
        Some(Escalation::UnderAppeal { superior, .. }) => *superior,
        _ => case.holder.centre,
    }
}

/// A labour dispute is open to arbitration now, and the parties are told (劳动争议调解仲裁法 art. 14).
fn mediation_over(turn: &mut Turn<'_>) -> Result<(), Refusal> {
    let case = turn.case()?;
    let labour = ClockEnd::OfMethod(MediationMethod::Labour);
    let is_labour = case.clocks.running(C::MediationTerm).is_some_and(|clock| clock.end == labour);
    let to = owner(case);
    turn.issue_slip(SlipColour::Red, Fault::F6, to)?;
    if is_labour {
        turn.record(NoticeServed {
            notice: Notice::Rights,
            to: Recipient::Parties,
            means: ServiceMeans::Electronic,
            served_on: turn.ctx.occurred_on,
            row: None,
        });
    }
    Ok(())
}

/// A slip that nobody answered is followed by one of the next colour; a red one speaks for itself.
fn promote(turn: &mut Turn<'_>, of: Option<Uuid>) -> Result<(), Refusal> {
    let Some(id) = of.map(SlipId::new) else { return Ok(()) };
    let Some(slip) = turn.case()?.slips.get(&id).cloned() else { return Ok(()) };
    if let Some(colour) = slip.colour.next() {
        turn.record(SlipIssued {
            slip: turn.next_slip(),
            colour,
            fault: slip.fault,
            to: slip.to,
            issuer: slip.issuer,
            promoted_from: Some(id),
            document: None,
        });
    }
    Ok(())
}

/// The rules demand a request and nobody asked: the rule asks, in the place of the idle.
fn ask_by_rule(turn: &mut Turn<'_>) -> Result<(), Refusal> {
    let case = turn.case()?;
    let Some(to) = facts::next(case, turn.ctx.jurisdiction) else { return Ok(()) };
    let help_wanted = [HelpWanted::Coordination].into();
    let stated = RequestFacts { target_is_next: true, help_wanted };
    let from = case.holder.centre;
    let known = facts::facts_of_request(case, turn.ctx.jurisdiction, stated.clone());
    let assessment = turn.ctx.rules.assess(&known).record();
    turn.record(EscalationRequested {
        escalation: EscalationId::new(turn.ctx.command.derive("escalation", 0)),
        to,
        by: OfficerId::SYSTEM,
        from,
        help_wanted: stated.help_wanted,
        text: None,
        assessment,
    });
    Ok(())
}

/// The receiver was silent. Silence accepts what is proved, and never what is left to a person: there the superior rules. The
/// city has no superior; the request stays before it.
fn answer_by_rule(turn: &mut Turn<'_>) -> Result<(), Refusal> {
    let Some(Escalation::Requested(request)) = checks::escalation(turn.case()?).cloned() else {
        return Ok(());
    };
    turn.issue_slip(SlipColour::Yellow, Fault::F2, Addressee::Centre(request.to))?;
    let assessment = turn.assessment()?;
    match assessment.verdict {
        Verdict::LiftOnRequest | Verdict::LiftNow => {
            turn.record(EscalationAccepted { escalation: request.id, by: OfficerId::SYSTEM, reason: None });
            turn.lift(request.to, Cause::Request, None, None, &assessment)
        }
        Verdict::Keep => turn.withdraw_request(WithdrawnWhy::Overtaken),
        Verdict::LiftAtDiscretion | Verdict::Undetermined => {
            let superior = turn.ctx.jurisdiction.parent(&request.to);
            if let Some(to) = superior {
                turn.record(EscalationAppealed { escalation: request.id, to, by: OfficerId::SYSTEM });
            }
            Ok(())
        }
    }
}
