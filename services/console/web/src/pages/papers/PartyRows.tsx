import type { ReactNode } from "react";
import { p } from "../../textsOfPapers";
import type { Subject } from "./subject";

/** 当事人基本情况, one row a party. */
export function PartyRows({ parties, reference }: Pick<Subject, "parties" | "reference">): ReactNode {
  return (
    <table className="a4-table">
      <thead>
        <tr><th scope="col" /><th scope="col">{p.party.name}</th><th scope="col">{p.party.id}</th><th scope="col">{p.party.phone}</th><th scope="col">{p.party.address}</th></tr>
      </thead>
      <tbody>
        {parties.map((party) => (
          <tr key={party.partyId}>
            <th scope="row">{reference.word("party_role", party.role)}</th>
            <td>{party.name}</td>
            <td className="num">{party.documentNumber || p.party.none}</td>
            <td className="num">{party.phone || p.party.none}</td>
            <td>{party.address || p.party.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
