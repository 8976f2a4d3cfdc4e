import type { ReactNode } from "react";
import type { Overview } from "../../api/overview";
import { count } from "../../logic/money";
import { Figure, useShowing } from "../../parts/Figure";
import { SlipMark } from "../../parts/SlipMark";
import { t } from "../../texts";

/** The five figures of the day, and the slips. */
export function Totals({ overview }: { overview: Overview }): ReactNode {
  const { blank } = useShowing();
  const { here, slips } = overview;
  const words = t.wall.figures;
  const figures: [string, number, string][] = [
    [words.open, here.open, ""], [words.registeredToday, here.registeredToday, ""], [words.closedToday, here.closedToday, ""],
    [words.overdue, here.overdue, "over"], [words.dueToday, here.dueToday, "near"],
  ];
  return (
    <div className="totals">
      {figures.map(([text, n, className]) => (
        <p key={text}><b className={className}><Figure n={n} /></b>{text}</p>
      ))}
      <div className="totals-slips">
        {slips.map((slip) => (
          <span key={slip.colour}><SlipMark colour={slip.colour} /> <b><Figure n={slip.cases} /></b> {t.wall.waiting(blank ? t.wall.old : count(slip.unanswered))}</span>
        ))}
      </div>
    </div>
  );
}
