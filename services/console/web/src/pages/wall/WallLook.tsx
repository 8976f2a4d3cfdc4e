import type { ReactNode } from "react";
import { useShowing } from "../../parts/Figure";
import { SlipMark } from "../../parts/SlipMark";
import { useDesk } from "../../session";
import { t } from "../../texts";
import type { Exception } from "../command/useExceptions";

/** Levels of a place's name that a wall tells: the county and the township. */
const PLACE_LEVELS = 2;

/** What must be looked at: where, what kind, and why. Visitors see it, so no person, no case number and no claim. */
export function WallLook({ rows }: { rows: Exception[] }): ReactNode {
  const { reference } = useDesk();
  const { blank } = useShowing();
  const city = reference.places.values().next().value?.code ?? "";
  return (
    <section className="board wall-look">
      <h2>{t.wall.look}</h2>
      {rows.length === 0 || blank ? <p className="mut">{blank ? t.wall.old : t.command.lookNone}</p> : (
        <ul>
          {rows.map(({ view, why, over, colour, asked }) => (
            <li key={`${view.caseId}/${asked}`}>
              <span>{asked ? <b className="up">↑ {t.wall.escalation}</b> : colour !== undefined && <SlipMark colour={colour} />}</span>
              <span className="clip">{reference.placePath(view.standing?.holder ?? "", city).slice(0, PLACE_LEVELS).join(" ")}　{view.matterName === "" ? t.queue.unclassified : view.matterName}</span>
              <span className={over ? "over-text" : "mut"}>{why}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
