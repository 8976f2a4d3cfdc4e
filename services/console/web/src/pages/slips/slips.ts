import type { ClockState } from "../../gen/fengqiao/v1/common_pb";
import type { CaseView, SlipView } from "../../gen/fengqiao/v1/query_pb";
import type { Officer } from "../../api/session";
import { today } from "../../logic/dates";
import type { Group } from "../../parts/RowGrid";
import { d } from "../../textsOfDaily";

/** A slip with its case, and the term for its answer. */
export interface SlipRow {
  view: CaseView;
  slip: SlipView;
  clock: ClockState | undefined;
  /** The slips that it was raised from, the oldest first. */
  chain: SlipView[];
}

export type Side = "received" | "issued";

/** Slips of one side that nobody has raised to another colour. */
export function slipsOf(cases: readonly CaseView[], side: Side, who: Officer): SlipRow[] {
  const mine = (slip: SlipView): boolean => (side === "issued" ? slip.issuer === who.centre : slip.to === who.centre || slip.to === who.unit);
  return cases.flatMap((view) =>
    view.slips.filter((slip) => slip.state !== "promoted" && mine(slip)).map((slip) => ({
      view, slip, clock: view.standing?.clocks.find((clock) => clock.of === slip.slipId),
      chain: view.slips.filter((before) => before.state === "promoted" && before.to === slip.to && before.fault === slip.fault && before.issuedOn <= slip.issuedOn),
    })));
}

export function isOver({ slip, clock }: SlipRow): boolean {
  return slip.state === "open" && clock !== undefined && (clock.state === "breached" || clock.dueOn < today());
}

/** Those over their term first, then those that wait, then those that were answered. */
export function grouped(rows: SlipRow[]): Group<SlipRow>[] {
  const groupOf = (row: SlipRow): string => (row.slip.state === "answered" ? "answered" : isOver(row) ? "over" : "waiting");
  const byDue = [...rows].sort((a, b) => (a.clock?.dueOn ?? "9").localeCompare(b.clock?.dueOn ?? "9"));
  const groups = ["over", "waiting", "answered"].map((key) => ({ key, title: d.slips.groups[key] ?? "", rows: byDue.filter((row) => groupOf(row) === key) }));
  return groups.filter((group) => group.rows.length > 0);
}
