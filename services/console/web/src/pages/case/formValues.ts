import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { newCommandId } from "../../logic/commandId";
import { addDays, today } from "../../logic/dates";
import { fenOf } from "../../logic/money";
import { t } from "../../texts";
import { a } from "../../textsOfActs";
import type { Act, Field, Values } from "./fields";

/** One thing that a party will owe, as it is typed. */
export interface ObligationRow {
  debtor: string;
  what: string;
  amount: string;
  due: string;
}

/** One fact that is put right, as it is typed. */
export interface CorrectionRow {
  which: "headcount" | "amountFen" | "unpaidWorkers";
  value: string;
  reason: string;
  paper: string;
}

/** What one unit will owe, as it is typed. */
export interface TaskRow {
  unit: string;
  lead: boolean;
  due: string;
  content: string;
}

/** Days until an obligation is due unless another date is chosen. */
const DUE_DAYS = 15;

export function initialValues(act: Act, view: CaseView): Values {
  return Object.fromEntries(act.fields.map((field) => [field.name, initialValue(field, view)]));
}

function initialValue(field: Field, view: CaseView): unknown {
  const { initial, kind } = field;
  if (kind === "date") {
    return initial === "today" ? today() : typeof initial === "string" ? addDays(today(), Number(initial)) : "";
  }
  if (initial !== undefined) {
    return initial;
  }
  switch (kind) {
    case "bool":
      return false;
    case "words":
    case "units":
    case "papers":
      return [];
    case "tasks":
      return [{ unit: "", lead: true, due: addDays(today(), DUE_DAYS), content: "" }] satisfies TaskRow[];
    case "paper":
      return field.optional === true ? "" : newCommandId();
    case "place":
      return view.places[0] ?? "";
    case "obligations":
      return [{ debtor: view.parties.find((party) => party.role === "respondent")?.partyId ?? "", what: "", amount: "", due: addDays(today(), DUE_DAYS) }] satisfies ObligationRow[];
    case "correction":
      return { which: "headcount", value: "", reason: "", paper: newCommandId() } satisfies CorrectionRow;
    default:
      return "";
  }
}

/** Fields that are asked for with these values. */
export function askedFields(act: Act, values: Values, view: CaseView): Field[] {
  return act.fields.filter((field) => field.when === undefined || field.when(values, view));
}

/** The first thing that is missing, in words. */
export function faultOf(act: Act, values: Values, view: CaseView): { name: string; text: string } | undefined {
  for (const field of askedFields(act, values, view)) {
    const text = missing(field, values[field.name]);
    if (text !== undefined) {
      return { name: field.name, text };
    }
  }
  return undefined;
}

function missing(field: Field, value: unknown): string | undefined {
  const empty = value === "" || value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  if (field.kind === "obligations") {
    const rows = value as ObligationRow[];
    const bad = rows.some((row) => row.debtor === "" || row.what.trim() === "" || row.due === "" || (row.amount.trim() !== "" && fenOf(row.amount) === undefined));
    return bad ? t.act.required(field.label) : undefined;
  }
  if (field.kind === "tasks") {
    const rows = value as TaskRow[];
    const bad = rows.some((row) => row.unit === "" || row.due === "" || row.content.trim() === "");
    return bad ? t.act.required(field.label) : rows.filter((row) => row.lead).length === 1 ? undefined : a.leadRequired;
  }
  if (field.kind === "correction") {
    const row = value as CorrectionRow;
    const good = row.reason.trim() !== "" && (row.which === "amountFen" ? fenOf(row.value) !== undefined : /^\d{1,6}$/.test(row.value));
    return good ? undefined : t.act.required(field.label);
  }
  return empty && field.optional !== true && field.kind !== "bool" ? t.act.required(field.label) : undefined;
}

/** The values as the contract wants them, without the header. */
export function requestOf(act: Act, values: Values, view: CaseView): { form: Record<string, unknown>; occurredOn: string } {
  const form: Record<string, unknown> = {};
  let occurredOn = "";
  for (const field of askedFields(act, values, view)) {
    const value = sent(field, values[field.name]);
    if (field.name === "occurredOn") {
      // Today is what an empty date means, and needs no reason.
      occurredOn = value === today() ? "" : String(value ?? "");
    } else if (value !== undefined && value !== "") {
      put(form, field.name.split("."), value);
    }
  }
  return { form, occurredOn };
}

function put(form: Record<string, unknown>, path: string[], value: unknown): void {
  const [first = "", ...rest] = path;
  if (rest.length === 0) {
    form[first] = value;
  } else {
    const inner = (form[first] ??= {}) as Record<string, unknown>;
    put(inner, rest, value);
  }
}

function sent(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case "number":
      return value === "" || value === null ? undefined : Number(value);
    case "lines":
      return String(value).split("\n").map((line) => line.trim()).filter((line) => line !== "");
    case "obligations":
      return (value as ObligationRow[]).map((row) => ({
        debtorPartyId: row.debtor, what: row.what.trim(), due: row.due, ...(row.amount.trim() === "" ? {} : { amountFen: fenOf(row.amount) }),
      }));
    case "correction": {
      const row = value as CorrectionRow;
      const fact = { case: row.which, value: row.which === "amountFen" ? fenOf(row.value) : Number(row.value) };
      return [{ fact, documentId: row.paper, reason: row.reason }];
    }
    default:
      return typeof value === "string" ? value.trim() : value;
  }
}
