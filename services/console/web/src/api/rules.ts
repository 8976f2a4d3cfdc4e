import type { ReplayRulesResponse, RuleSetView } from "../gen/fengqiao/v1/rules_pb";
import type { Kind } from "../logic/cells";
import type { RuleTable } from "../logic/ruleDraft";
import { ownWrites } from "./command";
import { asked } from "./session";
import { queries } from "./transport";

/** What columns and cells may be about, and in which words. */
export interface RuleWords {
  facts: FactView[];
  /** What a cell of an outcome may say, by the field of its column: code and words. */
  outcomes: Record<string, [string, string][]>;
}

export interface FactView {
  name: string;
  text: string;
  kind: Kind;
  unit: string;
  codes: string[];
}

/** A rule set, or a draft that was submitted, with its tables. */
export interface RuleSet extends RuleWords {
  view: RuleSetView;
  manifest: string;
  version: number;
  hash: string;
  tables: RuleTable[];
}

/** The texts of a draft. */
export interface RuleFiles {
  manifest: string;
  tables: Record<string, string>;
}

/** A fault of a draft, with its place. */
export interface Finding {
  severity: "error" | "warning";
  table: string;
  row?: string;
  /** The column's field. */
  cell?: string;
  code: string;
  message: string;
  text: string;
}

/** Sets on one page: there are few in a year. */
const SETS_MAX = 50;

/** A set by its id or its hash; without either the one in force. */
export async function readRuleSet(which: { ruleSetId?: string; hash?: string }): Promise<RuleSet> {
  const [words, answer] = await Promise.all([asked<RuleWords>("/api/rules"), queries.getRuleSet({ ...which, atLeast: ownWrites() })]);
  const { ruleSet: view, text } = answer;
  if (view === undefined || text === undefined) {
    throw new Error("an answer without a rule set");
  }
  const order = (JSON.parse(text.manifest) as { tables: string[] }).tables;
  const read = text.tables.map(({ file, text }): RuleTable => ({ ...(JSON.parse(text) as Omit<RuleTable, "file">), file }));
  const tables = read.sort((one, other) => order.indexOf(one.file) - order.indexOf(other.file));
  const { facts, outcomes } = words;
  return { facts, outcomes, view, manifest: text.manifest, version: Number(view.ruleSet?.version ?? 0), hash: view.ruleSet?.hash ?? "", tables };
}

/** The latest first. */
export async function readRuleSets(): Promise<RuleSetView[]> {
  return (await queries.listRuleSets({ pageSize: SETS_MAX, atLeast: ownWrites() })).ruleSets;
}

/** Every fault of a draft; its digest if it has none that bars it. Nothing is kept of it. */
export function checkDraft(files: RuleFiles): Promise<{ findings: Finding[]; hash: string | null }> {
  return asked("/api/rules/check", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(files) });
}

/** What a draft would have changed of what was decided. Nothing is written. */
export function replayDraft(draft: RuleFiles | string): Promise<ReplayRulesResponse> {
  const which = typeof draft === "string" ? { case: "ruleSetId" as const, value: draft } : { case: "text" as const, value: textOf(draft) };
  return queries.replayRules({ draft: which, atLeast: ownWrites() });
}

/** The texts as the contract has them. */
export function textOf({ manifest, tables }: RuleFiles): { manifest: string; tables: { file: string; text: string }[] } {
  return { manifest, tables: Object.entries(tables).map(([file, text]) => ({ file, text })) };
}
