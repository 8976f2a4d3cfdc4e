import type { ReactNode } from "react";
import type { Overview } from "../../api/overview";
import { dayText, daysBetween } from "../../logic/dates";
import { ANY_STATE, casesUrl } from "../../logic/filters";
import { Figure, useShowing } from "../../parts/Figure";
import { SlipMark } from "../../parts/SlipMark";
import { t } from "../../texts";

/** Cases under a slip by colour: how many, how many wait for an answer, and since when the oldest stands. */
export function Slips({ overview }: { overview: Overview }): ReactNode {
  const { here, day } = overview;
  const { blank } = useShowing();
  const head = t.command.urgeHead;
  return (
    <section className="board">
      <h2>{t.command.urge} <span className="mut">{t.command.urgeNote}</span></h2>
      <table className="slip-rows">
        <thead>
          <tr><th scope="col">{head.colour}</th><th scope="col">{head.cases}</th><th scope="col">{head.unanswered}</th><th scope="col">{head.oldest}</th></tr>
        </thead>
        <tbody>
          {overview.slips.map((slip) => (
            <tr key={slip.colour}>
              <th scope="row"><SlipMark colour={slip.colour} /></th>
              <td><b><Figure n={slip.cases} to={casesUrl({ area: here.centre, subtree: true, slip: slip.colour, state: [ANY_STATE] })} /></b></td>
              <td><Figure n={slip.unanswered} to={casesUrl({ area: here.centre, subtree: true, slip: slip.colour, unanswered: true, state: [ANY_STATE] })} /></td>
              <td>{slip.oldestOn === "" || blank ? t.none : t.command.oldestSince(dayText(slip.oldestOn), daysBetween(slip.oldestOn, day))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
