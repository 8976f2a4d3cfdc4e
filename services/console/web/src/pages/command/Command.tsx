import { useMemo, useState, type ReactNode } from "react";
import { useLive } from "../../live/live";
import { clockTime, today } from "../../logic/dates";
import { ANY_STATE, casesUrl, type Filters } from "../../logic/filters";
import { count } from "../../logic/money";
import { ageing, funnel, isOpen, overdue, slipsBy, sumOf } from "../../logic/overview";
import { StatusLine } from "../../parts/PageHead";
import { SlipMark } from "../../parts/SlipMark";
import { StateNotice } from "../../parts/StateNotice";
import { Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { Ageing, DueBars, Funnel } from "./Charts";
import { Look } from "./Look";
import { Tiles } from "./Tiles";
import { useOverview, type Overview } from "./useOverview";

type Period = "month" | "quarter" | "year";

/** What is the state, where is it bad, which cases: one sentence first, and every number opens its cases. */
export function Command({ area }: { area: string }): ReactNode {
  const { session, reference } = useDesk();
  const centre = area === "" ? session.who.centre : area;
  const [period, setPeriod] = useState<Period>("quarter");
  const asked = useOverview(centre);
  const live = useLive();
  const own = session.who.centre;
  const scopes = [own, ...reference.childrenOf(own).filter((child) => child.level === "county" || own !== reference.places.values().next().value?.code).map((child) => child.code)];
  if (asked.data === undefined) {
    return (
      <main className="main">
        {asked.failure === undefined ? <div className="skeleton grow" role="status" aria-label={t.loading} /> : <StateNotice text={asked.failure.text} onRetry={asked.again} />}
      </main>
    );
  }
  return (
    <main className="main command">
      <Statement overview={asked.data} centre={centre} />
      <div className="command-scope">
        <nav className="views" aria-label={t.command.scope}>
          <span className="mut">{t.command.scope}</span>
          {scopes.map((code) => (
            <Link key={code} to={code === own ? "/command" : `/command/${code}`} className={code === centre ? "on" : ""}>{reference.placeName(code)}</Link>
          ))}
        </nav>
        <div className="views" role="radiogroup" aria-label={t.command.period}>
          <span className="mut">{t.command.period}</span>
          {(["month", "quarter", "year"] as const).map((each) => (
            <button key={each} type="button" role="radio" aria-checked={period === each} className={period === each ? "on" : ""} onClick={() => setPeriod(each)}>{t.command.periods[each]}</button>
          ))}
        </div>
        {!asked.data.whole && <span className="near-text">{t.command.bounded(count(asked.data.cases.length))}</span>}
      </div>
      <Boards overview={asked.data} centre={centre} from={beginOf(period)} />
      <StatusLine text={t.command.status} right={asked.at !== undefined && `${live.state === "stale" ? `${t.bar.stale} ` : ""}${t.asOf(clockTime(asked.at))}`} />
    </main>
  );
}

function Boards({ overview, centre, from }: { overview: Overview; centre: string; from: string }): ReactNode {
  const day = today();
  const { cases } = overview;
  const open = useMemo(() => cases.filter(isOpen), [cases]);
  const stages = useMemo(() => funnel(cases.filter((view) => view.registeredOn >= from)), [cases, from]);
  const ages = useMemo(() => ageing(open, day), [open, day]);
  return (
    <>
      <div className="boards two">
        <Funnel stages={stages} registered={cases.filter((view) => view.registeredOn >= from).length} from={from} to={day} centre={centre} />
        <Tiles cases={overdue(open, day)} centre={centre} />
      </div>
      <div className="boards three">
        <DueBars cases={open} centre={centre} />
        <Ageing rows={ages} total={open.length} centre={centre} />
        <Look cases={open} centre={centre} />
      </div>
    </>
  );
}

/** One sentence that can be read aloud in a meeting; each number in it opens its cases. */
function Statement({ overview, centre }: { overview: Overview; centre: string }): ReactNode {
  const { reference } = useDesk();
  const day = today();
  const open = overview.cases.filter(isOpen);
  const slips = slipsBy(open);
  const rows = overview.counters.rows;
  const to = (more: Partial<Filters>): string => casesUrl({ area: centre, subtree: true, ...more });
  const number = (n: number, url: string, className = ""): ReactNode => <Link to={url} className={`big ${className}`}>{count(n)}</Link>;
  return (
    <h1 className="statement">
      {reference.placeName(centre)}　{t.command.open} {number(open.length, to({}))} {t.command.openUnit} {number(overview.cases.filter((view) => view.registeredOn === day).length, to({ state: [ANY_STATE], from: day }))}
      {t.command.settledToday} <b>{count(sumOf(rows, "closed"))}</b>{t.command.overdue} {number(overdue(open, day).length, to({ due: "overdue" }), "over")} {t.command.overdueUnit}
      {number(open.filter((view) => view.nextDueOn === day).length, to({ due: "today" }), "near")} {t.command.today}{" "}
      {(["red", "yellow", "blue"] as const).map((colour) => (
        <span key={colour} className="statement-slip"><SlipMark colour={colour} /> {number(slips[colour].length, to({ slip: colour }))}</span>
      ))}
      {t.command.end}
    </h1>
  );
}

function beginOf(period: Period): string {
  const day = today();
  const month = Number(day.slice(5, 7));
  const first = { month, quarter: month - ((month - 1) % 3), year: 1 }[period];
  return `${day.slice(0, 4)}-${String(first).padStart(2, "0")}-01`;
}
