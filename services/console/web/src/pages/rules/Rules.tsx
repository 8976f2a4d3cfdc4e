import { Button, Modal } from "antd";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { readRules, type RulesInForce } from "../../api/rules";
import { useAsk } from "../../api/useAsk";
import { addDays, today } from "../../logic/dates";
import { begin, type History, type RuleDraft } from "../../logic/ruleDraft";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { usePlace, Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { r } from "../../textsOfRules";
import { DraftDesk } from "./DraftDesk";
import { dropDraft, keptDraft } from "./keptDraft";
import { TableView } from "./TableView";

const EDITOR = "rule_editor";

/** 规则: by which tables is decided, and a draft of them for whoever writes them. */
export function Rules(): ReactNode {
  const { session } = useDesk();
  const asked = useAsk("rules", readRules);
  const rules = asked.data;
  const [history, setHistory] = useState<History | undefined>();
  const [kept, setKept] = useState<RuleDraft | undefined>();
  useEffect(() => setKept(rules === undefined ? undefined : keptDraft(rules.hash)), [rules]);
  const { query } = usePlace();
  const file = query.get("table") ?? rules?.tables[0]?.file ?? "";
  if (rules === undefined) {
    return <main className="main">{asked.failure !== undefined && <StateNotice text={asked.failure.text} onRetry={asked.again} />}</main>;
  }
  const edits = session.who.roles.includes(EDITOR);
  const draw = (): void => setHistory(begin(kept ?? { effectiveFrom: addDays(today(), 7), reason: "", tables: rules.tables }));
  const leave = (): void => {
    setHistory(undefined);
    setKept(keptDraft(rules.hash));
  };
  const drop = (): void => {
    Modal.confirm({
      title: r.dropAsk, okText: r.drop, cancelText: r.keep, okButtonProps: { danger: true },
      onOk: () => {
        dropDraft(rules.hash);
        leave();
      },
    });
  };
  return (
    <main className="main">
      <PageHead title={r.title}
        right={history === undefined
          ? edits && <Button type="primary" onClick={draw}>{kept === undefined ? r.edit : r.goOn}</Button>
          : <><Button onClick={drop}>{r.drop}</Button><Button onClick={leave}>{r.look}</Button></>}>
        <Tabs tables={(history?.now.tables ?? rules.tables).map(({ file, name }) => ({ file, name }))} at={file} />
      </PageHead>
      {history === undefined
        ? <Reading rules={rules} file={file} edits={edits} row={query.get("row") ?? ""} />
        : <DraftDesk rules={rules} history={history} file={file} onChange={setHistory} />}
      <StatusLine text={history === undefined ? r.statusRead : r.status} right={history === undefined ? undefined : r.kept} />
    </main>
  );
}

function Tabs({ tables, at }: { tables: { file: string; name: string }[]; at: string }): ReactNode {
  return (
    <nav className="views" aria-label={r.tables}>
      {tables.map(({ file, name }) => (
        <Link key={file} to={`/rules?table=${file}`} className={file === at ? "on" : ""} {...(file === at ? { "aria-current": "true" as const } : {})}>{shortName(name)}</Link>
      ))}
    </nav>
  );
}

/** 上报条件:按优先次序 → 上报条件. */
function shortName(name: string): string {
  return name.split(/[:：]/, 1)[0] ?? name;
}

function Reading({ rules, file, edits, row }: { rules: RulesInForce; file: string; edits: boolean; row: string }): ReactNode {
  const table = useMemo(() => rules.tables.find((table) => table.file === file), [rules, file]);
  return (
    <>
      <p className="rules-say">
        <b>{r.version(rules.version)}</b> {r.inForce(rules.effective_from)} <span className="mut num" title={rules.hash}>{r.hash(rules.hash)}</span>
        {edits && <span className="mut">{r.readOnly}</span>}
      </p>
      {table === undefined ? <StateNotice text={t.failure.page} /> : <TableView rules={rules} table={table} row={row} />}
    </>
  );
}
