import type { Reference } from "../../api/reference";
import type { FactView, RuleSet } from "../../api/rules";
import { conditionText, valueText } from "../../logic/conditions";
import type { RuleColumn } from "../../logic/ruleDraft";
import { r } from "../../textsOfRules";

/** A column's name without its unit, which stands in each cell. */
export function headOf(column: RuleColumn): string {
  return (column.name || column.field).replace(/[(（](人|分)[)）]$/, "");
}

/** Whether a column holds sentences. */
export function isWide(column: RuleColumn): boolean {
  return column.field === "basis";
}

/** What a column is about; undefined for an outcome. */
export function factOf(rules: RuleSet, column: RuleColumn): FactView | undefined {
  return rules.facts.find((fact) => fact.name === column.field);
}

/** A cell as a clerk reads it. */
export function cellText(rules: RuleSet, reference: Reference, column: RuleColumn, text: string): string {
  const plain = text.trim();
  if (plain === "" || plain === "-") {
    return r.any;
  }
  const fact = factOf(rules, column);
  if (fact === undefined) {
    return rules.outcomes[column.field]?.find(([code]) => code === plain)?.[1] ?? plain;
  }
  const unit = fact.kind === "count" && fact.unit !== "fen" ? (r.units[fact.unit] ?? "") : "";
  return `${conditionText(reference, column.field, plain)}${unit === "" || /未知$/.test(plain) ? "" : ` ${unit}`}`;
}

/** A code of a fact as a clerk reads it. */
export function codeText(reference: Reference, column: RuleColumn, code: string): string {
  return valueText(reference, column.field, code);
}

/** Levels and truths have no list of codes of their own. */
export function choicesOf(fact: FactView): string[] {
  switch (fact.kind) {
    case "bool":
      return ["true", "false"];
    case "level":
      return [...fact.codes, "level"];
    case "level_or_none":
      return ["none", ...fact.codes, "level"];
    default:
      return fact.codes;
  }
}
