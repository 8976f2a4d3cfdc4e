import { useSyncExternalStore } from "react";
import { drop, keep, keptBy } from "../../api/box";
import { failureOf } from "../../api/failure";
import type { Level } from "../../api/session";
import type { Form } from "./form";
import { sendRegistration, type Sent } from "./send";

/** How often what waits is tried. */
const RETRY_MS = 4_000;
/** One answer is waited for no longer: what is sent twice is one case. */
const ANSWER_MS = 8_000;
/** What has been sent since the page was opened, the latest. */
const SENT_MAX = 10;
const PREFIX = "send/";
/** Registrations that wait at once. */
export const UNSENT_MAX = 15;

/** A registration that nobody has answered yet. */
export interface Unsent {
  form: Form;
  /** The draft that it grew out of. */
  draft: string;
  /** Whether this browser keeps it over a reload. */
  kept: boolean;
  /** Why the platform did not take it; empty while it waits. */
  refusal: string;
}

interface Outbox {
  unsent: readonly Unsent[];
  sent: readonly Sent[];
}

const NOTHING: Outbox = { unsent: [], sent: [] };

let outbox = NOTHING;
let owner: { account: string; level: Level } | undefined;
let sending = false;
const watchers = new Set<() => void>();

function set(next: Partial<Outbox>): void {
  outbox = { ...outbox, ...next };
  watchers.forEach((watcher) => watcher());
}

const isSame = (one: Unsent, other: Unsent): boolean => one.form.commandId === other.form.commandId;

/** Sends what an officer's registrations wait for, until the returned function is called. */
export function openOutbox(account: string, level: Level): () => void {
  const mine = { account, level };
  if (owner?.account !== account) {
    set(NOTHING);
  }
  owner = mine;
  void keptBy(account).then((items) => {
    const kept = items.filter(({ id }) => id.startsWith(PREFIX)).map(({ text }) => ({ ...(JSON.parse(text) as Unsent), kept: true }));
    if (owner === mine) {
      set({ unsent: [...kept.filter((item) => !outbox.unsent.some((other) => isSame(item, other))), ...outbox.unsent] });
      void sendAll();
    }
  });
  const timer = setInterval(() => void sendAll(), RETRY_MS);
  const online = (): void => void sendAll();
  const leaving = (event: BeforeUnloadEvent): void => {
    if (outbox.unsent.some((item) => !item.kept)) {
      event.preventDefault();
    }
  };
  addEventListener("online", online);
  addEventListener("beforeunload", leaving);
  return () => {
    clearInterval(timer);
    removeEventListener("online", online);
    removeEventListener("beforeunload", leaving);
    owner = owner === mine ? undefined : owner;
  };
}

/** Takes a registration to be sent as soon as the platform answers. */
export async function post(form: Form, draft: string): Promise<void> {
  const item: Unsent = { form, draft, kept: false, refusal: "" };
  set({ unsent: [...outbox.unsent, item] });
  await note(item);
}

/** Gives a registration back to its form. */
export function takeBack(item: Unsent): void {
  set({ unsent: outbox.unsent.filter((other) => !isSame(item, other)) });
  if (owner !== undefined) {
    void drop(owner.account, PREFIX + item.form.commandId);
  }
}

export function useOutbox(): Outbox {
  return useSyncExternalStore(watch, () => outbox);
}

/** Registrations that signing out would lose. */
export function unsentNow(): number {
  return outbox.unsent.length;
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

async function note(item: Unsent): Promise<void> {
  if (owner !== undefined) {
    const kept = await keep(owner.account, PREFIX + item.form.commandId, JSON.stringify(item));
    set({ unsent: outbox.unsent.map((other) => (isSame(item, other) ? { ...item, kept } : other)) });
  }
}

async function sendAll(): Promise<void> {
  if (sending) {
    return;
  }
  sending = true;
  try {
    for (const item of outbox.unsent.filter(({ refusal }) => refusal === "")) {
      if (owner === undefined || !(await sendOne(item, owner.level))) {
        return;
      }
    }
  } finally {
    sending = false;
  }
}

/** Whether the next one may be tried. */
async function sendOne(item: Unsent, level: Level): Promise<boolean> {
  try {
    const sent = await sendRegistration(level, item.form, item.draft, { attempts: 1, ms: ANSWER_MS });
    takeBack(item);
    set({ sent: [sent, ...outbox.sent].slice(0, SENT_MAX) });
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.again || failure.kind === "signed_out") {
      return false;
    }
    const refused = { ...item, refusal: failure.text };
    set({ unsent: outbox.unsent.map((other) => (isSame(item, other) ? refused : other)) });
    await note(refused);
    return true;
  }
}
