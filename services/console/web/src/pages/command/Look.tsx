import type { ReactNode } from "react";
import type { Overview } from "../../api/overview";
import { silenceOf } from "../../logic/overview";
import { ANY_STATE, casesUrl } from "../../logic/filters";
import { count } from "../../logic/money";
import { shortNumber } from "../../logic/caseNumber";
import { titleOf } from "../../parts/caseTitle";
import { countText } from "../../parts/useCounts";
import { SlipMark } from "../../parts/SlipMark";
import { Link } from "../../router";
import { t } from "../../texts";
import { useExceptions } from "./useExceptions";

/** What must be looked at, each with its reason: red slips, requests to rise that nobody decided in time, villages without a word. */
export function Look({ overview }: { overview: Overview }): ReactNode {
  const { here, reports, day } = overview;
  const found = useExceptions(here.centre);
  const silent = reports.filter((report) => silenceOf(report.day, day) === "silent").length;
  const reds = overview.slips.find((slip) => slip.colour === "red")?.cases ?? 0;
  const shownReds = found.rows.filter((row) => row.colour === "red" && !row.asked).length;
  const total = reds + found.overdueAsked + (silent > 0 ? 1 : 0);
  return (
    <section className="board">
      <h2>{t.command.look} <span className="mut">{count(total)}</span></h2>
      {total === 0 && <p className="mut">{t.command.lookNone}</p>}
      <ul className="look">
        {found.rows.map(({ view, why, over, colour, asked }) => (
          <li key={`${view.caseId}/${asked}`}>
            {asked ? <b className="up">↑</b> : colour !== undefined && <SlipMark colour={colour} />}
            <Link to={`/cases/${view.caseNumber}`} className="num">{shortNumber(view.caseNumber)}</Link>
            <span className="clip" title={titleOf(view)}>{titleOf(view)}</span> <span className={over ? "over-text" : "mut"}>{why}</span>
          </li>
        ))}
        {reds > shownReds && <li><Link to={casesUrl({ area: here.centre, subtree: true, slip: "red", state: [ANY_STATE] })}>{t.command.more(count(reds))}</Link></li>}
        {found.overdueAsked > 0 && <li><Link to={casesUrl({ area: here.centre, subtree: true, asked: true, due: "overdue" })}>{t.command.moreAsked(countText(found.overdueAsked))}</Link></li>}
        {silent > 0 && <li>{t.command.silentVillages(silent)}</li>}
      </ul>
    </section>
  );
}
