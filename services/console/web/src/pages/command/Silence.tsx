import { useMemo, type ReactNode } from "react";
import type { Overview } from "../../api/overview";
import { silenceOf, tileNames, type Silence as Step } from "../../logic/overview";
import { Opens, useShowing } from "../../parts/Figure";
import { useDesk } from "../../session";
import { t } from "../../texts";

/** With more townships than these the squares stand closer. */
const WIDE_ROWS_MAX = 40;

const STEPS: Step[] = ["fresh", "late", "silent"];

/** Where nothing was heard from: per township a square for each village, by the days since it last registered a case. */
export function Silence({ overview }: { overview: Overview }): ReactNode {
  const { reference } = useDesk();
  const { blank } = useShowing();
  const { reports, day } = overview;
  const rows = useMemo(() => rowsOf(reports, day), [reports, day]);
  const names = tileNames(rows.map((row) => reference.placeName(row.township)));
  const quiet = reports.length > 0 && rows.every((row) => row.villages.every((village) => village.step === "fresh"));
  return (
    <section className="board">
      <h2>{t.command.silence} <span className="mut">{t.command.silenceNote(reports.length)}</span></h2>
      <p className="silence-steps sm">
        {STEPS.map((step) => <span key={step}><i className={`square ${step}`} /> {t.command.silenceSteps[step]} {blank ? t.wall.old : countOf(rows, step)}</span>)}
      </p>
      {quiet ? <p className="mut">{t.command.silenceNone}</p> : !blank && (
        <ul className={rows.length > WIDE_ROWS_MAX ? "silence dense" : "silence"}>
          {rows.map((row, index) => (
            <li key={row.township}>
              <Opens to={`/command/${row.township}`} className="silence-name">{names[index]}</Opens>
              <span className="squares" role="img" aria-label={t.command.silent(row.villages.filter((village) => village.step === "silent").length)}>
                {row.villages.map((village) => <i key={village.code} className={`square ${village.step}`} title={t.command.silenceOf(village.name, village.day)} />)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface Row {
  township: string;
  villages: { code: string; name: string; day: string; step: Step }[];
}

function rowsOf(reports: Overview["reports"], day: string): Row[] {
  const rows = new Map<string, Row>();
  for (const report of reports) {
    const row = rows.get(report.parent) ?? { township: report.parent, villages: [] };
    row.villages.push({ code: report.centre, name: report.name, day: report.day, step: silenceOf(report.day, day) });
    rows.set(report.parent, row);
  }
  return [...rows.values()];
}

function countOf(rows: Row[], step: Step): number {
  return rows.reduce((sum, row) => sum + row.villages.filter((village) => village.step === step).length, 0);
}
