import { useEffect, type ReactNode } from "react";
import { readHealth, type Health } from "../../api/administration";
import { queries } from "../../api/transport";
import { useAsk } from "../../api/useAsk";
import type { GetStatusResponse } from "../../gen/fengqiao/v1/query_pb";
import { clockTime, momentText } from "../../logic/dates";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { o } from "../../textsOfAdmin";

const EVERY_MS = 5_000;
/** So much a view may lag while everything is well. */
const LAG_MAX = 100n;

interface State {
  health: Health;
  /** Absent while the query service does not answer. */
  status: GetStatusResponse | undefined;
}

async function read(): Promise<State> {
  const [health, status] = await Promise.all([readHealth(), queries.getStatus({}).catch(() => undefined)]);
  return { health, status };
}

/** 运行: whether the picture is true, and what is stuck. */
export function Ops(): ReactNode {
  const { reference } = useDesk();
  const asked = useAsk("ops", read);
  const { again } = asked;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && again(), EVERY_MS);
    return () => clearInterval(timer);
  }, [again]);
  if (asked.data === undefined) {
    return <main className="main">{asked.failure !== undefined && <StateNotice text={asked.failure.text} onRetry={again} />}</main>;
  }
  const { health, status } = asked.data;
  const wrong = faultsOf(asked.data);
  const siteName = (code: string): string => reference.placeName(code);
  return (
    <main className="main">
      <PageHead title={o.ops} tab={wrong === 0 ? o.ops : `(${wrong}) ${o.ops}`} />
      <div className="sheet rules-sheet" tabIndex={0} role="region" aria-label={o.ops}>
        <p className={wrong === 0 ? "" : "over-text"} role="status">{wrong === 0 ? o.allWell(clockTime(asked.at ?? new Date())) : o.wrong(wrong)}</p>
        {status !== undefined && status.parkedEvents > 0n && <p className="near-text">{o.parked(Number(status.parkedEvents))}</p>}
        <h2>{o.services}</h2>
        <table className="rows">
          <tbody>
            {health.services.map(({ service, state }) => (
              <tr key={service}>
                <th scope="row">{o.service[service] ?? service}</th>
                <td className={state === "serving" ? "" : "over-text"}>{state === "serving" ? "✓" : "✕"} {o.states[state]}</td>
                <td>{o.means[state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {status !== undefined && (
          <>
            <h2>{o.logs} <span className="mut">{o.schema(status.schema)}</span></h2>
            <table className="rows">
              <thead><tr>{[o.log, o.projected, o.head, o.lag, o.lastError].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
              <tbody>
                {status.streams.map((stream) => (
                  <tr key={stream.projected?.stream}>
                    <td>{stream.projected?.stream}</td><td className="num">{String(stream.projected?.sequence ?? 0n)}</td><td className="num">{String(stream.head)}</td>
                    <td className={stream.lag > LAG_MAX ? "over-text num" : "num"}>{o.behind(Number(stream.lag))}</td><td>{stream.lastError || t.none}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <h2>{o.keepers}</h2>
            <table className="rows">
              <thead><tr>{[o.site, o.overdue, o.oldest, o.nextDue, o.errands, o.owed].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
              <tbody>
                {status.keepers.map((keeper) => (
                  <tr key={keeper.site}>
                    <td>{siteName(keeper.site)}</td><td className="num">{String(keeper.overdue)}</td>
                    <td>{keeper.oldestDue === "" ? t.none : momentText(new Date(keeper.oldestDue))}</td><td>{keeper.nextDue === "" ? t.none : momentText(new Date(keeper.nextDue))}</td>
                    <td className="num">{String(keeper.openErrands)}</td><td className="num">{String(keeper.owed)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </div>
      <StatusLine text={o.every} right={clockTime(asked.at ?? new Date())} />
    </main>
  );
}

function faultsOf({ health, status }: State): number {
  const services = health.services.filter((service) => service.state !== "serving").length;
  const streams = status?.streams.filter((stream) => stream.lag > LAG_MAX || stream.lastError !== "").length ?? 0;
  return services + streams + (status !== undefined && status.parkedEvents > 0n ? 1 : 0);
}
