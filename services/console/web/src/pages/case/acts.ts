import { a } from "../../textsOfActs";
import { field, occurred, optional, word, type Act } from "./fields";

/** The forms of the commands, in the order of a case's life. A command without a form here is given on the command line. */
export const ACTS: Act[] = [
  { command: "handle_danger", fields: [
    field("clearedSigns", a.clearedSigns, "words", { words: "danger_sign" }), field("measures", a.measures, "long"), field("policeReference", a.policeReference, "text", optional),
  ] },
  { command: "assess_risk", fields: [
    word("screening.grade", a.grade, "risk_grade"), field("screening.dangerSigns", a.dangerSigns, "words", { words: "danger_sign", optional: true }),
    field("screening.reviewOn", a.reviewOn, "date", { initial: "+90" }),
  ] },
  { command: "classify_matter", fields: [
    field("matter", a.matter, "matter"), word("profile", a.profile, "profile", optional), field("unpaidWorkers", a.unpaidWorkers, "number", optional),
    word("statutoryPath", a.statutoryPath, "statutory_path", optional), word("finalDecision", a.finalDecision, "final_decision", optional),
  ] },
  { command: "decide_acceptance", fields: [
    field("decision", a.decision, "word", { words: "acceptance", initial: "accepted" }), word("ground", a.ground, "ground", { when: (values) => values["decision"] !== "accepted" }),
    field("documentId", a.document, "paper", { when: (values) => values["decision"] !== "accepted" }),
  ] },
  { command: "serve_notice", fields: [
    word("notice", a.notice, "notice", { initial: "acceptance" }), field("partyId", a.party, "party", optional), word("means", a.means, "means", { initial: "in_person" }),
  ] },
  { command: "record_consent", fields: [
    field("partyId", a.party, "party"), word("subject", a.subject, "consent_subject", { initial: "mediation" }), field("given", a.given, "bool", { initial: true }), field("until", a.until, "date", optional),
  ] },
  { command: "dispatch_case", fields: [
    field("toUnit", a.toUnit, "unit"), word("mode", a.mode, "dispatch_mode", { initial: "forward" }), field("due", a.due, "date", { when: (values) => values["mode"] === "assign" }),
  ] },
  { command: "sign_case", fields: [] },
  { command: "object_to_dispatch", fields: [field("ground", a.groundText, "text"), field("proposedUnit", a.proposedUnit, "unit", optional)] },
  { command: "rule_on_objection", fields: [field("upheld", a.upheld, "bool"), field("reason", a.reason, "text")] },
  { command: "assign_handler", fields: [
    field("officerId", a.officer, "officer"), field("duty", a.duty, "text", { initial: a.dutyInitial }), field("due", a.due, "date", { initial: "+20" }), field("plan", a.plan, "long", { initial: a.planInitial }),
  ] },
  { command: "record_investigation", fields: [
    word("kind", a.kind, "investigation_kind", { initial: "evidence" }), field("text", a.text, "long"), field("covers", a.covers, "words", { words: "dossier_item", optional: true, initial: ["evidence_list", "brief_of_positions"] }),
    field("documentIds", a.document, "papers", optional), occurred,
  ] },
  { command: "hold_session", fields: [
    occurred, word("mode", a.mode, "session_mode", { initial: "on_site" }), word("outcome", a.outcome, "session_outcome"), field("attendance", a.attendance, "text", { initial: a.attendanceInitial }),
    field("documentId", a.record, "paper"),
  ] },
  { command: "conclude_agreement", fields: [
    word("form", a.form, "agreement_form", { initial: "written" }), field("terms", a.terms, "long"), field("place", a.performedAt, "place"), field("obligations", a.obligations, "obligations"),
  ] },
  { command: "put_into_effect", fields: [
    field("signedByParties", a.signedByParties, "bool"), field("signedByMediator", a.signedByMediator, "bool"), field("sealedByCommittee", a.sealedByCommittee, "bool"),
  ] },
  { command: "record_performance", fields: [field("documentId", a.proof, "paper"), occurred] },
  { command: "record_default", fields: [field("documentId", a.proof, "paper")] },
  { command: "declare_failure", fields: [word("ground", a.groundText, "failure_ground")] },
  { command: "record_explanation", fields: [field("text", a.text, "long")] },
  { command: "request_escalation", fields: [field("helpWanted", a.helpWanted, "words", { words: "help_wanted" }), field("text", a.askText, "long")] },
  { command: "accept_escalation", fields: [field("reason", a.reasonIfAsked, "long", optional)] },
  { command: "refuse_escalation", fields: [field("reason", a.reason, "long")] },
  { command: "withdraw_escalation", fields: [] },
  { command: "appeal_refusal", fields: [] },
  { command: "rule_on_appeal", fields: [word("ruling", a.ruling, "appeal_ruling"), field("reason", a.reason, "long")] },
  { command: "take_over", fields: [field("reason", a.reason, "long")] },
  { command: "return_down", fields: [word("code", a.returnCode, "return_code"), field("checklist", a.checklist, "lines"), field("reason", a.reason, "long", optional)] },
  { command: "assign_down", fields: [field("to", a.toBelow, "below"), field("due", a.due, "date", { initial: "+20" })] },
  { command: "hand_over", fields: [field("to", a.toAside, "aside")] },
  { command: "correct_facts", fields: [field("corrections", a.correction, "correction")] },
  { command: "issue_slip", fields: [
    word("colour", a.colour, "slip_colour"), word("fault", a.fault, "fault"), field("toUnit", a.slipTo, "unit", optional),
    field("documentId", a.document, "paper", { when: (values) => values["colour"] === "red" }),
  ] },
  { command: "answer_slip", fields: [field("measures", a.measures, "long"), field("documentId", a.document, "paper", optional)] },
  { command: "lift_slip", fields: [field("reason", a.reason, "text"), field("documentId", a.document, "paper", optional)] },
  { command: "hold_meeting", fields: [
    word("kind", a.meeting, "meeting_kind", { initial: "consultation" }), field("units", a.units, "units"), field("decisions", a.decisions, "long"), field("tasks", a.tasks, "tasks"),
  ] },
  { command: "assign_task", fields: [word("kind", a.kind, "task_kind"), field("unit", a.unit, "unit_around"), field("due", a.due, "date", { initial: "+10" }), field("content", a.content, "long")] },
  { command: "complete_task", fields: [field("documentId", a.document, "paper"), field("report", a.report, "long", optional)] },
  { command: "assign_leader", fields: [field("leaderId", a.leader, "officer"), field("until", a.until, "date", { initial: "+60" })] },
  { command: "form_task_force", fields: [field("theme", a.theme, "text"), field("units", a.units, "units"), field("lead", a.leadUnit, "unit_around")] },
  { command: "refer", fields: [word("kind", a.referTo, "referral_kind"), field("unit", a.unit, "unit_around"), field("due", a.due, "date", { initial: "+15" }), field("text", a.content, "long")] },
  { command: "record_referral_result", fields: [word("result", a.outcome, "referral_result"), field("documentId", a.document, "paper")] },
  { command: "report_on_order", fields: [field("documentId", a.document, "paper")] },
  { command: "report_danger", fields: [field("signs", a.dangerSigns, "words", { words: "danger_sign" }), field("account", a.account, "long")] },
  { command: "resume_handling", fields: [] },
  { command: "record_follow_up", fields: [
    word("round", a.round, "follow_up_round", { initial: "first" }), field("performed", a.performed, "bool", { initial: true }), field("rebound", a.rebound, "bool", { initial: false }), occurred,
  ] },
  { command: "rate", fields: [word("rating", a.rating, "rating"), field("words", a.words, "text", optional)] },
  { command: "close_case", fields: [word("mainOutcome", a.mainOutcome, "outcome", { initial: "resolved" })] },
  { command: "withdraw_case", fields: [field("partyId", a.party, "party"), field("reason", a.reason, "text"), field("documentId", a.application, "paper")] },
  { command: "reopen_handling", fields: [word("reason", a.reason, "rehandle_reason")] },
  { command: "reopen_case", fields: [word("reason", a.reason, "reopen_reason")] },
  { command: "archive_case", fields: [field("fileNumber", a.fileNumber, "text")] },
];

/** Those that carry a case on, before those that are seldom asked for. */
const SELDOM = ["classify_matter", "report_danger", "withdraw_case", "correct_facts", "assess_risk", "issue_slip", "record_consent", "take_over", "rate", "serve_notice", "record_explanation", "assign_down", "hand_over", "declare_failure", "hold_meeting", "assign_task", "assign_leader", "form_task_force", "refer"];

/** The acts that are allowed now and have a form: the duty of the moment first, what is seldom asked for last. */
export function actsOf(allowed: readonly string[], next: readonly string[]): Act[] {
  const known = ACTS.filter((act) => allowed.includes(act.command));
  const rank = ({ command }: Act): number => {
    const due = next.indexOf(command);
    return due >= 0 ? due - next.length : SELDOM.includes(command) ? 1 : 0;
  };
  return [...known].sort((x, y) => rank(x) - rank(y));
}

export function actOf(command: string): Act | undefined {
  return ACTS.find((act) => act.command === command);
}
