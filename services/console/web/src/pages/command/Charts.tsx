import type { ReactNode } from "react";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { addDays, dayText, today } from "../../logic/dates";
import { AGE_BANDS, ageCode, ANY_STATE, casesUrl } from "../../logic/filters";
import { count } from "../../logic/money";
import type { Stage } from "../../logic/overview";
import { Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";

/** Below this number a share says nothing. */
const SHARE_MIN = 20;
const DUE_DAYS = 10;

interface FunnelProps {
  stages: Stage[];
  registered: number;
  from: string;
  to: string;
  centre: string;
}

/** One bar per level on a common scale: entered is the sum of its parts. */
export function Funnel({ stages, registered, from, to, centre }: FunnelProps): ReactNode {
  const most = Math.max(1, ...stages.map((stage) => stage.entered));
  const width = (n: number): string => `${(n / most) * 100}%`;
  const link = (level: string, part: string, text: string, className = ""): ReactNode => (
    <Link to={casesUrl({ area: centre, subtree: true, state: [ANY_STATE], from, stage: `${level}.${part}` })} className={className}>{text}</Link>
  );
  return (
    <section className="board">
      <h2>{t.command.funnel(count(registered))} <span className="mut">{t.command.funnelNote(dayText(from), dayText(to))}</span></h2>
      {registered === 0 ? <p className="mut">{t.command.none}</p> : stages.map((stage) => (
        <div key={stage.level} className="stage">
          <b>{t.levels[stage.level]}</b>
          <span className="stage-in">{link(stage.level, "entered", `${t.command.entered} ${count(stage.entered)}`)}</span>
          <div>
            <div className="stage-bar" aria-hidden="true">
              <i className="settled" style={{ width: width(stage.settled) }} />
              <i className="lifted" style={{ width: width(stage.lifted) }} />
              <i className="held" style={{ width: width(stage.open) }} />
              <i className="other" style={{ width: width(stage.other) }} />
            </div>
            <div className="stage-text sm">
              {link(stage.level, "settled", `${t.command.settled} ${settledText(stage)}`, "strong")} {link(stage.level, "lifted", `${t.command.lifted} ${count(stage.lifted)}`, "up")}{" "}
              {link(stage.level, "open", `${t.command.held} ${count(stage.open)}`)} {link(stage.level, "other", `${t.command.other} ${count(stage.other)}`)} <span className="mut">{t.command.direct} {count(stage.direct)}</span>
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}

function settledText({ settled, entered }: Stage): string {
  return entered < SHARE_MIN ? `${settled}/${entered}` : `${count(settled)}（${((settled / entered) * 100).toFixed(1)} %）`;
}

/** When the nearest terms end: what is over, and the next working days. */
export function DueBars({ cases, centre }: { cases: CaseView[]; centre: string }): ReactNode {
  const { reference } = useDesk();
  const day = today();
  const days: string[] = [];
  for (let at = day; days.length < DUE_DAYS; at = addDays(at, 1)) {
    if (at === day || !reference.restDays.has(at)) {
      days.push(at);
    }
  }
  const over = cases.filter((view) => view.nextDueOn !== "" && view.nextDueOn < day).length;
  const bars = [{ key: "over", label: t.command.overdueBar, n: over, className: "over" }, ...days.map((each) => ({
    key: each, label: each === day ? t.today : each.slice(8) === "01" || each === days[1] ? each.slice(5) : each.slice(8), n: cases.filter((view) => view.nextDueOn === each).length,
    className: each === day ? "near" : "",
  }))];
  const most = Math.max(1, ...bars.map((bar) => bar.n));
  const link = (key: string): string => casesUrl({ area: centre, subtree: true, due: key === "over" ? "overdue" : key === day ? "today" : key });
  return (
    <section className="board">
      <h2>{t.command.next} <span className="mut">{t.command.nextNote}</span></h2>
      <div className="bars" role="list">
        {bars.map((bar) => {
          const column = <><b>{bar.n === 0 ? "" : count(bar.n)}</b><i className={bar.className} style={{ height: `${Math.round((bar.n / most) * 110)}px` }} /><span>{bar.label}</span></>;
          return (
            <div key={bar.key} role="listitem">
              <Link to={link(bar.key)} className="bar-column">{column}</Link>
            </div>
          );
        })}
      </div>
    </section>
  );
}

interface AgeingProps {
  rows: { level: string; bands: number[]; sum: number }[];
  total: number;
  centre: string;
}

/** Counts are read; the tint only guides. */
export function Ageing({ rows, total, centre }: AgeingProps): ReactNode {
  const most = Math.max(1, ...rows.flatMap((row) => row.bands));
  const tint = (n: number): string => (n === 0 || total < SHARE_MIN ? "d0" : `d${Math.min(4, 1 + Math.floor((Math.log(n + 1) / Math.log(most + 1)) * 3))}`);
  const link = (level: string | undefined, band?: [number, number]): string => casesUrl({ area: centre, subtree: true, ...(level === undefined ? {} : { level }), ...(band === undefined ? {} : { age: ageCode(band) }) });
  const cell = (n: number, url: string): ReactNode => (n === 0 ? <span className="mut">{t.none}</span> : <Link to={url}>{count(n)}</Link>);
  return (
    <section className="board">
      <h2>{t.command.ageing(count(total))} <span className="mut">{t.command.ageNote}</span></h2>
      {total === 0 ? <p className="mut">{t.command.noOpen}</p> : (
        <table className="heat">
          <thead>
            <tr><td />{t.command.ages.map((age) => <th key={age} scope="col">{age}</th>)}<th scope="col">{t.command.sum}</th></tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.level}>
                <th scope="row">{t.levels[row.level]}</th>
                {row.bands.map((n, index) => <td key={index} className={tint(n)}>{cell(n, link(row.level, AGE_BANDS[index]))}</td>)}
                <td><b>{cell(row.sum, link(row.level))}</b></td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t.command.sum}</th>
              {AGE_BANDS.map((band, index) => { const n = rows.reduce((sum, row) => sum + (row.bands[index] ?? 0), 0); return <td key={band[0]}>{cell(n, link(undefined, band))}</td>; })}
              <td><b>{cell(total, link(undefined))}</b></td>
            </tr>
          </tbody>
        </table>
      )}
    </section>
  );
}
