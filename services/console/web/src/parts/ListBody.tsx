import { Button } from "antd";
import { useMemo, type ReactNode } from "react";
import { clockTime } from "../logic/dates";
import { useDesk } from "../session";
import { t } from "../texts";
import { CaseGrid } from "./CaseGrid";
import { byDue } from "./groups";
import { StatusLine } from "./PageHead";
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
  const { reference } = useDesk();
  const groups = useMemo(() => byDue(list.cases, reference.restDays), [list.cases, reference]);
  const body =
    list.failure !== undefined && list.cases.length === 0 ? (
      <StateNotice text={list.failure.text} onRetry={list.again} />
    ) : list.at === undefined ? (
      <div className="sheet grid-sheet skeleton" role="status" aria-label={t.loading} />
    ) : list.cases.length === 0 && !list.more ? (
      empty
    ) : (
      <CaseGrid groups={groups} label={label} levels={levels} more={list.more} onMore={list.readMore} onTakeIn={list.again} />
    );
  return (
    <>
      {body}
      <StatusLine text={t.queue.status}
        right={list.at !== undefined && `${t.queue.total(list.cases.length, list.more)}${t.dot}${t.asOf(clockTime(list.at))}`} />
    </>
  );
}

/** New rows wait here until they are taken in. */
export function FreshButton({ list }: { list: CaseList }): ReactNode {
  return list.fresh === 0 ? null : (
    <Button onClick={list.again}>
      {t.queue.fresh(list.fresh)} <kbd>{t.queue.freshKey}</kbd>
    </Button>
  );
}
