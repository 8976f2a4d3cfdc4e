import { Button, Input } from "antd";
import { useState, type ReactNode } from "react";
import { readRuleSet, replayDraft, type RuleSet } from "../../api/rules";
import { useAsk } from "../../api/useAsk";
import { NO_CASE, useGive } from "../../api/useGive";
import { changesOf, columnsOf, REASON_MAX, REASON_MIN, type Change } from "../../logic/ruleDraft";
import { zh } from "../../logic/punctuation";
import { mayGive, useDesk } from "../../session";
import { y } from "../../textsOfRules";
import { Refusal } from "../../parts/Refusal";
import { ReplayView } from "./ReplayView";
import { cellText, headOf } from "./words";

/** A draft that was submitted: who and why, what it changes, what it would have changed, and the second person's answer. */
export function Submitted({ rules, onDone }: { rules: RuleSet; onDone: () => void }): ReactNode {
  const { session, reference } = useDesk();
  const { view } = rules;
  const base = useAsk(`base/${view.baseHash}`, () => readRuleSet({ hash: view.baseHash }));
  const replay = useAsk(`replay/${view.ruleSetId}`, () => replayDraft(view.ruleSetId));
  const [reason, setReason] = useState("");
  const { sending, failure, send } = useGive();
  const answer = (command: string, form: Record<string, unknown>): void => {
    void send(command, NO_CASE, { ruleSetId: view.ruleSetId, ...form }).then((outcome) => outcome !== undefined && onDone());
  };
  const approves = mayGive(session, "approve_rule_set") && view.standing === "submitted";
  const own = view.editor === session.who.officer;
  const short = reason.trim().length < REASON_MIN || reason.trim().length > REASON_MAX;
  return (
    <div className="sheet rules-sheet" tabIndex={0} role="region" aria-label={y.what}>
      <p>{y.submitted(reference.officerName(view.editor), view.submittedOn)}　{zh(view.reason)}</p>
      {view.returnReason !== "" && <p className="near-text">{y.returned(reference.officerName(view.returnedBy), view.returnedOn)}　{zh(view.returnReason)}</p>}
      {view.outdated && <p className="near-text">{y.outdated}</p>}
      <h2>{y.what}</h2>
      {base.data !== undefined && <Changes base={base.data} rules={rules} changes={changesOf(base.data.tables, { effectiveFrom: "", reason: "", tables: rules.tables })} />}
      <h2>{y.replay}</h2>
      {replay.data === undefined ? <p className="mut" role="status">{replay.failure?.text ?? y.replaying}</p> : <ReplayView answer={replay.data} />}
      {approves && (
        <section className="approval">
          <p>{y.fromDay(view.effectiveFrom)}</p>
          {own && <p className="near-text">{y.own}</p>}
          <Button type="primary" loading={sending !== ""} disabled={own || view.outdated || replay.data?.figures === undefined} title={replay.data === undefined ? y.first : undefined}
            onClick={() => replay.data?.figures !== undefined && answer("approve_rule_set", { hash: rules.hash, replay: replay.data.figures })}>{y.approve}</Button>
          <Input.TextArea aria-label={y.reason} placeholder={y.reasonHint} value={reason} maxLength={REASON_MAX} autoSize={{ minRows: 1, maxRows: 3 }} onChange={(event) => setReason(event.target.value)} />
          <Button loading={sending !== ""} disabled={short} title={short ? y.tooShort : undefined} onClick={() => answer("return_rule_set", { reason: reason.trim() })}>{y.sendBack}</Button>
          <Refusal failure={failure} />
        </section>
      )}
    </div>
  );
}

function Changes({ base, rules, changes }: { base: RuleSet; rules: RuleSet; changes: readonly Change[] }): ReactNode {
  const { reference } = useDesk();
  if (changes.length === 0) {
    return <p className="mut">{y.nothing}</p>;
  }
  return (
    <table className="rows">
      <tbody>
        {changes.map((change) => {
          const table = rules.tables.find((table) => table.file === change.file) ?? base.tables.find((table) => table.file === change.file);
          const column = table === undefined ? undefined : columnsOf(table).find((column) => column.id === change.column);
          const say = (text: string): string => (column === undefined ? zh(text) : cellText(rules, reference, column, text));
          const what = change.column !== undefined ? (column === undefined ? "" : headOf(column)) : change.old === "" ? y.addedRow : y.removedRow;
          return (
            <tr key={`${change.file}/${change.row}/${change.column ?? ""}`}>
              <td>{table?.name.split(/[:：]/, 1)[0]}</td><td className="num">{change.row}</td><td>{what}</td>
              <td>{change.old !== "" && <del>{say(change.old)}</del>}</td><td><b>{say(change.new)}</b></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
