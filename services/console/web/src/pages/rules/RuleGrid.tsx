import { useEffect, type ClipboardEvent, type KeyboardEvent, type ReactNode, type Ref } from "react";
import type { Finding, RuleSet } from "../../api/rules";
import { addRow, columnsOf, copyRows, pasteRows, removeRows, setCell, type Change, type RuleColumn, type RuleDraft, type RuleTable } from "../../logic/ruleDraft";
import { useDesk } from "../../session";
import { r } from "../../textsOfRules";
import { cellText, headOf, isWide } from "./words";

/** A cell by its place; column 0 is the description. */
export interface Spot {
  row: number;
  column: number;
}

interface RuleGridProps {
  ref: Ref<HTMLDivElement>;
  rules: RuleSet;
  base: RuleTable | undefined;
  table: RuleTable;
  draft: RuleDraft;
  changes: readonly Change[];
  findings: readonly Finding[];
  spot: Spot;
  /** Rows that are chosen to be copied or taken out, by id. */
  chosen: readonly string[];
  onSpot: (spot: Spot) => void;
  onChoose: (rows: string[]) => void;
  onEdit: () => void;
  onChange: (draft: RuleDraft) => void;
  onUndo: () => void;
  onRedo: () => void;
}

/** The column of a cell's text. */
export function keyOf(columns: readonly RuleColumn[], column: number): string {
  return column === 0 ? "_description" : (columns[column - 1]?.id ?? "");
}

/** A table that is written like a sheet. */
export function RuleGrid({ ref, rules, base, table, draft, changes, findings, spot, chosen, onSpot, onChoose, onEdit, onChange, onUndo, onRedo }: RuleGridProps): ReactNode {
  const { reference } = useDesk();
  const columns = columnsOf(table);
  const idAt = (row: number): string => table.rules[row]?._id ?? "";
  const { file } = table;
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  useEffect(() => {
    document.getElementById(cellId(spot))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [spot]);
  const move = (rows: number, cells: number, extend: boolean): void => {
    const row = clamp(spot.row + rows, table.rules.length - 1);
    onSpot({ row, column: clamp(spot.column + cells, columns.length) });
    onChoose(extend ? [...new Set([...(chosen.length === 0 ? [idAt(spot.row)] : chosen), idAt(row)])] : []);
  };
  const pressed = (event: KeyboardEvent): void => {
    const handled = (act: () => void): void => {
      event.preventDefault();
      act();
    };
    if (event.ctrlKey) {
      const keys: Record<string, () => void> = { z: onUndo, y: onRedo };
      const act = keys[event.key.toLowerCase()];
      if (act !== undefined) {
        handled(act);
      }
      return;
    }
    switch (event.key) {
      case "ArrowDown":
        return handled(() => move(1, 0, event.shiftKey));
      case "ArrowUp":
        return handled(() => move(-1, 0, event.shiftKey));
      case "ArrowLeft":
        return handled(() => move(0, -1, false));
      case "ArrowRight":
        return handled(() => move(0, 1, false));
      case "Home":
        return handled(() => onSpot({ ...spot, column: 0 }));
      case "End":
        return handled(() => onSpot({ ...spot, column: columns.length }));
      case "Enter":
      case "F2":
        return handled(onEdit);
      case "Escape":
        return onChoose([]);
      case "Delete":
        return handled(() => onChange(chosen.length > 0 ? removeRows(draft, file, chosen) : setCell(draft, file, idAt(spot.row), keyOf(columns, spot.column), spot.column === 0 ? "" : "-")));
    }
  };
  const copied = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", copyRows(table, chosen.length > 0 ? chosen : [idAt(spot.row)]));
  };
  const pasted = (event: ClipboardEvent): void => {
    event.preventDefault();
    onChange(pasteRows(draft, file, idAt(spot.row) || undefined, event.clipboardData.getData("text/plain")));
  };
  const removed = changes.filter((change) => change.file === file && change.column === undefined && !table.rules.some((rule) => rule._id === change.row)).length;
  return (
    <div className="sheet rules-sheet">
      <div ref={ref} className="rule-grid" role="grid" tabIndex={0} aria-label={table.name} aria-rowcount={table.rules.length + 1} aria-activedescendant={cellId(spot)}
        onKeyDown={pressed} onCopy={copied} onPaste={pasted}>
        <table className="rows rules" role="presentation">
          <thead>
            <tr role="row">
              <th role="columnheader">{r.row}</th><th role="columnheader">{r.description}</th>
              {columns.map((column, index) => <th key={column.id} role="columnheader" className={`${index === table.inputs.length ? "outcome" : ""} ${isWide(column) ? "wide" : ""}`}>{headOf(column)}</th>)}
            </tr>
          </thead>
          <tbody>
            {table.rules.map((rule, row) => {
              const id = rule._id ?? "";
              const old = base?.rules.find((other) => other._id === id);
              return (
                <tr key={id} role="row" aria-selected={chosen.includes(id)} className={chosen.includes(id) ? "chosen" : ""}>
                  <th role="rowheader" className={`num ${old === undefined ? "changed" : ""}`} title={old === undefined ? r.added : undefined}>{id}</th>
                  {["_description", ...columns.map((column) => column.id)].map((key, index) => {
                    const column = columns[index - 1];
                    const say = (text: string): string => (column === undefined ? text : cellText(rules, reference, column, text));
                    const [text, before] = [rule[key] ?? "-", old?.[key] ?? "-"];
                    const bad = findings.some((finding) => finding.table === table.id && finding.row === id && (finding.cell === undefined ? index === 0 : finding.cell === column?.field));
                    const here = spot.row === row && spot.column === index;
                    return (
                      <td key={key} id={cellId({ row, column: index })} role="gridcell" aria-selected={here} aria-invalid={bad || undefined}
                        className={`${here ? "at" : ""} ${bad ? "bad" : ""} ${old !== undefined && text !== before ? "changed" : ""} ${index - 1 === table.inputs.length ? "outcome" : ""} ${index === 0 ? "rule-says" : ""}`}
                        onMouseDown={() => onSpot({ row, column: index })} onDoubleClick={onEdit}>
                        {old !== undefined && text !== before && <del title={r.was(say(before))}>{say(before)}</del>} {say(text)}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="rule-acts">
        <button type="button" className="link" onClick={() => onChange(addRow(draft, file, idAt(spot.row) || undefined))}>＋ {r.addRow}</button>
        <button type="button" className="link" onClick={() => onChange(removeRows(draft, file, chosen.length > 0 ? chosen : [idAt(spot.row)]))}>{r.removeRow}</button>
        {removed > 0 && <span className="near-text">{r.removed(removed)}</span>}
      </p>
    </div>
  );
}

function cellId({ row, column }: Spot): string {
  return `cell-${row}-${column}`;
}
