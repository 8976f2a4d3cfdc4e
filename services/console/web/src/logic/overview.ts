import type { CaseView, CounterRow } from "../gen/fengqiao/v1/query_pb";
import { levelOfCode } from "./codes";
import { daysBetween, type Day } from "./dates";
import { slipOf } from "./duty";
import { AGE_BANDS } from "./filters";

export const LEVEL_ORDER = ["village", "township", "county", "city"];

const ENDED = ["closed", "exited", "archived"];

/** What became of the cases of a period at one level: entered is the sum of the rest. */
export interface Stage {
  level: string;
  entered: number;
  /** Of those, registered here. */
  direct: number;
  settled: number;
  lifted: number;
  open: number;
  other: number;
}

export function isOpen(view: CaseView): boolean {
  return !ENDED.includes(view.standing?.phase ?? "");
}

export type Part = "settled" | "lifted" | "open" | "other";

/** What became of a case at a level; undefined if it never was there. */
export function partAt(view: CaseView, level: string): Part | undefined {
  const origin: string = levelOfCode(view.origin);
  const here = view.standing?.level ?? "";
  if (level !== origin && level !== here && !view.risenTo.includes(level)) {
    return undefined;
  }
  if (view.settledLevel === level) {
    return "settled";
  }
  if (isOpen(view) && here === level) {
    return "open";
  }
  const highest = Math.max(LEVEL_ORDER.indexOf(origin), ...view.risenTo.map((level) => LEVEL_ORDER.indexOf(level)));
  return highest > LEVEL_ORDER.indexOf(level) ? "lifted" : "other";
}

/** Whether a case is one of those that a number of the funnel counts: `village.settled`, or `village.entered` for all. */
export function isAtStage(view: CaseView, stage: string): boolean {
  const [level = "", part] = stage.split(".");
  const became = partAt(view, level);
  return became !== undefined && (part === "entered" || became === part);
}

export function funnel(cases: CaseView[]): Stage[] {
  return LEVEL_ORDER.map((level) => {
    const stage: Stage = { level, entered: 0, direct: 0, settled: 0, lifted: 0, open: 0, other: 0 };
    for (const view of cases) {
      const part = partAt(view, level);
      if (part !== undefined) {
        stage[part] += 1;
        stage.entered += 1;
        stage.direct += levelOfCode(view.origin) === level ? 1 : 0;
      }
    }
    return stage;
  });
}

export function sumOf(rows: CounterRow[], counter: string): number {
  return rows.filter((row) => row.counter === counter).reduce((sum, row) => sum + Number(row.value), 0);
}

/** Cases by level and age band; the sum of all cells is the number of cases. */
export function ageing(cases: CaseView[], day: Day): { level: string; bands: number[]; sum: number }[] {
  return LEVEL_ORDER.map((level) => {
    const ages = cases.filter((view) => view.standing?.level === level).map((view) => daysBetween(view.registeredOn, day));
    return { level, bands: AGE_BANDS.map(([from, to]) => ages.filter((age) => age >= from && age <= to).length), sum: ages.length };
  });
}

export function overdue(cases: CaseView[], day: Day): CaseView[] {
  return cases.filter((view) => view.nextDueOn !== "" && view.nextDueOn < day);
}

/** Cases by the colour of the slip that presses most. */
export function slipsBy(cases: CaseView[]): Record<"red" | "yellow" | "blue", CaseView[]> {
  const of = (colour: string): CaseView[] => cases.filter((view) => slipOf(view)?.colour === colour);
  return { red: of("red"), yellow: of("yellow"), blue: of("blue") };
}
