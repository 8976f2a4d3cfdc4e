import { newCommandId } from "../../logic/commandId";
import { addDays, today } from "../../logic/dates";
import { fenOf } from "../../logic/money";
import { isBody, personNumber } from "../../logic/people";
import { t } from "../../texts";

export type Kind = "natural_person" | "organisation";

/** A registration as far as it is written. The id of its command is born with it, so it becomes one case at most. */
export interface Form {
  commandId: string;
  channel: string;
  person: string;
  claimant: string;
  claimantOther: string;
  headcount: string;
  respondent: string;
  respondentKind: Kind | "";
  respondentPhone: string;
  place: string;
  matter: string;
  brief: string;
  amount: string;
  /** Signs of danger; `none` once it was said that there are none. Never filled in beforehand. */
  danger: string[];
}

export type Faults = Partial<Record<keyof Form, string>>;

export const NO_DANGER = "none";

/** Days until a screening is looked at again, without danger and with it. */
const REVIEW_DAYS = 90;
const REVIEW_DAYS_DANGER = 7;

export function emptyForm(channel: string, place: string): Form {
  return {
    commandId: newCommandId(), channel, person: "", claimant: "", claimantOther: "", headcount: "", respondent: "", respondentKind: "",
    respondentPhone: "", place, matter: "", brief: "", amount: "", danger: [],
  };
}

/** Whether anybody has written anything yet. */
export function isBlank(form: Form): boolean {
  return form.person + form.claimant + form.claimantOther + form.respondent + form.brief + form.amount + form.headcount === "" && form.danger.length === 0;
}

export function respondentKind(form: Form): Kind {
  return form.respondentKind === "" ? (isBody(form.respondent) ? "organisation" : "natural_person") : form.respondentKind;
}

/** What is missing or cannot stand, field by field. */
export function faultsOf(form: Form): Faults {
  const faults: Faults = {};
  const { required } = t.register;
  if (form.claimant.trim() === "") {
    faults.claimant = required.name;
  }
  if (form.respondent.trim() === "") {
    faults.respondent = required.respondent;
  }
  if (form.place === "") {
    faults.place = required.place;
  }
  if (form.brief.trim() === "") {
    faults.brief = required.brief;
  }
  if (form.danger.length === 0) {
    faults.danger = required.danger;
  }
  if (form.amount.trim() !== "" && fenOf(form.amount) === undefined) {
    faults.amount = t.register.amount;
  }
  if (form.headcount.trim() !== "" && !/^\d{1,6}$/.test(form.headcount.trim())) {
    faults.headcount = t.register.headcount;
  }
  for (const field of ["person", "claimantOther"] as const) {
    const number = personNumber(form[field]);
    if (form[field].trim() !== "" && number.kind !== "phone" && number.kind !== "id") {
      faults[field] = required.id;
    }
  }
  return faults;
}

interface Numbers {
  phone: string;
  id: string;
}

/** The phone and the ID number, whichever box they were typed into. */
export function claimantNumbers(form: Form): Numbers {
  const numbers: Numbers = { phone: "", id: "" };
  for (const typed of [form.person, form.claimantOther]) {
    const { kind, number } = personNumber(typed);
    if (kind === "phone") {
      numbers.phone = number;
    } else if (kind === "id") {
      numbers.id = number;
    }
  }
  return numbers;
}

/** The registration as the contract wants it, without its header. */
export function requestOf(form: Form): Record<string, unknown> {
  const { phone, id } = claimantNumbers(form);
  const signs = form.danger.filter((sign) => sign !== NO_DANGER);
  const kind = respondentKind(form);
  const amountFen = form.amount.trim() === "" ? undefined : fenOf(form.amount);
  return {
    channel: form.channel,
    receivedOn: today(),
    places: [form.place],
    ...(form.headcount.trim() === "" ? {} : { headcount: Number(form.headcount) }),
    ...(amountFen === undefined ? {} : { amountFen }),
    brief: form.brief.trim(),
    parties: [
      {
        role: "claimant", kind: "natural_person", name: form.claimant.trim(), phone,
        identification: id === "" ? { document: "unverified", reason: t.register.unverified } : { document: "id_card", number: id },
      },
      {
        role: "respondent", kind, name: form.respondent.trim(), phone: form.respondentPhone.replace(/[\s-]/g, ""),
        identification: { document: "unverified", reason: t.register.unprovided },
      },
    ],
    screening: {
      grade: signs.length > 0 ? "high" : "low",
      dangerSigns: signs,
      reviewOn: addDays(today(), signs.length > 0 ? REVIEW_DAYS_DANGER : REVIEW_DAYS),
    },
  };
}

/** The field of the form that a refusal is about, by the path in the request. */
export function fieldOf(path: string): keyof Form | undefined {
  const fields: [RegExp, keyof Form][] = [
    [/^parties\[0\]\.name/, "claimant"], [/^parties\[0\]/, "person"], [/^parties\[1\]\.phone/, "respondentPhone"], [/^parties\[1\]/, "respondent"],
    [/^places/, "place"], [/^brief/, "brief"], [/^amount/, "amount"], [/^headcount/, "headcount"], [/^screening/, "danger"], [/^channel/, "channel"],
  ];
  return fields.find(([pattern]) => pattern.test(path))?.[1];
}
