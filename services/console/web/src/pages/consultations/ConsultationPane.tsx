import { Button } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useAsk } from "../../api/useAsk";
import { readWhole } from "../../api/whole";
import { isTyping } from "../../frame/keys";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { dayText } from "../../logic/dates";
import { zh } from "../../logic/punctuation";
import { partiesLine } from "../../logic/people";
import { titleOf } from "../../parts/caseTitle";
import { StateNotice } from "../../parts/StateNotice";
import { TermStrip } from "../../parts/TermStrip";
import { Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { a } from "../../textsOfActs";
import { d } from "../../textsOfDaily";
import { ActForm } from "../case/ActForm";
import { actOf } from "../case/acts";
import { meetingsIn, tasksIn } from "./meetings";

/** A case on which units meet: who met when, which tasks came of it, and the next decision. */
export function ConsultationPane({ view, onDone }: { view: CaseView; onDone: (said: string) => void }): ReactNode {
  const { reference } = useDesk();
  const [doing, setDoing] = useState(false);
  const file = useAsk(`${view.caseId}/${view.position?.sequence}`, () => readWhole(view.caseId));
  const { answer, entries = [] } = file.data ?? {};
  const may = answer?.allowedActions.includes("hold_meeting") === true;
  const act = actOf("hold_meeting");
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (may && !doing && event.code === "KeyD" && !isTyping(event) && !event.ctrlKey && !event.altKey) {
        event.preventDefault();
        setDoing(true);
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [may, doing]);
  const [meetings, tasks] = [meetingsIn(entries), tasksIn(entries)];
  return (
    <section className="sheet decide" aria-label={titleOf(view)}>
      <header>
        <h2>{titleOf(view)}</h2>
        <Link to={`/cases/${view.caseNumber}`} className="num">{view.caseNumber}</Link>
      </header>
      <div className="decide-body" role="region" aria-label={d.consultations.tasks} tabIndex={0}>
        <p className="mut">{partiesLine(view)}{t.dot}{view.standing?.holderName}{t.dot}{view.standing?.phaseText}</p>
        <TermStrip clocks={(view.standing?.clocks ?? []).filter((clock) => ["task_term", "level_term", "mediation_term", "handle_term"].includes(clock.name))} />
        <h3>{d.consultations.meetings} {meetings.length}</h3>
        {meetings.length === 0 && file.data !== undefined && <p className="mut">{d.consultations.none}</p>}
        {meetings.map(({ entry, kind, units }) => (
          <p key={entry.eventId}>
            <span className="num">{dayText(entry.occurredOn)}</span> {a.lists["meeting_kind"]?.[kind] ?? ""}{t.colon}{units.map((unit) => reference.holderName(unit)).join(t.and)}
            <span className="mut gap">{entry.centreName} {reference.officerName(entry.officer)}</span>
          </p>
        ))}
        <h3>{d.consultations.tasks} {tasks.length}</h3>
        {tasks.length > 0 && (
          <table className="rows">
            <thead><tr><th scope="col">{d.consultations.columns.unit}</th><th scope="col">{d.consultations.columns.role}</th><th scope="col">{d.consultations.columns.due}</th><th scope="col">{d.consultations.columns.state}</th></tr></thead>
            <tbody>
              {tasks.map((task) => (
                <tr key={task.id}>
                  <td>{reference.holderName(task.unit)}</td>
                  <td>{task.lead ? <b>{d.consultations.lead}</b> : d.consultations.assist}</td>
                  <td className="num">{d.consultations.due(dayText(task.due))}</td>
                  <td>{task.completedOn === "" ? d.consultations.open : d.consultations.completed(dayText(task.completedOn))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {file.failure !== undefined && <StateNotice text={file.failure.text} onRetry={file.again} />}
      </div>
      {doing && act !== undefined && answer?.case !== undefined ? (
        <ActForm act={act} title={d.consultations.decide} view={answer.case} onDone={(outcome) => onDone(zh(outcome.changes[0]?.text ?? t.act.nothingChanged))} onClose={() => setDoing(false)} onLook={file.again} />
      ) : (
        <footer className="decide-foot">
          {may && <Button type="primary" onClick={() => setDoing(true)}>{d.consultations.decide} <kbd>{d.consultations.key}</kbd></Button>}
          {answer !== undefined && !may && <span className="mut">{d.consultations.cannot}</span>}
        </footer>
      )}
    </section>
  );
}
