import { addDays, type Day } from "./dates";

/** Both parts of a figure. */
export interface Value {
  numerator: bigint;
  denominator: bigint;
}

/** What an indicator is: `share` and `ratio` in percent, `mean` in days, `count` in cases. */
export type Kind = "share" | "ratio" | "mean" | "count";

export type Unit = "week" | "month" | "quarter" | "year";

export interface Period {
  /** `2026-W47`, `2026-11`, `2026-Q4`, `2026`. */
  id: string;
  unit: Unit;
  first: Day;
  last: Day;
}

/** How many of each are listed, the present one first. */
const LISTED: [Unit, number][] = [["week", 8], ["month", 4], ["quarter", 4], ["year", 2]];

/** A part of a whole to one digit, half up, from the unrounded parts; nothing where there is no whole. */
export function tenths({ numerator, denominator }: Value, of: bigint): string | undefined {
  if (denominator === 0n) {
    return undefined;
  }
  const n = (numerator * of * 20n + denominator) / (denominator * 2n);
  return `${n / 10n}.${n % 10n}`;
}

/** The value as it is read: `99.9 %`, `4.5`, `12`. */
export function valueText(kind: string, value: Value): string | undefined {
  switch (kind) {
    case "count":
      return String(value.numerator);
    case "mean":
      return tenths(value, 1n);
    default: {
      const percent = tenths(value, 100n);
      return percent === undefined ? undefined : `${percent} %`;
    }
  }
}

/** The period of a kind in which a day lies. */
export function periodOf(unit: Unit, day: Day): Period {
  const year = day.slice(0, 4);
  const month = Number(day.slice(5, 7));
  switch (unit) {
    case "week": {
      const first = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
      // The week belongs to the year of its Thursday (ISO 8601).
      const thursday = addDays(first, 3);
      const n = Math.floor((Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / (7 * 86_400_000)) + 1;
      return { id: `${thursday.slice(0, 4)}-W${two(n)}`, unit, first, last: addDays(first, 6) };
    }
    case "month":
      return { id: `${year}-${two(month)}`, unit, first: `${year}-${two(month)}-01`, last: endOf(year, month) };
    case "quarter": {
      const start = month - ((month - 1) % 3);
      return { id: `${year}-Q${(start + 2) / 3}`, unit, first: `${year}-${two(start)}-01`, last: endOf(year, start + 2) };
    }
    case "year":
      return { id: year, unit, first: `${year}-01-01`, last: `${year}-12-31` };
  }
}

/** The periods that are listed on a day: of each kind the present one and those before it. */
export function listedOn(day: Day): Period[] {
  return LISTED.flatMap(([unit, n]) => {
    const periods = [periodOf(unit, day)];
    while (periods.length < n) {
      periods.push(periodOf(unit, addDays(periods[periods.length - 1]?.first ?? day, -1)));
    }
    return periods;
  });
}

/** The period of an id, if it is one. */
export function readPeriod(id: string): Period | undefined {
  const [, year = "", kind = "", n = ""] = /^(\d{4})(?:-(W|Q|)(\d{1,2}))?$/.exec(id) ?? [];
  const month = (at: number): Day => `${year}-${two(at)}-01`;
  const day = year === "" ? "" : n === "" ? month(1) : kind === "W" ? addDays(`${year}-01-04`, (Number(n) - 1) * 7) : month(kind === "Q" ? Number(n) * 3 : Number(n));
  const unit: Unit = n === "" ? "year" : kind === "W" ? "week" : kind === "Q" ? "quarter" : "month";
  if (day === "" || Number.isNaN(Date.parse(day))) {
    return undefined;
  }
  const period = periodOf(unit, day);
  return period.id === id ? period : undefined;
}

function endOf(year: string, month: number): Day {
  return new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10);
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
