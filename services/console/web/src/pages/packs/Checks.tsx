import type { ReactNode } from "react";
import type { PackCheck } from "../../gen/fengqiao/v1/packs_pb";
import { zh } from "../../logic/punctuation";
import { k } from "../../textsOfPacks";

/** Two figures that do not agree, with the difference. */
export function failureText(check: PackCheck): string {
  const apart = check.left > check.right ? check.left - check.right : check.right - check.left;
  return k.failed(check.centreName, zh(check.leftName), String(check.left), zh(check.rightName), String(check.right), String(apart));
}

/** 勾稽: what holds in one line, what does not in a sentence each. */
export function Checks({ checks }: { checks: readonly PackCheck[] }): ReactNode {
  const failed = checks.filter((check) => !check.holds);
  return (
    <section aria-label={k.checksTitle}>
      <p className={failed.length === 0 ? "" : "over-text"}>{failed.length === 0 ? "✓" : "✕"} {k.checks(checks.length - failed.length, checks.length)} {failed.length === 0 && <span className="mut">{k.allHold}</span>}</p>
      {failed.length > 0 && <ul>{failed.map((check) => <li key={`${check.id}/${check.centre}/${check.leftName}`} className="over-text"><span className="num">{check.id}</span> {failureText(check)}</li>)}</ul>}
    </section>
  );
}
