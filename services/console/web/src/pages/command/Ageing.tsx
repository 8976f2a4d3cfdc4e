import type { ReactNode } from "react";
import type { Age, Overview } from "../../api/overview";
import { ageCode, casesUrl } from "../../logic/filters";
import { count } from "../../logic/money";
import { bandSums, heatRows, logDepth, SHARE_MIN } from "../../logic/overview";
import { Figure, useShowing } from "../../parts/Figure";
import { t } from "../../texts";

/** Open cases by level and age. Counts are read; the tint only guides. */
export function Ageing({ overview }: { overview: Overview }): ReactNode {
  const { here, ages } = overview;
  const { blank } = useShowing();
  const rows = heatRows(ages);
  const bands = bandSums(rows);
  const most = Math.max(1, ...ages.map((age) => age.cases));
  const tint = (n: number): string => (blank || here.open < SHARE_MIN ? "d0" : `d${logDepth(n, most)}`);
  const to = (level?: string, band?: Age): string => casesUrl({
    area: here.centre, subtree: true, ...(level === undefined ? {} : { level }), ...(band === undefined ? {} : { age: ageCode(band.from, band.to) }),
  });
  const cell = (n: number, url: string): ReactNode => (n === 0 && !blank ? <span className="mut">{t.none}</span> : <Figure n={n} to={url} short />);
  return (
    <section className="board">
      <h2>{t.command.ageing(blank ? t.wall.old : count(here.open))} <span className="mut">{t.command.ageNote}</span></h2>
      {here.open === 0 ? <p className="mut">{t.command.noOpen}</p> : (
        <table className="heat">
          <thead>
            <tr><td />{bands.map((band) => <th key={band.from} scope="col">{bandText(band)}</th>)}<th scope="col">{t.command.sum}</th></tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.level}>
                <th scope="row">{t.levels[row.level]}</th>
                {row.cells.map((age) => <td key={age.from} className={tint(age.cases)}>{cell(age.cases, to(row.level, age))}</td>)}
                <td><b>{cell(row.sum, to(row.level))}</b></td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t.command.sum}</th>
              {bands.map((band) => <td key={band.from}>{cell(band.cases, to(undefined, band))}</td>)}
              <td><b>{cell(here.open, to())}</b></td>
            </tr>
          </tbody>
        </table>
      )}
    </section>
  );
}

/** `16–30`; `> 90` for the oldest. */
function bandText({ from, to }: Age): string {
  return to === undefined ? `> ${from - 1}` : `${from}–${to}`;
}
