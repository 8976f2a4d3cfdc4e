import type { TimelineEntry } from "../../gen/fengqiao/v1/query_pb";
import type { Day } from "../../logic/dates";
import { detailOf } from "../papers/papers";

/** A meeting that was held. What it decided is sealed; its tasks are not. */
export interface Meeting {
  entry: TimelineEntry;
  kind: string;
  units: string[];
}

/** What a unit owes, or owed. */
export interface Task {
  id: string;
  unit: string;
  lead: boolean;
  due: Day;
  /** Empty while it is open. */
  completedOn: Day;
}

export function meetingsIn(entries: readonly TimelineEntry[]): Meeting[] {
  return entries.filter((entry) => entry.event === "MeetingHeld").map((entry) => {
    const { kind, units } = detailOf(entry) as { kind?: string; units?: string[] };
    return { entry, kind: kind ?? "", units: units ?? [] };
  });
}

/** Tasks as they were given, the lead first. */
export function tasksIn(entries: readonly TimelineEntry[]): Task[] {
  const done = new Map(entries.filter((entry) => entry.event === "TaskCompleted").map((entry) => [detailOf(entry)["task"], entry.occurredOn]));
  const tasks = entries.filter((entry) => entry.event === "TaskAssigned").map((entry): Task => {
    const { task = "", to, lead = false, due = "" } = detailOf(entry) as { task?: string; to?: { code: string }; lead?: boolean; due?: Day };
    return { id: task, unit: to?.code ?? "", lead, due, completedOn: done.get(task) ?? "" };
  });
  return [...tasks].sort((a, b) => Number(b.lead) - Number(a.lead));
}
