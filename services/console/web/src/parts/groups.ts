import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { today, type Day } from "../logic/dates";
import { soonDay } from "../logic/listRequest";
import { DUE_GROUPS, dueGroup } from "../logic/terms";
import { t } from "../texts";
import type { Group } from "./RowGrid";

/** Cases by how near their nearest term is. Empty groups have no head. */
export function byDue(cases: CaseView[], restDays: ReadonlySet<Day>): Group<CaseView>[] {
  const day = today();
  const soon = soonDay(day, restDays);
  const groups = DUE_GROUPS.map((key) => ({ key, title: t.due[key], rows: cases.filter((view) => dueGroup(view, day, soon) === key) }));
  return groups.filter((group) => group.rows.length > 0);
}
