import type { ReactNode } from "react";
import { readAdministration, type CalendarYear } from "../../api/administration";
import { useAsk } from "../../api/useAsk";
import { weeksOf } from "../../logic/months";
import { today } from "../../logic/dates";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { Link, usePlace } from "../../router";
import { o } from "../../textsOfAdmin";

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** 日历: the days by which terms are counted, a year on a page. */
export function CalendarPage(): ReactNode {
  const { query } = usePlace();
  const asked = useAsk("calendar", () => readAdministration(""));
  const wanted = query.get("year") ?? today().slice(0, 4);
  const years = asked.data?.years ?? [];
  const year = years.find((each) => String(each.year) === wanted);
  return (
    <main className="main">
      <PageHead title={o.calendar}>
        <nav className="views" aria-label={o.calendar}>
          {years.map((each) => <Link key={each.year} to={`/admin/calendar?year=${each.year}`} className={each === year ? "on" : ""} {...(each === year ? { "aria-current": "true" as const } : {})}>{each.year}</Link>)}
        </nav>
      </PageHead>
      {asked.data === undefined ? asked.failure !== undefined && <StateNotice text={asked.failure.text} onRetry={asked.again} /> : year !== undefined && (
        <div className="sheet calendar" tabIndex={0} role="region" aria-label={String(year.year)}>
          <YearNote year={year} />
          <div className="months">{MONTHS.map((month) => <Month key={month} year={year} month={month} />)}</div>
          <h2>{o.periods} <span className="mut">{o.periodNote}</span></h2>
          {asked.data.periods.length === 0 ? <p className="mut">{o.noPeriods}</p> : asked.data.periods.map((period) => (
            <p key={period.name + period.from}><b>{period.name}</b> {o.since(period.from, period.until)}　{o.bands(period.bands)}{period.rest_days ? `，${o.restDays}` : ""}</p>
          ))}
        </div>
      )}
      <StatusLine text="" />
    </main>
  );
}

function YearNote({ year }: { year: CalendarYear }): ReactNode {
  const count = (kind: string): number => year.days.filter(([, each]) => each === kind).length;
  return year.published
    ? <p>{o.published}　<span className="mut">{o.differs(count("holiday"), count("make_up"))}</span></p>
    : <p className="near-text">{o.provisional(year.year)}</p>;
}

function Month({ year, month }: { year: CalendarYear; month: number }): ReactNode {
  const days = new Map(year.days.map(([day, kind, festival]) => [day, { kind, festival }]));
  return (
    <table className="month">
      <caption>{o.month(month)}</caption>
      <thead><tr>{o.weekdays.map((day) => <th key={day} scope="col">{day}</th>)}</tr></thead>
      <tbody>
        {weeksOf(year.year, month).map((week, index) => (
          <tr key={index}>
            {week.map((day, at) => {
              const special = day === undefined ? undefined : days.get(day);
              const rests = special === undefined ? at > 4 : special.kind !== "make_up" && special.kind !== "working";
              return (
                <td key={at} className={`${rests ? "rests" : ""} ${special?.kind === "make_up" ? "make-up" : ""} ${day === today() ? "now" : ""}`}
                  {...(special === undefined ? {} : { title: `${special.festival} ${o.kindTexts[special.kind] ?? ""}` })}>
                  {day === undefined ? "" : Number(day.slice(8))}{special !== undefined && <sup>{o.kinds[special.kind] ?? ""}</sup>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
