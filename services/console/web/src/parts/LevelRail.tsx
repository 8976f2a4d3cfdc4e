import type { ReactNode } from "react";
import type { Level } from "../api/session";
import { t } from "../texts";

export const LEVELS: Level[] = ["village", "township", "county", "city"];

interface LevelRailProps {
  holder: string;
  /** Where it has been besides. */
  been: readonly string[];
  asked?: string | undefined;
}

/** 层级轨: where a case has been, who holds it, and where it is asked to go. */
export function LevelRail({ holder, been, asked }: LevelRailProps): ReactNode {
  const label = LEVELS.filter((level) => level === holder || level === asked || been.includes(level)).map((level) => `${t.levels[level]}${t.colon}${standing(level, holder, asked)}`);
  return (
    <span className="lv" role="img" aria-label={label.join(t.comma)}>
      {LEVELS.map((level) => (
        <span key={level} className={level === holder ? "now" : level === asked ? "ask" : been.includes(level) ? "was" : ""}>
          {t.levels[level]}
        </span>
      ))}
    </span>
  );
}

function standing(level: string, holder: string, asked: string | undefined): string {
  return level === holder ? t.case.holding : level === asked ? t.case.asked : t.case.was;
}
