import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import type { Officer } from "../../api/session";
import { today, type Day } from "../../logic/dates";
import type { Group } from "../../parts/RowGrid";
import { d } from "../../textsOfDaily";

/** A paper that a case owes now, by which day, and what comes before it. */
export interface OwedPaper {
  id: string;
  view: CaseView;
  paper: string;
  /** Empty if no term runs for it. */
  due: Day;
  to: string;
  step: string;
  /** The kind of paper to print, once there is something to print. */
  doc?: string;
  /** The command by which it is then recorded. */
  command: string;
}

/** The papers that a case owes to somebody, as far as its terms and its state tell. */
export function papersOwed(view: CaseView, who: Officer): OwedPaper[] {
  const { clocks = [], phase = "", holder = "" } = view.standing ?? {};
  const owed: OwedPaper[] = [];
  const add = (key: string, due: Day, to: string, step: string, command: string, doc?: string): void => {
    owed.push({ id: `${view.caseId}/${key}/${owed.length}`, view, paper: d.documents.papers[key] ?? "", due, to: d.documents.to[to] ?? "", step: d.documents.steps[step] ?? "", command, ...(doc === undefined ? {} : { doc }) });
  };
  const here = holder === who.centre;
  for (const clock of clocks) {
    const due = clock.state === "paused" ? "" : clock.dueOn;
    if (clock.name === "acceptance_notice_term" && here) {
      const decided = phase !== "registered";
      add("acceptance", due, "claimant", decided ? "print" : "decide", decided ? "serve_notice" : "decide_acceptance", decided ? "acceptance" : undefined);
    } else if (clock.name === "unresolved_term" && here) {
      add("rights", due, "parties", "print", "serve_notice", "rights");
    } else if (clock.name === "slip_term" && view.slips.some((slip) => slip.slipId === clock.of && slip.state === "open" && (slip.to === who.centre || slip.to === who.unit))) {
      add("slip", due, "issuer", "answer", "answer_slip");
    } else if (clock.name === "follow_up_first_term" && here) {
      add("first", due, "claimant", "call", "record_follow_up");
    } else if (clock.name === "follow_up_second_term" && here) {
      add("second", due, "claimant", "call", "record_follow_up");
    } else if (clock.name === "order_term" && here) {
      add("order", due, "above", "report", "report_on_order");
    }
  }
  if (phase === "agreed" && here) {
    add("agreement", "", "all", "sign", "put_into_effect", "agreement");
  }
  return owed;
}

/** By how near the day is on which it must be served. */
export function byDay(rows: readonly OwedPaper[], soon: Day): Group<OwedPaper>[] {
  const day = today();
  const groupOf = ({ due }: OwedPaper): string => (due === "" ? "none" : due < day ? "over" : due === day ? "today" : due <= soon ? "soon" : "later");
  const sorted = [...rows].sort((a, b) => (a.due || "9").localeCompare(b.due || "9"));
  const groups = ["over", "today", "soon", "later", "none"].map((key) => ({ key, title: d.documents.group[key] ?? "", rows: sorted.filter((row) => groupOf(row) === key) }));
  return groups.filter((group) => group.rows.length > 0);
}
