import type { ReactNode } from "react";
import type { CaseView, TimelineEntry } from "../../gen/fengqiao/v1/query_pb";
import { dayText } from "../../logic/dates";
import { askedLevel, slipOf } from "../../logic/duty";
import { isOpen } from "../../logic/phases";
import { partiesLine } from "../../logic/people";
import { beenTo } from "../../parts/caseColumns";
import { titleOf } from "../../parts/caseTitle";
import { LEVELS } from "../../parts/LevelRail";
import { SlipMark } from "../../parts/SlipMark";
import { useDesk } from "../../session";
import { t } from "../../texts";

/** Who a case is, in one line; where it stands, in another; and the rail of levels. */
export function CaseHead({ view, entries }: { view: CaseView; entries: TimelineEntry[] }): ReactNode {
  const { reference } = useDesk();
  const slip = slipOf(view);
  const slipClock = view.standing?.clocks.find((clock) => clock.of === slip?.slipId);
  const place = view.places[0];
  const facts = [
    view.standing?.phaseText ?? "",
    partiesLine(view),
    place === undefined ? "" : reference.placePath(place, reference.places.values().next().value?.code ?? "").join(" "),
    t.case.registered(dayText(view.registeredOn), reference.word("channel", view.channel)),
    view.risk === "" ? `${t.case.risk} ${t.case.noRisk}` : `${t.case.riskMark[view.risk] ?? ""} ${reference.word("risk_grade", view.risk)}`,
  ].filter((fact) => fact !== "");
  return (
    <header className="case-head">
      <div className="case-name">
        <div className="case-title">
          <h1>{titleOf(view)}</h1>
          <button type="button" className="link num" title={t.case.copyNumber} onClick={() => void navigator.clipboard?.writeText(view.caseNumber)}>{view.caseNumber}</button>
          {slip !== undefined && (
            <span className="case-slip">
              <SlipMark colour={slip.colour} /> <span className="mut">{slipClock === undefined ? slip.faultText : t.slip.answerBy(dayText(slipClock.dueOn))}</span>
            </span>
          )}
        </div>
        <div className="mut case-facts">{facts.join(t.dot)}</div>
      </div>
      <Stations view={view} entries={entries} />
    </header>
  );
}

/** The level rail at its full size: since when, and which centre. */
function Stations({ view, entries }: { view: CaseView; entries: TimelineEntry[] }): ReactNode {
  const level = view.standing?.level ?? "";
  const asked = askedLevel(view);
  const been = beenTo(view);
  return (
    <ol className="stations">
      {LEVELS.map((each) => {
        const first = entries.find((entry) => entry.level === each && entry.role !== "system");
        const holds = each === level;
        const state = holds ? "now" : each === asked ? "ask" : been.includes(each) ? "was" : "";
        const since = first === undefined ? "" : dayText(first.occurredOn);
        const name = holds ? (view.standing?.holderName ?? "") : been.includes(each) ? (first?.centreName ?? "") : t.case.notReached;
        return (
          <li key={each} className={state}>
            <span>{t.levels[each]} {state === "ask" ? t.case.asked : holds ? (isOpen(view) ? t.case.holding : (view.standing?.phaseText ?? "")) : been.includes(each) ? since : ""}</span>
            <b title={name}>{name === "" ? t.case.was : name}</b>
          </li>
        );
      })}
    </ol>
  );
}
