import type { ReactNode } from "react";
import type { ClockState } from "../gen/fengqiao/v1/common_pb";
import { termOf } from "../logic/terms";
import { t } from "../texts";

/** A deadline: its name, what is left, the date it ends, and the share that is used. */
export function TermCell({ clock }: { clock: ClockState | undefined }): ReactNode {
  if (clock === undefined) {
    return <span className="mut">{t.term.none}</span>;
  }
  const term = termOf(clock);
  return (
    <span className={`term ${term.pressure}`}>
      <span className="term-bar" aria-hidden="true"><i style={{ width: `${Math.round(term.share * 100)}%` }} /></span>
      {term.name} <b>{term.left}</b> <span className="mut sm">{term.end}</span>
    </span>
  );
}
