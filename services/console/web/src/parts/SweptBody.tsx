import type { ReactNode } from "react";
import type { Asked } from "../api/useAsk";
import { clockTime } from "../logic/dates";
import { t } from "../texts";
import { StatusLine } from "./PageHead";
import { StateNotice } from "./StateNotice";
import type { Swept } from "./useSweep";

interface SweptBodyProps {
  asked: Asked<Swept>;
  /** Rows that the page shows. */
  count: number;
  empty: string;
  /** Said when not every case was read. */
  bounded: (n: number) => string;
  status: string;
  children: ReactNode;
}

/** The body of a page that read a whole list: its states, and the line below. */
export function SweptBody({ asked, count, empty, bounded, status, children }: SweptBodyProps): ReactNode {
  return (
    <>
      {asked.failure !== undefined && asked.data === undefined && <StateNotice text={asked.failure.text} onRetry={asked.again} />}
      {asked.failure !== undefined && asked.data !== undefined && <div className="strip near" role="alert">{asked.failure.text}</div>}
      {asked.data?.bounded === true && <div className="strip near" role="status">{bounded(asked.data.cases.length)}</div>}
      {asked.data === undefined && asked.failure === undefined && <div className="sheet grid-sheet skeleton" role="status" aria-label={t.loading} />}
      {asked.data !== undefined && (count === 0 ? <StateNotice text={empty} /> : children)}
      <StatusLine text={status} right={asked.at !== undefined && `${t.queue.total(count, false)}${t.dot}${t.asOf(clockTime(asked.at))}`} />
    </>
  );
}
