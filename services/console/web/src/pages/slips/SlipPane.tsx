import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useAsk } from "../../api/useAsk";
import { readWhole } from "../../api/whole";
import type { CommandOutcome } from "../../gen/fengqiao/v1/common_pb";
import { dayWithWeekday } from "../../logic/dates";
import { zh } from "../../logic/punctuation";
import { partiesLine } from "../../logic/people";
import { titleOf } from "../../parts/caseTitle";
import { SlipMark } from "../../parts/SlipMark";
import { StateNotice } from "../../parts/StateNotice";
import { TermStrip } from "../../parts/TermStrip";
import { Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { d } from "../../textsOfDaily";
import { ActForm } from "../case/ActForm";
import { actOf } from "../case/acts";
import { detailOf, papersOf, paperUrl } from "../papers/papers";
import type { Side, SlipRow } from "./slips";

interface SlipPaneProps {
  row: SlipRow;
  side: Side;
  onDone: (said: string) => void;
}

/** One slip: what it says, what was said about it since, and the act that is due. */
export function SlipPane({ row: { view, slip, clock }, side, onDone }: SlipPaneProps): ReactNode {
  const { reference } = useDesk();
  const [doing, setDoing] = useState(false);
  const file = useAsk(`${slip.slipId}/${view.position?.sequence}`, () => readWhole(view.caseId));
  const { answer, entries = [] } = file.data ?? {};
  const command = side === "received" ? "answer_slip" : "lift_slip";
  const may = answer?.allowedActions.includes(command) === true && (side === "issued" || slip.state === "open");
  const act = actOf(command);
  const paper = papersOf(entries).find((each) => each.detail["slip"] === slip.slipId);
  const told = entries.filter((entry) => ["SlipIssued", "SlipAnswered"].includes(entry.event) && detailOf(entry)["slip"] === slip.slipId);
  const title = side === "received" ? d.slips.answer : d.slips.lift;
  const done = (outcome: CommandOutcome): void => onDone(t.act.done(zh(outcome.changes[0]?.text ?? t.act.nothingChanged)));
  return (
    <section className="sheet pane" aria-label={titleOf(view)}>
      <h2><SlipMark colour={slip.colour} /> {zh(slip.faultText)}</h2>
      <p><Link to={`/cases/${view.caseNumber}`} className="num">{view.caseNumber}</Link></p>
      <p>{titleOf(view)} <span className="mut">{partiesLine(view)}</span></p>
      <p className="mut">{view.standing?.holderName}{t.dot}{view.standing?.phaseText}</p>
      {clock !== undefined && <TermStrip clocks={[clock]} />}
      <ul className="pane-told">
        {told.map((entry) => (
          <li key={entry.eventId}><span className="num mut">{dayWithWeekday(entry.occurredOn)}</span> {zh(entry.text)} <span className="mut">{entry.centreName} {reference.officerName(entry.officer)}</span></li>
        ))}
      </ul>
      {file.failure !== undefined && <StateNotice text={file.failure.text} onRetry={file.again} />}
      {doing && act !== undefined && answer?.case !== undefined ? (
        <ActForm act={act} title={title} view={answer.case} fixed={{ slipId: slip.slipId }} onDone={done} onClose={() => setDoing(false)} onLook={file.again} />
      ) : (
        <div className="pane-acts">
          {may && <Button type={side === "received" ? "primary" : "default"} onClick={() => setDoing(true)}>{title}</Button>}
          {paper !== undefined && <Link to={paperUrl(view, paper)}>{d.slips.print}</Link>}
          <Link to={`/cases/${view.caseNumber}`}>{d.slips.openCase}</Link>
          {answer !== undefined && !may && <p className="mut">{slip.state === "answered" && side === "received" ? d.slips.answeredState : d.slips.cannot}</p>}
        </div>
      )}
    </section>
  );
}
