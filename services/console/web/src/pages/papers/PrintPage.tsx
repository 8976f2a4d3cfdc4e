import { Button } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { ownWrites } from "../../api/command";
import { failureOf } from "../../api/failure";
import { queries } from "../../api/transport";
import { useAsk } from "../../api/useAsk";
import { readWhole } from "../../api/whole";
import { isTyping } from "../../frame/keys";
import type { CaseView, PartyView } from "../../gen/fengqiao/v1/query_pb";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { go, Link, usePlace } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { p } from "../../textsOfPapers";
import { PaperList } from "./PaperList";
import { PaperOf } from "./PaperOf";
import { papersOf } from "./papers";
import { inSides } from "./subject";

/** Papers whose service is recorded. */
const SERVED = ["acceptance", "non_acceptance", "not_reaccepted", "extension", "rights", "opinion"];

/** One paper of a case, as it is printed. */
export function PrintPage({ number, doc }: { number: string; doc: string }): ReactNode {
  const { reference } = useDesk();
  const { query } = usePlace();
  const asked = useAsk(number, () => readWhole(number));
  const [clear, setClear] = useState<PartyView[] | undefined>();
  const view = asked.data?.answer.case;
  const entries = asked.data?.entries ?? [];
  const papers = papersOf(entries);
  const of = query.get("of");
  const paper = papers.find((each) => each.doc === doc && (of === null || String(each.entry.sequence) === of));
  useKeys(`/cases/${number}`);
  if (view === undefined) {
    return (
      <main className="main">
        {asked.failure === undefined ? <div className="skeleton grow" role="status" aria-label={t.loading} /> : (
          <StateNotice text={asked.failure.kind === "missing" || asked.failure.kind === "refused" ? t.failure.notFound : asked.failure.text} onRetry={asked.again} />
        )}
      </main>
    );
  }
  return (
    <main className="main print-page">
      <PageHead title={paper?.title ?? p.panel} tab={`${paper?.title ?? p.panel} ${view.caseNumber}`}
        right={
          <>
            <Button onClick={() => go(`/cases/${number}`)}>{p.back}</Button>
            {paper !== undefined && <Button type="primary" onClick={() => window.print()}>{p.print} <kbd>{p.printKey}</kbd></Button>}
          </>
        }>
        <Link to={`/cases/${number}`} className="num">{view.caseNumber}</Link>
      </PageHead>
      <div className="print-body">
        <aside className="print-side">
          <h2>{p.panel} <span className="mut">{papers.length}</span></h2>
          <PaperList view={view} papers={papers} chosen={paper} />
          <Masked view={view} clear={clear} title={paper?.title ?? p.panel} onClear={setClear} />
          {paper !== undefined && SERVED.includes(paper.doc) && asked.data?.answer.allowedActions.includes("serve_notice") === true && (
            <p><Link to={`/cases/${number}?panel=act.serve_notice`}>{p.serve}</Link></p>
          )}
          <p className="mut sm">{p.fillIn}</p>
        </aside>
        <div className="print-sheet" role="region" aria-label={paper?.title ?? p.panel} tabIndex={0}>
          {paper === undefined ? <StateNotice text={papers.length === 0 ? p.none : p.missing} /> : (
            <PaperOf key={`${paper.doc}/${paper.entry.sequence}`} view={view} entries={entries} paper={paper} parties={inSides(clear ?? view.parties)} reference={reference} />
          )}
        </div>
      </div>
      <StatusLine text={p.status} />
    </main>
  );
}

/** P prints, Esc goes back. */
function useKeys(back: string): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isTyping(event) || event.ctrlKey || event.altKey) {
        return;
      }
      if (event.code === "KeyP") {
        event.preventDefault();
        window.print();
      } else if (event.key === "Escape") {
        go(back);
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [back]);
}

interface MaskedProps {
  view: CaseView;
  clear: PartyView[] | undefined;
  title: string;
  onClear: (parties: PartyView[]) => void;
}

/** Names that the reader's post sees masked are asked for, which is recorded. */
function Masked({ view, clear, title, onClear }: MaskedProps): ReactNode {
  const [said, setSaid] = useState("");
  if (!view.parties.some((party) => party.masked)) {
    return null;
  }
  if (clear !== undefined) {
    return <p className="mut sm" role="status">{p.revealed}</p>;
  }
  const reveal = (): void => {
    const reason = p.revealReason(title);
    Promise.all(view.parties.map((party) => queries.revealPerson({ case: view.caseId, party: party.partyId, reason, atLeast: ownWrites() }))).then(
      (answers) => onClear(answers.flatMap(({ party }) => (party === undefined ? [] : [party]))),
      (error: unknown) => setSaid(failureOf(error).text),
    );
  };
  return (
    <div className="reveal">
      <p className="sm">{p.masked}{t.case.revealTitle}</p>
      <Button size="small" onClick={reveal}>{p.reveal}</Button>
      <p className="fault" role="alert">{said}</p>
    </div>
  );
}
