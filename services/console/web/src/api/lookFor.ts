import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { sequenceOf } from "../logic/caseNumber";
import { personNumber } from "../logic/people";
import { ownWrites } from "./command";
import { queries } from "./transport";

/** The fewest last digits of a case number's sequence that are looked for. */
export const SUFFIX_MIN = 4;
/** Cases among which a suffix is looked for. */
const SUFFIX_CASES = 200;

/** Cases by number, by the end of a number, or by the exact phone or document number of a party. */
export async function lookFor(wanted: string): Promise<CaseView[]> {
  const person = personNumber(wanted);
  const atLeast = ownWrites();
  if (person.kind === "phone") {
    return (await queries.findByPerson({ phone: person.number, atLeast })).cases;
  }
  if (person.kind === "id") {
    return (await queries.findByPerson({ documentNumber: person.number, atLeast })).cases;
  }
  if (/^\d{6}-\d{4}-\d{6,8}-[\dX]$/.test(wanted)) {
    const { case: view } = await queries.getCase({ case: wanted, atLeast });
    return view === undefined ? [] : [view];
  }
  const digits = wanted.replace(/^\d\d-/, "").replace(/-[\dX]$/, "");
  if (/^\d+$/.test(digits)) {
    const { cases } = await queries.listCases({ subtree: true, pageSize: SUFFIX_CASES, atLeast });
    return cases.filter((view) => sequenceOf(view.caseNumber).endsWith(digits));
  }
  return [];
}
