import type { ReactNode } from "react";
import type { Area, Overview } from "../../api/overview";
import { dayText } from "../../logic/dates";
import { casesUrl, registeredOn } from "../../logic/filters";
import { silenceOf } from "../../logic/overview";
import { Figure } from "../../parts/Figure";
import { Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";

/** A township's villages side by side, or the village alone. */
export function Villages({ overview }: { overview: Overview }): ReactNode {
  const { reference } = useDesk();
  const { here, below, reports, day } = overview;
  const areas = below.length === 0 ? [here] : below;
  const last = new Map(reports.map((report) => [report.centre, report.day]));
  const to = (area: Area, due?: string): string => casesUrl({ area: area.centre, subtree: true, ...(due === undefined ? {} : { due }) });
  return (
    <section className="board">
      <h2>{t.command.villages} <span className="mut">{areas.length}</span></h2>
      <div className="villages">
        <table className="rows">
          <thead><tr>{t.command.villageHead.map((text) => <th key={text} scope="col">{text}</th>)}</tr></thead>
          <tbody>
            {areas.map((area) => {
              const lastDay = last.get(area.centre) ?? "";
              return (
                <tr key={area.centre}>
                  <td>{area === here ? reference.placeName(area.centre) : <Link to={`/command/${area.centre}`}>{reference.placeName(area.centre)}</Link>}</td>
                  <td><Figure n={area.open} to={to(area)} /></td>
                  <td className={area.overdue > 0 ? "over-text" : ""}><Figure n={area.overdue} to={to(area, "overdue")} /></td>
                  <td><Figure n={area.registeredToday} to={casesUrl(registeredOn(area.centre, day))} /></td>
                  <td><i className={`square ${silenceOf(lastDay, day)}`} /> {lastDay === "" ? t.command.never : dayText(lastDay)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
