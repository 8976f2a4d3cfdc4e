import { countLists, listPage, readerAt } from "../../api/cases";
import { useFollowed } from "../../api/useFollowed";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { today } from "../../logic/dates";
import { slipOf } from "../../logic/duty";
import { ANY_STATE, type Filters } from "../../logic/filters";
import { listRequest } from "../../logic/listRequest";
import { termOf } from "../../logic/terms";
import { useDesk, type Desk } from "../../session";
import { t } from "../../texts";

/** Rows of each kind. */
const ROWS_MAX = 4;
const REFRESH_MS = 5_000;

export interface Exception {
  view: CaseView;
  why: string;
  over: boolean;
  colour: string | undefined;
  /** It waits for a higher level's decision. */
  asked: boolean;
}

export interface Exceptions {
  rows: Exception[];
  /** Requests to rise whose case is over its nearest term. */
  overdueAsked: number;
}

const NONE: Exceptions = { rows: [], overdueAsked: 0 };

/** The cases under a red slip, and the requests to rise that were not decided in time. */
export function useExceptions(centre: string): Exceptions {
  const desk = useDesk();
  return useFollowed(`${centre}/exceptions`, () => read(centre, desk), REFRESH_MS).data ?? NONE;
}

async function read(centre: string, desk: Desk): Promise<Exceptions> {
  const all: Filters = { area: centre, subtree: true, state: [], mine: false, asked: false };
  const red: Filters = { ...all, slip: "red", state: [ANY_STATE] };
  const late: Filters = { ...all, asked: true, due: "overdue" };
  const reader = readerAt(desk);
  const [reds, lates, [overdueAsked = 0]] = await Promise.all([
    listPage(listRequest(red, reader), "", ROWS_MAX), listPage(listRequest(late, reader), "", ROWS_MAX), countLists([late], desk),
  ]);
  return { rows: [...reds.cases.map(ofSlip), ...lates.cases.map(ofRequest)], overdueAsked };
}

function ofSlip(view: CaseView): Exception {
  const slip = slipOf(view);
  const clock = view.standing?.clocks.find((clock) => clock.of !== "" && clock.of === slip?.slipId);
  const over = clock !== undefined && clock.dueOn < today();
  const why = clock === undefined ? t.command.slipAnswered : over ? t.command.slipOver(termOf(clock).left) : t.command.slipOpen(termOf(clock).left);
  return { view, why, over, colour: slip?.colour, asked: false };
}

function ofRequest(view: CaseView): Exception {
  const clock = view.standing?.clocks.find((clock) => clock.name === "escalation_term");
  return { view, why: clock === undefined ? "" : `${clock.text} ${termOf(clock).left}`, over: true, colour: slipOf(view)?.colour, asked: true };
}
