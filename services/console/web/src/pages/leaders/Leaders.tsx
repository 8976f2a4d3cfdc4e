import { useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { today } from "../../logic/dates";
import { isOpen } from "../../logic/phases";
import { dutyColumn, matterColumn, numberColumn, railColumn, slipColumn, termColumn } from "../../parts/caseColumns";
import { PageHead } from "../../parts/PageHead";
import { RowGrid } from "../../parts/RowGrid";
import { SweptBody } from "../../parts/SweptBody";
import { useSweep } from "../../parts/useSweep";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { d } from "../../textsOfDaily";

interface Leader {
  id: string;
  name: string;
  cases: CaseView[];
}

/** 包案: each leader with the cases in their charge. */
export function Leaders(): ReactNode {
  const { session, reference } = useDesk();
  const asked = useSweep("leaders", { subtree: true, leader: "any" });
  const [chosen, choose] = useState<string | undefined>();
  const led = useMemo(() => (asked.data?.cases ?? []).filter((view) => view.leader !== ""), [asked.data]);
  const leaders = useMemo(() => leadersOf(led, (id) => reference.officerName(id)), [led, reference]);
  const at = Math.max(0, leaders.findIndex(({ id }) => id === chosen));
  const leader = leaders[at];
  const columns = useMemo(() => [slipColumn, numberColumn, matterColumn, dutyColumn(session.who.centre, "110px"), railColumn, termColumn("310px")], [session]);
  const groups = useMemo(() => {
    const cases = leader?.cases ?? [];
    const parts = [{ key: "open", title: t.command.open, rows: cases.filter(isOpen) }, { key: "ended", title: t.queue.views.closed, rows: cases.filter((view) => !isOpen(view)) }];
    return parts.filter((group) => group.rows.length > 0);
  }, [leader]);
  const pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : leaders[at + step];
    if (next !== undefined) {
      event.preventDefault();
      choose(next.id);
    }
  };
  return (
    <main className="main">
      <PageHead title={d.leaders.title} tab={`(${led.length}) ${d.leaders.title}`} />
      <SweptBody asked={asked} count={led.length} empty={d.leaders.empty} bounded={d.leaders.bounded} status={d.leaders.status}>
        <div className="list-and-list">
          <div className="decision-list" role="listbox" aria-label={d.leaders.list} tabIndex={0} onKeyDown={pressed} {...(leader === undefined ? {} : { "aria-activedescendant": `leader-${leader.id}` })}>
            {leaders.map((each) => (
              <div key={each.id} id={`leader-${each.id}`} role="option" aria-selected={each === leader} className={`decision-item ${each === leader ? "on" : ""}`} onClick={() => choose(each.id)}>
                <div><b>{each.name || d.leaders.none}</b></div>
                <div className="mut">{d.leaders.cases(each.cases.length, each.cases.filter(isOpen).length)}<Late cases={each.cases} /></div>
              </div>
            ))}
          </div>
          {leader !== undefined && <RowGrid key={leader.id} groups={groups} columns={columns} label={leader.name} idOf={(view) => view.caseId} numberOf={(view) => view.caseNumber} />}
        </div>
      </SweptBody>
    </main>
  );
}

function Late({ cases }: { cases: CaseView[] }): ReactNode {
  const day = today();
  const late = cases.filter((view) => isOpen(view) && view.nextDueOn !== "" && view.nextDueOn < day).length;
  return late > 0 && <span className="over-text">{d.leaders.over(late)}</span>;
}

/** Whoever has the most cases first. */
function leadersOf(cases: readonly CaseView[], nameOf: (id: string) => string): Leader[] {
  const byId = new Map<string, CaseView[]>();
  for (const view of cases) {
    byId.set(view.leader, [...(byId.get(view.leader) ?? []), view]);
  }
  return [...byId].map(([id, cases]) => ({ id, name: nameOf(id), cases })).sort((a, b) => b.cases.length - a.cases.length);
}
