//! Meetings, tasks, leaders, referrals, orders and slips.

use fengqiao_domain::Actor;
use fengqiao_domain::command::*;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;

use super::super::reference::unit;
use super::super::story::TODAY;
use super::{document, sealed};

pub(crate) const WATER: &str = "640221-water";
pub(crate) const POLICE: &str = "640221-police";

/// The county's departments meet; the water bureau leads.
pub(crate) fn meet() -> HoldMeeting {
    HoldMeeting {
        kind: MeetingKind::JointConference,
        units: [unit(WATER), unit(POLICE)].into(),
        decisions: sealed(),
        tasks: vec![new_task(WATER, true)],
    }
}

pub(crate) fn new_task(code: &str, lead: bool) -> NewTask {
    NewTask { unit: unit(code), lead, due: TODAY + 10.days(), what: sealed() }
}

/// 吹哨: a department of the county is called to the township.
pub(crate) fn summon(code: &str) -> AssignTask {
    AssignTask { kind: TaskKind::Summons, ..task_of(code) }
}

pub(crate) fn task_of(code: &str) -> AssignTask {
    AssignTask { kind: TaskKind::Errand, unit: unit(code), due: TODAY + 5.days(), what: sealed() }
}

/// The one task that is owed is done.
pub(crate) fn done() -> CompleteTask {
    CompleteTask { task: None, document: Some(document()), report: Some(sealed()) }
}

pub(crate) fn lead_by(leader: &Actor) -> AssignLeader {
    AssignLeader { leader: leader.officer, until: TODAY + 30.days() }
}

pub(crate) fn task_force() -> FormTaskForce {
    FormTaskForce {
        theme: "渠道用水".to_owned(),
        units: [unit(WATER), unit("640221-agriculture")].into(),
        lead: unit(WATER),
    }
}

pub(crate) fn refer(kind: ReferralKind, to: &str) -> Refer {
    Refer { kind, to: unit(to), due: TODAY + 15.days(), text: sealed() }
}

pub(crate) fn referral_result() -> RecordReferralResult {
    RecordReferralResult { referral: None, result: ReferralResult::Done, document: Some(document()) }
}

pub(crate) fn advise(kind: AdviceKind) -> RecordAdvice {
    RecordAdvice { kind, document: Some(document()) }
}

/// A numbered instruction from the county that leaves the case where it is.
pub(crate) fn order() -> IssueOrder {
    IssueOrder {
        kind: OrderKind::Instruction,
        number: "平领批〔2026〕12号".to_owned(),
        issuer_level: IssuerLevel::County,
        lead_level: None,
        due: TODAY + 20.days(),
        document: Some(document()),
    }
}

pub(crate) fn order_to_lead(issuer_level: IssuerLevel, lead_level: Level) -> IssueOrder {
    IssueOrder { issuer_level, lead_level: Some(lead_level), ..order() }
}

pub(crate) fn order_report() -> ReportOnOrder {
    ReportOnOrder { order: None, document: Some(document()) }
}

pub(crate) fn slip(colour: SlipColour) -> IssueSlip {
    IssueSlip { colour, fault: Fault::F2, to: None, document: Some(document()) }
}

pub(crate) fn answer_slip() -> AnswerSlip {
    AnswerSlip { slip: None, measures: sealed(), document: Some(document()) }
}

pub(crate) fn lift_slip() -> LiftSlip {
    LiftSlip { slip: None, reason: sealed(), document: Some(document()) }
}
