import type { ReactNode } from "react";
import { capitals } from "../../logic/capitals";
import { paperDay, type Day } from "../../logic/dates";
import { yuan } from "../../logic/money";
import { p } from "../../textsOfPapers";
import { Blank } from "./Blank";
import { methodOf } from "./papers";
import { PartyRows } from "./PartyRows";
import { Sheet } from "./Sheet";
import type { Subject } from "./subject";

/** One line of an agreement. */
export interface Owed {
  debtor: string;
  what: string;
  amountFen: bigint | undefined;
  due: Day;
}

/** Whose agreement it is. */
export type Parties = Omit<Subject, "paper">;

export interface AgreementText {
  oral: boolean;
  terms: string;
  place: string;
  obligations: Owed[];
  centre: string;
  on: Day;
}

/** 调解协议书, with what 人民调解法 art. 29 and 司法部令75 art. 35 ask for. */
export function AgreementSheet({ subject, agreement }: { subject: Parties; agreement: AgreementText }): ReactNode {
  const { view, entries, reference } = subject;
  const people = methodOf(entries) === "people";
  const nameOf = (party: string): string => subject.parties.find(({ partyId }) => partyId === party)?.name ?? "";
  const total = agreement.obligations.reduce((sum, owed) => sum + (owed.amountFen ?? 0n), 0n);
  const { oral } = agreement;
  const title = p.titles[oral ? "oral" : people ? "agreement" : "mediation"] ?? "";
  return (
    <Sheet title={title} number={p.number(view.caseNumber)} after={<Signatures centre={agreement.centre} on={agreement.on} parties={subject.parties.length} />}>
      <h3>{p.agreement.parties}</h3>
      <PartyRows parties={subject.parties} reference={subject.reference} />
      <h3>{p.agreement.facts}</h3>
      <Blank label={p.agreement.facts} text={view.brief} lines={2} />
      <h3>{oral ? p.agreement.terms : p.agreement.agreed}</h3>
      <Blank label={p.agreement.terms} text={agreement.terms} lines={3} />
      <h3>{p.agreement.how}</h3>
      <table className="a4-table">
        <thead><tr>{p.agreement.head.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {agreement.obligations.map((owed, index) => (
            <tr key={index}>
              <td>{index + 1}</td>
              <td>{nameOf(owed.debtor)}</td>
              <td><Blank label={`${p.agreement.head[2]} ${index + 1}`} text={owed.what} width={10} /></td>
              <td>{owed.amountFen === undefined ? p.agreement.noAmount : `${yuan(owed.amountFen)}元 ${capitals(owed.amountFen)}`}</td>
              <td className="day">{paperDay(owed.due)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > 0n && <p>{p.agreement.total(yuan(total), capitals(total))}</p>}
      <p>{p.agreement.place(reference.placeName(agreement.place))}<Blank label={p.agreement.how} /></p>
      <p>{oral ? p.agreement.effectOral : people ? p.agreement.effect : p.agreement.effectPlain}{p.agreement.confirm}</p>
      {!oral && <p>{p.agreement.copies}<Blank label={p.agreement.copies} width={3} />{p.agreement.copiesAfter}</p>}
    </Sheet>
  );
}

function Signatures({ centre, on, parties }: { centre: string; on: Day; parties: number }): ReactNode {
  return (
    <div className="a4-signatures">
      {Array.from({ length: parties }, (_, index) => <p key={index}>{p.agreement.signParty}{p.to("")}</p>)}
      <p>{p.agreement.signMediator}{p.to("")}</p>
      <p>{p.agreement.recorder}{p.to("")}</p>
      <div className="a4-seal">
        <p>{p.agreement.sealOf(centre)}</p>
        <p>{paperDay(on)}</p>
      </div>
    </div>
  );
}
