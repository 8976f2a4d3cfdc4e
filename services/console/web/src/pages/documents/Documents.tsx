import { Button } from "antd";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { isTyping } from "../../frame/keys";
import { shortNumber } from "../../logic/caseNumber";
import { dayWithWeekday, today } from "../../logic/dates";
import { soonDay } from "../../logic/listRequest";
import { OPEN_STATES } from "../../logic/phases";
import { MatterCell, NumberLink } from "../../parts/caseColumns";
import { titleOf } from "../../parts/caseTitle";
import { PageHead } from "../../parts/PageHead";
import { RowGrid, type Column, type Picks } from "../../parts/RowGrid";
import { SweptBody } from "../../parts/SweptBody";
import { useSweep } from "../../parts/useSweep";
import { Link, usePlace } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { d } from "../../textsOfDaily";
import { byDay, papersOwed, type OwedPaper } from "./owed";
import { PrintMany } from "./PrintMany";

/** Papers that one go prints. */
const PRINT_MAX = 50;
/** After an ending a second call is still owed. */
const STATES = [...OPEN_STATES, "closed"];

type View = "all" | "ready" | "waiting" | "over";

const { columns: heads } = d.documents;

const COLUMNS: Column<OwedPaper>[] = [
  { key: "due", head: heads.due, width: "120px", cell: ({ due }) => <span className={due !== "" && due < today() ? "over-text num" : "num"}>{due === "" ? t.none : dayWithWeekday(due)}</span> },
  { key: "number", head: heads.number, width: "112px", cell: ({ view }) => <NumberLink view={view} /> },
  { key: "paper", head: heads.paper, width: "170px", cell: ({ paper }) => paper },
  { key: "to", head: heads.to, width: "90px", cell: ({ to }) => to },
  { key: "matter", head: heads.matter, width: "minmax(0, 1fr)", cell: ({ view }) => <MatterCell view={view} />, title: ({ view }) => titleOf(view) },
  { key: "state", head: heads.state, width: "180px", cell: (row) => <Step row={row} /> },
];

/** 文书: which papers this centre owes now, to whom, and by when. */
export function Documents(): ReactNode {
  const { session, reference } = useDesk();
  const { query } = usePlace();
  const { who } = session;
  const asked = useSweep("documents", { centre: who.centre, phases: STATES });
  const cases = asked.data?.cases;
  const owed = useMemo(() => (cases ?? []).flatMap((view) => papersOwed(view, who)), [cases, who]);
  const views = useMemo<Record<View, OwedPaper[]>>(() => ({
    all: owed, ready: owed.filter((row) => row.doc !== undefined), waiting: owed.filter((row) => row.doc === undefined), over: owed.filter((row) => row.due !== "" && row.due < today()),
  }), [owed]);
  const asksFor = query.get("view") ?? "all";
  const at: View = asksFor in views ? (asksFor as View) : "all";
  const shown = views[at];
  const groups = useMemo(() => byDay(shown, soonDay(today(), reference.restDays)), [shown, reference]);
  const [picked, pick] = useState<ReadonlySet<string>>(new Set());
  const [printing, print] = useState<OwedPaper[] | undefined>();
  const chosen = shown.filter((row) => picked.has(row.id));
  // Without a choice all of the view that can be printed is meant.
  const ready = (chosen.length > 0 ? chosen : shown).filter((row) => row.doc !== undefined).slice(0, PRINT_MAX);
  const picks: Picks = {
    picked, label: (id) => d.bulk.pick(shortNumber(shown.find((row) => row.id === id)?.view.caseNumber ?? "")),
    can: (id) => shown.some((row) => row.id === id && row.doc !== undefined),
    onPick: (id) => pick((picked) => new Set(picked.has(id) ? [...picked].filter((other) => other !== id) : [...picked, id])),
  };
  const closePrint = useCallback(() => print(undefined), []);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.code === "KeyP" && ready.length > 0 && printing === undefined && !isTyping(event) && !event.ctrlKey && !event.altKey) {
        event.preventDefault();
        print(ready);
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
  if (printing !== undefined) {
    return <PrintMany rows={printing} onClose={closePrint} />;
  }
  return (
    <main className="main">
      <PageHead title={d.documents.title} tab={`(${owed.length}) ${d.documents.title}`}
        right={ready.length > 0 && (
          <Button type="primary" onClick={() => print(ready)}>{chosen.length > 0 ? d.documents.printChosen(ready.length) : d.documents.printAll(ready.length)} <kbd>{d.documents.printKey}</kbd></Button>
        )}>
        <nav className="views" aria-label={d.documents.title}>
          {(Object.keys(views) as View[]).map((view) => (
            <Link key={view} to={view === "all" ? "/documents" : `/documents?view=${view}`} className={view === at ? "on" : ""} {...(view === at ? { "aria-current": "true" as const } : {})}>
              {d.documents.views[view]} {asked.data === undefined ? "" : views[view].length}
            </Link>
          ))}
        </nav>
      </PageHead>
      <SweptBody asked={asked} count={shown.length} empty={d.documents.empty} bounded={d.documents.bounded} status={d.documents.status}>
        <RowGrid key={at} groups={groups} columns={COLUMNS} label={d.documents.title} idOf={({ id }) => id} numberOf={({ view }) => view.caseNumber} picks={picks} />
      </SweptBody>
    </main>
  );
}

/** What to do next for it, as a link to where it is done. */
function Step({ row: { view, step, command, doc } }: { row: OwedPaper }): ReactNode {
  const to = doc === undefined ? `/cases/${view.caseNumber}?panel=act.${command}` : `/cases/${view.caseNumber}/print/${doc}`;
  return <Link to={to} tabIndex={-1}>{step}</Link>;
}
