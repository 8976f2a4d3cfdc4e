import type { ReactNode } from "react";
import { justWritten } from "../../logic/justWritten";
import { dayOf, paperDay } from "../../logic/dates";
import { p } from "../../textsOfPapers";
import { AgreementSheet, type Owed } from "./Agreement";
import { Blank } from "./Blank";
import { detailOf } from "./papers";
import { PartyRows } from "./PartyRows";
import { Sheet } from "./Sheet";
import { claimants, day, dueIn, matterIn, text, type Subject } from "./subject";

/** The agreement that was recorded; its words are there if they were typed here a moment ago. */
export function Agreement(subject: Subject): ReactNode {
  const { paper, view } = subject;
  const typed = justWritten(view.caseId, "conclude_agreement");
  const words = (typed["obligations"] ?? []) as { what?: string }[];
  const recorded = (paper.detail["obligations"] ?? []) as { debtor: string; amount_fen?: number; due: string }[];
  const obligations = recorded.map(({ debtor, amount_fen, due }, index): Owed => ({
    debtor, due, what: words[index]?.what ?? "", amountFen: amount_fen === undefined ? undefined : BigInt(amount_fen),
  }));
  const agreement = { oral: paper.detail["form"] === "oral", terms: text(typed["terms"]), place: text(paper.detail["place"]), obligations, centre: paper.entry.centreName, on: paper.entry.occurredOn };
  return <AgreementSheet subject={subject} agreement={agreement} />;
}

/** 司法确认申请书, by both sides together (人民调解法 art. 33). */
export function Confirmation(subject: Subject): ReactNode {
  const { view, paper, entries } = subject;
  const concluded = [...entries].reverse().find((entry) => entry.event === "AgreementConcluded");
  const on = paperDay(concluded?.occurredOn ?? paper.entry.occurredOn);
  const due = dueIn(view, "confirmation_right");
  return (
    <Sheet title={paper.title} number={p.number(view.caseNumber)}
      after={<div className="a4-signatures"><p>{p.confirmation.applicants}{p.to("")}</p><div className="a4-seal"><Blank label={p.confirmation.applicants} width={12} /></div><p>{p.confirmation.attached}</p></div>}>
      <PartyRows parties={subject.parties} reference={subject.reference} />
      <h3>{p.confirmation.request}</h3>
      <p>{p.confirmation.requestText(on, concluded?.centreName ?? paper.entry.centreName)}</p>
      <h3>{p.confirmation.facts}</h3>
      <p>{p.confirmation.factsText(matterIn(subject), on)}{due !== "" && p.confirmation.by(due)}</p>
      <Blank label={p.confirmation.facts} lines={3} />
      <h3>{p.confirmation.promise}</h3>
      <p>{p.confirmation.promiseText}</p>
      <p className="a4-to">{p.confirmation.hereby}</p>
      <p className="a4-to"><Blank label={p.confirmation.court} width={10} />{p.confirmation.court}</p>
    </Sheet>
  );
}

/** 回访记录: every round that was recorded. */
export function FollowUp(subject: Subject): ReactNode {
  const { view, paper, entries, reference } = subject;
  const rounds = entries.filter((entry) => entry.event === "FollowUpRecorded");
  const rated = [...entries].reverse().find((entry) => entry.event === "Rated");
  const { followUp } = p;
  return (
    <Sheet title={paper.title} number={p.number(view.caseNumber)} issuer={paper.entry.centreName} on={dayOf(new Date(paper.entry.recordedAt))}>
      <PartyRows parties={subject.parties} reference={subject.reference} />
      <p>{followUp.matter}{p.to("")}{matterIn(subject)}</p>
      <table className="a4-table">
        <thead><tr>{followUp.head.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {rounds.map((entry) => {
            const detail = detailOf(entry);
            return (
              <tr key={entry.eventId}>
                <td>{reference.word("follow_up_round", text(detail["round"]))}</td>
                <td>{paperDay(day(entry.occurredOn))}</td>
                <td>{reference.officerName(entry.officer)}</td>
                <td>{detail["performed"] === true ? followUp.performed : followUp.notPerformed}</td>
                <td>{detail["rebound"] === true ? followUp.yes : followUp.no}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rated !== undefined && <p>{followUp.rating}{p.to("")}{reference.word("rating", text(detailOf(rated)["rating"]))}</p>}
      <h3>{followUp.words}</h3>
      <Blank label={followUp.words} lines={4} />
      <p>{followUp.sign}{p.to("")}<Blank label={followUp.sign} width={12} /></p>
    </Sheet>
  );
}

/** 处理意见书, 信访工作条例 art. 32. Its parts are sealed and stand on the paper only where they were typed here. */
export function Opinion(subject: Subject): ReactNode {
  const { view, paper, reference } = subject;
  const typed = justWritten(view.caseId, "draft_opinion");
  const part = (title: string, ...names: string[]): ReactNode => (
    <>
      <h3>{title}</h3>
      <Blank label={title} text={names.map((name) => text(typed[name])).filter((words) => words !== "").join("\n")} lines={3} />
    </>
  );
  return (
    <Sheet title={paper.title} number={p.opinion.number(text(paper.detail["number"]))} issuer={reference.holderName(text(paper.detail["organ"]))} on={paper.entry.occurredOn}>
      <p className="a4-to">{p.to(claimants(subject))}</p>
      {part(p.opinion.claim, "claim")}
      {part(p.opinion.facts, "facts", "reasons")}
      {part(p.opinion.basis, "legalBasis")}
      {part(p.opinion.conclusion, "conclusion")}
      <p>{paper.detail["supported"] === true ? p.opinion.supported : p.opinion.notSupported}</p>
      <p>{p.opinion.review}</p>
    </Sheet>
  );
}
