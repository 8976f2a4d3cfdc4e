import type { Reference } from "../api/reference";
import { yuanText } from "./cells";
import { c } from "../textsOfConditions";

/** The vocabulary in which a fact's value is written. */
const VOCABULARIES: Record<string, string> = {
  level: "level", danger_signs: "danger_sign", designated_by: "level", order_level: "level", track: "track", statutory_path: "statutory_path",
  final_decision: "final_decision", dossier_missing: "dossier_item", help_wanted: "help_wanted", lifts_to: "level",
};

const OPERATORS: [RegExp, (value: string) => string][] = [
  [/^is missing$/, () => c.missing], [/^has any\s*(.+)$/, c.hasAny], [/^is empty$/, () => c.empty], [/^is not empty$/, () => c.notEmpty], [/^>=\s*(.+)$/, c.atLeast], [/^>\s*(.+)$/, c.moreThan],
  [/^<=\s*(.+)$/, c.atMost], [/^<\s*(.+)$/, c.lessThan], [/^!=\s*(.+)$/, c.isNot], [/^=\s*(.+)$/, c.is], [/^in\s*(.+)$/, c.oneOf],
];

/** A condition of a table in words: `>= 2` → 不少于 2. */
export function conditionText(reference: Reference, fact: string, condition: string): string {
  const between = /^\[(\S+)\.\.(\S+)\]$/.exec(condition.trim());
  if (between !== null) {
    return c.between(valueText(reference, fact, between[1] ?? ""), valueText(reference, fact, between[2] ?? ""));
  }
  for (const [pattern, say] of OPERATORS) {
    const match = pattern.exec(condition.trim());
    if (match !== null) {
      return say(valueText(reference, fact, match[1] ?? ""));
    }
  }
  return condition;
}

/** A value that the tables saw, in words. */
export function valueText(reference: Reference, fact: string, value: string): string {
  const plain = value.trim();
  if (fact === "amount" && /^[\d_]+$/.test(plain)) {
    return `${yuanText(plain)} 元`;
  }
  if (plain in c.words) {
    return c.words[plain] ?? plain;
  }
  const vocabulary = VOCABULARIES[fact];
  const words = plain.replace(/^[[({]|[\])}]$/g, "").split(/\s*,\s*/);
  return vocabulary === undefined ? plain : words.map((word) => c.words[word] ?? reference.word(vocabulary, word)).join("、");
}
