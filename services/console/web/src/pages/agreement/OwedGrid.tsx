import type { KeyboardEvent, ReactNode } from "react";
import { flushSync } from "react-dom";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { shortName } from "../../logic/people";
import { useDesk } from "../../session";
import { p } from "../../textsOfPapers";
import type { ObligationRow } from "../case/formValues";
import { emptyRow, ROWS_MAX } from "./draft";

interface OwedGridProps {
  view: CaseView;
  rows: ObligationRow[];
  onChange: (rows: ObligationRow[]) => void;
}

/** Who owes what until when, walked by Tab like a sheet; Enter in the last row makes another. */
export function OwedGrid({ view, rows, onChange }: OwedGridProps): ReactNode {
  const { reference } = useDesk();
  const { columns } = p.editor;
  const set = (index: number, part: Partial<ObligationRow>): void => onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const add = (): void => {
    if (rows.length < ROWS_MAX) {
      const last = rows[rows.length - 1];
      // At once: the next key already belongs to the new row.
      flushSync(() => onChange([...rows, { ...emptyRow(view, last?.due ?? ""), debtor: last?.debtor ?? "" }]));
      document.getElementById(`owed-${rows.length}-what`)?.focus();
    }
  };
  const pressed = (event: KeyboardEvent, index: number): void => {
    if (event.key === "Enter" && !event.ctrlKey && !event.nativeEvent.isComposing && index === rows.length - 1 && (event.target as HTMLElement).tagName !== "BUTTON") {
      event.preventDefault();
      add();
    }
  };
  const label = (column: number, index: number): string => `${columns[column]} ${index + 1}`;
  return (
    <>
      <table className="owed">
        <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} onKeyDown={(event) => pressed(event, index)}>
              <td className="num">{index + 1}</td>
              <td>
                <select aria-label={label(1, index)} value={row.debtor} onChange={(event) => set(index, { debtor: event.target.value })}>
                  <option value="" />
                  {view.parties.map((party) => <option key={party.partyId} value={party.partyId}>{reference.word("party_role", party.role)} {shortName(party)}</option>)}
                </select>
              </td>
              <td><input id={`owed-${index}-what`} aria-label={label(2, index)} value={row.what} maxLength={200} autoComplete="off" onChange={(event) => set(index, { what: event.target.value })} /></td>
              <td><input aria-label={label(3, index)} className="amount num" value={row.amount} inputMode="decimal" autoComplete="off" onChange={(event) => set(index, { amount: event.target.value })} /></td>
              <td><input aria-label={label(4, index)} type="date" value={row.due} onChange={(event) => set(index, { due: event.target.value })} /></td>
              <td>{rows.length > 1 && <button type="button" className="link" tabIndex={-1} onClick={() => onChange(rows.filter((_, at) => at !== index))}>{p.editor.remove}</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < ROWS_MAX && <button type="button" className="link" onClick={add}>＋ {p.editor.add}</button>}
    </>
  );
}
