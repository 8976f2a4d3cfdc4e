import { useCallback, useEffect, useRef, useState } from "react";
import { useSignedOut } from "../session";
import { failureOf, type Failure } from "./failure";

export interface Asked<T> {
  data: T | undefined;
  failure: Failure | undefined;
  /** When `data` was read, by this machine's clock. */
  at: Date | undefined;
  loading: boolean;
  again: () => void;
}

/** What a key is about: its first part. An answer about the same thing stays in view until the next one is there. */
function subject(key: string): string {
  return key.split("/", 1)[0] ?? key;
}

/** Asks a question, again whenever `key` changes. */
export function useAsk<T>(key: string, question: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<Omit<Asked<T>, "again">>({ data: undefined, failure: undefined, at: undefined, loading: true });
  const [turn, setTurn] = useState(0);
  const asked = useRef(question);
  asked.current = question;
  const lastKey = useRef(key);
  const signedOut = useSignedOut();
  useEffect(() => {
    let current = true;
    const kept = subject(lastKey.current) === subject(key);
    lastKey.current = key;
    setState((before) => ({ ...before, data: kept ? before.data : undefined, failure: kept ? before.failure : undefined, loading: true }));
    asked.current().then(
      (data) => current && setState({ data, failure: undefined, at: new Date(), loading: false }),
      (error: unknown) => {
        if (!current) {
          return;
        }
        const failure = failureOf(error);
        if (failure.kind === "signed_out") {
          signedOut();
        }
        setState((before) => ({ ...before, failure, loading: false }));
      },
    );
    return () => {
      current = false;
    };
  }, [key, turn, signedOut]);
  const again = useCallback(() => setTurn((turn) => turn + 1), []);
  return { ...state, again };
}
