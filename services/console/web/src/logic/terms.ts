import type { ClockState } from "../gen/fengqiao/v1/common_pb";
import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { t } from "../texts";
import { dayWithWeekday, daysBetween, today, type Day } from "./dates";

export type Pressure = "over" | "near" | "calm" | "paused";

/** From this share of a term on it is near. */
const NEAR_SHARE = 0.85;

/** A term as it is shown: name, what is left, the date it ends. */
export interface Term {
  name: string;
  left: string;
  end: string;
  /** 0 to 1. */
  share: number;
  pressure: Pressure;
}

export function termOf(clock: ClockState, day: Day = today()): Term {
  const share = shareUsed(clock, day);
  if (clock.state === "paused") {
    const since = clock.pauses.find((pause) => pause.until === "")?.from ?? "";
    return { name: clock.text, left: t.term.paused, end: t.term.pausedSince(dayWithWeekday(since || clock.startedOn)), share, pressure: "paused" };
  }
  const left = daysLeft(clock, day);
  const over = clock.dueOn < day || clock.state === "breached";
  const last = clock.dueOn === day;
  const unit = inWorkingDays(clock) ? t.term.workingDays : t.term.days;
  return {
    name: clock.text,
    left: over ? t.term.over(unit(Math.max(1, -left))) : last ? t.term.leftToday : t.term.left(unit(left)),
    end: last ? `${t.today} ${t.until}` : t.term.ends(dayWithWeekday(clock.dueOn)),
    share: over ? 1 : share,
    pressure: over ? "over" : last || share >= NEAR_SHARE ? "near" : "calm",
  };
}

function inWorkingDays(clock: ClockState): boolean {
  return clock.unit === "working_days";
}

/** In the term's own days; negative beyond the last one. */
function daysLeft(clock: ClockState, day: Day): number {
  return inWorkingDays(clock) ? clock.left : daysBetween(day, clock.dueOn);
}

/** 0 to 1: of the length of the term, which pauses do not use up; of the days between its ends where it has no length in days. */
function shareUsed(clock: ClockState, day: Day): number {
  const inDays = inWorkingDays(clock) || clock.unit === "calendar_days";
  const total = Math.max(1, inDays ? clock.length + clock.extension : daysBetween(clock.startedOn, clock.dueOn));
  return Math.min(1, Math.max(0, 1 - daysLeft(clock, day) / total));
}

/** Running terms by their end, then paused ones. */
export function inOrder(clocks: readonly ClockState[]): ClockState[] {
  const rank = (clock: ClockState): number => (clock.state === "paused" ? 1 : 0);
  return [...clocks].sort((a, b) => rank(a) - rank(b) || a.dueOn.localeCompare(b.dueOn));
}

/** The clock by which queues are sorted. */
export function nearest(view: CaseView): ClockState | undefined {
  const clocks = view.standing?.clocks ?? [];
  const named = clocks.find((clock) => clock.name === view.nextDueClock && clock.dueOn === view.nextDueOn);
  return named ?? inOrder(clocks)[0];
}

export type DueGroup = "overdue" | "today" | "soon" | "later" | "paused";

export const DUE_GROUPS: DueGroup[] = ["overdue", "today", "soon", "later", "paused"];

/** The group of a queue. `soon` is the last day that counts as soon. */
export function dueGroup(view: CaseView, day: Day, soon: Day): DueGroup {
  const due = view.nextDueOn;
  if (due === "") {
    return "paused";
  }
  return due < day ? "overdue" : due === day ? "today" : due <= soon ? "soon" : "later";
}
