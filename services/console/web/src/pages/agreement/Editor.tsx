import { Button, Input, Select } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useGive } from "../../api/useGive";
import { useFormKeys } from "../../frame/useFormKeys";
import type { CaseView, TimelineEntry } from "../../gen/fengqiao/v1/query_pb";
import { AGREEMENT_DRAFT, keepWritten } from "../../logic/justWritten";
import { shortName } from "../../logic/people";
import { placeChoices } from "../../parts/choices";
import { Field } from "../../parts/Field";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { go, Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { p } from "../../textsOfPapers";
import { AgreementSheet } from "../papers/Agreement";
import { WritableContext } from "../papers/Blank";
import { inSides } from "../papers/subject";
import { agreementOf, draftOf, faultsOf, requestOf, type Draft } from "./draft";
import { OwedGrid } from "./OwedGrid";

/** After the last key the preview follows. */
const PREVIEW_AFTER_MS = 800;

/** The agreement's words and obligations; what is checked is said while it is written. */
export function Editor({ view, entries }: { view: CaseView; entries: readonly TimelineEntry[] }): ReactNode {
  const { session, reference } = useDesk();
  const [draft, setDraft] = useState<Draft>(() => draftOf(view));
  const [shown, show] = useState(draft);
  const { sending, failure, send } = useGive();
  const faults = faultsOf(draft);
  const change = (part: Partial<Draft>): void => setDraft((draft) => ({ ...draft, ...part }));
  useEffect(() => {
    keepWritten(view.caseId, AGREEMENT_DRAFT, { ...draft });
    const timer = setTimeout(() => show(draft), PREVIEW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, view.caseId]);
  const make = (): void => {
    if (faults.length > 0 || sending !== "") {
      return;
    }
    const form = requestOf(draft);
    void send("conclude_agreement", { case: view.caseId, seenSequence: view.position?.sequence ?? 0n }, form).then((outcome) => {
      if (outcome !== undefined) {
        keepWritten(view.caseId, "conclude_agreement", form);
        go(`/cases/${view.caseNumber}/print/agreement`);
      }
    });
  };
  useFormKeys(make, () => go(`/cases/${view.caseNumber}`));
  const parties = inSides(view.parties);
  return (
    <main className="main">
      <PageHead title={p.editor.title} tab={`${p.editor.title} ${view.caseNumber}`}
        right={<Button type="primary" loading={sending !== ""} onClick={make} aria-describedby="checks">{p.editor.make} <kbd>{p.editor.key}</kbd></Button>}>
        <Link to={`/cases/${view.caseNumber}`} className="num">{view.caseNumber}</Link>
        <span id="checks" className={faults.length === 0 ? "met" : "near-text"} role="status">{p.editor.checks(faults.length)}</span>
      </PageHead>
      <div className="editor">
        <form className="editor-form" onSubmit={(event) => event.preventDefault()}>
          <Field label={p.editor.parties} id="parties"><span id="parties">{parties.map((party) => `${reference.word("party_role", party.role)} ${shortName(party)}`).join(t.and)}</span></Field>
          <Field label={p.editor.facts} id="facts" top><p id="facts" className="brief">{view.brief}</p></Field>
          <Field label={p.editor.terms} id="terms" top>
            <Input.TextArea id="terms" value={draft.terms} rows={4} maxLength={5000} autoFocus onChange={(event) => change({ terms: event.target.value })} />
          </Field>
          <Field label={p.editor.form} id="form">
            <Select id="form" className="w-160" options={reference.choices("agreement_form")} value={draft.form} onChange={(form: string) => change({ form })} />
            <label htmlFor="place" className="inline">{p.editor.place}</label>
            <Select id="place" showSearch={{ optionFilterProp: "label" }} options={placeChoices(reference, view.places[0] ?? session.who.centre)} value={draft.place} onChange={(place: string) => change({ place })} />
          </Field>
          <h2>{p.editor.owed}</h2>
          <OwedGrid view={view} rows={draft.rows} onChange={(rows) => change({ rows })} />
          <ul className="editor-faults" aria-live="polite">{faults.map((fault) => <li key={fault} className="near-text">⚠ {fault}</li>)}</ul>
          {failure !== undefined && <div className="refusal" role="alert"><b>{failure.text}</b> {failure.change} <span className="mut sm">{failure.code}</span></div>}
          <p className="mut sm">{p.editor.kept}</p>
        </form>
        <div className="editor-preview" role="region" aria-label={p.editor.preview} tabIndex={0}>
          <WritableContext.Provider value={false}>
            <AgreementSheet subject={{ view, entries, parties, reference }} agreement={agreementOf(shown, session.who.centre_name)} />
          </WritableContext.Provider>
        </div>
      </div>
      <StatusLine text={p.editor.status} />
    </main>
  );
}
