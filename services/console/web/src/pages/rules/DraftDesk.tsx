import { Button } from "antd";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { RulesInForce } from "../../api/rules";
import { changesOf, filesOf, redo, step, undo, type History, type RuleDraft, type RuleTable } from "../../logic/ruleDraft";
import { today } from "../../logic/dates";
import { r } from "../../textsOfRules";
import { CellEditor } from "./CellEditor";
import { Findings } from "./Findings";
import { keepDraft } from "./keptDraft";
import { RuleGrid, type Spot } from "./RuleGrid";
import { useChecks } from "./useChecks";

interface DraftDeskProps {
  rules: RulesInForce;
  history: History;
  file: string;
  onChange: (history: History) => void;
}

/** A draft beside what is in force: a sheet to write in, the cell at hand in words, and what is wrong with it. */
export function DraftDesk({ rules, history, file, onChange }: DraftDeskProps): ReactNode {
  const draft = history.now;
  const table = draft.tables.find((table) => table.file === file) ?? draft.tables[0];
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const [editing, edit] = useState(false);
  const [chosen, choose] = useState<string[]>([]);
  const files = useMemo(() => filesOf(rules.manifest, draft), [rules, draft]);
  const checks = useChecks(files);
  const changes = useMemo(() => changesOf(rules.tables, draft), [rules, draft]);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => void keepDraft(rules.hash, draft), [rules, draft]);
  useEffect(() => {
    setSpot({ row: 0, column: 0 });
    choose([]);
    edit(false);
  }, [file]);
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
      </p>
      <RuleGrid ref={grid} rules={rules} base={baseOf(rules, table)} table={table} draft={draft} changes={changes} findings={checks.findings} spot={spot} chosen={chosen}
        onSpot={setSpot} onChoose={choose} onEdit={() => edit(true)} onChange={change} onUndo={() => onChange(undo(history))} onRedo={() => onChange(redo(history))} />
      <CellEditor key={`${file}/${spot.row}/${spot.column}/${editing}`} rules={rules} table={table} draft={draft} spot={spot} editing={editing} onEdit={() => edit(true)} onDone={done} onChange={change} />
      <Findings checks={checks} tables={draft.tables} onGo={(at) => {
        if (at.file === table.file) {
          setSpot(at.spot);
          grid.current?.focus();
        }
      }} />
    </>
  );
}

function baseOf(rules: RulesInForce, table: RuleTable): RuleTable | undefined {
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
