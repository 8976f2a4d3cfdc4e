import { Button } from "antd";
import { useState, type ReactNode } from "react";
import type { Explanation, RowResult } from "../gen/fengqiao/v1/common_pb";
import { cellsOf, counts, gatesOf, truthOf, type Gate, type Truth } from "../logic/why";
import { conditionText, valueText } from "../logic/conditions";
import { zh } from "../logic/punctuation";
import { useDesk } from "../session";
import { t } from "../texts";

const GATES = "gates";
const HARD = "hard_triggers";
const SOFT = "soft_triggers";

const SIGNS: Record<Truth, string> = { pass: t.why.pass, fail: t.why.fail, missing: t.why.missing };

export interface Way {
  text: string;
  go: () => void;
}

interface WhyTableProps {
  explanation: Explanation;
  admitted: boolean;
  /** What would change the answer, with the doing beside it. */
  ways?: Way[];
  foot?: ReactNode;
}

/** Every “no” is a table: the verdict in a sentence, each condition with what was seen, and what would change it. */
export function WhyTable({ explanation, admitted, ways = [], foot }: WhyTableProps): ReactNode {
  const gates = gatesOf(explanation, GATES);
  const count = counts(gates);
  const soft = explanation.rows.filter((row) => row.table === SOFT);
  const verdict = (t.why as Record<string, unknown>)[explanation.verdict];
  const lacking = admitted || count.fail + count.missing > 0 ? undefined : lackingCause(explanation, soft);
  const bad = !admitted && (count.fail + count.missing > 0 || lacking !== undefined);
  return (
    <div className="why">
      <p className="why-verdict">
        <b className={admitted ? "met" : "fault-text"}>{admitted ? t.why.admitted : bad ? t.why.keep : typeof verdict === "string" ? verdict : zh(explanation.verdictText)}</b>{" "}
        {gates.length > 0 && t.why.counts(gates.length, count.pass, count.fail, count.missing)}
        {lacking !== undefined && t.why.noCause}
      </p>
      {explanation.refusalText !== "" && <p>{zh(explanation.refusalText)} <span className="mut sm">{explanation.refusalCode}</span></p>}
      {gates.length > 0 && (
        <table className="rows why-rows">
          <thead>
            <tr><th scope="col">{t.why.columns.result}</th><th scope="col">{t.why.columns.condition}</th><th scope="col">{t.why.columns.need}</th><th scope="col">{t.why.columns.seen}</th></tr>
          </thead>
          <tbody>
            {lacking !== undefined && <GateRow gate={lacking} explanation={explanation} />}
            {gates.map((gate) => <GateRow key={gate.id} gate={gate} explanation={explanation} />)}
          </tbody>
        </table>
      )}
      {explanation.changeText !== "" && (
        <>
          <h3>{t.why.how}</h3>
          <p>{zh(explanation.changeText)}</p>
          {ways.length > 0 && <div className="ways">{ways.map((way) => <Button key={way.text} onClick={way.go}>{way.text}</Button>)}</div>}
        </>
      )}
      <Rows title={t.why.hard} rows={explanation.rows.filter((row) => row.table === HARD)} none={t.why.hardNone} explanation={explanation} />
      {soft.length > 0 && <Rows title={t.why.soft} rows={soft} none={() => t.why.softNone} explanation={explanation} />}
      <Nearest explanation={explanation} />
      {foot}
    </div>
  );
}

/** What a row says, without the paper it rests on. */
function rowText(row: RowResult): string {
  return zh(row.text.split("(依据")[0] ?? "");
}

/** Every condition is met and nothing has come up for which a case may rise: the cause that is nearest. */
function lackingCause(explanation: Explanation, soft: RowResult[]): Gate | undefined {
  if (soft.some((row) => truthOf(row) === "pass")) {
    return undefined;
  }
  const row = soft.find((row) => row.id === explanation.nearest?.id) ?? soft[0];
  return row === undefined ? undefined : { id: row.id, truth: truthOf(row), row };
}

function factName(explanation: Explanation, fact: string): string {
  // The platform writes a fact with its value; the value has a column of its own.
  return explanation.facts.find((seen) => seen.name === fact)?.text.split(/[:：]/, 1)[0] ?? fact;
}

function GateRow({ gate, explanation }: { gate: Gate; explanation: Explanation }): ReactNode {
  const { reference } = useDesk();
  const cells = cellsOf(gate.row);
  const text = rowText(gate.row);
  return (
    <tr className={gate.truth}>
      <td className={gate.truth === "pass" ? "met" : gate.truth === "fail" ? "fault-text" : "near-text"}>{SIGNS[gate.truth]}</td>
      <td>{text}</td>
      <td>{cells.map((cell) => <div key={cell.fact}>{factName(explanation, cell.fact)} {conditionText(reference, cell.fact, cell.condition)}</div>)}</td>
      <td>{cells.map((cell) => <div key={cell.fact}>{cell.result === "missing" ? t.why.notSeen : valueText(reference, cell.fact, cell.seen)}</div>)}</td>
    </tr>
  );
}

interface RowsProps {
  title: string;
  rows: RowResult[];
  none: (n: number) => string;
  explanation: Explanation;
}

/** Rows of which any one would be enough; folded until somebody wants to see them. */
function Rows({ title, rows, none, explanation }: RowsProps): ReactNode {
  const [open, setOpen] = useState(false);
  const { reference } = useDesk();
  const holding = rows.filter((row) => truthOf(row) === "pass");
  if (rows.length === 0) {
    return null;
  }
  return (
    <div className="why-more">
      <b>{title}</b> {holding.length === 0 ? none(rows.length) : t.why.hardSome(holding.map(rowText).join("；"))}{" "}
      <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t.less : t.why.show(rows.length)}</button>
      {open && (
        <table className="rows why-rows">
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className={truthOf(row) === "pass" ? "pass" : ""}>
                <td>{truthOf(row) === "pass" ? "✓" : truthOf(row) === "missing" ? "？" : "✕"}</td>
                <td>{rowText(row)}</td>
                <td>{cellsOf(row).map((cell) => <div key={cell.fact}>{factName(explanation, cell.fact)} {cell.result === "missing" ? t.why.notSeen : valueText(reference, cell.fact, cell.seen)}</div>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Nearest({ explanation }: { explanation: Explanation }): ReactNode {
  const { reference } = useDesk();
  const { nearest } = explanation;
  const row = explanation.rows.find((row) => row.id === nearest?.id);
  if (nearest === undefined || nearest.unmet.length === 0) {
    return null;
  }
  return (
    <p className="mut">
      {t.why.nearest}{t.colon}{row !== undefined && rowText(row)}
      {nearest.unmet.map((cell) => `，${factName(explanation, cell.fact)} ${cell.result === "missing" ? t.why.notSeen : valueText(reference, cell.fact, cell.seen)}（${conditionText(reference, cell.fact, cell.condition)}）`).join("")}
    </p>
  );
}
