import { useMemo, type ReactNode } from "react";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { askedLevel } from "../../logic/duty";
import { today } from "../../logic/dates";
import { soonDay } from "../../logic/listRequest";
import { OPEN_STATES } from "../../logic/phases";
import { DUE_GROUPS, dueGroup } from "../../logic/terms";
import { dutyColumn, matterColumn, numberColumn, ownersColumn, slipColumn, termColumn } from "../../parts/caseColumns";
import { PageHead } from "../../parts/PageHead";
import { RowGrid, type Column } from "../../parts/RowGrid";
import { SweptBody } from "../../parts/SweptBody";
import { useSweep } from "../../parts/useSweep";
import { Link, usePlace } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { d } from "../../textsOfDaily";

type Wait = "us" | "unit" | "above" | "asked";
const WAITS: Wait[] = ["us", "unit", "asked", "above"];

/** Whom a case that is held here waits for. */
function waitsFor(view: CaseView): Wait {
  if (askedLevel(view) !== undefined) {
    return "above";
  }
  if (view.standing?.phase === "dispatched") {
    return "unit";
  }
  return view.openTasks + view.openReferrals > 0 ? "asked" : "us";
}

/** Cases that this centre leads, by whom they wait for. */
export function Led(): ReactNode {
  const { session, reference } = useDesk();
  const { query } = usePlace();
  const { who } = session;
  const asked = useSweep("led", { centre: who.centre, phases: OPEN_STATES });
  const cases = asked.data?.cases ?? [];
  const wanted = query.get("view");
  const shown = wanted === null ? cases : cases.filter((view) => waitsFor(view) === wanted);
  const groups = useMemo(() => {
    const day = today();
    const soon = soonDay(day, reference.restDays);
    return DUE_GROUPS.map((key) => ({ key, title: t.due[key], rows: shown.filter((view) => dueGroup(view, day, soon) === key) })).filter((group) => group.rows.length > 0);
  }, [shown, reference]);
  const columns = useMemo((): Column<CaseView>[] => [
    slipColumn, numberColumn, matterColumn, { key: "lead", head: d.led.lead, width: "130px", cell: (view) => (view.leadUnit === "" ? <span className="mut">{t.none}</span> : reference.holderName(view.leadUnit)) },
    { ...ownersColumn, width: "190px" }, dutyColumn(who.centre, "110px"), termColumn("310px"),
  ], [reference, who]);
  const views: { key: Wait | null; text: string; count: number }[] = [
    { key: null, text: d.led.views["all"] ?? "", count: cases.length },
    ...WAITS.map((key) => ({ key, text: d.led.views[key] ?? "", count: cases.filter((view) => waitsFor(view) === key).length })),
  ];
  return (
    <main className="main">
      <PageHead title={d.led.title} tab={`(${cases.length}) ${d.led.title}`}>
        <nav className="views" aria-label={d.led.title}>
          {views.map(({ key, text, count }) => (
            <Link key={text} to={key === null ? "/led" : `/led?view=${key}`} className={key === wanted ? "on" : ""} {...(key === wanted ? { "aria-current": "true" as const } : {})}>
              {text} {asked.data === undefined ? "" : count}
            </Link>
          ))}
        </nav>
      </PageHead>
      <SweptBody asked={asked} count={shown.length} empty={wanted === null ? d.led.empty(who.centre_name) : t.queue.filtered} bounded={d.leaders.bounded} status={d.leaders.status}>
        <RowGrid key={wanted} groups={groups} columns={columns} label={d.led.title} idOf={(view) => view.caseId} numberOf={(view) => view.caseNumber} />
      </SweptBody>
    </main>
  );
}
