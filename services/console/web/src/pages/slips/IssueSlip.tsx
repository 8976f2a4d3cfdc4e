import type { ReactNode } from "react";
import { zh } from "../../logic/punctuation";
import { ActOnCase } from "../../parts/ActOnCase";
import { t } from "../../texts";
import { d } from "../../textsOfDaily";

/** 发督办单: which case, then the form of the command. */
export function IssueSlip({ onDone, onClose }: { onDone: (said: string) => void; onClose: () => void }): ReactNode {
  return (
    <ActOnCase command="issue_slip" title={d.slips.issue} question={d.slips.choose}
      onDone={(outcome) => onDone(t.act.done(zh(outcome.changes[0]?.text ?? t.act.nothingChanged)))} onClose={onClose} />
  );
}
