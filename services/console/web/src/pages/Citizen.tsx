import { Code, ConnectError } from "@connectrpc/connect";
import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { queries } from "../api/transport";
import type { GetProgressResponse } from "../gen/fengqiao/v1/query_pb";
import { halfWidth } from "../logic/people";
import { usePlace } from "../router";
import { t } from "../texts";

/** A citizen asks how it stands: a code from the receipt and the end of the phone number, no account, no names. */
export function Citizen(): ReactNode {
  const { hash } = usePlace();
  const [code, setCode] = useState("");
  const [suffix, setSuffix] = useState("");
  const [answer, setAnswer] = useState<GetProgressResponse | undefined>();
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = t.citizen.title;
  }, []);
  useEffect(() => setCode(decodeURIComponent(hash)), [hash]);
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setSaid("");
    setAnswer(undefined);
    queries
      .getProgress({ queryCode: halfWidth(code).trim().toUpperCase(), phoneSuffix: halfWidth(suffix).trim() })
      .then(setAnswer, (error: unknown) => setSaid(wordsFor(error)))
      .finally(() => setBusy(false));
  };
  return (
    <main className="citizen">
      <h1>{t.citizen.title}</h1>
      <form onSubmit={ask}>
        <label htmlFor="code">{t.citizen.code}</label>
        <input id="code" value={code} onChange={(event) => setCode(event.target.value)} autoComplete="off" required maxLength={24} />
        <label htmlFor="suffix">{t.citizen.suffix}</label>
        <input id="suffix" value={suffix} onChange={(event) => setSuffix(event.target.value)} inputMode="numeric" autoComplete="off" required maxLength={4} />
        <button type="submit" disabled={busy}>{t.citizen.ask}</button>
      </form>
      <p role="alert" className="fault">{said}</p>
      {answer !== undefined && (
        <dl aria-live="polite">
          <dt>{t.citizen.now}</dt>
          <dd><b>{answer.phaseText}</b></dd>
          <dt>{t.citizen.at}</dt>
          <dd>{answer.holderName}</dd>
          <dt>{t.citizen.next}</dt>
          <dd>{answer.nextStep === "" ? t.citizen.none : `${t.citizen.by(answer.dueOn)} ${answer.nextStep}`}</dd>
          <dt>{t.citizen.received}</dt>
          <dd>{answer.receivedOn}</dd>
          <dt>{t.citizen.number}</dt>
          <dd>{answer.caseNumber}</dd>
        </dl>
      )}
      <p className="mut">{t.citizen.note}</p>
    </main>
  );
}

function wordsFor(error: unknown): string {
  switch (ConnectError.from(error).code) {
    case Code.NotFound:
    case Code.InvalidArgument:
      return t.citizen.wrong;
    case Code.ResourceExhausted:
      return t.citizen.often;
    default:
      return t.citizen.away;
  }
}
