import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { mustAnswer } from "./duty";

/** The command that carries the duty of the moment; where several would do, the likeliest first. */
export function nextActs(view: CaseView, centre: string): string[] {
  const { phase = "", verdict = "", clocks = [] } = view.standing ?? {};
  const runs = (name: string): boolean => clocks.some((clock) => clock.name === name);
  const first: string[] = [];
  if (view.escalationTo === centre && view.escalation !== "idle") {
    first.push("accept_escalation", "rule_on_appeal");
  }
  if (runs("danger_term")) {
    first.push("handle_danger");
  }
  if (mustAnswer(view, centre)) {
    first.push("answer_slip");
  }
  return [...first, ...ofPhase(phase, verdict, view, runs)];
}

function ofPhase(phase: string, verdict: string, view: CaseView, runs: (name: string) => boolean): string[] {
  switch (phase) {
    case "registered":
      return view.matter === "" ? ["classify_matter"] : ["decide_acceptance"];
    case "accepted":
      return runs("acceptance_notice_term") ? ["serve_notice"] : ["assign_handler", "dispatch_case"];
    case "dispatched":
      return ["sign_case"];
    case "signed":
      return ["assign_handler", "dispatch_case"];
    case "in_progress":
      return verdict === "lift_on_request" && view.escalation === "idle" ? ["request_escalation", "hold_session"] : ["hold_session", "conclude_agreement"];
    case "suspended":
      return ["resume_handling"];
    case "unresolved":
      return ["serve_notice", "record_explanation"];
    case "agreed":
      return ["put_into_effect"];
    case "performing":
      return ["record_performance"];
    case "follow_up":
      return runs("follow_up_first_term") ? ["record_follow_up", "close_case"] : ["close_case"];
    case "closed":
      return ["archive_case"];
    default:
      return [];
  }
}
