/** A draft of the decision tables, as it is edited: every step gives a new draft, so that each can be taken back. */

/** Cells by the column's id, with `_id` and `_description`. */
export type RuleRow = Record<string, string>;

export interface RuleColumn {
  id: string;
  name: string;
  field: string;
}

export interface RuleTable {
  file: string;
  id: string;
  name: string;
  hitPolicy: string;
  inputs: RuleColumn[];
  outputs: RuleColumn[];
  rules: RuleRow[];
}

export interface RuleDraft {
  effectiveFrom: string;
  reason: string;
  tables: RuleTable[];
}

/** A draft with the steps that led to it. */
export interface History {
  past: RuleDraft[];
  now: RuleDraft;
  future: RuleDraft[];
}

export interface Change {
  file: string;
  row: string;
  /** The column's id; absent for a row that was added or taken out. */
  column?: string;
  old: string;
  new: string;
}

/** Steps that can be taken back. */
const STEPS_MAX = 200;
/** Characters of the reason for a change, and of that for sending it back. */
export const REASON_MIN = 10;
export const REASON_MAX = 500;
/** Rows of a table. */
export const ROWS_MAX = 200;

export function begin(now: RuleDraft): History {
  return { past: [], now, future: [] };
}

export function step(history: History, now: RuleDraft): History {
  return now === history.now ? history : { past: [...history.past, history.now].slice(-STEPS_MAX), now, future: [] };
}

export function undo(history: History): History {
  const now = history.past[history.past.length - 1];
  return now === undefined ? history : { past: history.past.slice(0, -1), now, future: [history.now, ...history.future] };
}

export function redo(history: History): History {
  const [now, ...future] = history.future;
  return now === undefined ? history : { past: [...history.past, history.now], now, future };
}

export function columnsOf(table: RuleTable): RuleColumn[] {
  return [...table.inputs, ...table.outputs];
}

function withTable(draft: RuleDraft, file: string, change: (table: RuleTable) => RuleRow[]): RuleDraft {
  return { ...draft, tables: draft.tables.map((table) => (table.file === file ? { ...table, rules: change(table).slice(0, ROWS_MAX) } : table)) };
}

export function setCell(draft: RuleDraft, file: string, row: string, column: string, text: string): RuleDraft {
  return withTable(draft, file, (table) => table.rules.map((rule) => (rule._id === row ? { ...rule, [column]: text } : rule)));
}

/** An empty row below another, or at the end. */
export function addRow(draft: RuleDraft, file: string, after?: string): RuleDraft {
  return withTable(draft, file, (table) => {
    const at = after === undefined ? table.rules.length : table.rules.findIndex((rule) => rule._id === after) + 1;
    return [...table.rules.slice(0, at), blankRow(draft, table), ...table.rules.slice(at)];
  });
}

export function removeRows(draft: RuleDraft, file: string, rows: readonly string[]): RuleDraft {
  return withTable(draft, file, (table) => table.rules.filter((rule) => !rows.includes(rule._id ?? "")));
}

/** Rows under ids of their own: records name rows by their id, so none is used twice. */
export function pasteRows(draft: RuleDraft, file: string, after: string | undefined, text: string): RuleDraft {
  const lines = text.replace(/\r/g, "").split("\n").filter((line) => line.trim() !== "");
  return lines.reduce<{ draft: RuleDraft; after: string | undefined }>(({ draft, after }, line) => {
    const next = addRow(draft, file, after);
    const table = next.tables.find((table) => table.file === file);
    const before = draft.tables.find((table) => table.file === file);
    const added = table?.rules.find((rule) => !before?.rules.some((old) => old._id === rule._id))?._id;
    if (table === undefined || added === undefined) {
      return { draft, after };
    }
    const [description = "", ...cells] = line.split("\t");
    const filled = columnsOf(table).reduce((draft, column, index) => setCell(draft, file, added, column.id, (cells[index] ?? "-").trim() || "-"), next);
    return { draft: setCell(filled, file, added, "_description", description.trim()), after: added };
  }, { draft, after }).draft;
}

/** Rows as a sheet takes them: the description, then each cell. */
export function copyRows(table: RuleTable, rows: readonly string[]): string {
  const chosen = table.rules.filter((rule) => rows.includes(rule._id ?? ""));
  return chosen.map((rule) => [rule._description ?? "", ...columnsOf(table).map((column) => rule[column.id] ?? "-")].join("\t")).join("\n");
}

/** What a draft does to the set that it was drawn up on. */
export function changesOf(base: readonly RuleTable[], draft: RuleDraft): Change[] {
  return draft.tables.flatMap((table) => {
    const before = base.find((other) => other.file === table.file);
    const rowOf = (rules: readonly RuleRow[] | undefined, id: string): RuleRow | undefined => rules?.find((rule) => rule._id === id);
    const ids = [...new Set([...(before?.rules ?? []), ...table.rules].map((rule) => rule._id ?? ""))];
    return ids.flatMap((row): Change[] => {
      const [old, now] = [rowOf(before?.rules, row), rowOf(table.rules, row)];
      if (old === undefined || now === undefined) {
        return [{ file: table.file, row, old: old?._description ?? "", new: now?._description ?? "" }];
      }
      const columns = ["_description", ...columnsOf(table).map((column) => column.id)];
      return columns.filter((column) => (old[column] ?? "-") !== (now[column] ?? "-"))
        .map((column) => ({ file: table.file, row, column, old: old[column] ?? "-", new: now[column] ?? "-" }));
    });
  });
}

/** The files of a draft: the manifest of the set in force with the next version and the day from which it decides. */
export function filesOf(manifest: string, draft: RuleDraft): { manifest: string; tables: Record<string, string> } {
  const named = JSON.parse(manifest) as { version: number };
  const next = { ...named, version: named.version + 1, effective_from: draft.effectiveFrom };
  const tables = draft.tables.map(({ file, ...table }) => [file, `${JSON.stringify(table, null, 2)}\n`] as const);
  return { manifest: `${JSON.stringify(next, null, 2)}\n`, tables: Object.fromEntries(tables) };
}

function blankRow(draft: RuleDraft, table: RuleTable): RuleRow {
  const row: RuleRow = { _id: freeId(draft, table), _description: "" };
  for (const column of columnsOf(table)) {
    row[column.id] = "-";
  }
  return row;
}

/** The next id after the table's own, used nowhere in the set. */
function freeId(draft: RuleDraft, table: RuleTable): string {
  const last = /^(.*?)(\d+)$/.exec(table.rules[table.rules.length - 1]?._id ?? "N0");
  const [stem, digits] = [last?.[1] ?? "N", last?.[2] ?? "0"];
  const used = new Set(draft.tables.flatMap((table) => table.rules.map((rule) => rule._id)));
  for (let number = Number(digits) + 1; ; number += 1) {
    const id = `${stem}${String(number).padStart(digits.length, "0")}`;
    if (!used.has(id)) {
      return id;
    }
  }
}
