import { useEffect, useSyncExternalStore } from "react";
import { follow, type Word } from "./follow";

export type { Word } from "./follow";

/** How a tab tells that it is still there. */
const PRESENT_MS = 8_000;
/** How long “resumed” is said. */
const RESUMED_MS = 4_000;

export interface LiveState {
  state: "connecting" | "live" | "stale";
  /** When something was last heard, by this machine's clock. */
  at: number;
  /** Changes that a reconnection brought, while that is said. */
  resumed: number | undefined;
}

let state: LiveState = { state: "connecting", at: Date.now(), resumed: undefined };
const watchers = new Set<() => void>();
const listeners = new Set<(word: Word) => void>();

function set(next: Partial<LiveState>): void {
  state = { ...state, ...next };
  watchers.forEach((watcher) => watcher());
}

function hear(word: Word): void {
  if (word.kind === "live" || word.kind === "changed") {
    const wasStale = state.state === "stale";
    const caughtUp = word.kind === "live" ? word.caughtUp : 0;
    set({ state: "live", at: word.at, ...(wasStale ? { resumed: caughtUp } : {}) });
    if (wasStale) {
      setTimeout(() => set({ resumed: undefined }), RESUMED_MS);
    }
  } else if (word.kind === "cut") {
    set({ state: "stale" });
  }
  listeners.forEach((listener) => listener(word));
}

/** Follows a centre and what lies below it, over one stream for all tabs of an officer, until the returned function is called. */
export function startLive(account: string, centre: string): () => void {
  set({ state: "connecting", at: Date.now(), resumed: undefined });
  if (typeof SharedWorker !== "function") {
    const stop = new AbortController();
    void follow(centre, hear, stop.signal);
    return () => stop.abort();
  }
  const worker = new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name: "fengqiao-live" });
  const { port } = worker;
  const join = (): void => port.postMessage({ join: [`${account}/${centre}`, centre] });
  port.onmessage = ({ data }: MessageEvent<Word>) => hear(data);
  port.start();
  join();
  const present = setInterval(join, PRESENT_MS);
  const leave = (): void => port.postMessage({ leave: true });
  addEventListener("pagehide", leave);
  return () => {
    clearInterval(present);
    removeEventListener("pagehide", leave);
    leave();
  };
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** How the stream stands, without being told of changes. */
export function liveNow(): LiveState {
  return state;
}

export function useLive(): LiveState {
  return useSyncExternalStore(watch, () => state);
}

/** Calls back for each word of the stream. */
export function useWords(listener: (word: Word) => void): void {
  useEffect(() => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [listener]);
}
