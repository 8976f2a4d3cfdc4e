import type { MessageInitShape } from "@bufbuild/protobuf";
import { useCallback, useEffect, useRef } from "react";
import { ownWrites } from "../api/command";
import { queries } from "../api/transport";
import { useAsk, type Asked } from "../api/useAsk";
import type { CaseView, ListCasesRequestSchema } from "../gen/fengqiao/v1/query_pb";
import { useWords, type Word } from "../live/live";

const PAGE = 200;
const PAGES_MAX = 5;
/** Changes within so long are read together. */
const GATHER_MS = 1_000;

type Request = Omit<MessageInitShape<typeof ListCasesRequestSchema>, "pageSize" | "pageToken" | "atLeast">;

export interface Swept {
  cases: CaseView[];
  /** There are more than were read. */
  bounded: boolean;
}

/** All cases of a list at once, for pages that group or count them; read again when one of the tree changes. */
export function useSweep(key: string, request: Request): Asked<Swept> {
  const asked = useAsk(key, () => sweep(request));
  const { again } = asked;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hear = useCallback((word: Word) => {
    if ((word.kind === "reset" || word.kind === "changed") && timer.current === undefined) {
      timer.current = setTimeout(() => {
        timer.current = undefined;
        again();
      }, GATHER_MS);
    }
  }, [again]);
  useWords(hear);
  useEffect(() => () => clearTimeout(timer.current), []);
  return asked;
}

async function sweep(request: Request): Promise<Swept> {
  const cases: CaseView[] = [];
  let pageToken = "";
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await queries.listCases({ ...request, pageSize: PAGE, pageToken, atLeast: ownWrites() } as MessageInitShape<typeof ListCasesRequestSchema>);
    cases.push(...answer.cases);
    pageToken = answer.nextPageToken;
    if (pageToken === "") {
      break;
    }
  }
  return { cases, bounded: pageToken !== "" };
}
