import { useEffect, useState, type ReactNode } from "react";
import { ownWrites } from "../../api/command";
import { queries } from "../../api/transport";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { shortNumber } from "../../logic/caseNumber";
import { partiesLine, personNumber } from "../../logic/people";
import { titleOf } from "../../parts/caseTitle";
import { t } from "../../texts";

const PAUSE_MS = 200;

export interface Known {
  name: string;
  other: string;
}

interface EarlierProps {
  typed: string;
  /** Somebody was found under the number, and may be read here. */
  onKnown: (known: Known) => void;
}

/** 此人以往: earlier cases of whoever has this phone or document number. */
export function Earlier({ typed, onKnown }: EarlierProps): ReactNode {
  const [cases, setCases] = useState<CaseView[] | undefined>();
  const [away, setAway] = useState(false);
  const { kind, number } = personNumber(typed);
  const full = kind === "phone" || kind === "id";
  useEffect(() => {
    setCases(undefined);
    setAway(false);
    if (!full) {
      return undefined;
    }
    let current = true;
    const timer = setTimeout(() => {
      const by = kind === "phone" ? { phone: number } : { documentNumber: number };
      queries.findByPerson({ ...by, atLeast: ownWrites() }).then(
        ({ cases }) => {
          if (current) {
            setCases(cases);
            const known = knownIn(cases, kind, number);
            if (known !== undefined) {
              onKnown(known);
            }
          }
        },
        () => current && setAway(true),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [kind, number, full, onKnown]);
  const open = cases?.filter((view) => !["closed", "exited", "archived"].includes(view.standing?.phase ?? "")).length ?? 0;
  return (
    <section aria-live="polite">
      <h2>
        {t.register.earlier} {cases !== undefined && cases.length > 0 && <span className="mut">{t.cases(cases.length)}，{t.cases(open)}在办</span>}
      </h2>
      {!full && <p className="mut">{t.register.earlierHint}</p>}
      {away && <p className="near-text">{t.register.earlierAway}</p>}
      {cases?.length === 0 && <p className="mut">{t.register.earlierNone}</p>}
      {cases !== undefined && cases.length > 0 && (
        <table className="rows">
          <tbody>
            {cases.map((view) => (
              <tr key={view.caseId}>
                <td><a href={`/cases/${view.caseNumber}`} target="_blank" rel="noreferrer" className="num">{shortNumber(view.caseNumber)}</a></td>
                <td className="clip" title={partiesLine(view)}>{titleOf(view)}</td>
                <td>{view.standing?.phaseText}</td>
                <td className="mut num">{view.registeredOn}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The person behind the number, where the reader sees them unmasked. */
function knownIn(cases: CaseView[], kind: string, number: string): Known | undefined {
  for (const party of cases.flatMap((view) => view.parties)) {
    const fits = kind === "phone" ? party.phone === number : party.documentNumber === number;
    if (fits && !party.masked && party.kind === "natural_person") {
      return { name: party.name, other: kind === "phone" ? party.documentNumber : party.phone };
    }
  }
  return undefined;
}
