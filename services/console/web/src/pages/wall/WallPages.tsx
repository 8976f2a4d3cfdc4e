import { memo, type ReactNode } from "react";
import type { Overview } from "../../api/overview";
import { Ageing } from "../command/Ageing";
import { DueBars } from "../command/DueBars";
import { Funnel } from "../command/Funnel";
import { SettledWhere } from "../command/SettledWhere";
import { Silence } from "../command/Silence";
import { Slips } from "../command/Slips";
import { useExceptions } from "../command/useExceptions";
import { viewOf } from "../command/view";
import { Where } from "../command/Where";
import { Totals } from "./Totals";
import { WallLook } from "./WallLook";

interface WallPagesProps {
  overview: Overview;
  page: number;
}

/** All pages stay in place, one is seen: nothing is made anew when they take turns. */
export const WallPages = memo(function WallPages({ overview, page }: WallPagesProps): ReactNode {
  const { rows } = useExceptions(overview.here.centre);
  const view = viewOf(new URLSearchParams(), overview.day);
  return (
    <>
      <div className="wall-page one" hidden={page !== 1}>
        <Totals overview={overview} />
        <Where overview={overview} view={view} />
        <div>
          <DueBars overview={overview} />
          <WallLook rows={rows.slice(0, 4)} />
        </div>
      </div>
      <div className="wall-page two" hidden={page !== 2}>
        <Funnel overview={overview} scale="count" />
        <SettledWhere overview={overview} />
        <Ageing overview={overview} />
      </div>
      <div className="wall-page three" hidden={page !== 3}>
        <div>
          <Slips overview={overview} />
          <WallLook rows={rows} />
        </div>
        <Silence overview={overview} />
      </div>
    </>
  );
});
