import { useCallback, useEffect, useRef } from "react";
import { ownWrites } from "../../api/command";
import { queries } from "../../api/transport";
import { useAsk, type Asked } from "../../api/useAsk";
import type { CaseView, GetCountersResponse } from "../../gen/fengqiao/v1/query_pb";
import { useWords, type Word } from "../../live/live";
import { today } from "../../logic/dates";

const PAGE = 200;
/** Cases that are read whole; beyond them the nearest terms count, and the page says so. */
const PAGES_MAX = 10;
/** Changes are taken in at most so often. */
const REFRESH_MS = 2_000;

export interface Overview {
  /** Of today, from the platform's own counters. */
  counters: GetCountersResponse;
  cases: CaseView[];
  /** All cases were read. */
  whole: boolean;
}

/** What stands in a part of the tree, read again when something changes in it. */
export function useOverview(area: string): Asked<Overview> {
  const asked = useAsk(area, () => read(area));
  const { again } = asked;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hear = useCallback((word: Word) => {
    if (word.kind === "changed" || word.kind === "reset") {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        again();
      }, REFRESH_MS);
    }
  }, [again]);
  useWords(hear);
  return asked;
}

async function read(area: string): Promise<Overview> {
  const day = today();
  const [counters, read] = await Promise.all([
    queries.getCounters({ centre: area, subtree: true, from: day, to: day, atLeast: ownWrites() }),
    readCases(area),
  ]);
  return { counters, ...read };
}

async function readCases(area: string): Promise<{ cases: CaseView[]; whole: boolean }> {
  const cases: CaseView[] = [];
  let pageToken = "";
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await queries.listCases({ centre: area, subtree: true, pageSize: PAGE, pageToken, atLeast: ownWrites() });
    cases.push(...answer.cases);
    pageToken = answer.nextPageToken;
    if (pageToken === "") {
      return { cases, whole: true };
    }
  }
  return { cases, whole: false };
}
