import { Button } from "antd";
import { useCallback, useState, type KeyboardEvent, type ReactNode } from "react";
import { OPEN_STATES } from "../../logic/phases";
import { isOffered } from "../../api/command";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { shortNumber } from "../../logic/caseNumber";
import { zh } from "../../logic/punctuation";
import { ActOnCase } from "../../parts/ActOnCase";
import { titleOf } from "../../parts/caseTitle";
import { PageHead } from "../../parts/PageHead";
import { SweptBody } from "../../parts/SweptBody";
import { useSweep } from "../../parts/useSweep";
import { go } from "../../router";
import { mayGive, useDesk } from "../../session";
import { t } from "../../texts";
import { d } from "../../textsOfDaily";
import { ConsultationPane } from "./ConsultationPane";

/** 会商: cases on which units met, with the tasks that came of it; ends with one lead and dated tasks. */
export function Consultations(): ReactNode {
  const { session, reference } = useDesk();
  const { who } = session;
  const asked = useSweep("consultations", { subtree: true, phases: OPEN_STATES });
  const [chosen, choose] = useState<string | undefined>();
  const [finding, find] = useState(false);
  const [said, say] = useState("");
  const cases = (asked.data?.cases ?? []).filter((view) => view.openTasks > 0 || view.leadUnit !== "");
  const at = Math.max(0, cases.findIndex((view) => view.caseId === chosen));
  const view = cases[at];
  const holds = mayGive(session, "hold_meeting") && isOffered(who.level, "hold_meeting");
  const { again } = asked;
  const done = useCallback((text: string) => {
    say(t.act.done(zh(text)));
    find(false);
    again();
  }, [again]);
  const pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : cases[at + step];
    if (next !== undefined) {
      event.preventDefault();
      choose(next.caseId);
    } else if (event.key === "Enter" && view !== undefined) {
      go(`/cases/${view.caseNumber}`);
    }
  };
  return (
    <main className="main">
      <PageHead title={d.consultations.title} tab={`(${cases.length}) ${d.consultations.title}`} right={holds && <Button onClick={() => find(true)}>{d.consultations.find}</Button>}>
        <span className="views"><span className="on">{d.consultations.pending} {asked.data === undefined ? "" : cases.length}</span></span>
      </PageHead>
      {said !== "" && <div className="strip" role="status">{said}</div>}
      {finding && <ActOnCase command="hold_meeting" title={d.consultations.decide} question={d.consultations.find} onDone={(outcome) => done(outcome.changes[0]?.text ?? "")} onClose={() => find(false)} />}
      <SweptBody asked={asked} count={cases.length} empty={d.consultations.empty} bounded={d.consultations.bounded} status={d.consultations.status}>
        {view !== undefined && (
          <div className="decision">
            <div className="decision-list" role="listbox" aria-label={d.consultations.list} tabIndex={0} onKeyDown={pressed} aria-activedescendant={`meet-${view.caseId}`}>
              {cases.map((each) => <Item key={each.caseId} view={each} lead={reference.holderName(each.leadUnit)} chosen={each === view} onChoose={() => choose(each.caseId)} />)}
            </div>
            <ConsultationPane key={`${view.caseId}/${view.position?.sequence}`} view={view} onDone={done} />
          </div>
        )}
      </SweptBody>
    </main>
  );
}

function Item({ view, lead, chosen, onChoose }: { view: CaseView; lead: string; chosen: boolean; onChoose: () => void }): ReactNode {
  return (
    <div id={`meet-${view.caseId}`} role="option" aria-selected={chosen} className={`decision-item ${chosen ? "on" : ""}`} onClick={onChoose}>
      <div><b>{titleOf(view)}</b></div>
      <div className="mut"><span className="num">{shortNumber(view.caseNumber)}</span>　{view.standing?.holderName}</div>
      <div>{d.consultations.lead}{t.colon}{lead || t.none} <span className="mut gap">{d.consultations.openTasks(view.openTasks)}</span></div>
    </div>
  );
}
