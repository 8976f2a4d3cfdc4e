import { App as AntApp } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { failureOf, type Failure } from "../../api/failure";
import type { CommandOutcome } from "../../gen/fengqiao/v1/common_pb";
import { useFormKeys } from "../../frame/useFormKeys";
import { newCommandId } from "../../logic/commandId";
import { dayText } from "../../logic/dates";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { go } from "../../router";
import { mayGive, useDesk, useSignedOut } from "../../session";
import { t } from "../../texts";
import { u } from "../../textsOfOutbox";
import { After, Done, Drafts } from "./Done";
import { Earlier, type Known } from "./Earlier";
import { Fields } from "./Fields";
import { emptyForm, faultsOf, fieldOf, isBlank, NO_DANGER, type Faults, type Form } from "./form";
import { post, takeBack, UNSENT_MAX, unsentNow, type Unsent } from "./outbox";
import { Receipt } from "./Receipt";
import { sendRegistration } from "./send";
import { Waiting } from "./Waiting";
import { useDraft, type Draft } from "./useDraft";

/** One answer is waited for no longer, and asked for once more; then the registration waits for the link. */
const PATIENCE = { attempts: 2, ms: 8_000 };

/** A dispute on record in under a minute, without a mouse. */
export function Register(): ReactNode {
  const { session, reference } = useDesk();
  const { level, centre } = session.who;
  const signedOut = useSignedOut();
  const { modal } = AntApp.useApp();
  const channel = session.who.roles.includes("grid_officer") ? "grid" : "window";
  const [form, setForm] = useState<Form>(() => emptyForm(channel, centre));
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState<Failure | undefined>();
  const [sending, setSending] = useState<"" | "sending" | "unknown">("");
  const [done, setDone] = useState<CommandOutcome | undefined>();
  const [filled, setFilled] = useState(false);
  const [restored, setRestored] = useState("");
  const [posted, setPosted] = useState(false);
  const draft = useDraft(form);
  const box = useRef<HTMLFormElement>(null);
  const classifies = mayGive(session, "classify_matter");

  const focus = useCallback((field: string) => box.current?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus(), []);
  const change = useCallback((part: Partial<Form>) => {
    setForm((form) => ({ ...form, ...part }));
    setFaults((faults) => Object.fromEntries(Object.entries(faults).filter(([field]) => !(field in part))));
  }, []);
  const { read, readKept } = draft;
  const resume = useCallback((id: string) => {
    read(id).then((kept) => {
      if (kept !== undefined) {
        setForm(kept);
        setRestored(dayText(new Date().toISOString().slice(0, 10)));
        go(`/register?draft=${id}`, true);
      }
    }, () => undefined);
  }, [read]);
  useEffect(() => {
    const id = new URLSearchParams(location.search).get("draft");
    void readKept().then((kept) => {
      if (kept !== undefined && (id === null || id === kept.draft)) {
        setForm(kept.form);
        setRestored(dayText(new Date().toISOString().slice(0, 10)));
      } else if (id !== null) {
        resume(id);
      }
    });
    focus("person");
  }, [resume, readKept, focus]);
  useEffect(() => {
    const unsaved = (event: BeforeUnloadEvent): void => event.preventDefault();
    const loses = !isBlank(form) && (!draft.kept || draft.state === "failed");
    if (!loses) {
      return undefined;
    }
    addEventListener("beforeunload", unsaved);
    return () => removeEventListener("beforeunload", unsaved);
  }, [form, draft.kept, draft.state]);

  const known = useCallback((known: Known) => {
    setForm((form) => (form.claimant === "" ? { ...form, claimant: known.name, claimantOther: form.claimantOther || known.other } : form));
    setFilled(true);
  }, []);

  const register = async (prints = false): Promise<void> => {
    const found = faultsOf(form);
    setFaults(found);
    setFailure(undefined);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      focus(first);
      return;
    }
    setSending("sending");
    const id = await draft.settle();
    try {
      const sent = await sendRegistration(level, form, id, { ...PATIENCE, onUnknown: () => setSending("unknown") });
      setDone(sent.outcome);
      next();
      requestAnimationFrame(() => prints && window.print());
      if (sent.unclassified !== undefined) {
        void modal.warning({ title: t.register.matter, content: sent.unclassified.text });
      }
    } catch (error) {
      const failure = failureOf(error);
      if (failure.again && unsentNow() < UNSENT_MAX) {
        await post(form, id);
        setDone(undefined);
        next();
        setPosted(true);
      } else {
        refused(failure);
      }
    } finally {
      setSending("");
    }
  };
  /** An empty form for whoever comes next. */
  const next = (): void => {
    draft.finish();
    setForm(emptyForm(form.channel, form.place));
    setFilled(false);
    setRestored("");
    setPosted(false);
    go("/register", true);
    requestAnimationFrame(() => focus("person"));
  };
  const reopen = (item: Unsent): void => {
    takeBack(item);
    setForm({ ...item.form, commandId: newCommandId() });
    setFailure(undefined);
  };
  const refused = (failure: Failure): void => {
    if (failure.kind === "signed_out") {
      signedOut();
    }
    if (!failure.again) {
      draft.release();
    }
    if (failure.code === "D07") {
      // The first attempt was other than what is sent now: it is another registration.
      change({ commandId: newCommandId() });
    }
    const field = fieldOf(failure.field);
    if (field !== undefined) {
      setFaults({ [field]: failure.text });
      focus(field);
    }
    setFailure(failure);
  };

  useFormKeys(() => void register());
  const dangerous = form.danger.some((sign) => sign !== NO_DANGER);
  const channels = useMemo(() => ["window", "hotline", "letter", "visit", "grid", "online"].map((value) => ({ value, label: reference.word("channel", value) })), [reference]);
  return (
    <main className="main register-page">
      <PageHead title={t.register.title}
        right={
          <div className="views" role="radiogroup" aria-label={t.register.channel}>
            <span className="mut">{t.register.channel}</span>
            {channels.map(({ value, label }) => (
              <button key={value} type="button" role="radio" aria-checked={form.channel === value} className={form.channel === value ? "on" : ""}
                tabIndex={-1} onClick={() => change({ channel: value })}>
                {label}
              </button>
            ))}
          </div>
        }>
        <DraftState draft={draft} restored={restored} />
      </PageHead>
      <div className="register">
        <Fields ref={box} form={form} faults={faults} filled={filled} classifies={classifies} failure={failure} sending={sending}
          onChange={change} onSubmit={(prints) => void register(prints)}>
          {done !== undefined && <Done outcome={done} />}
          {posted && <div className="done" role="status">{u.posted}</div>}
        </Fields>
        <div className="register-side">
          <Earlier typed={form.person} onKnown={known} />
          {dangerous && <div className="strip lift">{t.register.dangerous}</div>}
          {done !== undefined && <After outcome={done} />}
          <Waiting onReopen={isBlank(form) ? reopen : undefined} />
          <Drafts drafts={draft.others} onResume={resume} />
        </div>
      </div>
      <StatusLine text={t.register.status} />
      {done !== undefined && <Receipt outcome={done} />}
    </main>
  );
}

function DraftState({ draft, restored }: { draft: Draft; restored: string }): ReactNode {
  const said = !draft.kept
    ? t.register.noDrafts
    : { idle: restored === "" ? "" : t.register.restored(restored), saving: t.register.saving, saved: t.register.saved(draft.savedAt), kept: u.kept(draft.savedAt), failed: t.register.unsaved }[draft.state];
  return <span className={draft.state === "failed" ? "near-text" : "mut"} role="status">{said}</span>;
}
