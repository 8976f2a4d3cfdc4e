import type { Area } from "../../api/overview";
import type { Day } from "../../logic/dates";

export type Period = "month" | "quarter" | "year";
export type Measure = "overdue" | "open" | "today";
export type Scale = "count" | "share";

export const PERIODS: Period[] = ["month", "quarter", "year"];
export const MEASURES: Measure[] = ["overdue", "open", "today"];
export const SCALES: Scale[] = ["count", "share"];

/** What the page shows of the area, as its URL says. */
export interface View {
  period: Period;
  measure: Measure;
  scale: Scale;
  /** The first day of the period. */
  from: Day;
}

export function viewOf(query: URLSearchParams, day: Day): View {
  const one = <T extends string>(key: string, known: T[], usual: T): T => known.find((word) => word === query.get(key)) ?? usual;
  const period = one("period", PERIODS, "quarter");
  return { period, measure: one("measure", MEASURES, "overdue"), scale: one("scale", SCALES, "count"), from: beginOf(period, day) };
}

/** The URL of an area; what is usual is left out. */
export function commandUrl(centre: string, own: string, { period, measure, scale }: Pick<View, "period" | "measure" | "scale">): string {
  const query = [
    ...(period === "quarter" ? [] : [`period=${period}`]), ...(measure === "overdue" ? [] : [`measure=${measure}`]), ...(scale === "count" ? [] : [`scale=${scale}`]),
  ];
  const path = centre === own ? "/command" : `/command/${centre}`;
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

export function beginOf(period: Period, day: Day): Day {
  const month = Number(day.slice(5, 7));
  const first = { month, quarter: month - ((month - 1) % 3), year: 1 }[period];
  return `${day.slice(0, 4)}-${String(first).padStart(2, "0")}-01`;
}

/** What an area counts under a measure. */
export function valueOf(area: Area, measure: Measure): number {
  return { overdue: area.overdue, open: area.open, today: area.registeredToday }[measure];
}
