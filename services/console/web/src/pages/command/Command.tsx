import { memo, useEffect, useMemo, type ReactNode } from "react";
import { readOverview, type Overview } from "../../api/overview";
import { useFollowed } from "../../api/useFollowed";
import { useLive } from "../../live/live";
import { clockTime, today } from "../../logic/dates";
import { StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { usePlace } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { Ageing } from "./Ageing";
import { DueBars } from "./DueBars";
import { Funnel } from "./Funnel";
import { Look } from "./Look";
import { Scope } from "./Scope";
import { SettledWhere } from "./SettledWhere";
import { Silence } from "./Silence";
import { Slips } from "./Slips";
import { Statement } from "./Statement";
import { Villages } from "./Villages";
import { viewOf, type View } from "./view";
import { Where } from "./Where";

/** Changes are taken in at most so often. */
const REFRESH_MS = 2_000;

/** What is the state, where is it bad, which cases: one sentence first, and every number opens its cases. */
export function Command({ area }: { area: string }): ReactNode {
  const { session, reference } = useDesk();
  const { query } = usePlace();
  const centre = area === "" ? session.who.centre : area;
  const view = useMemo(() => viewOf(query, today()), [query]);
  const asked = useFollowed(`${centre}/${view.from}`, () => readOverview(centre, view.from), REFRESH_MS);
  const live = useLive();
  const title = `${reference.placeName(centre)} ${t.command.title}`;
  useEffect(() => {
    document.title = `${title} ${t.product}`;
  }, [title]);
  if (asked.data === undefined) {
    return (
      <main className="main">
        {asked.failure === undefined ? <div className="skeleton grow" role="status" aria-label={t.loading} /> : <StateNotice text={asked.failure.text} onRetry={asked.again} />}
      </main>
    );
  }
  const time = asked.at === undefined ? "" : clockTime(asked.at);
  return (
    <main className="main command">
      <Statement overview={asked.data} asOf={live.state === "stale" ? clockTime(new Date(live.at)) : undefined} />
      <Scope centre={centre} view={view} />
      <Boards overview={asked.data} view={view} />
      <StatusLine text={t.command.status} right={`${asked.failure === undefined ? "" : `${asked.failure.text} `}${t.asOf(time)}`} />
    </main>
  );
}

/** Drawn anew when the figures change, not whenever the stream says a word. */
const Boards = memo(function Boards({ overview, view }: { overview: Overview; view: View }): ReactNode {
  const { level } = overview.here;
  return (
    <>
      <div className="boards two">
        <Funnel overview={overview} scale={view.scale} />
        {level === "township" || level === "village" ? <Villages overview={overview} /> : <Where overview={overview} view={view} />}
      </div>
      <div className="boards three">
        <DueBars overview={overview} />
        <Ageing overview={overview} />
        <Look overview={overview} />
      </div>
      <div className="boards last">
        <SettledWhere overview={overview} />
        <Slips overview={overview} />
        {level !== "village" && <Silence overview={overview} />}
      </div>
    </>
  );
});
