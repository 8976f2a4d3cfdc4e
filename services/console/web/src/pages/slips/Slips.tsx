import { Button } from "antd";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { isOffered } from "../../api/command";
import { isTyping } from "../../frame/keys";
import { OPEN_STATES } from "../../logic/phases";
import { PageHead } from "../../parts/PageHead";
import { RowGrid } from "../../parts/RowGrid";
import { SweptBody } from "../../parts/SweptBody";
import { useSweep } from "../../parts/useSweep";
import { Link, usePlace } from "../../router";
import { mayGive, useDesk } from "../../session";
import { d } from "../../textsOfDaily";
import { slipColumns } from "./columns";
import { IssueSlip } from "./IssueSlip";
import { SlipPane } from "./SlipPane";
import { grouped, isOver, slipsOf, type Side } from "./slips";

const SIDES: Side[] = ["received", "issued"];
const COLOURS = ["red", "yellow", "blue"];

/** 督办, on both sides: what was received and must be answered, what was issued and must be looked after. */
export function Slips(): ReactNode {
  const { session } = useDesk();
  const { query } = usePlace();
  const { who } = session;
  const issues = mayGive(session, "issue_slip") && isOffered(who.level, "issue_slip");
  const issuer = issues && ["county", "city"].includes(who.level);
  const side: Side = SIDES.find((side) => side === query.get("side")) ?? (issuer ? "issued" : "received");
  const asked = useSweep("slips", { subtree: true, phases: OPEN_STATES, slips: COLOURS });
  const cases = asked.data?.cases;
  const rows = useMemo(() => Object.fromEntries(SIDES.map((side) => [side, slipsOf(cases ?? [], side, who)])) as Record<Side, ReturnType<typeof slipsOf>>, [cases, who]);
  const shown = rows[side];
  const groups = useMemo(() => grouped(shown), [shown]);
  const columns = useMemo(() => slipColumns(side), [side]);
  const [chosen, choose] = useState<string | undefined>();
  const [issuing, issue] = useState(false);
  const [said, say] = useState("");
  const row = shown.find(({ slip }) => slip.slipId === chosen) ?? groups[0]?.rows[0];
  const over = shown.filter(isOver).length;
  const done = useCallback((text: string) => {
    say(text);
    issue(false);
    asked.again();
  }, [asked]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (issues && event.code === "KeyN" && !isTyping(event) && !event.ctrlKey && !event.altKey) {
        event.preventDefault();
        issue(true);
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [issues]);
  return (
    <main className="main">
      <PageHead title={d.slips.title} tab={`(${shown.length}) ${d.slips.title}`}
        right={issues && <Button type={side === "issued" ? "primary" : "default"} onClick={() => issue(true)}>{d.slips.issue} <kbd>{d.slips.issueKey}</kbd></Button>}>
        <nav className="views" aria-label={d.slips.title}>
          {SIDES.map((each) => (
            <Link key={each} to={`/slips?side=${each}`} className={each === side ? "on" : ""} {...(each === side ? { "aria-current": "true" as const } : {})}>
              {d.slips[each]} {asked.data === undefined ? "" : rows[each].length}
            </Link>
          ))}
          {over > 0 && <span className="over-text">{d.slips.over(over)}</span>}
        </nav>
      </PageHead>
      {said !== "" && <div className="strip" role="status">{said}</div>}
      {issuing && <IssueSlip onDone={done} onClose={() => issue(false)} />}
      <SweptBody asked={asked} count={shown.length} empty={d.slips.empty} bounded={d.slips.bounded} status={issues ? d.slips.statusIssuer : d.slips.status}>
        <div className="list-and-pane">
          <RowGrid key={side} groups={groups} columns={columns} label={d.slips[side]} idOf={({ slip }) => slip.slipId} numberOf={({ view }) => view.caseNumber} onChoose={({ slip }) => choose(slip.slipId)} />
          {row !== undefined && <SlipPane key={`${row.slip.slipId}/${row.view.position?.sequence}`} row={row} side={side} onDone={done} />}
        </div>
      </SweptBody>
    </main>
  );
}
