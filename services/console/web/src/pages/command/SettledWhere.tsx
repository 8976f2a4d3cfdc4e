import type { ReactNode } from "react";
import type { Area, Overview } from "../../api/overview";
import { dayText } from "../../logic/dates";
import { ANY_STATE, casesUrl } from "../../logic/filters";
import { count } from "../../logic/money";
import { LEVEL_ORDER, percentText } from "../../logic/overview";
import { Figure, Opens, useShowing } from "../../parts/Figure";
import { useDesk } from "../../session";
import { t } from "../../texts";

/** A part of a bar that is narrower has no room for its label. */
const LABEL_SHARE_MIN = 0.3;

/** In which level's hands cases came to an end, area by area: how many did not have to leave the village, the township, the county. */
export function SettledWhere({ overview }: { overview: Overview }): ReactNode {
  const { reference } = useDesk();
  const { here, below, from, day } = overview;
  const { blank } = useShowing();
  const areas = here.level === "city" ? [...below.filter((area) => area.parent === here.centre), here] : [here];
  const total = sumTo(here, LEVEL_ORDER.length);
  return (
    <section className="board">
      <h2>{t.command.settledWhere} <span className="mut">{t.command.settledNote(dayText(from), dayText(day))}</span></h2>
      {total === 0 ? <p className="mut">{t.command.settledNone}</p> : (
        <table className="settled-rows">
          <thead>
            <tr><th scope="col">{t.command.area}</th><td />{t.command.within.map((text) => <th key={text} scope="col">{text}</th>)}<th scope="col">{t.command.settledSum}</th></tr>
          </thead>
          <tbody>
            {areas.map((area) => (
              <tr key={area.centre}>
                <th scope="row">{reference.placeName(area.centre)}</th>
                <td><Bar area={area} from={from} /></td>
                {t.command.within.map((text, index) => <td key={text}>{blank ? t.wall.old : percentText(sumTo(area, index + 1), sumTo(area, LEVEL_ORDER.length))}</td>)}
                <td>{blank ? t.wall.old : <Figure n={sumTo(area, LEVEL_ORDER.length)} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** One bar of 100 %, a part for each level. */
function Bar({ area, from }: { area: Area; from: string }): ReactNode {
  const { blank } = useShowing();
  const total = Math.max(1, sumTo(area, LEVEL_ORDER.length));
  return (
    <div className="settled-bar">
      {LEVEL_ORDER.map((level, index) => {
        const n = area.settled[level] ?? 0;
        const url = casesUrl({ area: area.centre, subtree: true, state: [ANY_STATE], from, stage: `${level}.settled` });
        const label = `${t.levels[level] ?? ""} ${count(n)}`;
        return n === 0 || blank ? null : (
          <span key={level} className={`d${4 - index}`} style={{ flexGrow: n / total }}>
            <Opens to={url} title={label}>{n / total < LABEL_SHARE_MIN ? "\u00a0" : label}</Opens>
          </span>
        );
      })}
    </div>
  );
}

/** Settled by the lowest levels, up to so many of them. */
function sumTo(area: Area, levels: number): number {
  return LEVEL_ORDER.slice(0, levels).reduce((sum, level) => sum + (area.settled[level] ?? 0), 0);
}
