import { useCallback, useEffect, useRef } from "react";
import { liveNow, useWords, type Word } from "../live/live";
import { today } from "../logic/dates";
import { useAsk, type Asked } from "./useAsk";

export interface Followed<T> extends Asked<T> {
  /** Until when `data` is known to be true, in this machine's milliseconds; undefined before the first answer. */
  trueAt: () => number | undefined;
}

/**
 * Asks a question again when something changes in the reader's part of the tree, or the day does: at most once in so many
 * milliseconds, and never while an answer is awaited.
 */
export function useFollowed<T>(key: string, question: () => Promise<T>, everyMs: number): Followed<T> {
  const asked = useAsk(key, question);
  const { again } = asked;
  const latest = useRef(asked);
  latest.current = asked;
  const behind = useRef(false);
  const day = useRef(today());
  const hear = useCallback((word: Word) => {
    const mends = word.kind === "live" && latest.current.failure !== undefined;
    if (word.kind === "changed" || word.kind === "reset" || mends) {
      behind.current = true;
    }
  }, []);
  useWords(hear);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = today();
      if ((behind.current || now !== day.current) && !latest.current.loading) {
        behind.current = false;
        day.current = now;
        again();
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [again, everyMs]);
  const trueAt = useCallback(() => {
    const { at, loading, failure } = latest.current;
    const current = !behind.current && !loading && failure === undefined;
    return at === undefined ? undefined : current ? Math.max(at.getTime(), liveNow().at) : at.getTime();
  }, []);
  return { ...asked, trueAt };
}
