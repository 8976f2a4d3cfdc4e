import type { ReactNode } from "react";
import { paperDay } from "../../logic/dates";
import { zh } from "../../logic/punctuation";
import { t } from "../../texts";
import { p } from "../../textsOfPapers";
import { Sheet } from "./Sheet";
import { addresseeIn, bothSides, day, dueIn, matterIn, placeIn, text, type Subject } from "./subject";

function Order({ subject, issuer, title, children }: { subject: Subject; issuer?: string; title?: string; children: ReactNode }): ReactNode {
  const { paper, view, reference } = subject;
  return (
    <Sheet title={title ?? paper.title} number={p.number(view.caseNumber)} issuer={issuer ?? paper.entry.centreName} on={paper.entry.occurredOn}>
      <p className="a4-to">{p.to(addresseeIn(paper.detail, reference))}</p>
      {children}
    </Sheet>
  );
}

/** 转送单、交办单. */
export function Dispatch(subject: Subject): ReactNode {
  const { view, paper } = subject;
  const sign = dueIn(view, "sign_term");
  const [matter, place] = [matterIn(subject), placeIn(subject)];
  return (
    <Order subject={subject}>
      <p>{paper.doc === "assignment" ? p.line.assign(matter, place, paperDay(day(paper.detail["due"]))) : p.line.forward(matter, place)}</p>
      <p>{p.line.parties(bothSides(subject))}</p>
      <p>{sign !== "" && p.line.sign(sign)}{p.line.object}</p>
    </Order>
  );
}

/** 督办单, with its colour in a word. */
export function Slip(subject: Subject): ReactNode {
  const { view, paper, reference } = subject;
  const due = dueIn(view, "slip_term", text(paper.detail["slip"]));
  const colour = t.slip.colours[text(paper.detail["colour"])] ?? "";
  return (
    <Order subject={subject} title={`${p.slipColour(colour)}${paper.title}`} issuer={reference.holderName(text(paper.detail["issuer"]))}>
      <p>{p.line.slip(matterIn(subject), view.standing?.holderName ?? "", zh(reference.word("fault", text(paper.detail["fault"]))))}</p>
      <p>{due === "" ? p.line.answer : p.line.answerBy(due)}</p>
    </Order>
  );
}
