import { useSyncExternalStore } from "react";
import { give, ownWrites } from "./command";
import { failureOf } from "./failure";
import { queries } from "./transport";
import type { Level } from "./session";
import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { d } from "../textsOfDaily";
import { newCommandId } from "../logic/commandId";
import { now } from "../logic/dates";
import { zh } from "../logic/punctuation";

/** How long a result stays in this browser. */
const KEPT_MS = 30 * 86_400_000;
/** Commands under way at once. */
const ABREAST = 4;
const STORE = "fengqiao.batches";

export type RowState = "waiting" | "sending" | "done" | "skipped" | "failed";

/** One case of a bulk act: a command of its own, with an outcome of its own. Nothing of it is personal. */
export interface BatchRow {
  caseId: string;
  caseNumber: string;
  commandId: string;
  state: RowState;
  /** Why not, in the platform's words; empty once it is done. */
  reason: string;
  code: string;
}

export interface Batch {
  id: string;
  /** The officer who gave it. */
  by: string;
  at: number;
  command: string;
  rows: BatchRow[];
}

/** What is sent; it stays in memory, for it may hold words of people. */
interface Order {
  level: Level;
  form: Record<string, unknown>;
  seen: Map<string, bigint>;
}

let batches: Batch[] = read();
const orders = new Map<string, Order>();
const watchers = new Set<() => void>();

function read(): Batch[] {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? "[]") as Batch[];
    const young = kept.filter((batch) => now().getTime() - batch.at < KEPT_MS);
    return young.map((batch) => ({ ...batch, rows: batch.rows.map(cutOff) }));
  } catch {
    return [];
  }
}

/** Nobody sends any more what a closed page had not sent yet. */
function cutOff(row: BatchRow): BatchRow {
  return row.state === "waiting" ? { ...row, state: "failed", reason: d.batch.cut } : row.state === "sending" ? { ...row, state: "failed", reason: d.batch.unknown } : row;
}

function change(id: string, caseId: string, part: Partial<BatchRow>): void {
  batches = batches.map((batch) => (batch.id !== id ? batch : { ...batch, rows: batch.rows.map((row) => (row.caseId === caseId ? { ...row, ...part } : row)) }));
  publish();
}

function publish(): void {
  localStorage.setItem(STORE, JSON.stringify(batches));
  watchers.forEach((watcher) => watcher());
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useBatch(id: string, by: string): Batch | undefined {
  return useSyncExternalStore(subscribe, () => batches).find((batch) => batch.id === id && batch.by === by);
}

/** Whether what was filled in is still known, so that rows can be sent again. */
export function canRepeat(id: string): boolean {
  return orders.has(id);
}

export function forgetOrders(): void {
  orders.clear();
}

/** Begins a bulk act and gives its id. It goes on whatever page is open. */
export function startBatch(by: string, level: Level, command: string, views: readonly CaseView[], form: Record<string, unknown>): string {
  const id = newCommandId();
  const rows = views.map((view): BatchRow => {
    const same = needless(command, view, form);
    return {
      caseId: view.caseId, caseNumber: view.caseNumber, commandId: newCommandId(), state: same === undefined ? "waiting" : "skipped", reason: same ?? "", code: "",
    };
  });
  orders.set(id, { level, form, seen: new Map(views.map((view) => [view.caseId, view.position?.sequence ?? 0n])) });
  batches = [{ id, by, at: now().getTime(), command, rows }, ...batches];
  publish();
  void run(id);
  return id;
}

/** Why a case needs nothing; undefined if it does. */
function needless(command: string, view: CaseView, form: Record<string, unknown>): string | undefined {
  switch (command) {
    case "assign_handler":
      return view.handler === form["officerId"] && view.handlerDue === form["due"] ? d.batch.same : undefined;
    case "dispatch_case":
      return view.standing?.phase === "dispatched" && view.substantiveOwner === form["toUnit"] ? d.batch.same : undefined;
    case "assign_down":
      return view.standing?.holder === form["to"] ? d.batch.same : undefined;
    case "sign_case":
      return view.standing?.phase === "dispatched" ? undefined : d.batch.notWaiting;
    default:
      return undefined;
  }
}

/** Sends again what was not done, on the cases as they are now. */
export async function repeatFailed(id: string): Promise<void> {
  const batch = batches.find((batch) => batch.id === id);
  const order = orders.get(id);
  if (batch === undefined || order === undefined) {
    return;
  }
  const failed = batch.rows.filter((row) => row.state === "failed");
  for (const row of failed) {
    // An outcome that nobody knows is asked for under the same id; what was refused is another command.
    const unknown = row.reason === d.batch.unknown;
    change(id, row.caseId, { state: "waiting", reason: "", code: "", ...(unknown ? {} : { commandId: newCommandId() }) });
    if (!unknown) {
      const { case: view } = await queries.getCase({ case: row.caseId, atLeast: ownWrites() }).catch(() => ({ case: undefined }));
      order.seen.set(row.caseId, view?.position?.sequence ?? 0n);
    }
  }
  await run(id);
}

async function run(id: string): Promise<void> {
  const order = orders.get(id);
  const batch = batches.find((batch) => batch.id === id);
  if (order === undefined || batch === undefined) {
    return;
  }
  const queue = batch.rows.filter((row) => row.state === "waiting");
  const worker = async (): Promise<void> => {
    for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
      await send(id, batch.command, order, row);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
}

async function send(id: string, command: string, order: Order, row: BatchRow): Promise<void> {
  change(id, row.caseId, { state: "sending" });
  const header = { commandId: row.commandId, case: row.caseId, seenSequence: order.seen.get(row.caseId) ?? 0n };
  try {
    const outcome = await give(order.level, command, header, order.form);
    const nothing = outcome.changes.length === 0;
    change(id, row.caseId, { state: nothing ? "skipped" : "done", reason: nothing ? d.batch.same : zh(outcome.changes[0]?.text ?? "") });
  } catch (error) {
    const failure = failureOf(error);
    change(id, row.caseId, { state: "failed", reason: failure.again ? d.batch.unknown : failure.text, code: failure.code });
  }
}
