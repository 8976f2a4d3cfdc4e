import { Button, Input, Select } from "antd";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import type { RuleSet } from "../../api/rules";
import { arity, fenText, operatorsOf, parseCell, printCell, yuanText, type Cell } from "../../logic/cells";
import { columnsOf, setCell, type RuleDraft, type RuleTable } from "../../logic/ruleDraft";
import { useDesk } from "../../session";
import { r } from "../../textsOfRules";
import { keyOf, type Spot } from "./RuleGrid";
import { choicesOf, codeText, factOf, headOf } from "./words";

interface CellEditorProps {
  rules: RuleSet;
  table: RuleTable;
  draft: RuleDraft;
  spot: Spot;
  editing: boolean;
  onEdit: () => void;
  onDone: () => void;
  onChange: (draft: RuleDraft) => void;
}

/** The cell at hand: an operator in words, its value with the unit, or free text where the column takes it. */
export function CellEditor({ rules, table, draft, spot, editing, onEdit, onDone, onChange }: CellEditorProps): ReactNode {
  const { reference } = useDesk();
  const columns = columnsOf(table);
  const column = columns[spot.column - 1];
  const rule = table.rules[spot.row];
  const key = keyOf(columns, spot.column);
  const text = rule?.[key] ?? "";
  const fact = column === undefined ? undefined : factOf(rules, column);
  const amount = fact?.unit === "fen";
  const [cell, setCellParts] = useState<Cell | undefined>(() => (fact === undefined ? undefined : shown(parseCell(text), amount)));
  const [free, setFree] = useState(text);
  const [said, say] = useState("");
  if (rule?._id === undefined) {
    return null;
  }
  const put = (): void => {
    const values = cell?.values.map((value) => (amount ? fenText(value) : value.trim()));
    if (cell !== undefined && values?.some((value) => value === undefined || value === "")) {
      say(r.badValue);
      return;
    }
    onChange(setCell(draft, table.file, rule._id ?? "", key, cell === undefined ? free.trim() || (spot.column === 0 ? "" : "-") : printCell({ ...cell, values: values as string[] })));
    onDone();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onDone();
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing && (event.target as HTMLElement).tagName === "INPUT" && !isListOpen()) {
      event.preventDefault();
      put();
    }
  };
  const outcomes = column === undefined ? undefined : rules.outcomes[column.field];
  const head = <b>{rule._id} · {spot.column === 0 ? r.description : column === undefined ? "" : headOf(column)}</b>;
  if (!editing) {
    return <div className="cell-editor">{head} <code>{text || "-"}</code> <Button size="small" onClick={onEdit}>{r.apply}</Button> <span className="mut">{fact?.text}</span></div>;
  }
  return (
    <div className="cell-editor" onKeyDown={pressed}>
      {head}
      {fact !== undefined && cell !== undefined ? (
        <>
          <Select size="small" autoFocus aria-label={r.operator} value={cell.operator} popupMatchSelectWidth={120}
            options={operatorsOf(fact.kind).map((value) => ({ value, label: r.operators[value] }))}
            onChange={(operator) => setCellParts({ operator, values: arity(operator) === 0 ? [] : arity(operator) === "many" ? cell.values : cell.values.concat("", "").slice(0, arity(operator) as number) })} />
          <Values cell={cell} codes={fact.kind === "count" ? undefined : choicesOf(fact).map((code) => ({ value: code, label: column === undefined ? code : codeText(reference, column, code) }))}
            unit={r.units[fact.unit] ?? ""} onChange={(values) => setCellParts({ ...cell, values })} />
        </>
      ) : outcomes !== undefined ? (
        <Select size="small" autoFocus aria-label={r.value} value={free} popupMatchSelectWidth={240} options={outcomes.map(([value, label]) => ({ value, label: `${label} ${value}` }))} onChange={setFree} />
      ) : (
        <Input size="small" autoFocus aria-label={r.text} value={free} maxLength={500} onChange={(event) => setFree(event.target.value)} />
      )}
      <Button size="small" type="primary" onClick={put}>{r.apply}</Button>
      <span className="fault" role="alert">{said}</span>
      <span className="mut">{fact?.text}</span>
    </div>
  );
}

interface ValuesProps {
  cell: Cell;
  codes: { value: string; label: string }[] | undefined;
  unit: string;
  onChange: (values: string[]) => void;
}

function Values({ cell, codes, unit, onChange }: ValuesProps): ReactNode {
  const count = arity(cell.operator);
  if (count === 0) {
    return null;
  }
  if (codes !== undefined) {
    return count === "many"
      ? <Select mode="multiple" size="small" className="cell-values" aria-label={r.value} value={cell.values} options={codes} onChange={onChange} />
      : <>{Array.from({ length: count }, (_, index) => (
          <Select key={index} size="small" className="cell-value" aria-label={r.value} {...(cell.values[index] ? { value: cell.values[index] } : {})} options={codes}
            onChange={(value: string) => onChange(replaced(cell.values, index, value))} />
        ))}</>;
  }
  const texts = count === "many" ? [cell.values.join(", ")] : Array.from({ length: count }, (_, index) => cell.values[index] ?? "");
  return (
    <>
      {texts.map((value, index) => (
        <Input key={index} size="small" className="cell-value" aria-label={count === 2 ? (index === 0 ? r.from : r.to) : r.value} value={value} inputMode="decimal" maxLength={40}
          onChange={(event) => onChange(count === "many" ? event.target.value.split(/[,，]\s*/) : replaced(cell.values, index, event.target.value))} />
      ))}
      {unit}
    </>
  );
}

function replaced(values: readonly string[], index: number, value: string): string[] {
  return Array.from({ length: Math.max(values.length, index + 1) }, (_, at) => (at === index ? value : (values[at] ?? "")));
}

/** Amounts stand in fen in the table and are typed in yuan. */
function shown(cell: Cell | undefined, amount: boolean): Cell | undefined {
  return cell === undefined || !amount ? cell : { ...cell, values: cell.values.map(yuanText) };
}

function isListOpen(): boolean {
  return document.querySelector(".ant-select-dropdown:not(.ant-select-dropdown-hidden)") !== null;
}
