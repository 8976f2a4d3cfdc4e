import { Button } from "antd";
import { type ReactNode } from "react";
import { canRepeat, repeatFailed, useBatch, type BatchRow } from "../../api/batches";
import { shortNumber } from "../../logic/caseNumber";
import { momentText } from "../../logic/dates";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { go, Link, usePlace } from "../../router";
import { useDesk } from "../../session";
import { d } from "../../textsOfDaily";

/** What became of each case of a bulk act. */
export function BatchPage({ id }: { id: string }): ReactNode {
  const { session } = useDesk();
  const { query } = usePlace();
  const batch = useBatch(id, session.who.officer);
  if (batch === undefined) {
    return <main className="main"><StateNotice text={d.batch.missing} /></main>;
  }
  const of = (...states: BatchRow["state"][]): BatchRow[] => batch.rows.filter((row) => states.includes(row.state));
  const failed = of("failed");
  const running = of("waiting", "sending").length;
  const onlyFailed = query.get("show") === "failed";
  const rows = onlyFailed ? failed : batch.rows;
  const title = d.batch.title(d.bulk.names[batch.command] ?? batch.command, batch.rows.length);
  const repeats = failed.length > 0 && running === 0 && canRepeat(id);
  return (
    <main className="main">
      <PageHead title={title}
        right={
          <>
            {(failed.length > 0 || onlyFailed) && <Button onClick={() => go(onlyFailed ? `/batches/${id}` : `/batches/${id}?show=failed`, true)}>{onlyFailed ? d.batch.everything : d.batch.only}</Button>}
            {repeats && <Button type="primary" onClick={() => void repeatFailed(id)}>{d.batch.again(failed.length)}</Button>}
          </>
        }>
        <span className="mut">{d.batch.by(momentText(new Date(batch.at)))}</span>
      </PageHead>
      <p className="batch-result" role="status"><b>{d.batch.result(of("done").length, of("skipped").length, failed.length)}</b>{running > 0 && d.batch.running(running)}</p>
      {failed.length > 0 && running === 0 && !canRepeat(id) && <div className="strip">{d.batch.lost}</div>}
      <div className="sheet batch-rows" role="region" aria-label={title} tabIndex={0}>
        {rows.length === 0 ? <StateNotice text={d.batch.allDone} /> : (
          <table className="rows">
            <thead><tr><th scope="col">{d.batch.columns.state}</th><th scope="col">{d.batch.columns.number}</th><th scope="col">{d.batch.columns.reason}</th></tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.caseId}>
                  <td className={row.state === "failed" ? "over-text" : row.state === "done" ? "met" : "mut"}>{d.batch.states[row.state]}</td>
                  <td><Link to={`/cases/${row.caseNumber}`} className="num">{shortNumber(row.caseNumber)}</Link></td>
                  <td>{row.reason} <span className="mut sm">{row.code}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <StatusLine text={d.batch.kept} />
    </main>
  );
}
