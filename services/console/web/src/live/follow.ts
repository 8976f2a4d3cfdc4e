import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import type { Position } from "../gen/fengqiao/v1/common_pb";
import { QueryService, type CaseView } from "../gen/fengqiao/v1/query_pb";

/** What a page hears. */
export type Word =
  | { kind: "live"; at: number; caughtUp: number }
  | { kind: "changed"; at: number; case: CaseView; events: string[] }
  | { kind: "cut" }
  | { kind: "reset" }
  | { kind: "signed_out" };

/** Two heartbeats: with nothing heard for so long the stream counts as dead. */
const SILENCE_MS = 30_000;
const RETRY_MS_MIN = 500;
const RETRY_MS_MAX = 5_000;
/** How long what a new connection replays is counted before it is told as live. */
const CATCH_UP_MS = 600;

const transport = createGrpcWebTransport({
  baseUrl: "/",
  useBinaryFormat: true,
  fetch: (input, init) => fetch(input, { ...init, credentials: "same-origin" }),
});
const queries = createClient(QueryService, transport);

/** Follows a part of the tree until the signal, over any number of connections, and misses nothing between them. */
export async function follow(centre: string, tell: (word: Word) => void, signal: AbortSignal): Promise<void> {
  const after = new Map<string, Position>();
  let pause = RETRY_MS_MIN;
  let cutBefore = false;
  while (!signal.aborted) {
    const attempt = new AbortController();
    const stop = (): void => attempt.abort();
    signal.addEventListener("abort", stop);
    let silence = setTimeout(stop, SILENCE_MS);
    let caughtUp = 0;
    let opened: ReturnType<typeof setTimeout> | undefined;
    const onHeader = (): void => {
      opened = setTimeout(() => {
        tell({ kind: "live", at: Date.now(), caughtUp });
        cutBefore = false;
      }, CATCH_UP_MS);
    };
    try {
      const request = { centre, subtree: true, after: [...after.values()] };
      const options = { signal: attempt.signal, headers: { "x-fengqiao-idle": "1" }, onHeader };
      for await (const { message } of queries.watchChanges(request, options)) {
        clearTimeout(silence);
        silence = setTimeout(stop, SILENCE_MS);
        pause = RETRY_MS_MIN;
        if (message.case === "changed") {
          const { position, case: view, events } = message.value;
          if (position !== undefined) {
            after.set(position.stream, position);
          }
          if (view !== undefined) {
            caughtUp += cutBefore ? 1 : 0;
            tell({ kind: "changed", at: Date.now(), case: view, events });
          }
        } else if (message.case === "heartbeat") {
          for (const position of message.value.asOf) {
            after.set(position.stream, position);
          }
          tell({ kind: "live", at: Date.now(), caughtUp: 0 });
        }
      }
    } catch (error) {
      const { code } = ConnectError.from(error);
      if (code === Code.Unauthenticated) {
        tell({ kind: "signed_out" });
        return;
      }
      if (code === Code.InvalidArgument && after.size > 0) {
        // The log was made anew: what was read before means nothing in it.
        after.clear();
        tell({ kind: "reset" });
      }
    } finally {
      clearTimeout(silence);
      clearTimeout(opened);
      signal.removeEventListener("abort", stop);
    }
    if (!signal.aborted) {
      cutBefore = true;
      tell({ kind: "cut" });
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(RETRY_MS_MAX, pause * 2);
    }
  }
}
