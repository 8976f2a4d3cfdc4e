import type { AreaFigures, GetOverviewResponse, LastReport } from "../gen/fengqiao/v1/query_pb";
import { ownWrites } from "./command";
import { queries } from "./transport";

/** How a part of the tree stands at one position. */
export interface Overview {
  /** The day of all figures. */
  day: string;
  /** The first day that the stages count. */
  from: string;
  /** The centre itself. */
  here: Area;
  /** The centres below it, and those below these, in the order of the tree. */
  below: Area[];
  stages: Stage[];
  ages: Age[];
  dues: { day: string; cases: number }[];
  withoutDue: number;
  slips: SlipCount[];
  reports: Pick<LastReport, "centre" | "name" | "parent" | "day">[];
}

export interface Area {
  centre: string;
  name: string;
  level: string;
  parent: string;
  open: number;
  overdue: number;
  dueToday: number;
  registeredToday: number;
  closedToday: number;
  /** By the level that settled them. */
  settled: Record<string, number>;
}

/** What became of the cases of a period at one level: entered is the sum of the parts. */
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

export interface Age {
  level: string;
  from: number;
  to: number | undefined;
  cases: number;
}

export interface SlipCount {
  colour: string;
  cases: number;
  unanswered: number;
  oldestOn: string;
}

/** `from` is empty for the first day of the quarter. */
export async function readOverview(centre: string, from: string): Promise<Overview> {
  return overviewOf(await queries.getOverview({ centre, from, atLeast: ownWrites() }));
}

function overviewOf(answer: GetOverviewResponse): Overview {
  const [here, ...below] = answer.areas.map(areaOf);
  if (here === undefined) {
    throw new Error("an overview without its centre");
  }
  return {
    day: answer.day, from: answer.from, here, below,
    stages: answer.stages.map((stage) => ({
      level: stage.level, entered: Number(stage.entered), direct: Number(stage.direct), settled: Number(stage.settled),
      lifted: Number(stage.lifted), open: Number(stage.open), other: Number(stage.other),
    })),
    ages: answer.ages.map((age) => ({ level: age.level, from: age.fromDays, to: age.toDays, cases: Number(age.cases) })),
    dues: answer.dues.map((due) => ({ day: due.day, cases: Number(due.cases) })),
    withoutDue: Number(answer.withoutDue),
    slips: answer.slips.map((slip) => ({ colour: slip.colour, cases: Number(slip.cases), unanswered: Number(slip.unanswered), oldestOn: slip.oldestOn })),
    reports: answer.lastReports,
  };
}

function areaOf(area: AreaFigures): Area {
  return {
    centre: area.centre, name: area.name, level: area.level, parent: area.parent, open: Number(area.open), overdue: Number(area.overdue),
    dueToday: Number(area.dueToday), registeredToday: Number(area.registeredToday), closedToday: Number(area.closedToday),
    settled: Object.fromEntries(area.settled.map(({ level, cases }) => [level, Number(cases)])),
  };
}
