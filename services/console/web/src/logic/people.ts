import type { CaseView, PartyView } from "../gen/fengqiao/v1/query_pb";
import { t } from "../texts";

const COMPOUND = ["欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐"];
const BODY = /公司|厂|店|局|委员会|政府|合作社|学校|医院|中心|集团|部门|村民小组|物业|银行/;

/** Whether a name is that of an organisation. */
export function isBody(name: string): boolean {
  return BODY.test(name);
}

/** 马建国 → 马某. An organisation keeps its name. */
export function shortName(party: PartyView): string {
  if (party.destroyed || party.name === "") {
    return "某";
  }
  if (party.kind !== "natural_person" && party.kind !== "unknown" && !party.masked) {
    return party.name;
  }
  const family = COMPOUND.find((name) => party.name.startsWith(name)) ?? party.name.slice(0, 1);
  return `${family}某`;
}

/** 139****0128. What is masked already stays so. */
export function maskedNumber(number: string): string {
  return number.includes("*") || number.length < 8 ? number : `${number.slice(0, 3)}****${number.slice(-4)}`;
}

/** 马某诉某公司. */
export function partiesLine(view: CaseView): string {
  const of = (role: string): PartyView[] => view.parties.filter((party) => party.role === role);
  const side = (list: PartyView[]): string => {
    const [first] = list;
    return first === undefined ? "" : shortName(first) + (list.length > 1 ? t.queue.and(list.length) : "");
  };
  const [claimant, respondent] = [side(of("claimant")), side(of("respondent"))];
  return respondent === "" ? claimant : `${claimant} ${t.queue.versus} ${respondent}`;
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = "10X98765432";

/** Whether 18 characters are an ID number with its check digit (GB 11643). */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) {
    return false;
  }
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return ID_CHECKS[sum % 11] === text[17];
}

export type PersonNumber = { kind: "phone" | "id" | "bad_id" | "part"; number: string };

/** What was typed into the box for a phone or an ID number. */
export function personNumber(typed: string): PersonNumber {
  const number = halfWidth(typed).replace(/[\s-]/g, "").toUpperCase();
  if (/^1[3-9]\d{9}$/.test(number)) {
    return { kind: "phone", number };
  }
  if (number.length === 18) {
    return { kind: isIdNumber(number) ? "id" : "bad_id", number };
  }
  return { kind: "part", number };
}

/** Full-width digits and letters as half-width ones. */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/　/g, " ");
}
