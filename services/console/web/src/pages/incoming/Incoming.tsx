import { useCallback, useEffect, useState, type KeyboardEvent, type ReactNode } from "react";
import { ownWrites } from "../../api/command";
import { queries } from "../../api/transport";
import { useAsk } from "../../api/useAsk";
import type { ClockState } from "../../gen/fengqiao/v1/common_pb";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { useWords, type Word } from "../../live/live";
import { clockTime } from "../../logic/dates";
import { shortNumber } from "../../logic/caseNumber";
import { slipOf } from "../../logic/duty";
import { partiesLine } from "../../logic/people";
import { nearest, termOf } from "../../logic/terms";
import { titleOf } from "../../parts/caseTitle";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { SlipMark } from "../../parts/SlipMark";
import { StateNotice } from "../../parts/StateNotice";
import { go } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { d } from "../../textsOfDaily";
import { Decide } from "./Decide";

/** Requests held in the list. */
const LIST_MAX = 200;

/** What the page is called where it stands: a county's incoming cases, or a township's requests from villages and grids. */
const WORDS = { county: t.incoming, township: { ...t.incoming, ...d.requests } };

/** Requests to rise that wait for this centre: the list at the left, the file to decide at the right. */
export function Incoming({ from = "county" }: { from?: keyof typeof WORDS }): ReactNode {
  const words = WORDS[from];
  const { session } = useDesk();
  const asked = useAsk("incoming", () => queries.listCases({ incomingEscalations: true, pageSize: LIST_MAX, atLeast: ownWrites() }));
  const [chosen, choose] = useState<string | undefined>();
  const [said, say] = useState("");
  const { again } = asked;
  const { centre } = session.who;
  const hear = useCallback((word: Word) => {
    const concerns = word.kind === "changed" && (word.case.escalationTo === centre || word.events.some((event) => event.startsWith("Escalation")));
    if (word.kind === "reset" || concerns) {
      again();
    }
  }, [again, centre]);
  useWords(hear);
  const groups = groupsOf(asked.data?.cases ?? []);
  const cases = groups.flatMap((group) => group.cases);
  const at = Math.max(0, cases.findIndex((view) => view.caseId === chosen));
  const view = cases[at];
  const waiting = cases.length;
  const pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : cases[Math.min(waiting - 1, Math.max(0, at + step))];
    if (next !== undefined) {
      event.preventDefault();
      choose(next.caseId);
    } else if (event.key === "Enter" && view !== undefined) {
      go(`/cases/${view.caseNumber}`);
    }
  };
  useEffect(() => {
    document.getElementById("incoming")?.focus({ preventScroll: true });
  }, [asked.at]);
  return (
    <main className="main">
      <PageHead title={words.title} tab={`(${waiting}) ${words.title}`}>
        <span className="views"><span className="on">{words.waiting} {waiting}</span></span>
      </PageHead>
      {said !== "" && <div className="strip" role="status">{said}</div>}
      {asked.failure !== undefined && <StateNotice text={asked.failure.text} onRetry={again} />}
      {asked.data !== undefined && waiting === 0 && <StateNotice text={words.empty} />}
      {view !== undefined && (
        <div className="decision">
          <div id="incoming" className="decision-list" role="listbox" aria-label={words.bar} tabIndex={0} onKeyDown={pressed} aria-activedescendant={`in-${view.caseId}`}>
            {groups.map(({ key, cases }) => (
              <div key={key} role="group" aria-label={d.requests.groups[key]}>
                <div className="decision-group" aria-hidden="true"><b>{d.requests.groups[key]}</b> {t.cases(cases.length)}</div>
                {cases.map((each) => <Item key={each.caseId} view={each} chosen={each === view} onChoose={() => choose(each.caseId)} />)}
              </div>
            ))}
          </div>
          <Decide key={`${view.caseId}/${view.position?.sequence}`} view={view} accept={words.accept} done={words.done} onDecided={(said) => { say(said); again(); }} />
        </div>
      )}
      {view === undefined && <div className="grow" />}
      <StatusLine text={words.status} right={asked.at !== undefined && t.asOf(clockTime(asked.at))} />
    </main>
  );
}

/** Danger first, then what is over its term. */
function groupsOf(cases: CaseView[]): { key: string; cases: CaseView[] }[] {
  const keyOf = (view: CaseView): string => (view.standing?.clocks.some((clock) => clock.name === "danger_term") === true ? "danger" : isLate(view) ? "over" : "waiting");
  return ["danger", "over", "waiting"].map((key) => ({ key, cases: cases.filter((view) => keyOf(view) === key) })).filter(({ cases }) => cases.length > 0);
}

function isLate(view: CaseView): boolean {
  const clock = decisionClock(view);
  return clock !== undefined && termOf(clock).pressure === "over";
}

/** The term for the answer. */
function decisionClock(view: CaseView): ClockState | undefined {
  const clocks = view.standing?.clocks ?? [];
  return clocks.find((clock) => clock.name === "escalation_term" || clock.name === "appeal_term") ?? nearest(view);
}

function Item({ view, chosen, onChoose }: { view: CaseView; chosen: boolean; onChoose: () => void }): ReactNode {
  const clock = decisionClock(view);
  const term = clock === undefined ? undefined : termOf(clock);
  const slip = slipOf(view);
  return (
    <div id={`in-${view.caseId}`} role="option" aria-selected={chosen} className={`decision-item ${chosen ? "on" : ""}`} onClick={onChoose}>
      <div>{slip !== undefined && <SlipMark colour={slip.colour} />} <b>{titleOf(view)}</b></div>
      <div className="mut"><span className="num">{shortNumber(view.caseNumber)}</span>　{view.standing?.holderName}　{partiesLine(view)}</div>
      {term !== undefined && <div className={`term ${term.pressure}`}>{term.name} <b>{term.left}</b> <span className="mut sm">{term.end}</span></div>}
    </div>
  );
}
