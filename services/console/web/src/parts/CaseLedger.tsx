import { useMemo, useState, type ReactNode } from "react";
import type { TimelineEntry } from "../gen/fengqiao/v1/query_pb";
import { dayText, dayOf, momentText } from "../logic/dates";
import { zh } from "../logic/punctuation";
import { useDesk } from "../session";
import { t } from "../texts";
import { LEVELS } from "./LevelRail";

/** Events by which a case moves up. */
const RISES = ["EscalationRequested", "EscalationAccepted"];

interface Decision {
  key: string;
  entries: TimelineEntry[];
}

/** 时间线: what happened across all levels, the newest first; what the system noted is folded. */
export function CaseLedger({ entries }: { entries: TimelineEntry[] }): ReactNode {
  const [whole, setWhole] = useState(false);
  const decisions = useMemo(() => decisionsOf(entries), [entries]);
  const shown = whole ? decisions : decisions.filter((decision) => !isNoise(decision));
  const folded = decisions.length - decisions.filter((decision) => !isNoise(decision)).length;
  const digest = entries[entries.length - 1]?.chainDigest ?? "";
  return (
    <section className="ledger" aria-label={t.case.timeline} tabIndex={0}>
      <h2>
        {t.case.timeline} <span className="mut">{t.case.timelineCount(decisions.length)}</span>
        {digest !== "" && <span className="mut sm right" title={digest}>{t.case.chain} {digest.slice(0, 4)}·{digest.slice(4, 8)}</span>}
      </h2>
      <ol>
        <li className="ledger-lanes mut sm" aria-hidden="true">
          <span />
          <span className="lanes">{LEVELS.map((level) => <span key={level}>{t.levels[level]}</span>)}</span>
        </li>
        {shown.map((decision) => <Line key={decision.key} decision={decision} />)}
      </ol>
      {folded > 0 && (
        <p className="mut">
          {t.case.system(folded)} <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>{whole ? t.less : t.more}</button>
        </p>
      )}
    </section>
  );
}

function Line({ decision }: { decision: Decision }): ReactNode {
  const { reference } = useDesk();
  const [first, ...rest] = decision.entries;
  if (first === undefined) {
    return null;
  }
  const rises = decision.entries.some((entry) => RISES.includes(entry.event));
  const recorded = new Date(first.recordedAt);
  const late = first.occurredOn !== dayOf(recorded);
  const officer = reference.officerName(first.officer);
  return (
    <li id={`e-${first.sequence}`} tabIndex={-1}>
      <span className="ledger-time mut sm">
        {late ? <>{dayText(first.occurredOn)}<br />{momentText(recorded)} 记</> : momentText(recorded)}
      </span>
      <span className="lanes" aria-hidden="true">
        {LEVELS.map((level) => <i key={level} className={level === first.level ? (rises ? "dot up" : "dot") : ""} />)}
      </span>
      <span>
        <b>{t.levels[first.level]}</b> <span className={rises ? "up" : ""}>{zh(first.text)}</span>{" "}
        <span className="mut">{first.text.includes(first.centreName) ? "" : `${first.centreName} `}{officer}</span>
        {rest.map((entry) => <span key={entry.eventId} className="ledger-more mut">{zh(entry.text)}</span>)}
      </span>
    </li>
  );
}

/** The events of one decision stand together. */
function decisionsOf(entries: TimelineEntry[]): Decision[] {
  const decisions: Decision[] = [];
  for (const entry of entries) {
    const last = decisions[decisions.length - 1];
    if (last !== undefined && last.key === String(entry.sequence)) {
      last.entries.push(entry);
    } else {
      decisions.push({ key: String(entry.sequence), entries: [entry] });
    }
  }
  return decisions.reverse();
}

function isNoise(decision: Decision): boolean {
  return decision.entries.every((entry) => entry.role === "system" && !entry.event.startsWith("Deadline") && entry.event !== "SlipIssued" && entry.event !== "HolderChanged");
}
