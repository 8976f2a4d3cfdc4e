import type { ReactNode } from "react";
import type { CaseView, GetCaseResponse, TimelineEntry } from "../../gen/fengqiao/v1/query_pb";
import { shortNumber } from "../../logic/caseNumber";
import { dayText } from "../../logic/dates";
import { yuan } from "../../logic/money";
import { Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { p } from "../../textsOfPapers";
import { PaperList } from "../papers/PaperList";
import { papersOf } from "../papers/papers";
import { People } from "./People";

/** What it is about, who is in it, who answers for it, and what it may repeat. */
export function Facts({ answer, view, entries }: { answer: GetCaseResponse; view: CaseView; entries: TimelineEntry[] }): ReactNode {
  const { reference } = useDesk();
  const counted = [
    view.headcount === undefined ? "" : t.case.headcount(view.headcount),
    view.amountFen === undefined || view.amountFen === 0n ? "" : t.case.amount(yuan(view.amountFen)),
    view.attemptsHere > 0 ? t.case.attempts(view.attemptsHere) : "",
    answer.filings90d > 1 ? t.case.filings(answer.filings90d) : "",
  ].filter((text) => text !== "");
  const handler = reference.officerName(view.handler);
  const papers = papersOf(entries);
  return (
    <aside className="facts" aria-label={t.case.brief} tabIndex={0}>
      <section>
        <h2>{t.case.brief}</h2>
        <p className="brief">{view.brief === "" ? <span className="mut">{t.case.briefHidden}</span> : view.brief}</p>
        {counted.length > 0 && <p className="mut">{counted.join(t.dot)}</p>}
      </section>
      <People view={view} />
      <section>
        <h2>{t.case.owners}</h2>
        <dl>
          <dt>{t.case.process}</dt><dd>{reference.holderName(view.processOwner)}</dd>
          <dt>{t.case.substance}</dt><dd>{reference.holderName(view.substantiveOwner)}</dd>
          {view.handler !== "" && <><dt>{t.case.handler}</dt><dd>{handler}{view.handlerDue === "" ? "" : <span className="mut"> {dayText(view.handlerDue)} {t.until}</span>}</dd></>}
          <dt>{t.case.verdict}</dt><dd>{view.standing?.verdictText}</dd>
        </dl>
      </section>
      <section>
        <h2>{p.panel} <span className="mut">{papers.length}</span></h2>
        {answer.allowedActions.includes("conclude_agreement") && <p><Link to={`/cases/${view.caseNumber}/agreement`}>{p.editor.draft}</Link></p>}
        <PaperList view={view} papers={papers} />
      </section>
      {answer.likeCases.length > 0 && (
        <section>
          <h2>{t.case.likes} <span className="mut">{answer.likeCases.length}</span></h2>
          {answer.likeCases.map((like) => (
            <p key={like.caseId}>
              {like.caseNumber === "" ? <span className="mut">{like.kindText}</span> : <Link to={`/cases/${like.caseNumber}`} className="num">{shortNumber(like.caseNumber)}</Link>}
              <span className="mut gap">{like.reasonTexts.join(t.and)}</span>
            </p>
          ))}
        </section>
      )}
    </aside>
  );
}
