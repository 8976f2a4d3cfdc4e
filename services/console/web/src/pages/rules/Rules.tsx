import { Button, Modal } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { readRuleSet, readRuleSets, type RuleSet } from "../../api/rules";
import { useAsk } from "../../api/useAsk";
import type { RuleSetView } from "../../gen/fengqiao/v1/rules_pb";
import { addDays, today } from "../../logic/dates";
import { begin, type History } from "../../logic/ruleDraft";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { go, Link, usePlace } from "../../router";
import { mayGive, useDesk } from "../../session";
import { t } from "../../texts";
import { r, y } from "../../textsOfRules";
import { DraftDesk } from "./DraftDesk";
import { dropDraft, keptDraft } from "./keptDraft";
import { Submitted } from "./Submitted";
import { TableView } from "./TableView";

const CHANGES = "changes";
const DAYS_AHEAD = 7;

/** 规则: by which tables is decided, what is proposed, and a draft for whoever writes them. */
export function Rules(): ReactNode {
  const { session } = useDesk();
  const { query } = usePlace();
  const wanted = query.get("set") ?? "";
  const sets = useAsk("rule-sets", readRuleSets);
  const asked = useAsk(`rules/${wanted}`, () => readRuleSet(wanted === "" ? {} : { ruleSetId: wanted }));
  // A draft is drawn up on what was published last, in force or coming.
  const last = sets.data?.find((view) => view.standing === "coming" || view.standing === "in_force");
  const waiting = sets.data?.find((view) => view.standing === "submitted");
  const [drawn, setDrawn] = useState<{ base: RuleSet; history: History } | undefined>();
  const rules = drawn?.base ?? asked.data;
  const proposed = drawn === undefined && rules !== undefined && ["submitted", "returned"].includes(rules.view.standing);
  const file = query.get("table") ?? (proposed ? CHANGES : (rules?.tables[0]?.file ?? ""));
  const kept = last === undefined ? undefined : keptDraft(last.ruleSet?.hash ?? "");
  useEffect(() => setDrawn(undefined), [wanted]);
  if (rules === undefined || sets.data === undefined) {
    const failure = asked.failure ?? sets.failure;
    return (
      <main className="main">
        {failure !== undefined && <StateNotice text={failure.text} onRetry={() => {
          asked.again();
          sets.again();
        }} />}
      </main>
    );
  }
  const edits = mayGive(session, "submit_rule_set");
  const draw = (): void => {
    void readRuleSet({ hash: last?.ruleSet?.hash ?? "" }).then((base) => setDrawn({
      base, history: begin(keptDraft(base.hash) ?? { effectiveFrom: addDays(today(), DAYS_AHEAD), reason: "", tables: base.tables }),
    }), sets.again);
  };
  const drop = (): void => {
    Modal.confirm({
      title: r.dropAsk, okText: r.drop, cancelText: r.keep, okButtonProps: { danger: true },
      onOk: () => {
        dropDraft(rules.hash);
        setDrawn(undefined);
      },
    });
  };
  const submitted = (id: string): void => {
    dropDraft(rules.hash);
    setDrawn(undefined);
    sets.again();
    go(`/rules?set=${id}`);
  };
  return (
    <main className="main">
      <PageHead title={r.title}
        right={drawn === undefined
          ? edits && <Button type="primary" disabled={waiting !== undefined} title={waiting === undefined ? undefined : y.waiting(Number(waiting.ruleSet?.version ?? 0))} onClick={draw}>{kept === undefined ? r.edit : r.goOn}</Button>
          : <><Button onClick={drop}>{r.drop}</Button><Button onClick={() => setDrawn(undefined)}>{r.look}</Button></>}>
        <Tabs rules={rules} proposed={proposed} at={file} set={wanted} />
      </PageHead>
      {drawn === undefined ? (
        <>
          <Versions sets={sets.data} at={rules.view} />
          {proposed && file === CHANGES ? <Submitted key={rules.view.ruleSetId} rules={rules} onDone={() => {
            sets.again();
            asked.again();
          }} /> : <Table rules={rules} file={file} row={query.get("row") ?? ""} />}
        </>
      ) : (
        <DraftDesk rules={drawn.base} history={drawn.history} file={file} onChange={(history) => setDrawn({ ...drawn, history })} onSubmitted={submitted} />
      )}
      <StatusLine text={drawn === undefined ? r.statusRead : r.status} right={drawn === undefined ? undefined : r.kept} />
    </main>
  );
}

function Table({ rules, file, row }: { rules: RuleSet; file: string; row: string }): ReactNode {
  const table = rules.tables.find((table) => table.file === file);
  return table === undefined ? <StateNotice text={t.failure.page} /> : <TableView rules={rules} table={table} row={row} />;
}

function Tabs({ rules, proposed, at, set }: { rules: RuleSet; proposed: boolean; at: string; set: string }): ReactNode {
  const tabs = [...(proposed ? [[CHANGES, y.what] as const] : []), ...rules.tables.map(({ file, name }) => [file, name.split(/[:：]/, 1)[0] ?? name] as const)];
  return (
    <nav className="views" aria-label={r.tables}>
      {tabs.map(([file, text]) => (
        <Link key={file} to={`/rules?${set === "" ? "" : `set=${set}&`}table=${file}`} className={file === at ? "on" : ""} {...(file === at ? { "aria-current": "true" as const } : {})}>{text}</Link>
      ))}
    </nav>
  );
}

/** Every version with its standing; the one that is shown with its day and digest. */
function Versions({ sets, at }: { sets: readonly RuleSetView[]; at: RuleSetView }): ReactNode {
  const { reference } = useDesk();
  const by = at.approver === "" ? (at.ruleSetId === "" ? y.came : "") : y.approved(reference.officerName(at.approver), at.approvedOn);
  return (
    <div className="rules-say">
      <nav className="views" aria-label={y.versions}>
        {sets.map((view) => {
          const here = view.ruleSetId === at.ruleSetId;
          return (
            <Link key={view.ruleSetId} to={view.standing === "in_force" ? "/rules" : `/rules?set=${view.ruleSetId}`} className={here ? "on" : ""} {...(here ? { "aria-current": "true" as const } : {})}>
              {r.version(Number(view.ruleSet?.version ?? 0))} {view.standingText}
            </Link>
          );
        })}
      </nav>
      <span>{r.inForce(at.effectiveFrom)}</span> <span className="mut">{by}</span> <span className="mut num" title={at.ruleSet?.hash}>{r.hash(at.ruleSet?.hash ?? "")}</span>
    </div>
  );
}
