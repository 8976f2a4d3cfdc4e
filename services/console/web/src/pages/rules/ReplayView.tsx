import { useMemo, type ReactNode } from "react";
import type { ReplayRulesResponse } from "../../gen/fengqiao/v1/rules_pb";
import { shortNumber } from "../../logic/caseNumber";
import { momentText } from "../../logic/dates";
import { count } from "../../logic/money";
import { zh } from "../../logic/punctuation";
import { Link } from "../../router";
import { y } from "../../textsOfRules";

/** What a draft would have changed: the sentence, from which verdict to which, which rows, and the decisions themselves. */
export function ReplayView({ answer }: { answer: ReplayRulesResponse }): ReactNode {
  const { figures } = answer;
  if (figures === undefined || figures.lookedAt === 0) {
    return <p className="mut">{y.none}</p>;
  }
  return (
    <div className="replay">
      <p role="status"><b>{y.sentence(figures.from, figures.to, count(figures.lookedAt), count(figures.more), count(figures.fewer), count(figures.cannotTell), count(figures.decided))}</b>{answer.moreRecorded && <span className="mut"> {y.partly}</span>}</p>
      <div className="replay-parts">
        <Matrix answer={answer} />
        {answer.rows.length > 0 && (
          <div>
            <h3>{y.rows}</h3>
            <table className="rows">
              <tbody>
                {answer.rows.slice(0, 12).map((row) => (
                  <tr key={`${row.table}/${row.id}`}><td className="num">{row.id}</td><td>{zh(row.text)}</td><td className="num">{row.more + row.fewer + row.other}</td></tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
      {answer.changed.length > 0 && (
        <>
          <h3>{y.changedCases} <span className="mut">{answer.changed.length}</span></h3>
          <table className="rows">
            <thead><tr>{[y.columns.number, y.columns.when, y.columns.old, y.columns.new, y.columns.why, y.columns.now].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
            <tbody>
              {answer.changed.map((each) => (
                <tr key={each.eventId}>
                  <td>{each.caseNumber === "" ? <span className="mut">{y.outside}</span> : <Link to={`/cases/${each.caseNumber}`} className="num">{shortNumber(each.caseNumber)}</Link>}</td>
                  <td className="num">{momentText(new Date(each.recordedAt))}</td>
                  <td>{zh(each.recordedVerdictText)}</td><td><b>{y.changes[each.change] ?? ""}</b> {zh(each.replayedVerdictText)}</td>
                  <td className="num">{each.rows.join(" ")}</td><td>{zh(each.phaseText)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}

function Matrix({ answer }: { answer: ReplayRulesResponse }): ReactNode {
  const verdicts = useMemo(() => {
    const texts = new Map<string, string>();
    for (const cell of answer.verdicts) {
      texts.set(cell.recorded, cell.recordedText);
      texts.set(cell.replayed, cell.replayedText);
    }
    return [...texts];
  }, [answer]);
  const at = (recorded: string, replayed: string): number => answer.verdicts.find((cell) => cell.recorded === recorded && cell.replayed === replayed)?.decisions ?? 0;
  return (
    <table className="rows replay-matrix">
      <thead><tr><th scope="col">{y.matrix}</th>{verdicts.map(([verdict, text]) => <th key={verdict} scope="col">{zh(text)}</th>)}</tr></thead>
      <tbody>
        {verdicts.map(([recorded, text]) => (
          <tr key={recorded}>
            <th scope="row">{zh(text)}</th>
            {verdicts.map(([replayed]) => {
              const n = at(recorded, replayed);
              return <td key={replayed} className={`num ${recorded !== replayed && n > 0 ? "changed" : ""}`}>{n === 0 ? "" : count(n)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
