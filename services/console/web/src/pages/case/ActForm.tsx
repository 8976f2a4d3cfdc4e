import { Button } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useGive } from "../../api/useGive";
import { useFormKeys } from "../../frame/useFormKeys";
import type { CommandOutcome } from "../../gen/fengqiao/v1/common_pb";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { keepWritten } from "../../logic/justWritten";
import { WhyTable } from "../../parts/WhyPanel";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { ActField } from "./ActField";
import { Conflict } from "./Conflict";
import type { Act, Values } from "./fields";
import { askedFields, faultOf, initialValues, requestOf } from "./formValues";

interface ActFormProps {
  act: Act;
  title: string;
  view: CaseView;
  onDone: (outcome: CommandOutcome) => void;
  onClose: () => void;
  /** Reads the case again after somebody else has changed it. */
  onLook: () => void;
  /** Shows the whole table behind a refusal; without it the table stands below the form. */
  onWhy?: () => void;
  /** Fields that are known where the form stands, such as which slip is meant. */
  fixed?: Record<string, unknown>;
}

/** The form of one command, in the column of the acts: nothing covers the case. */
export function ActForm({ act, title, view, onDone, onClose, onLook, onWhy, fixed }: ActFormProps): ReactNode {
  const { session, reference } = useDesk();
  const [values, setValues] = useState<Values>(() => initialValues(act, view));
  const [fault, setFault] = useState<{ name: string; text: string } | undefined>();
  const giving = useGive();
  const { sending, failure } = giving;
  const seen = useRef(view.position?.sequence ?? 0n);
  const looked = useRef(false);
  const box = useRef<HTMLFormElement>(null);

  const send = (): void => {
    const missing = faultOf(act, values, view);
    setFault(missing);
    giving.forget();
    if (missing !== undefined) {
      box.current?.querySelector<HTMLElement>(`[id="act-${missing.name}"]`)?.focus();
      return;
    }
    const asked = requestOf(act, values, view);
    const { occurredOn } = asked;
    const form = { ...asked.form, ...fixed };
    // What the form was opened on, until its writer has looked at what somebody else changed since.
    const seenSequence = looked.current ? (view.position?.sequence ?? 0n) : seen.current;
    const header = { case: view.caseId, seenSequence, ...(occurredOn === "" ? {} : { occurredOn }) };
    void giving.send(act.command, header, form).then((outcome) => {
      if (outcome !== undefined) {
        keepWritten(view.caseId, act.command, form);
        onDone(outcome);
      }
    });
  };
  useFormKeys(send, onClose);
  useEffect(() => box.current?.querySelector<HTMLElement>("input, textarea, [role=combobox], button[type=submit]")?.focus(), []);

  if (failure?.kind === "conflict") {
    const again = (): void => {
      looked.current = true;
      giving.forget();
    };
    return <Conflict failure={failure} title={title} act={act} values={values} view={view} onLook={onLook} onAgain={again} onDrop={onClose} />;
  }
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        <button type="button" className="link right" onClick={onClose}>{t.esc}</button>
      </div>
      <form ref={box} className="act-form" noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}>
        {askedFields(act, values, view).map((field) => (
          <ActField key={field.name} field={field} value={values[field.name]} view={view} fault={fault?.name === field.name ? fault.text : undefined}
            onChange={(value) => setValues((values) => ({ ...values, [field.name]: value }))} />
        ))}
        <div className="act-send">
          <Button type="primary" htmlType="submit" loading={sending !== ""}>{title} <kbd>{t.register.key}</kbd></Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </div>
        {sending === "unknown" && <div className="strip near" role="status">{t.act.checking}</div>}
      </form>
      {failure !== undefined && (
        <div className="refusal" role="alert">
          <p><b>{failure.text}</b> <span className="mut sm">{failure.code}</span></p>
          {failure.change !== "" && <p><b>{t.failure.change}</b>{t.colon}{failure.change}</p>}
          {failure.explanation === undefined && failure.allowed.length > 0 && <p className="mut">{t.failure.nowAllowed}{t.colon}{failure.allowed.map((command) => session.commands.find(([code]) => code === command)?.[1] ?? reference.word("command", command)).join(t.and)}</p>}
          {failure.explanation !== undefined && onWhy !== undefined && <Button onClick={onWhy}>{t.failure.whole} <kbd>W</kbd></Button>}
          {failure.explanation !== undefined && onWhy === undefined && <WhyTable explanation={failure.explanation} admitted={false} />}
        </div>
      )}
    </section>
  );
}
