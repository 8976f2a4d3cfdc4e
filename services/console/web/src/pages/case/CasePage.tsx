import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import type { Failure } from "../../api/failure";
import { useAsk } from "../../api/useAsk";
import { readWhole } from "../../api/whole";
import { isTyping } from "../../frame/keys";
import { useWords, type Word } from "../../live/live";
import { clockTime } from "../../logic/dates";
import { alongTrail } from "../../logic/trail";
import { CaseLedger } from "../../parts/CaseLedger";
import { StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { TermStrip } from "../../parts/TermStrip";
import { useViewers, ViewerList } from "../../parts/Viewers";
import { go } from "../../router";
import { t } from "../../texts";
import { f } from "../../textsOfFrame";
import { ActColumn } from "./ActColumn";
import { CaseHead } from "./CaseHead";
import { Facts } from "./Facts";

/** One page of a case for all levels: what happened, what may be done now, and why not the rest. */
export function CasePage({ number }: { number: string }): ReactNode {
  const asked = useAsk(number, () => readWhole(number));
  const [doing, setDoing] = useState<string | undefined>(panelAsked);
  const view = asked.data?.answer.case;
  const { again } = asked;
  const caseId = view?.caseId;
  const viewers = useViewers(caseId);
  const hear = useCallback((word: Word) => {
    if (word.kind === "reset" || (word.kind === "changed" && word.case.caseId === caseId)) {
      again();
    }
  }, [again, caseId]);
  useWords(hear);
  useEffect(() => {
    document.title = `${number} ${t.product}`;
  }, [number]);
  const why = useCallback(() => setDoing("why"), []);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isTyping(event) || event.ctrlKey) {
        return;
      }
      if (event.altKey) {
        goAlong(event, number);
      } else if (event.code === "KeyW") {
        event.preventDefault();
        setDoing("why");
      } else if (event.key === "Escape" && doing === undefined) {
        history.back();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [doing, number]);
  const allowed = useMemo(() => asked.data?.answer.allowedActions ?? [], [asked.data]);
  if (view === undefined || asked.data === undefined) {
    return (
      <main className="main">
        {asked.failure === undefined ? <div className="skeleton grow" role="status" aria-label={t.loading} /> : (
          <StateNotice text={isLost(asked.failure) ? t.failure.notFound : asked.failure.text} onRetry={again} />
        )}
      </main>
    );
  }
  return (
    <main className="main case">
      <CaseHead view={view} entries={asked.data.entries} />
      {asked.failure !== undefined && (
        <div className="strip near" role="alert">{isLost(asked.failure) && asked.at !== undefined ? f.rightLost(clockTime(asked.at)) : asked.failure.text}</div>
      )}
      <TermStrip clocks={view.standing?.clocks ?? []} />
      <div className={`case-columns ${doing === "why" ? "with-why" : ""}`}>
        <Facts answer={asked.data.answer} view={view} entries={asked.data.entries} />
        <CaseLedger entries={asked.data.entries} />
        <div className="case-acts">
          <ActColumn view={view} allowed={allowed} doing={doing} onDo={setDoing} onWhy={why} onLook={again} />
          <ViewerList viewers={viewers} />
        </div>
      </div>
      <StatusLine text={t.case.status} />
    </main>
  );
}

/** The panel that the URL asks for: `why.escalate`, or the form of a command, `act.serve_notice`. */
function panelAsked(): string | undefined {
  const panel = new URLSearchParams(location.search).get("panel") ?? "";
  return panel === "why.escalate" ? "why" : panel.startsWith("act.") ? panel.slice("act.".length) : undefined;
}

/** The case is there no more, or not for this post: the two are told apart by nobody. */
function isLost(failure: Failure): boolean {
  return failure.kind === "missing" || failure.kind === "refused";
}

/** Alt and an arrow lead to the case before or after in the list that one came from. */
function goAlong(event: KeyboardEvent, number: string): void {
  const next = event.key === "ArrowDown" ? alongTrail(number, 1) : event.key === "ArrowUp" ? alongTrail(number, -1) : undefined;
  if (next !== undefined) {
    event.preventDefault();
    go(`/cases/${next}`, true);
  }
}
