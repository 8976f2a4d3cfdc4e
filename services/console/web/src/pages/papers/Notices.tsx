import type { ReactNode } from "react";
import { paperDay } from "../../logic/dates";
import { zh } from "../../logic/punctuation";
import { p } from "../../textsOfPapers";
import { Blank } from "./Blank";
import { methodOf } from "./papers";
import { ServiceStub, Sheet } from "./Sheet";
import { bothSides, claimants, clockIn, dueIn, matterIn, text, type Subject } from "./subject";

/** A notice to a citizen: whom it is for, what it says, the centre's seal, and the stub that proves it came. */
function Notice({ subject, to, children }: { subject: Subject; to: string; children: ReactNode }): ReactNode {
  const { paper, view } = subject;
  return (
    <Sheet title={paper.title} number={p.number(view.caseNumber)} issuer={paper.entry.centreName} on={paper.entry.occurredOn} after={<ServiceStub />}>
      <p className="a4-to">{p.to(to)}</p>
      {children}
    </Sheet>
  );
}

/** 受理告知书: by when, by whom, and the rights of those who mediate (人民调解法 arts. 23, 24). */
export function Acceptance(subject: Subject): ReactNode {
  const { view, paper, entries, reference } = subject;
  const term = clockIn(view, "mediation_term") ?? clockIn(view, "handle_term");
  return (
    <Notice subject={subject} to={claimants(subject)}>
      <p>{p.line.accepted(paperDay(view.receivedOn), matterIn(subject), paperDay(paper.entry.occurredOn), view.caseNumber)}</p>
      <p>
        {p.line.handledBy(view.standing?.holderName ?? "", reference.officerName(view.handler))}
        {term !== undefined && p.line.term(term.text, paperDay(term.dueOn))}
      </p>
      {methodOf(entries) === "people" && <><p>{p.line.rights}</p><p>{p.line.duties}</p><p>{p.line.law}</p></>}
      {view.track === "petition" && <p>{p.line.petitionTerm}</p>}
    </Notice>
  );
}

/** 不予受理、不再受理告知书, with its ground and what is left to do. */
export function Refusal(subject: Subject): ReactNode {
  const { view, paper, reference } = subject;
  const ground = text(paper.detail["ground"]);
  const decision = p.decisions[paper.doc] ?? "";
  return (
    <Notice subject={subject} to={claimants(subject)}>
      <p>{p.line.refused(paperDay(view.receivedOn), matterIn(subject), zh(reference.word("ground", ground)), decision)}</p>
      {ground === "n1" && <p>{p.line.lawfulWays}</p>}
      {ground === "n2" ? <p>{p.line.nextLevel}</p> : view.track === "petition" && <p>{p.line.review}</p>}
    </Notice>
  );
}

/** 延期告知书, 信访工作条例 art. 34. The reason is sealed, and is written on the paper. */
export function Extension(subject: Subject): ReactNode {
  const { view, paper } = subject;
  const name = text(paper.detail["clock"]);
  const clock = clockIn(view, name);
  const due = dueIn(view, name);
  return (
    <Notice subject={subject} to={claimants(subject)}>
      <p>{clock === undefined ? zh(paper.entry.text) : p.line.extended(matterIn(subject), clock.text, Number(paper.detail["days"]))}{due !== "" && p.line.extendedTo(due)}</p>
      <p>{p.line.reasonOfExtension}</p>
      <Blank label={p.line.reasonOfExtension} lines={3} />
    </Notice>
  );
}

/** 调解不成权利告知书, 人民调解法 art. 26. */
export function Rights(subject: Subject): ReactNode {
  const { paper, entries, reference } = subject;
  return (
    <Notice subject={subject} to={bothSides(subject)}>
      <p>{p.line.failed(matterIn(subject), zh(reference.word("failure_ground", text(paper.detail["ground"]))))}</p>
      <p>{methodOf(entries) === "people" ? p.line.ways : p.line.waysPlain}</p>
    </Notice>
  );
}
