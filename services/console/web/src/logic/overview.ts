import type { Age, Overview } from "../api/overview";
import { addDays, daysBetween, type Day } from "./dates";
import { count } from "./money";

export const LEVEL_ORDER = ["village", "township", "county", "city"];

/** Below this number a share or a tint says nothing. */
export const SHARE_MIN = 20;

/** Working days that the bars of due dates show. */
const DUE_DAYS = 10;

/** A bar longer than so many times the median is cut. */
const CUT_TIMES = 20;

/** `1,802（69.0 %）`; below the least number `3/7`. */
export function shareText(part: number, whole: number): string {
  return whole < SHARE_MIN ? `${part}/${whole}` : `${count(part)}（${((part / whole) * 100).toFixed(1)} %）`;
}

/** `69.0 %`, where the whole stands beside it; below the least number `3/7`. */
export function percentText(part: number, whole: number): string {
  return whole < SHARE_MIN ? `${part}/${whole}` : `${((part / whole) * 100).toFixed(1)} %`;
}

export interface DueBar {
  /** `overdue`, or the day. */
  key: string;
  cases: number;
}

export interface DueBars {
  bars: DueBar[];
  /** Due from this day on, beyond the bars. */
  laterFrom: Day;
  later: number;
}

/** When the nearest terms end: what is over, and the next working days; a day of rest stands there if a term ends on it. */
export function dueBars({ dues, day }: Pick<Overview, "dues" | "day">, restDays: ReadonlySet<Day>): DueBars {
  const on = new Map(dues.map((due) => [due.day, due.cases]));
  const bars: DueBar[] = [{ key: "overdue", cases: sum(dues.filter((due) => due.day < day)) }];
  let at = day;
  for (let working = 0; working < DUE_DAYS; at = addDays(at, 1)) {
    const cases = on.get(at) ?? 0;
    const rests = restDays.has(at);
    if (!rests || cases > 0 || at === day) {
      bars.push({ key: at, cases });
    }
    working += rests ? 0 : 1;
  }
  return { bars, laterFrom: at, later: sum(dues.filter((due) => due.day >= at)) };
}

/** The length of the longest bar: one that would dwarf the rest is cut, and its label says how long it is. */
export function scaleOf(values: number[]): number {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 1;
  return Math.min(Math.max(1, ...sorted), median * CUT_TIMES);
}

export interface HeatRow {
  level: string;
  cells: Age[];
  sum: number;
}

/** Open cases by level and age; the sum of all cells is the number of open cases. */
export function heatRows(ages: Age[]): HeatRow[] {
  return LEVEL_ORDER.map((level) => {
    const cells = ages.filter((age) => age.level === level);
    return { level, cells, sum: sum(cells) };
  });
}

/** The sums of the rows, band by band. */
export function bandSums(rows: HeatRow[]): Age[] {
  return (rows[0]?.cells ?? []).map((cell, band) => ({ ...cell, cases: sum(rows.flatMap((row) => row.cells[band] ?? [])) }));
}

/** The tint of a count by the step of its logarithm, 0 to 4. */
export function logDepth(n: number, most: number): number {
  return n === 0 ? 0 : Math.min(4, 1 + Math.floor((Math.log(n + 1) / Math.log(most + 1)) * 3));
}

/** Where the tints of counts change: the quartiles of those that are not 0. */
export function quartiles(values: number[]): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((share) => sorted[Math.ceil(sorted.length * share) - 1] ?? Infinity);
}

/** 0 to 4. */
export function depthOf(n: number, cuts: number[]): number {
  return n === 0 ? 0 : 1 + cuts.filter((cut) => n > cut).length;
}

const SHARE_CUTS = [0.05, 0.1, 0.2];

/** The tint of an area by the share that is over, 0 to 4. */
export function shareDepth(overdue: number, open: number): number {
  return open < SHARE_MIN ? 0 : depthOf(overdue / open, SHARE_CUTS);
}

export type Silence = "fresh" | "late" | "silent";

const FRESH_DAYS = 7;
const LATE_DAYS = 15;

/** How long nothing was heard: up to 7 days, up to 15, or longer. */
export function silenceOf(lastDay: Day, day: Day): Silence {
  const days = lastDay === "" ? Infinity : daysBetween(lastDay, day);
  return days <= FRESH_DAYS ? "fresh" : days <= LATE_DAYS ? "late" : "silent";
}

/** The labels of tiles: without 街道, 镇 or 乡 unless two would be equal. */
export function tileNames(names: string[]): string[] {
  const short = names.map((name) => name.replace(/(街道办事处|街道|镇|乡)$/, ""));
  return names.map((name, index) => (short.filter((other) => other === short[index]).length > 1 ? name : (short[index] ?? name)));
}

function sum(rows: { cases: number }[]): number {
  return rows.reduce((total, row) => total + row.cases, 0);
}
