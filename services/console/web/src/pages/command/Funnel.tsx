import type { ReactNode } from "react";
import type { Overview, Stage } from "../../api/overview";
import { dayText } from "../../logic/dates";
import { ANY_STATE, casesUrl } from "../../logic/filters";
import { count } from "../../logic/money";
import { shareText } from "../../logic/overview";
import { Figure, useShowing } from "../../parts/Figure";
import { t } from "../../texts";
import type { Scale } from "./view";

const PARTS = ["settled", "lifted", "open", "other"] as const;

interface FunnelProps {
  overview: Overview;
  scale: Scale;
}

/** One bar per level, on a common scale or each on its own: entered is the sum of its parts. */
export function Funnel({ overview, scale }: FunnelProps): ReactNode {
  const { stages, from, day, here } = overview;
  const { blank } = useShowing();
  const registered = stages.reduce((sum, stage) => sum + stage.direct, 0);
  const most = Math.max(1, ...stages.map((stage) => stage.entered));
  const width = (n: number, stage: Stage): string => `${blank ? 0 : (n / (scale === "share" ? Math.max(1, stage.entered) : most)) * 100}%`;
  const to = (stage: Stage, part: string): string => casesUrl({ area: here.centre, subtree: true, state: [ANY_STATE], from, stage: `${stage.level}.${part}` });
  return (
    <section className="board">
      <h2>{t.command.funnel(blank ? t.wall.old : count(registered))} <span className="mut">{t.command.since(dayText(from), dayText(day))}</span></h2>
      {registered === 0 ? <p className="mut">{t.command.none}</p> : stages.map((stage) => (
        <div key={stage.level} className="stage">
          <b>{t.levels[stage.level]}</b>
          <span className="stage-in">{t.command.entered} <Figure n={stage.entered} to={to(stage, "entered")} /></span>
          <div>
            <div className="stage-bar" aria-hidden="true">
              {PARTS.map((part) => stage[part] > 0 && !blank && <i key={part} className={`part-${part}`} style={{ width: width(stage[part], stage) }} />)}
            </div>
            <div className="stage-text sm">
              {[...PARTS, "direct" as const].map((part) => (
                <Figure key={part} n={stage[part]} to={to(stage, part)} className={`text-${part}`}
                  text={(n) => `${t.command.stages[part] ?? ""} ${part === "settled" && !blank ? shareText(stage.settled, stage.entered) : n}`} />
              ))}
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}
