import type { CellResult, Explanation, RowResult } from "../gen/fengqiao/v1/common_pb";

export type Truth = "pass" | "fail" | "missing";

/** One condition of the table: any of its rows fulfils it. */
export interface Gate {
  id: string;
  truth: Truth;
  /** The row that speaks for it: the one that holds, or the nearest that does not. */
  row: RowResult;
}

const TRUTHS: Record<string, Truth> = { true: "pass", false: "fail", unknown: "missing" };
const RANK: Truth[] = ["fail", "missing", "pass"];

/** The conditions of a table, unmet ones first, then missing, then met. */
export function gatesOf(explanation: Explanation, table: string): Gate[] {
  const byGate = new Map<string, RowResult[]>();
  for (const row of explanation.rows.filter((row) => row.table === table)) {
    const id = row.id.replace(/[a-z]$/, "");
    byGate.set(id, [...(byGate.get(id) ?? []), row]);
  }
  const gates = [...byGate].map(([id, rows]) => gateOf(id, rows));
  return gates.sort((a, b) => RANK.indexOf(a.truth) - RANK.indexOf(b.truth) || a.id.localeCompare(b.id));
}

function gateOf(id: string, rows: RowResult[]): Gate {
  const unmet = (row: RowResult): number => row.cells.filter((cell) => cell.result !== "pass").length;
  const fits = (row: RowResult): number => (row.cells.some((cell) => cell.fact === "level" && cell.result !== "pass") ? 1 : 0);
  const sorted = [...rows].sort((a, b) => fits(a) - fits(b) || unmet(a) - unmet(b));
  const holds = rows.find((row) => row.truth === "true");
  const row = holds ?? sorted.find((row) => row.truth === "unknown" && fits(row) === 0) ?? sorted[0] ?? rows[0];
  if (row === undefined) {
    throw new Error("a gate without rows");
  }
  const truth = holds !== undefined ? "pass" : rows.some((row) => row.truth === "unknown") ? "missing" : "fail";
  return { id, truth, row };
}

export function truthOf(row: RowResult): Truth {
  return TRUTHS[row.truth] ?? "missing";
}

/** Cells that say something about the case: whether a row is meant for this level is no fact of it. */
export function cellsOf(row: RowResult): CellResult[] {
  const telling = row.cells.filter((cell) => cell.fact !== "level" && cell.condition !== "-");
  return telling.length === 0 ? row.cells : telling;
}

export function counts(gates: Gate[]): Record<Truth, number> {
  const of = (truth: Truth): number => gates.filter((gate) => gate.truth === truth).length;
  return { pass: of("pass"), fail: of("fail"), missing: of("missing") };
}
