/** The view of a list, as its URL says it: codes as values, a comma for “or”, a fixed order, defaults left out. */
export interface Filters {
  /** A centre's code; the reader's own if absent. */
  area?: string;
  /** Everything below the centre as well. */
  subtree: boolean;
  state: string[];
  /** `overdue`, `today`, `3w`, `paused`, or the day on which the nearest term ends; `2026-12-08-` for that day and later. */
  due?: string;
  type?: string;
  risk?: string;
  channel?: string;
  verdict?: string;
  slip?: string;
  level?: string;
  /** Days since registration, `16-30` or `91-`. */
  age?: string;
  /** Registered on or after this day. */
  from?: string;
  /** Registered on or before this day. */
  to?: string;
  /** What became of it at a level: `village.settled`. */
  stage?: string;
  /** Closed on this day. */
  closed?: string;
  /** Only those whose slip waits for a reply. */
  unanswered?: boolean;
  /** Of the centre that registered it, whoever holds it now. */
  origin?: boolean;
  /** The reader's own cases. */
  mine: boolean;
  /** Requests to rise that wait for a centre of the area. */
  asked: boolean;
}

const ORDER = ["area", "level", "type", "state", "due", "slip", "risk", "channel", "verdict", "age", "from", "to", "stage", "closed", "reply", "by", "asked", "scope", "handler"];

/** Cases of every state, ended ones too. */
export const ANY_STATE = "any";

const DUE = /^(overdue|today|3w|paused|\d{4}-\d\d-\d\d-?)$/;
const AGE = /^(\d{1,4})-(\d{0,4})$/;

export function filtersOf(query: URLSearchParams): { filters: Filters; unknown: string[] } {
  const one = (key: string): string | undefined => query.get(key) ?? undefined;
  const due = one("due");
  const filters: Filters = {
    subtree: query.get("scope") === "below",
    mine: query.get("handler") === "me",
    asked: query.get("asked") === "up",
    state: (query.get("state") ?? "").split(",").filter((word) => word !== ""),
    ...(due !== undefined && DUE.test(due) ? { due } : {}),
    ...(query.get("reply") === "waiting" ? { unanswered: true } : {}),
    ...(query.get("by") === "origin" ? { origin: true } : {}),
  };
  for (const key of ["area", "type", "risk", "channel", "verdict", "slip", "level", "age", "from", "to", "stage", "closed"] as const) {
    const value = one(key);
    if (value !== undefined && value !== "") {
      filters[key] = value;
    }
  }
  return { filters, unknown: [...new Set(query.keys())].filter((key) => !ORDER.includes(key)) };
}

/** What a centre and those below it registered on a day, whatever became of it. */
export function registeredOn(area: string, day: string): Partial<Filters> {
  return { area, subtree: true, state: [ANY_STATE], from: day, to: day, origin: true };
}

/** The URL of a list. Equal filters are equal URLs. */
export function casesUrl(filters: Partial<Filters>, path = "/cases"): string {
  const values: Record<string, string | undefined> = {
    ...filters, state: filters.state?.join(",") || undefined, scope: filters.subtree === true ? "below" : undefined,
    handler: filters.mine === true ? "me" : undefined, asked: filters.asked === true ? "up" : undefined, subtree: undefined, mine: undefined,
    reply: filters.unanswered === true ? "waiting" : undefined, by: filters.origin === true ? "origin" : undefined, unanswered: undefined, origin: undefined,
  } as Record<string, string | undefined>;
  const query = ORDER.flatMap((key) => {
    const value = values[key];
    return value === undefined || value === "" ? [] : [`${key}=${encodeURIComponent(value).replace(/%2C/g, ",")}`];
  });
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

/** `16-30`; `91-` for the oldest. */
export function ageCode(from: number, to: number | undefined): string {
  return `${from}-${to ?? ""}`;
}

/** The first and last age in days that a code means; the last is absent for the oldest. */
export function ageBand(code: string): { from: number; to: number | undefined } | undefined {
  const match = AGE.exec(code);
  return match === null ? undefined : { from: Number(match[1]), to: match[2] === "" ? undefined : Number(match[2]) };
}
