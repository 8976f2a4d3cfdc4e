import type { Kind } from "../logic/cells";
import type { RuleTable } from "../logic/ruleDraft";
import { asked } from "./session";

/** The tables in force. */
export interface RulesInForce {
  id: string;
  version: number;
  effective_from: string;
  hash: string;
  manifest: string;
  tables: (Omit<RuleTable, "hitPolicy"> & { hitPolicy: string })[];
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

export function readRules(): Promise<RulesInForce> {
  return asked<RulesInForce>("/api/rules");
}

/** Every fault of a draft; its digest if it has none that bars it. Nothing is kept of it. */
export function checkDraft(files: { manifest: string; tables: Record<string, string> }): Promise<{ findings: Finding[]; hash: string | null }> {
  return asked("/api/rules/check", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(files) });
}
