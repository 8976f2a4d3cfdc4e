import { Button, Input } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { ownWrites } from "../../api/command";
import { failureOf } from "../../api/failure";
import { queries } from "../../api/transport";
import type { CaseView, PartyView } from "../../gen/fengqiao/v1/query_pb";
import { clockTime } from "../../logic/dates";
import { maskedNumber, shortName } from "../../logic/people";
import { useDesk } from "../../session";
import { t } from "../../texts";

/** How long somebody's data stay in the clear. */
const CLEAR_MS = 10 * 60_000;
const REASON_CHARS_MIN = 10;

/** The parties, masked until somebody has said what for. */
export function People({ view }: { view: CaseView }): ReactNode {
  const { session, reference } = useDesk();
  const [clear, setClear] = useState<{ parties: PartyView[]; until: Date } | undefined>();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (clear === undefined) {
      return undefined;
    }
    const timer = setTimeout(() => setClear(undefined), CLEAR_MS);
    return () => clearTimeout(timer);
  }, [clear]);
  const reveal = (): void => {
    Promise.all(view.parties.map((party) => queries.revealPerson({ case: view.caseId, party: party.partyId, reason, atLeast: ownWrites() })))
      .then(
        (answers) => {
          setClear({ parties: answers.flatMap(({ party }) => (party === undefined ? [] : [party])), until: new Date(Date.now() + CLEAR_MS) });
          setAsking(false);
          setSaid("");
        },
        (error: unknown) => setSaid(failureOf(error).text),
      );
  };
  const parties = clear?.parties ?? view.parties;
  return (
    <section className="people">
      <h2>
        {t.case.parties} <span className="mut">{view.parties.length}</span>
        {view.parties.length > 0 && (
          <button type="button" className="link right" onClick={() => (clear === undefined ? setAsking(!asking) : setClear(undefined))}>
            {clear === undefined ? t.case.reveal : t.case.hide}
          </button>
        )}
      </h2>
      {asking && (
        <form className="reveal" onSubmit={(event) => { event.preventDefault(); reveal(); }}>
          <p className="sm">{t.case.revealTitle}</p>
          <Input aria-label={t.case.revealReason} placeholder={t.case.revealReason} value={reason} maxLength={200} autoFocus onChange={(event) => setReason(event.target.value)} />
          <Button size="small" htmlType="submit" disabled={reason.trim().length < REASON_CHARS_MIN}>{t.case.revealGo}</Button>
          <p className="fault" role="alert">{said}</p>
        </form>
      )}
      <ul>
        {parties.map((party) => (
          <li key={party.partyId}>
            <span className="mut">{reference.word("party_role", party.role)}</span>{" "}
            {party.destroyed ? <span className="mut">{t.case.destroyed}</span> : clear === undefined ? (
              <>{shortName(party)} <span className="num">{maskedNumber(party.phone)}</span></>
            ) : (
              <>{party.name} <span className="num">{party.phone}</span> <span className="num mut">{party.documentNumber}</span> <span className="mut">{party.address}</span></>
            )}
          </li>
        ))}
      </ul>
      {clear !== undefined && <p className="mut sm">{t.case.revealed(clockTime(clear.until))}　{session.who.name}</p>}
    </section>
  );
}
