import { useEffect, useRef, type ReactNode } from "react";
import type { RuleSet } from "../../api/rules";
import type { RuleTable } from "../../logic/ruleDraft";
import { zh } from "../../logic/punctuation";
import { useDesk } from "../../session";
import { r } from "../../textsOfRules";
import { cellText, headOf, isWide } from "./words";

/** A decision table as it is in force, in words. */
export function TableView({ rules, table, row }: { rules: RuleSet; table: RuleTable; row: string }): ReactNode {
  const { reference } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector(".on")?.scrollIntoView({ block: "center" });
  }, [row, table]);
  return (
    <div className="sheet rules-sheet" ref={box} tabIndex={0} role="region" aria-label={table.name}>
      <p className="rules-say">{zh(table.name)}　<span className="mut">{r.policy[table.hitPolicy] ?? table.hitPolicy}。{r.intro}</span></p>
      <table className="rows rules">
        <thead>
          <tr>
            <th scope="col">{r.row}</th><th scope="col">{r.description}</th>
            {table.inputs.map((column) => <th key={column.id} scope="col">{headOf(column)}</th>)}
            {table.outputs.map((column, index) => <th key={column.id} scope="col" className={`${index === 0 ? "outcome" : ""} ${isWide(column) ? "wide" : ""}`}>{headOf(column)}</th>)}
          </tr>
        </thead>
        <tbody>
          {table.rules.map((rule) => (
            <tr key={rule._id} id={`row-${rule._id}`} className={rule._id === row ? "on" : ""}>
              <th scope="row" className="num">{rule._id}</th>
              <td className="rule-says">{zh(rule._description ?? "")}</td>
              {table.inputs.map((column) => <Cell key={column.id} text={cellText(rules, reference, column, rule[column.id] ?? "-")} />)}
              {table.outputs.map((column, index) => <Cell key={column.id} first={index === 0} text={cellText(rules, reference, column, rule[column.id] ?? "-")} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ text, first = false }: { text: string; first?: boolean }): ReactNode {
  return <td className={`${text === r.any ? "any" : ""} ${first ? "outcome" : ""}`} {...(text === r.any ? { "aria-label": r.anyText } : {})}>{text}</td>;
}
