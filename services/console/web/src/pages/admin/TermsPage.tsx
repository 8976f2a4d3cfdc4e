import type { ReactNode } from "react";
import { readAdministration, type TermValue } from "../../api/administration";
import { useAsk } from "../../api/useAsk";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { o } from "../../textsOfAdmin";

/** 期限: what the city set itself. Terms of the law are not here. */
export function TermsPage(): ReactNode {
  const asked = useAsk("terms", () => readAdministration(""));
  return (
    <main className="main">
      <PageHead title={o.terms} />
      {asked.data === undefined ? asked.failure !== undefined && <StateNotice text={asked.failure.text} onRetry={asked.again} /> : (
        <div className="sheet rules-sheet" tabIndex={0} role="region" aria-label={o.terms}>
          <table className="rows terms">
            <thead><tr><th scope="col">{o.name}</th><th scope="col">{o.value}</th></tr></thead>
            <tbody>
              {flat(asked.data.terms).map(([name, value]) => <tr key={name}><td>{o.termNames[name] ?? name}</td><td className="num">{valueText(name, value)}</td></tr>)}
            </tbody>
          </table>
        </div>
      )}
      <StatusLine text={o.termsNote} />
    </main>
  );
}

type Plain = string | number | boolean | null;

/** `level.village` for what stands within `level`. */
function flat(terms: Record<string, TermValue>, above = ""): [string, Plain][] {
  return Object.entries(terms).flatMap(([name, value]): [string, Plain][] => (value !== null && typeof value === "object" ? flat(value, `${above}${name}.`) : [[above + name, value]]));
}

/** `5W` → 5 个工作日. */
function valueText(name: string, value: Plain): string {
  if (value === null) {
    return o.absent;
  }
  if (typeof value === "boolean") {
    return value ? o.yes : o.no;
  }
  const [, count, unit] = /^(\d+)([CWh])$/.exec(String(value)) ?? [];
  return count !== undefined && unit !== undefined ? `${count} ${o.unit[unit] ?? unit}` : name.endsWith("_years") ? `${value} ${o.unit.Y}` : String(value);
}
