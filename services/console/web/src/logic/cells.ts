/** The cells of decision tables: read, written and checked for what an operator takes. */

export const OPERATORS = ["any", "is", "isNot", "atLeast", "moreThan", "atMost", "lessThan", "between", "oneOf", "hasAny", "empty", "notEmpty", "missing"] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Cell {
  operator: Operator;
  values: string[];
}

/** What a column's fact is. */
export type Kind = "bool" | "count" | "level" | "level_or_none" | "code" | "codes";

const TAKES: Record<Kind, Operator[]> = {
  bool: ["any", "is", "missing"],
  count: ["any", "is", "isNot", "atLeast", "moreThan", "atMost", "lessThan", "between", "oneOf", "missing"],
  level: ["any", "is", "isNot", "atLeast", "moreThan", "atMost", "lessThan", "between", "oneOf", "missing"],
  level_or_none: ["any", "is", "isNot", "atLeast", "moreThan", "atMost", "lessThan", "between", "oneOf", "missing"],
  code: ["any", "is", "isNot", "oneOf", "missing"],
  codes: ["any", "hasAny", "empty", "notEmpty", "missing"],
};

const COMPARES: [string, Operator][] = [["!=", "isNot"], [">=", "atLeast"], ["<=", "atMost"], ["=", "is"], [">", "moreThan"], ["<", "lessThan"]];
const FIXED: [string, Operator][] = [["is empty", "empty"], ["is not empty", "notEmpty"], ["is missing", "missing"]];
const LISTS: [RegExp, Operator][] = [[/^in\s*\[(.*)\]$/, "oneOf"], [/^has any\s*\[(.*)\]$/, "hasAny"]];
const BETWEEN = /^\[\s*(\S+?)\s*\.\.\s*(\S+?)\s*\]$/;

/** The operators that a kind of fact takes. */
export function operatorsOf(kind: Kind): Operator[] {
  return TAKES[kind];
}

/** How many values an operator has: none, one, two, or any number. */
export function arity(operator: Operator): 0 | 1 | 2 | "many" {
  switch (operator) {
    case "any":
    case "empty":
    case "notEmpty":
    case "missing":
      return 0;
    case "between":
      return 2;
    case "oneOf":
    case "hasAny":
      return "many";
    default:
      return 1;
  }
}

/** Reads a cell; undefined for what only its text can say, such as a bound that is left out. */
export function parseCell(text: string): Cell | undefined {
  const plain = text.trim();
  if (plain === "" || plain === "-") {
    return { operator: "any", values: [] };
  }
  const fixed = FIXED.find(([word]) => plain === word);
  if (fixed !== undefined) {
    return { operator: fixed[1], values: [] };
  }
  for (const [pattern, operator] of LISTS) {
    const list = pattern.exec(plain);
    if (list !== null) {
      return { operator, values: (list[1] ?? "").split(",").map((word) => word.trim()).filter((word) => word !== "") };
    }
  }
  const between = BETWEEN.exec(plain);
  if (between !== null) {
    return { operator: "between", values: [between[1] ?? "", between[2] ?? ""] };
  }
  const compared = COMPARES.find(([sign]) => plain.startsWith(sign));
  return compared === undefined ? undefined : { operator: compared[1], values: [plain.slice(compared[0].length).trim()] };
}

export function printCell({ operator, values }: Cell): string {
  const fixed = FIXED.find(([, known]) => known === operator);
  if (fixed !== undefined) {
    return fixed[0];
  }
  switch (operator) {
    case "any":
      return "-";
    case "between":
      return `[${values[0] ?? ""}..${values[1] ?? ""}]`;
    case "oneOf":
      return `in [${values.join(", ")}]`;
    case "hasAny":
      return `has any [${values.join(", ")}]`;
    default:
      return `${COMPARES.find(([, known]) => known === operator)?.[0] ?? "="} ${values[0] ?? ""}`;
  }
}

/** 1,000,000.00 yuan as the tables have it, in fen with underscores. */
export function fenText(yuan: string): string | undefined {
  const plain = yuan.replace(/[,\s_]/g, "");
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(plain)) {
    return undefined;
  }
  const [whole = "0", part = ""] = plain.split(".");
  const fen = `${whole}${part.padEnd(2, "0")}`.replace(/^0+(?=\d)/, "");
  return fen.replace(/\B(?=(\d{3})+$)/g, "_");
}

/** Fen of a table in yuan. */
export function yuanText(fen: string): string {
  const plain = fen.replace(/_/g, "");
  return /^\d+$/.test(plain) ? (Number(plain) / 100).toLocaleString("en-US") : fen;
}
