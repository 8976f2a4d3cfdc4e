import type { CaseView, ListCasesRequest } from "../gen/fengqiao/v1/query_pb";
import { liesIn } from "./codes";
import { addDays, addWorkingDays, type Day } from "./dates";
import { slipOf } from "./duty";
import { ageBand, ANY_STATE, type Filters } from "./filters";
import { OPEN_STATES } from "./phases";

const SOON_WORKING_DAYS = 3;

/** A day after every term: what is asked for up to here has one. */
const LAST_DAY = "9998-12-31";

/** Who asks, and when. */
export interface Reader {
  centre: string;
  officer: string;
  day: Day;
  /** The last day that counts as soon. */
  soon: Day;
}

export type ListRequest = Partial<Omit<ListCasesRequest, "$typeName" | "$unknown" | "atLeast">>;

export function soonDay(day: Day, restDays: ReadonlySet<Day>): Day {
  return addWorkingDays(day, SOON_WORKING_DAYS, restDays);
}

/** What the platform is asked for a list. */
export function listRequest(filters: Filters, reader: Reader): ListRequest {
  return {
    centre: filters.area ?? reader.centre,
    subtree: filters.subtree,
    phases: filters.state.includes(ANY_STATE) ? [] : filters.state.length === 0 ? OPEN_STATES : filters.state,
    verdict: filters.verdict ?? "",
    matter: filters.type ?? "",
    channel: filters.channel ?? "",
    risk: filters.risk ?? "",
    handler: filters.mine ? reader.officer : "",
    levels: words(filters.level),
    slips: words(filters.slip),
    stage: filters.stage ?? "",
    incomingEscalations: filters.asked,
    closedFrom: filters.closed ?? "",
    closedTo: filters.closed ?? "",
    slipUnanswered: filters.unanswered === true,
    registeredHere: filters.origin === true,
    ...registered(filters, reader.day),
    ...due(filters.due, reader),
  };
}

function words(text: string | undefined): string[] {
  return (text ?? "").split(",").filter((word) => word !== "");
}

/** An age is a span of days of registration; together with the days that are named the narrower one holds. */
function registered({ age, from = "", to = "" }: Filters, day: Day): ListRequest {
  const band = age === undefined ? undefined : ageBand(age);
  if (band === undefined) {
    return { registeredFrom: from, registeredTo: to };
  }
  const oldest = band.to === undefined ? "" : addDays(day, -band.to);
  const youngest = addDays(day, -band.from);
  return { registeredFrom: from > oldest ? from : oldest, registeredTo: to !== "" && to < youngest ? to : youngest };
}

function due(wanted: string | undefined, { day, soon }: Reader): ListRequest {
  switch (wanted) {
    case undefined:
      return {};
    case "overdue":
      return { dueBy: addDays(day, -1) };
    case "today":
      return { dueFrom: day, dueBy: day };
    case "3w":
      return { dueFrom: day, dueBy: soon };
    case "paused":
      return { withoutDue: true };
    default:
      return wanted.endsWith("-") ? { dueFrom: wanted.slice(0, -1), dueBy: LAST_DAY } : { dueFrom: wanted, dueBy: wanted };
  }
}

/** Whether a case that has just changed may belong to a list, as far as that can be told from here. */
export function mayBelong(view: CaseView, asked: ListRequest): boolean {
  const { phase = "", level = "", holder = "" } = view.standing ?? {};
  const centre = asked.incomingEscalations === true ? view.escalationTo : asked.stage !== "" || asked.registeredHere === true ? view.origin : holder;
  const oneOf = (allowed: readonly string[] | undefined, value: string): boolean => allowed === undefined || allowed.length === 0 || allowed.includes(value);
  const between = (value: string, from = "", to = ""): boolean => value >= from && (to === "" || value <= to);
  return (
    (asked.subtree === true ? liesIn(centre, asked.centre ?? "") : centre === asked.centre) &&
    oneOf(asked.phases, phase) && oneOf(asked.levels, level) && oneOf(asked.slips, slipOf(view)?.colour ?? "") &&
    between(view.registeredOn, asked.registeredFrom, asked.registeredTo) &&
    (asked.withoutDue === true ? view.nextDueOn === "" : between(view.nextDueOn === "" ? LAST_DAY : view.nextDueOn, asked.dueFrom, asked.dueBy))
  );
}
