import { useState, type ReactNode } from "react";
import type { ClockState } from "../gen/fengqiao/v1/common_pb";
import { dayWithWeekday } from "../logic/dates";
import { zh } from "../logic/punctuation";
import { inOrder, termOf } from "../logic/terms";
import { t } from "../texts";

/** Every term that runs, the nearest first; each opens into how its last day was counted. */
export function TermStrip({ clocks }: { clocks: readonly ClockState[] }): ReactNode {
  const [open, setOpen] = useState<string | undefined>();
  const sorted = inOrder(clocks);
  const chosen = sorted.find((clock) => keyOf(clock) === open);
  if (sorted.length === 0) {
    return <div className="terms mut">{t.term.none}</div>;
  }
  return (
    <>
      <div className="terms" role="group" aria-label={t.term.title}>
        {sorted.map((clock) => {
          const term = termOf(clock);
          const key = keyOf(clock);
          return (
            <button key={key} type="button" className={`term-cell ${term.pressure}`} aria-expanded={open === key} onClick={() => setOpen(open === key ? undefined : key)}>
              <span><b>{term.name}</b> <b className="term-left">{term.left}</b> <span className="mut sm">{term.end}</span></span>
              <span className="term-bar" aria-hidden="true"><i style={{ width: `${Math.round(term.share * 100)}%` }} /></span>
            </button>
          );
        })}
      </div>
      {chosen !== undefined && <Arithmetic clock={chosen} />}
    </>
  );
}

/** Two clocks of one name are told apart by what they belong to. */
function keyOf(clock: ClockState): string {
  return `${clock.name}/${clock.of}/${clock.startedOn}`;
}

function Arithmetic({ clock }: { clock: ClockState }): ReactNode {
  return (
    <section className="sheet arithmetic" aria-label={t.term.title}>
      <h2>{clock.text} <span className="mut">{t.term.started(dayWithWeekday(clock.startedOn))}，{t.term.ends(dayWithWeekday(clock.dueOn))}</span></h2>
      <ol>{clock.arithmetic.map((step) => <li key={step}>{zh(step)}</li>)}</ol>
      {clock.provisional && <p className="near-text">{t.term.provisional(clock.dueOn.slice(0, 4))}</p>}
      {clock.reminder !== "" && <p className="mut">{clock.reminder}</p>}
    </section>
  );
}
