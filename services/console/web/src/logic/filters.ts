/** The view of a list, as its URL says it: codes as values, a comma for “or”, a fixed order, defaults left out. */
export interface Filters {
  /** A centre's code; the reader's own if absent. */
  area?: string;
  /** Everything below the centre as well. */
  subtree: boolean;
  state: string[];
  /** `overdue`, `today`, `3w`, or the day on which the nearest term ends. */
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
  /** What became of it at a level: `village.settled`. */
  stage?: string;
  /** The reader's own cases. */
  mine: boolean;
}

const ORDER = ["area", "level", "type", "state", "due", "slip", "risk", "channel", "verdict", "age", "from", "stage", "scope", "handler"];

/** Cases of every state, ended ones too. */
export const ANY_STATE = "any";

const DAY = /^\d{4}-\d\d-\d\d$/;

export function filtersOf(query: URLSearchParams): { filters: Filters; unknown: string[] } {
  const one = (key: string): string | undefined => query.get(key) ?? undefined;
  const due = one("due");
  const filters: Filters = {
    subtree: query.get("scope") === "below",
    mine: query.get("handler") === "me",
    state: (query.get("state") ?? "").split(",").filter((word) => word !== ""),
    ...(due !== undefined && (["overdue", "today", "3w"].includes(due) || DAY.test(due)) ? { due } : {}),
  };
  for (const key of ["area", "type", "risk", "channel", "verdict", "slip", "level", "age", "from", "stage"] as const) {
    const value = one(key);
    if (value !== undefined && value !== "") {
      filters[key] = value;
    }
  }
  return { filters, unknown: [...new Set(query.keys())].filter((key) => !ORDER.includes(key)) };
}

/** The URL of a list. Equal filters are equal URLs. */
export function casesUrl(filters: Partial<Filters>, path = "/cases"): string {
  const values: Record<string, string | undefined> = {
    ...filters, state: filters.state?.join(",") || undefined, scope: filters.subtree === true ? "below" : undefined,
    handler: filters.mine === true ? "me" : undefined, subtree: undefined, mine: undefined,
  } as Record<string, string | undefined>;
  const query = ORDER.flatMap((key) => {
    const value = values[key];
    return value === undefined || value === "" ? [] : [`${key}=${encodeURIComponent(value).replace(/%2C/g, ",")}`];
  });
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

/** Bands of age in days, the last one open. */
export const AGE_BANDS: [number, number][] = [[0, 7], [8, 15], [16, 30], [31, 60], [61, 90], [91, Infinity]];

export function ageCode([from, to]: [number, number]): string {
  return to === Infinity ? `${from}-` : `${from}-${to}`;
}

export function ageBand(code: string): [number, number] | undefined {
  const match = /^(\d{1,4})-(\d{0,4})$/.exec(code);
  return match === null ? undefined : [Number(match[1]), match[2] === "" ? Infinity : Number(match[2])];
}
