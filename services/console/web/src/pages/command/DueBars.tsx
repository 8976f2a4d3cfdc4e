import type { ReactNode } from "react";
import type { Overview } from "../../api/overview";
import { dayWithWeekday } from "../../logic/dates";
import { casesUrl } from "../../logic/filters";
import { count } from "../../logic/money";
import { dueBars, scaleOf } from "../../logic/overview";
import { Figure, Opens, useShowing } from "../../parts/Figure";
import { useDesk } from "../../session";
import { t } from "../../texts";

/** When the nearest terms end: what is over, the next working days, and what lies beyond them. All of them are the open cases. */
export function DueBars({ overview }: { overview: Overview }): ReactNode {
  const { reference } = useDesk();
  const { blank } = useShowing();
  const { day, here, withoutDue } = overview;
  const { bars, later, laterFrom } = dueBars(overview, reference.restDays);
  const most = scaleOf(bars.map((bar) => bar.cases));
  const to = (due: string): string => casesUrl({ area: here.centre, subtree: true, due });
  const share = (n: number): number => (blank ? 0 : Math.min(1, n / most));
  return (
    <section className="board">
      <h2>{t.command.next} <span className="mut">{t.command.nextNote}</span></h2>
      <ul className="bars">
        {bars.map(({ key, cases }, index) => (
          <li key={key}>
            <Opens to={cases === 0 ? undefined : to(key === day ? "today" : key)} className="bar-column"
              title={blank ? undefined : t.command.barOf(count(cases), key === "overdue" ? undefined : dayWithWeekday(key))}>
              <b>{blank ? t.wall.old : cases === 0 ? "" : <Figure n={cases} short />}</b>
              <i className={`${key === "overdue" ? "over" : key === day ? "near" : ""} ${cases > most ? "cut" : ""}`} style={{ height: `calc(var(--bar) * ${share(cases)})` }} />
              <span>{labelOf(key, day, bars[index - 1]?.key)}</span>
            </Opens>
          </li>
        ))}
      </ul>
      <p className="bars-rest sm">
        <Figure n={later} to={to(`${laterFrom}-`)} text={t.command.later} /> <Figure n={withoutDue} to={to("paused")} text={t.command.withoutDue} />
      </p>
    </section>
  );
}

/** The month is named where it is another than that of the bar before. */
function labelOf(key: string, day: string, before = ""): string {
  if (key === "overdue") {
    return t.command.overdueBar;
  }
  return key === day ? t.today : key.slice(0, 7) === before.slice(0, 7) ? key.slice(8) : key.slice(5);
}
