import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { t } from "../../texts";

/** What a field of a form takes. */
export type Kind =
  | "text" | "long" | "lines" | "date" | "bool" | "number" | "yuan"
  | "word" | "words" | "officer" | "unit" | "unit_around" | "units" | "tasks" | "below" | "aside" | "above" | "place" | "party" | "matter" | "paper" | "papers" | "obligations" | "correction";

export type Values = Record<string, unknown>;

export interface Field {
  /** The field of the request; `occurredOn` belongs to its header. */
  name: string;
  label: string;
  kind: Kind;
  /** Where the words come from. */
  words?: string;
  optional?: boolean;
  initial?: unknown;
  /** The field is asked for only if this holds. */
  when?: (values: Values, view: CaseView) => boolean;
}

/** A form of one command. */
export interface Act {
  command: string;
  fields: Field[];
}

export const field = (name: string, label: string, kind: Kind, more: Partial<Field> = {}): Field => ({ name, label, kind, ...more });
export const word = (name: string, label: string, words: string, more: Partial<Field> = {}): Field => ({ name, label, kind: "word", words, ...more });
export const optional = { optional: true };
export const occurred = field("occurredOn", t.act.occurred, "date", { initial: "today", optional: true });
