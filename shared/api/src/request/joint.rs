//! Joint handling: meetings, tasks, leaders, referrals, orders from above, advice.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{
    AssignLeader, AssignTask, CompleteTask, FormTaskForce, HoldMeeting, IssueOrder, NewTask, RecordAdvice,
    RecordReferralResult, Refer, ReportOnOrder,
};

use super::Desk;
use super::limits::{LINE_CHARS_MAX, REFERENCE_CHARS_MAX, TASKS_MAX};
use super::parse::{
    at_most, code, codes, date, id, line, narrative, optional, optional_narrative, reference, word,
};
use super::prepared::{Prepared, Secrets};
use crate::v1;

pub(super) fn hold_meeting(request: v1::HoldMeetingRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let kind = word(&request.kind, "kind")?;
    let units = codes(&request.units, "units")?;
    let decisions = secrets.of_case("decisions", narrative(request.decisions, "decisions")?);
    at_most(request.tasks.len(), TASKS_MAX, "tasks")?;
    let mut open = Vec::with_capacity(request.tasks.len());
    for (index, input) in request.tasks.into_iter().enumerate() {
        let at = |field: &str| format!("tasks[{index}].{field}");
        let unit = code(&input.unit, &at("unit"))?;
        let due = date(&input.due, &at("due"))?;
        let what = secrets.of_case("task", narrative(input.content, &at("content"))?);
        open.push((unit, input.lead, due, what));
    }
    Ok(secrets.prepared(move |envelopes| {
        let tasks = open
            .into_iter()
            .map(|(unit, lead, due, what)| Some(NewTask { unit, lead, due, what: envelopes.of(what)? }))
            .collect::<Option<_>>()?;
        Some(HoldMeeting { kind, units, decisions: envelopes.of(decisions)?, tasks })
    }))
}

pub(super) fn assign_task(request: v1::AssignTaskRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let kind = word(&request.kind, "kind")?;
    let unit = code(&request.unit, "unit")?;
    let due = date(&request.due, "due")?;
    let what = secrets.of_case("task", narrative(request.content, "content")?);
    Ok(secrets.prepared(move |envelopes| Some(AssignTask { kind, unit, due, what: envelopes.of(what)? })))
}

pub(super) fn complete_task(request: v1::CompleteTaskRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let task = optional(&request.task_id, "task_id", id)?;
    let document = optional(&request.document_id, "document_id", id)?;
    let report = optional_narrative(request.report, "report")?.map(|text| secrets.of_case("report", text));
    Ok(secrets.prepared(move |envelopes| {
        Some(CompleteTask { task, document, report: envelopes.of_optional(report)? })
    }))
}

pub(super) fn assign_leader(request: v1::AssignLeaderRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command =
        AssignLeader { leader: id(&request.leader_id, "leader_id")?, until: date(&request.until, "until")? };
    Ok(command.into())
}

pub(super) fn form_task_force(request: v1::FormTaskForceRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = FormTaskForce {
        theme: line(&request.theme, "theme", LINE_CHARS_MAX)?,
        units: codes(&request.units, "units")?,
        lead: code(&request.lead, "lead")?,
    };
    Ok(command.into())
}

pub(super) fn refer(request: v1::ReferRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let mut secrets = Secrets::default();
    let kind = word(&request.kind, "kind")?;
    let to = code(&request.unit, "unit")?;
    let due = date(&request.due, "due")?;
    let text = secrets.of_case("text", narrative(request.text, "text")?);
    Ok(secrets.prepared(move |envelopes| Some(Refer { kind, to, due, text: envelopes.of(text)? })))
}

pub(super) fn record_referral_result(
    request: v1::RecordReferralResultRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let command = RecordReferralResult {
        referral: optional(&request.referral_id, "referral_id", id)?,
        result: word(&request.result, "result")?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}

pub(super) fn record_advice(request: v1::RecordAdviceRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = RecordAdvice {
        kind: word(&request.kind, "kind")?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}

pub(super) fn issue_order(request: v1::IssueOrderRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = IssueOrder {
        kind: word(&request.kind, "kind")?,
        number: reference(&request.order_number, "order_number", REFERENCE_CHARS_MAX)?,
        issuer_level: word(&request.issuer_level, "issuer_level")?,
        lead_level: optional(&request.lead_level, "lead_level", word)?,
        due: date(&request.due, "due")?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}

pub(super) fn report_on_order(request: v1::ReportOnOrderRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = ReportOnOrder {
        order: optional(&request.order_id, "order_id", id)?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}
