import type { CaseView, SlipView } from "../gen/fengqiao/v1/query_pb";
import type { Level } from "../api/session";
import { t } from "../texts";

/** What comes next in a case, for a reader at a centre. */
export interface Duty {
  text: string;
  /** Something rises, or is asked to. */
  up: boolean;
}

const ABOVE: Record<string, Level> = { village: "township", township: "county", county: "city" };

const plain = (text: string): Duty => ({ text, up: false });
const rising = (text: string): Duty => ({ text, up: true });

/** The level that a request to rise waits for. */
export function askedLevel(view: CaseView): Level | undefined {
  return view.escalation === "requested" || view.escalation === "under_appeal" ? ABOVE[view.standing?.level ?? ""] : undefined;
}

const COLOURS = ["red", "yellow", "blue"];

/** The slip that presses most: of those neither lifted nor promoted the gravest, one without an answer before an answered one. */
export function slipOf(view: CaseView): SlipView | undefined {
  const rank = (slip: SlipView): number => COLOURS.indexOf(slip.colour) * 2 + (slip.state === "open" ? 0 : 1);
  const standing = view.slips.filter((slip) => slip.state !== "promoted");
  return standing.sort((a, b) => rank(a) - rank(b))[0];
}

/** Whether a slip waits for this centre's answer. */
export function mustAnswer(view: CaseView, centre: string): boolean {
  return view.slips.some((slip) => slip.state === "open" && slip.to === centre);
}

export function dutyOf(view: CaseView, centre: string): Duty {
  const { phase = "", verdict = "", clocks = [] } = view.standing ?? {};
  const runs = (name: string): boolean => clocks.some((clock) => clock.name === name);
  const asked = askedLevel(view);
  if (asked !== undefined) {
    return view.escalationTo === centre ? rising(t.duty.decideUp) : rising(t.duty.waitUp(t.levels[asked] ?? ""));
  }
  if (runs("danger_term")) {
    return plain(t.duty.danger);
  }
  if (mustAnswer(view, centre)) {
    return plain(t.duty.slip);
  }
  switch (phase) {
    case "registered":
      return plain(view.matter === "" ? t.duty.classify : t.duty.accept);
    case "accepted":
      return plain(runs("acceptance_notice_term") ? t.duty.serve : t.duty.dispatch);
    case "dispatched":
      return plain(t.duty.sign);
    case "signed":
      return plain(t.duty.assign);
    case "in_progress":
      if (verdict === "lift_on_request") {
        return rising(t.duty.askUp);
      }
      return plain(verdict === "undetermined" ? t.duty.fact : t.duty.mediate);
    case "suspended":
      return plain(t.duty.resume);
    case "unresolved":
      return plain(t.duty.unresolved);
    case "agreed":
      return plain(t.duty.effect);
    case "performing":
      return plain(t.duty.perform);
    case "opinion_issued":
    case "under_review":
    case "under_recheck":
      return plain(t.duty.review);
    case "follow_up":
      return plain(runs("follow_up_first_term") ? t.duty.followUp : t.duty.close);
    case "closed":
      return plain(t.duty.archive);
    default:
      return plain(t.duty.none);
  }
}
