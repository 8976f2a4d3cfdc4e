import type { ReactNode } from "react";
import type { Overview } from "../../api/overview";
import { ANY_STATE, casesUrl, registeredOn, type Filters } from "../../logic/filters";
import { Figure } from "../../parts/Figure";
import { SlipMark } from "../../parts/SlipMark";
import { useDesk } from "../../session";
import { t } from "../../texts";

/** One sentence that can be read aloud in a meeting; each number in it opens its cases. */
export function Statement({ overview, asOf }: { overview: Overview; asOf: string | undefined }): ReactNode {
  const { reference } = useDesk();
  const { here, day } = overview;
  const to = (more: Partial<Filters>): string => casesUrl({ area: here.centre, subtree: true, ...more });
  const registered = casesUrl(registeredOn(here.centre, day));
  const c = t.command;
  return (
    <h1 className="statement">
      {reference.placeName(here.centre)}　{c.open} <Figure n={here.open} to={to({})} className="big" /> {c.registeredToday}
      {" "}<Figure n={here.registeredToday} to={registered} className="big" /> {c.closedToday} <Figure n={here.closedToday} to={to({ state: [ANY_STATE], closed: day })} className="big" />{" "}
      {c.overdue} <Figure n={here.overdue} to={to({ due: "overdue" })} className="big over" />
      {c.dueToday}<Figure n={here.dueToday} to={to({ due: "today" })} className="big near" />
      {c.slips}{" "}
      {overview.slips.map(({ colour, cases }) => (
        <span key={colour} className="statement-slip"><SlipMark colour={colour} /> <Figure n={cases} to={to({ slip: colour, state: [ANY_STATE] })} className="big" /></span>
      ))}
      {c.end}
      {asOf !== undefined && <span className="near-text statement-stale">{c.asOf(asOf)}</span>}
    </h1>
  );
}
