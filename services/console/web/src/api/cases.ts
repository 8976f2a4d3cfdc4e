import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { addWorkingDays, daysBetween, today, type Day } from "../logic/dates";
import { ageBand, ANY_STATE, type Filters } from "../logic/filters";
import { isAtStage } from "../logic/overview";
import { slipOf } from "../logic/duty";
import { ownWrites } from "./command";
import { queries } from "./transport";

/** States in which a case is open. */
export const OPEN_STATES = [
  "registered", "accepted", "dispatched", "signed", "in_progress", "suspended", "unresolved", "agreed", "performing", "opinion_issued",
  "under_review", "under_recheck", "follow_up",
];

/** Rows of a page. */
export const PAGE_SIZE = 100;
const SOON_WORKING_DAYS = 3;

export interface CasePage {
  cases: CaseView[];
  next: string;
}

export function soonDay(restDays: ReadonlySet<Day>): Day {
  return addWorkingDays(today(), SOON_WORKING_DAYS, restDays);
}

/** One page of a list. What the platform does not filter by is filtered here, so a page may be short. */
export async function listPage(
  filters: Filters, own: { centre: string; officer: string }, restDays: ReadonlySet<Day>, token: string, size = PAGE_SIZE,
): Promise<CasePage> {
  const named: Record<string, Day> = { overdue: yesterday(), today: today(), "3w": soonDay(restDays) };
  const dueBy = filters.due === undefined ? "" : (named[filters.due] ?? filters.due);
  const answer = await queries.listCases({
    centre: filters.area ?? own.centre,
    subtree: filters.subtree,
    phases: filters.state.includes(ANY_STATE) ? [] : filters.state.length === 0 ? OPEN_STATES : filters.state,
    dueBy,
    verdict: filters.verdict ?? "",
    matter: filters.type ?? "",
    channel: filters.channel ?? "",
    risk: filters.risk ?? "",
    handler: filters.mine ? own.officer : "",
    pageSize: size,
    pageToken: token,
    atLeast: ownWrites(),
  });
  return { cases: answer.cases.filter((view) => passes(view, filters)), next: answer.nextPageToken };
}

function passes(view: CaseView, filters: Filters): boolean {
  const band = filters.age === undefined ? undefined : ageBand(filters.age);
  const age = daysBetween(view.registeredOn, today());
  return (
    (filters.level === undefined || view.standing?.level === filters.level) &&
    (filters.slip === undefined || slipOf(view)?.colour === filters.slip) &&
    (filters.due === undefined || filters.due === "overdue" || filters.due === "3w" || view.nextDueOn === (filters.due === "today" ? today() : filters.due)) &&
    (filters.from === undefined || view.registeredOn >= filters.from) &&
    (filters.stage === undefined || isAtStage(view, filters.stage)) &&
    (band === undefined || (age >= band[0] && age <= band[1]))
  );
}

function yesterday(): Day {
  return new Date(Date.parse(`${today()}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
