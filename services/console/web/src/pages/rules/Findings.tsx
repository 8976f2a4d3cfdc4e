import type { ReactNode } from "react";
import type { Finding } from "../../api/rules";
import { columnsOf, type RuleTable } from "../../logic/ruleDraft";
import { go } from "../../router";
import { r } from "../../textsOfRules";
import { headOf } from "./words";
import type { Spot } from "./RuleGrid";
import type { Checks } from "./useChecks";

interface FindingsProps {
  checks: Checks;
  tables: readonly RuleTable[];
  onGo: (at: { file: string; spot: Spot }) => void;
}

/** What bars a draft and what is to be thought about, each with its place. */
export function Findings({ checks, tables, onGo }: FindingsProps): ReactNode {
  const errors = checks.findings.filter((finding) => finding.severity === "error").length;
  const said = checks.state === "checking" ? r.checking : checks.state === "away" ? r.away
    : checks.findings.length === 0 ? r.sound : r.faults(errors, checks.findings.length - errors);
  return (
    <section className="rule-checks" aria-live="polite">
      <h2>{r.checks} <span className={errors > 0 ? "over-text" : "mut"}>{said}</span></h2>
      <ul>
        {checks.findings.map((finding, index) => {
          const at = placeOf(finding, tables);
          return (
            <li key={index}>
              <span className={finding.severity === "error" ? "fault-text" : "near-text"}>{finding.severity === "error" ? "✕" : "△"} {finding.text}</span>{" "}
              {at === undefined ? <span className="mut">{finding.table}</span> : (
                <button type="button" className="link" onClick={() => {
                  go(`/rules?table=${at.file}`, true);
                  onGo(at);
                }}>{at.text}</button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function placeOf(finding: Finding, tables: readonly RuleTable[]): { file: string; spot: Spot; text: string } | undefined {
  const table = tables.find((table) => table.id === finding.table);
  if (table === undefined) {
    return undefined;
  }
  const columns = columnsOf(table);
  const column = columns.findIndex((column) => column.field === finding.cell);
  const row = table.rules.findIndex((rule) => rule._id === finding.row);
  const text = r.place(finding.row ?? "", columns[column] === undefined ? "" : headOf(columns[column]));
  return { file: table.file, spot: { row: Math.max(0, row), column: column + 1 }, text: `${table.name.split(/[:：]/, 1)[0] ?? ""} ${text}` };
}
