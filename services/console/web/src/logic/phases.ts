import type { CaseView } from "../gen/fengqiao/v1/query_pb";

/** States in which a case is open. */
export const OPEN_STATES = [
  "registered", "accepted", "dispatched", "signed", "in_progress", "suspended", "unresolved", "agreed", "performing", "opinion_issued",
  "under_review", "under_recheck", "follow_up",
];

export const ENDED_STATES = ["closed", "exited", "archived"];

export function isOpen(view: CaseView): boolean {
  return !ENDED_STATES.includes(view.standing?.phase ?? "");
}
