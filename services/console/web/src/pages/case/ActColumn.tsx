import { Button } from "antd";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { isOffered } from "../../api/command";
import type { CommandOutcome } from "../../gen/fengqiao/v1/common_pb";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { isTyping } from "../../frame/keys";
import { askedLevel } from "../../logic/duty";
import { isOpen } from "../../logic/phases";
import { nextActs } from "../../logic/nextAct";
import { zh } from "../../logic/punctuation";
import { mayGive, useDesk } from "../../session";
import { t } from "../../texts";
import { ActForm } from "./ActForm";
import { actOf, actsOf } from "./acts";
import { Why } from "./Why";

interface ActColumnProps {
  view: CaseView;
  allowed: readonly string[];
  /** The command whose form is open, or `why`. */
  doing: string | undefined;
  onDo: (doing: string | undefined) => void;
  onWhy: () => void;
  onLook: () => void;
}

/** Acts that have a key of their own. */
const KEYS = 9;

/** Whether a request to rise is under way. */
function asks(view: CaseView): boolean {
  return askedLevel(view) !== undefined;
}

/** Commands whose absence is explained. */
const EXPLAINED = ["request_escalation", "close_case", "hold_session"];

/** 现在能做: what this officer may do with the case now, and what not. */
export function ActColumn({ view, allowed, doing, onDo, onWhy, onLook }: ActColumnProps): ReactNode {
  const { session } = useDesk();
  const [done, setDone] = useState<CommandOutcome | undefined>();
  const next = useMemo(() => nextActs(view, session.who.centre), [view, session]);
  const acts = useMemo(() => actsOf(asks(view) ? allowed.filter((command) => command !== "request_escalation") : allowed, next), [allowed, next, view]);
  const nameOf = (command: string): string => session.commands.find(([code]) => code === command)?.[1] ?? command;
  const close = useCallback(() => onDo(undefined), [onDo]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const index = Number(event.key) - 1;
      const act = acts[index];
      if (!isTyping(event) && !event.ctrlKey && !event.altKey && doing === undefined && act !== undefined) {
        event.preventDefault();
        onDo(act.command);
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [acts, doing, onDo]);

  if (doing === "why") {
    return <Why view={view} allowed={allowed} onAct={onDo} onClose={close} />;
  }
  const act = doing === undefined ? undefined : actOf(doing);
  if (act !== undefined) {
    const finished = (outcome: CommandOutcome): void => {
      setDone(outcome);
      onDo(undefined);
      onLook();
    };
    return <ActForm key={act.command} act={act} title={nameOf(act.command)} view={view} onDone={finished} onClose={close} onLook={onLook} onWhy={onWhy} />;
  }
  const refused = EXPLAINED.filter((command) => isOpen(view) && !allowed.includes(command) && mayGive(session, command) && isOffered(session.who.level, command));
  const primary = acts[0] !== undefined && next.includes(acts[0].command);
  return (
    <section className="acts" aria-label={t.case.now}>
      <h2>{t.case.now} <span className="mut">{acts.length}</span></h2>
      {done !== undefined && done.changes.length > 0 && (
        <p className="just-done" role="status">{t.case.done}{t.colon}{done.changes.map((change) => zh(change.text)).join("；")}</p>
      )}
      {acts.length === 0 && <p className="mut">{session.who.level === "city" ? t.case.cityOnly : t.case.nothing}</p>}
      <ul>
        {acts.map((act, index) => (
          <li key={act.command}>
            {index === 0 && primary ? (
              <Button type="primary" block className="act-first" onClick={() => onDo(act.command)}><kbd>1</kbd> {nameOf(act.command)}</Button>
            ) : (
              <button type="button" className="act" onClick={() => onDo(act.command)}>
                <kbd>{index < KEYS ? index + 1 : ""}</kbd> {nameOf(act.command)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {refused.length > 0 && <h2>{t.case.notNow}</h2>}
      <ul>
        {refused.map((command) => (
          <li key={command} className="act-not">
            <span>{nameOf(command)}</span>
            {command === "request_escalation" ? (
              <button type="button" className="link" onClick={onWhy}>{t.case.why} <kbd>W</kbd></button>
            ) : (
              <span className="mut sm">{t.case.why_acts(view.standing?.phaseText ?? "", view.standing?.holderName ?? "")}</span>
            )}
          </li>
        ))}
      </ul>
      {allowed.includes("request_escalation") && !asks(view) && <p><button type="button" className="link" onClick={onWhy}>{t.why.may} <kbd>W</kbd></button></p>}
    </section>
  );
}
