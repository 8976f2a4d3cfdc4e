import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { addDays, today, type Day } from "../../logic/dates";
import { AGREEMENT_DRAFT, justWritten } from "../../logic/justWritten";
import { fenOf } from "../../logic/money";
import { p } from "../../textsOfPapers";
import type { ObligationRow } from "../case/formValues";
import type { AgreementText } from "../papers/Agreement";

/** Obligations that one agreement may hold. */
export const ROWS_MAX = 30;
/** Days until an obligation is due unless another date is chosen. */
const DUE_DAYS = 15;

/** An agreement as far as it is written. */
export interface Draft {
  form: string;
  terms: string;
  place: string;
  rows: ObligationRow[];
}

export function draftOf(view: CaseView): Draft {
  const kept = justWritten(view.caseId, AGREEMENT_DRAFT) as Partial<Draft>;
  return {
    form: kept.form ?? "written", terms: kept.terms ?? "", place: kept.place ?? view.places[0] ?? "", rows: kept.rows ?? [emptyRow(view, addDays(today(), DUE_DAYS))],
  };
}

export function emptyRow(view: CaseView, due: Day): ObligationRow {
  return { debtor: view.parties.find((party) => party.role === "respondent")?.partyId ?? "", what: "", amount: "", due };
}

/** What is wrong with it, line by line. */
export function faultsOf(draft: Draft): string[] {
  const faults = draft.terms.trim() === "" ? [p.editor.noTerms] : [];
  if (draft.rows.length === 0) {
    faults.push(p.editor.none);
  }
  draft.rows.forEach((row, index) => {
    const n = index + 1;
    if (row.debtor === "") {
      faults.push(p.editor.noWho(n));
    }
    if (row.what.trim() === "") {
      faults.push(p.editor.noWhat(n));
    }
    if (row.amount.trim() !== "" && fenOf(row.amount) === undefined) {
      faults.push(p.editor.noAmount(n));
    }
    if (row.due === "") {
      faults.push(p.editor.noDue(n));
    } else if (row.due < today()) {
      faults.push(p.editor.past(n));
    }
  });
  return faults;
}

/** The command's fields, without its header. */
export function requestOf(draft: Draft): Record<string, unknown> {
  return {
    form: draft.form, terms: draft.terms.trim(), place: draft.place,
    obligations: draft.rows.map((row) => ({ debtorPartyId: row.debtor, what: row.what.trim(), due: row.due, ...(row.amount.trim() === "" ? {} : { amountFen: fenOf(row.amount) }) })),
  };
}

/** The agreement as its page shows it. */
export function agreementOf(draft: Draft, centre: string): AgreementText {
  return {
    oral: draft.form === "oral", terms: draft.terms, place: draft.place, centre, on: today(),
    obligations: draft.rows.map((row) => ({ debtor: row.debtor, what: row.what, amountFen: row.amount.trim() === "" ? undefined : fenOf(row.amount), due: row.due })),
  };
}
