import type { ReactNode } from "react";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { casesUrl } from "../../logic/filters";
import { shortNumber } from "../../logic/caseNumber";
import { today } from "../../logic/dates";
import { slipOf } from "../../logic/duty";
import { nearest, termOf } from "../../logic/terms";
import { titleOf } from "../../parts/caseTitle";
import { SlipMark } from "../../parts/SlipMark";
import { Link } from "../../router";
import { t } from "../../texts";

const ROWS_MAX = 7;

/** What must be looked at, each with its reason: dangers, slips without an answer, what is over. */
export function Look({ cases, centre }: { cases: CaseView[]; centre: string }): ReactNode {
  const rows = exceptions(cases);
  return (
    <section className="board">
      <h2>{t.command.look} <span className="mut">{rows.length}</span></h2>
      {rows.length === 0 && <p className="mut">{t.command.lookNone}</p>}
      <ul className="look">
        {rows.slice(0, ROWS_MAX).map(({ view, why, colour }) => (
          <li key={view.caseId}>
            {colour !== undefined && <SlipMark colour={colour} />} <Link to={`/cases/${view.caseNumber}`} className="num">{shortNumber(view.caseNumber)}</Link>{" "}
            <span className="clip" title={titleOf(view)}>{titleOf(view)}</span> <span className="over-text">{why}</span>
          </li>
        ))}
        {rows.length > ROWS_MAX && <li><Link to={casesUrl({ area: centre, subtree: true, due: "overdue" })}>{t.command.more(rows.length - ROWS_MAX)}</Link></li>}
      </ul>
    </section>
  );
}

interface Exception {
  view: CaseView;
  why: string;
  colour: string | undefined;
}

function exceptions(cases: CaseView[]): Exception[] {
  const day = today();
  return cases.flatMap((view): Exception[] => {
    const clocks = view.standing?.clocks ?? [];
    const slip = slipOf(view);
    const slipClock = clocks.find((clock) => clock.of !== "" && clock.of === slip?.slipId);
    const danger = clocks.find((clock) => clock.name === "danger_term");
    if (danger !== undefined) {
      return [{ view, why: `${danger.text} ${termOf(danger).left}`, colour: slip?.colour }];
    }
    if (slipClock !== undefined && slipClock.dueOn < day) {
      return [{ view, why: t.command.slipOver(termOf(slipClock).left), colour: slip?.colour }];
    }
    const clock = nearest(view);
    return clock !== undefined && view.nextDueOn !== "" && view.nextDueOn < day ? [{ view, why: `${clock.text} ${termOf(clock).left}`, colour: slip?.colour }] : [];
  });
}
