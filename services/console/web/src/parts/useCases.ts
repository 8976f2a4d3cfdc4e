import { useCallback, useEffect, useRef, useState } from "react";
import { listPage, readerAt } from "../api/cases";
import { failureOf, type Failure } from "../api/failure";
import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { useWords, type Word } from "../live/live";
import type { Filters } from "../logic/filters";
import { listRequest, mayBelong } from "../logic/listRequest";
import { useDesk, useSignedOut } from "../session";

export interface CaseList {
  cases: CaseView[];
  /** Another page follows. */
  more: boolean;
  loading: boolean;
  failure: Failure | undefined;
  at: Date | undefined;
  /** Cases that came since and wait to be taken in. */
  fresh: number;
  readMore: () => void;
  again: () => void;
}

interface State {
  cases: CaseView[];
  next: string;
  loading: boolean;
  failure: Failure | undefined;
  at: Date | undefined;
}

const EMPTY: State = { cases: [], next: "", loading: true, failure: undefined, at: undefined };

/**
 * A list of cases, page by page. A row that is shown changes in place and never moves; what is new waits until the reader
 * takes it in.
 */
export function useCases(filters: Filters): CaseList {
  const desk = useDesk();
  const signedOut = useSignedOut();
  const [state, setState] = useState<State>(EMPTY);
  const [turn, setTurn] = useState(0);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const key = JSON.stringify(filters);
  const wanted = useRef(filters);
  wanted.current = filters;
  const reading = useRef(0);

  const read = useCallback((token: string, before: CaseView[]) => {
    reading.current += 1;
    const mine = reading.current;
    setState((state) => ({ ...state, loading: true }));
    listPage(listRequest(wanted.current, readerAt(desk)), token).then(
      ({ cases, next }) => {
        if (mine === reading.current) {
          setState({ cases: [...before, ...cases], next, loading: false, failure: undefined, at: new Date() });
        }
      },
      (error: unknown) => {
        const failure = failureOf(error);
        if (failure.kind === "signed_out") {
          signedOut();
        }
        if (mine === reading.current) {
          setState((state) => ({ ...state, loading: false, failure }));
        }
      },
    );
  }, [desk, signedOut]);

  useEffect(() => setState(EMPTY), [key]);
  useEffect(() => {
    setFresh(new Set());
    read("", []);
  }, [key, turn, read]);

  const shown = useRef<CaseView[]>([]);
  shown.current = state.cases;
  const hear = useCallback((word: Word) => {
    if (word.kind === "reset") {
      setTurn((turn) => turn + 1);
      return;
    }
    if (word.kind !== "changed") {
      return;
    }
    const { case: changed } = word;
    const known = shown.current.find((view) => view.caseId === changed.caseId);
    if (known !== undefined) {
      // The stream bears nothing personal; what is on the screen already stays.
      const merged = { ...changed, parties: known.parties, brief: known.brief };
      setState((state) => ({ ...state, cases: state.cases.map((view) => (view.caseId === changed.caseId ? merged : view)) }));
    } else if (mayBelong(changed, listRequest(wanted.current, readerAt(desk)))) {
      setFresh((fresh) => new Set(fresh).add(changed.caseId));
    }
  }, [desk]);
  useWords(hear);

  return {
    cases: state.cases, more: state.next !== "", loading: state.loading, failure: state.failure, at: state.at, fresh: fresh.size,
    readMore: () => state.next !== "" && !state.loading && read(state.next, state.cases),
    again: () => setTurn((turn) => turn + 1),
  };
}
