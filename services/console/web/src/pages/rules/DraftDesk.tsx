import { Button, Input } from "antd";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { replayDraft, textOf, type RuleFiles, type RuleSet } from "../../api/rules";
import { useAsk } from "../../api/useAsk";
import { NO_CASE, useGive } from "../../api/useGive";
import { useFormKeys } from "../../frame/useFormKeys";
import { changesOf, filesOf, REASON_MAX, REASON_MIN, redo, step, undo, type History, type RuleDraft, type RuleTable } from "../../logic/ruleDraft";
import { today } from "../../logic/dates";
import { t } from "../../texts";
import { r, y } from "../../textsOfRules";
import { CellEditor } from "./CellEditor";
import { Findings } from "./Findings";
import { keepDraft } from "./keptDraft";
import { Refusal } from "../../parts/Refusal";
import { ReplayView } from "./ReplayView";
import { RuleGrid, type Spot } from "./RuleGrid";
import { useChecks } from "./useChecks";

interface DraftDeskProps {
  rules: RuleSet;
  history: History;
  file: string;
  onChange: (history: History) => void;
  onSubmitted: (ruleSetId: string) => void;
}

/** A draft beside what is in force: a sheet to write in, the cell at hand in words, and what is wrong with it. */
export function DraftDesk({ rules, history, file, onChange, onSubmitted }: DraftDeskProps): ReactNode {
  const draft = history.now;
  const table = draft.tables.find((table) => table.file === file) ?? draft.tables[0];
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const [editing, edit] = useState(false);
  const [replayed, setReplayed] = useState<RuleFiles | undefined>();
  const { sending, failure, send } = useGive();
  const [chosen, choose] = useState<string[]>([]);
  const { tables, effectiveFrom } = draft;
  // The reason is no part of the rules: writing it calls for no new check.
  const files = useMemo(() => filesOf(rules.manifest, { tables, effectiveFrom, reason: "" }), [rules, tables, effectiveFrom]);
  const checks = useChecks(files);
  const changes = useMemo(() => changesOf(rules.tables, { tables, effectiveFrom, reason: "" }), [rules, tables, effectiveFrom]);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => void keepDraft(rules.hash, draft), [rules, draft]);
  useEffect(() => {
    setSpot({ row: 0, column: 0 });
    choose([]);
    edit(false);
  }, [file]);
  const sound = checks.hash !== null && changes.length > 0;
  const reason = draft.reason.trim();
  const submit = (): void => {
    if (sound && reason.length >= REASON_MIN && sending === "") {
      void send("submit_rule_set", NO_CASE, { ruleSet: textOf(files), baseHash: rules.hash, reason }).then((outcome) => outcome !== undefined && onSubmitted(outcome.affairId));
    }
  };
  useFormKeys(submit);
  if (table === undefined) {
    return null;
  }
  const change = (now: RuleDraft): void => onChange(step(history, now));
  const done = (): void => {
    edit(false);
    grid.current?.focus();
  };
  return (
    <>
      <p className="rules-say">
        <b>{r.draftOf(rules.version + 1, rules.version)}</b>
        <label>{r.effective} <input type="date" value={draft.effectiveFrom} min={today()} onChange={(event) => event.target.value !== "" && change({ ...draft, effectiveFrom: event.target.value })} /></label>
        <span>{r.changed(changes.length)}</span>
        <Button size="small" disabled={history.past.length === 0} onClick={() => onChange(undo(history))}>{r.undo}</Button>
        <Button size="small" disabled={history.future.length === 0} onClick={() => onChange(redo(history))}>{r.redo}</Button>
        <Button size="small" onClick={() => save(files, rules.version + 1)}>{r.export}</Button>
        <Button size="small" disabled={!sound} title={sound ? undefined : y.unsound} onClick={() => setReplayed(files)}>{y.replay}</Button>
      </p>
      <RuleGrid ref={grid} rules={rules} base={baseOf(rules, table)} table={table} draft={draft} changes={changes} findings={checks.findings} spot={spot} chosen={chosen}
        onSpot={setSpot} onChoose={choose} onEdit={() => edit(true)} onChange={change} onUndo={() => onChange(undo(history))} onRedo={() => onChange(redo(history))} />
      <CellEditor key={`${file}/${spot.row}/${spot.column}/${editing}`} rules={rules} table={table} draft={draft} spot={spot} editing={editing} onEdit={() => edit(true)} onDone={done} onChange={change} />
      {replayed !== undefined && <Replayed key={JSON.stringify(replayed)} files={replayed} onClose={() => setReplayed(undefined)} />}
      <form className="rules-say" onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}>
        <Input.TextArea aria-label={y.reason} placeholder={`${y.reason}：${y.reasonHint}`} value={draft.reason} maxLength={REASON_MAX} autoSize={{ minRows: 1, maxRows: 2 }} className="rule-reason"
          onChange={(event) => onChange({ ...history, now: { ...draft, reason: event.target.value } })} />
        <Button type="primary" htmlType="submit" loading={sending !== ""} disabled={!sound || reason.length < REASON_MIN} title={!sound ? y.unsound : reason.length < REASON_MIN ? y.tooShort : undefined}>{y.submit} <kbd>{y.submitKey}</kbd></Button>
        <Refusal failure={failure} />
      </form>
      <Findings checks={checks} tables={draft.tables} onGo={(at) => {
        if (at.file === table.file) {
          setSpot(at.spot);
          grid.current?.focus();
        }
      }} />
    </>
  );
}

function baseOf(rules: RuleSet, table: RuleTable): RuleTable | undefined {
  return rules.tables.find((other) => other.file === table.file);
}

/** The files of a draft in one, for whoever keeps them elsewhere. */
function save(files: { manifest: string; tables: Record<string, string> }, version: number): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(files, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `rules-${version}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

function Replayed({ files, onClose }: { files: RuleFiles; onClose: () => void }): ReactNode {
  const asked = useAsk("replayed", () => replayDraft(files));
  return (
    <section className="sheet replay-sheet" aria-label={y.replay} tabIndex={0}>
      <button type="button" className="link right" onClick={onClose}>{t.esc}</button>
      {asked.data === undefined ? <p className="mut" role="status">{asked.failure?.text ?? y.replaying}</p> : <ReplayView answer={asked.data} />}
    </section>
  );
}
