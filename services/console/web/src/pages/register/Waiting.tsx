import { Button } from "antd";
import type { ReactNode } from "react";
import { shortNumber } from "../../logic/caseNumber";
import { Link } from "../../router";
import { t } from "../../texts";
import { u } from "../../textsOfOutbox";
import { useOutbox, type Unsent } from "./outbox";

/** What waits for the link, what was sent when it came back, and what has to be mended first. */
export function Waiting({ onReopen }: { onReopen: ((item: Unsent) => void) | undefined }): ReactNode {
  const { unsent, sent } = useOutbox();
  return (
    <>
      {unsent.length > 0 && (
        <section>
          <h2>{u.waiting} <span className="mut">{unsent.length}</span></h2>
          {unsent.map((item) => (
            <p key={item.form.commandId}>
              {item.form.claimant} {t.queue.versus} {item.form.respondent}
              {item.refusal !== "" && (
                <>
                  <span className="fault gap">{item.refusal}</span>
                  <Button size="small" disabled={onReopen === undefined} title={onReopen === undefined ? u.first : undefined} onClick={() => onReopen?.(item)}>{u.reopen}</Button>
                </>
              )}
            </p>
          ))}
          {unsent.some((item) => !item.kept) && <p className="near-text">{u.notKept}</p>}
        </section>
      )}
      {sent.length > 0 && (
        <section>
          <h2>{u.done} <span className="mut">{sent.length}</span></h2>
          {sent.map(({ outcome, unclassified }) => (
            <p key={outcome.caseId}>
              <Link to={`/cases/${outcome.caseNumber}`} className="num">{shortNumber(outcome.caseNumber)}</Link>
              {outcome.queryCode !== "" && <span className="gap">{t.register.code} <b className="num">{outcome.queryCode}</b></span>}
              {unclassified !== undefined && <span className="near-text gap">{unclassified.text}</span>}
            </p>
          ))}
        </section>
      )}
    </>
  );
}
