import { Button, Select } from "antd";
import { useMemo, useState, type ReactNode } from "react";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { shortNumber } from "../../logic/caseNumber";
import { startBatch } from "../../api/batches";
import { useFormKeys } from "../../frame/useFormKeys";
import { titleOf } from "../../parts/caseTitle";
import { Field } from "../../parts/Field";
import { go } from "../../router";
import { useDesk } from "../../session";
import { d } from "../../textsOfDaily";
import { ActField } from "../case/ActField";
import type { Values } from "../case/fields";
import { askedFields, faultOf, initialValues, requestOf } from "../case/formValues";
import { BATCH_MAX, bulkActs } from "./acts";

/** Rows that the drawer names. */
const NAMED = 6;

interface BulkDrawerProps {
  views: CaseView[];
  onAll: () => void;
  onNone: () => void;
  /** How many rows could be selected. */
  shown: number;
}

/** Many cases, one decision: the form of a bulk act beside the list. */
export function BulkDrawer({ views, onAll, onNone, shown }: BulkDrawerProps): ReactNode {
  const { session } = useDesk();
  const acts = useMemo(() => bulkActs(session), [session]);
  const [first] = views;
  const [command, setCommand] = useState(acts[0]?.command ?? "");
  const act = acts.find((act) => act.command === command);
  const [values, setValues] = useState<Values>(() => (act === undefined || first === undefined ? {} : initialValues(act, first)));
  const [fault, setFault] = useState<{ name: string; text: string } | undefined>();
  const tooMany = views.length > BATCH_MAX;
  const choose = (command: string): void => {
    const next = acts.find((act) => act.command === command);
    setCommand(command);
    setFault(undefined);
    if (next !== undefined && first !== undefined) {
      setValues(initialValues(next, first));
    }
  };
  const send = (): void => {
    if (act === undefined || first === undefined || tooMany) {
      return;
    }
    const missing = faultOf(act, values, first);
    setFault(missing);
    if (missing === undefined) {
      const { who } = session;
      go(`/batches/${startBatch(who.officer, who.level, act.command, views, requestOf(act, values, first).form)}`);
    }
  };
  useFormKeys(send, onNone);
  if (act === undefined || first === undefined) {
    return null;
  }
  return (
    <section className="panel picks" aria-label={d.bulk.act}>
      <div className="panel-head">
        <h2>{d.bulk.picked(views.length)}</h2>
        {views.length < shown && <button type="button" className="link" onClick={onAll}>{d.bulk.all(shown)}</button>}
        <button type="button" className="link right" onClick={onNone}>{d.bulk.none}</button>
      </div>
      <ul className="picks-rows">
        {views.slice(0, NAMED).map((view) => <li key={view.caseId}><span className="num">{shortNumber(view.caseNumber)}</span> <span className="mut">{titleOf(view)}</span></li>)}
        {views.length > NAMED && <li className="mut">…</li>}
      </ul>
      <form className="act-form" onSubmit={(event) => event.preventDefault()}>
        <Field label={d.bulk.what} id="bulk-act">
          <Select id="bulk-act" value={command} options={acts.map(({ command }) => ({ value: command, label: d.bulk.names[command] }))} onChange={choose} />
        </Field>
        {askedFields(act, values, first).map((field) => (
          <ActField key={`${command}/${field.name}`} field={field} value={values[field.name]} view={first} fault={fault?.name === field.name ? fault.text : undefined}
            onChange={(value) => { setValues((values) => ({ ...values, [field.name]: value })); setFault(undefined); }} />
        ))}
        <div className="act-send">
          <Button type="primary" disabled={tooMany} onClick={send}>{d.bulk.go(d.bulk.verbs[command] ?? "", views.length)} <kbd>{d.bulk.key}</kbd></Button>
        </div>
        <p className={tooMany ? "near-text" : "mut sm"} role="status">{tooMany ? d.bulk.max(BATCH_MAX) : d.bulk.note}</p>
      </form>
    </section>
  );
}
