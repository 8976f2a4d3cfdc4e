import { Button } from "antd";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { shortNumber } from "../logic/caseNumber";
import { clockTime } from "../logic/dates";
import { BulkDrawer } from "../pages/batch/BulkDrawer";
import { bulkActs } from "../pages/batch/acts";
import { useDesk } from "../session";
import { t } from "../texts";
import { d } from "../textsOfDaily";
import { CaseGrid } from "./CaseGrid";
import { byDue } from "./groups";
import { StatusLine } from "./PageHead";
import type { Picks } from "./RowGrid";
import { StateNotice } from "./StateNotice";
import type { CaseList } from "./useCases";

interface ListBodyProps {
  list: CaseList;
  label: string;
  levels: boolean;
  empty: ReactNode;
}

/** The list of a page with its states, and the line below it. */
export function ListBody({ list, label, levels, empty }: ListBodyProps): ReactNode {
  const { session, reference } = useDesk();
  const [picked, pick] = useState<ReadonlySet<string>>(new Set());
  const none = useCallback(() => pick(new Set()), []);
  const chosen = list.cases.filter((view) => picked.has(view.caseId));
  const picks: Picks | undefined = bulkActs(session).length === 0 ? undefined : {
    picked, onPick: (id) => pick((picked) => toggled(picked, id)), label: (id) => d.bulk.pick(shortNumber(list.cases.find((view) => view.caseId === id)?.caseNumber ?? "")),
  };
  const groups = useMemo(() => byDue(list.cases, reference.restDays), [list.cases, reference]);
  const body =
    list.failure !== undefined && list.cases.length === 0 ? (
      <StateNotice text={list.failure.text} onRetry={list.again} />
    ) : list.at === undefined ? (
      <div className="sheet grid-sheet skeleton" role="status" aria-label={t.loading} />
    ) : list.cases.length === 0 && !list.more ? (
      empty
    ) : (
      <div className={`list-with-picks ${chosen.length > 0 ? "on" : ""}`}>
        <CaseGrid groups={groups} label={label} levels={levels} more={list.more} onMore={list.readMore} onTakeIn={list.again} picks={picks} />
        {chosen.length > 0 && <BulkDrawer views={chosen} shown={list.cases.length} onAll={() => pick(new Set(list.cases.map((view) => view.caseId)))} onNone={none} />}
      </div>
    );
  return (
    <>
      {body}
      <StatusLine text={picks === undefined ? t.queue.status : d.bulk.status}
        right={list.at !== undefined && `${t.queue.total(list.cases.length, list.more)}${t.dot}${t.asOf(clockTime(list.at))}`} />
    </>
  );
}

function toggled(picked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(picked);
  if (!next.delete(id)) {
    next.add(id);
  }
  return next;
}

/** New rows wait here until they are taken in. */
export function FreshButton({ list }: { list: CaseList }): ReactNode {
  return list.fresh === 0 ? null : (
    <Button onClick={list.again}>
      {t.queue.fresh(list.fresh)} <kbd>{t.queue.freshKey}</kbd>
    </Button>
  );
}
