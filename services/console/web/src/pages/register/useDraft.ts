import { useCallback, useEffect, useRef, useState } from "react";
import { drop, keep, keptBy } from "../../api/box";
import { give, ownWrites } from "../../api/command";
import { failureOf } from "../../api/failure";
import { queries } from "../../api/transport";
import type { DraftView } from "../../gen/fengqiao/v1/query_pb";
import { newCommandId } from "../../logic/commandId";
import { clockTime } from "../../logic/dates";
import { go, usePlace } from "../../router";
import { mayGive, useDesk } from "../../session";
import { isBlank, type Form } from "./form";

/** After the last key. */
const SAVE_AFTER_MS = 1_000;
const RETRY_MS = 3_000;
/** What this browser keeps while the link is dead. */
const KEPT = "draft";

/** A form as this browser keeps it, with the draft that it belongs to. */
interface KeptDraft {
  form: Form;
  draft: string;
}

export interface Draft {
  /** Whether this post keeps drafts. */
  kept: boolean;
  /** The draft's case, once it was saved. */
  id: string;
  savedAt: string;
  state: "idle" | "saving" | "saved" | "kept" | "failed";
  /** Other drafts that were begun. */
  others: DraftView[];
  /** Ends with the registration: nothing is saved for this form any more. */
  finish: () => void;
  read: (id: string) => Promise<Form | undefined>;
  /** What could not be saved before the page was left, from this browser. */
  readKept: () => Promise<KeptDraft | undefined>;
  /** Waits for what is being saved, and begins no draft from then on: a registration keeps the case that it names. */
  settle: () => Promise<string>;
  /** After a refusal drafts may begin again. */
  release: () => void;
}

/**
 * Keeps a form as a sealed draft on the server, one second after the last key. While the link is dead it is sealed in this
 * browser, and moves up when the link returns.
 */
export function useDraft(form: Form): Draft {
  const { session } = useDesk();
  const { account } = session.who;
  const { query } = usePlace();
  const kept = mayGive(session, "draft_case");
  const [state, setState] = useState<Draft["state"]>("idle");
  const [savedAt, setSavedAt] = useState("");
  const [others, setOthers] = useState<DraftView[]>([]);
  const id = useRef(query.get("draft") ?? "");
  const saved = useRef("");
  const beginning = useRef(newCommandId());
  const running = useRef<Promise<void> | undefined>(undefined);
  const finished = useRef(false);
  const held = useRef(false);
  const latest = useRef(form);
  latest.current = form;

  const list = useCallback(() => {
    if (kept) {
      queries.listDrafts({ atLeast: ownWrites() }).then(({ drafts }) => setOthers(drafts.filter((draft) => draft.caseId !== id.current)), () => undefined);
    }
  }, [kept]);
  useEffect(list, [list]);

  const save = useCallback(async (): Promise<void> => {
    const text = JSON.stringify(latest.current);
    if (!kept || finished.current || text === saved.current || isBlank(latest.current) || (held.current && id.current === "")) {
      return;
    }
    setState("saving");
    const begins = id.current === "";
    const header = { commandId: begins ? beginning.current : newCommandId(), case: id.current };
    const outcome = await give(session.who.level, "draft_case", header, { channel: latest.current.channel, text }, { attempts: 1 });
    saved.current = text;
    if (begins) {
      id.current = outcome.caseId;
      if (!finished.current) {
        go(`/register?draft=${outcome.caseId}`, true);
      }
    }
    void drop(account, KEPT);
    setSavedAt(clockTime(new Date()));
    setState("saved");
  }, [kept, session, account]);

  // One save at a time: the next one knows the draft that the first one began.
  const flush = useCallback(async (): Promise<void> => {
    await running.current?.catch(() => undefined);
    running.current = save();
    await running.current;
  }, [save]);
  const settle = useCallback(async (): Promise<string> => {
    held.current = true;
    await running.current?.catch(() => undefined);
    return id.current;
  }, []);
  const release = useCallback(() => {
    held.current = false;
  }, []);

  useEffect(() => {
    if (!kept || finished.current || isBlank(form) || JSON.stringify(form) === saved.current) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout>;
    const attempt = (): void => {
      flush().catch((error: unknown) => {
        if (!failureOf(error).again) {
          setState("failed");
          return;
        }
        timer = setTimeout(attempt, RETRY_MS);
        const here: KeptDraft = { form: latest.current, draft: id.current };
        void keep(account, KEPT, JSON.stringify(here)).then((done) => {
          setSavedAt(clockTime(new Date()));
          setState(done ? "kept" : "failed");
        });
      });
    };
    timer = setTimeout(attempt, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [form, kept, flush, account]);

  // What was typed in the last moment before the page is left.
  useEffect(() => () => {
    const text = JSON.stringify(latest.current);
    if (kept && !finished.current && text !== saved.current && !isBlank(latest.current)) {
      const here: KeptDraft = { form: latest.current, draft: id.current };
      void keep(account, KEPT, JSON.stringify(here));
    }
  }, [kept, account]);

  const read = useCallback(async (wanted: string): Promise<Form | undefined> => {
    const { drafts } = await queries.listDrafts({ case: wanted, atLeast: ownWrites() });
    const text = drafts[0]?.text ?? "";
    if (text === "") {
      return undefined;
    }
    id.current = wanted;
    saved.current = text;
    finished.current = false;
    return JSON.parse(text) as Form;
  }, []);

  const readKept = useCallback(async (): Promise<KeptDraft | undefined> => {
    const found = (await keptBy(account)).find((item) => item.id === KEPT);
    if (found === undefined) {
      return undefined;
    }
    const kept = JSON.parse(found.text) as KeptDraft;
    id.current = kept.draft;
    return kept;
  }, [account]);

  const finish = useCallback(() => {
    void drop(account, KEPT);
    finished.current = true;
    held.current = false;
    id.current = "";
    saved.current = "";
    beginning.current = newCommandId();
    setState("idle");
    list();
    // The next form begins a draft of its own.
    setTimeout(() => {
      finished.current = false;
    }, 0);
  }, [list, account]);

  return { kept, id: id.current, savedAt, state, others, finish, read, readKept, settle, release };
}
