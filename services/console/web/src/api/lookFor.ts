import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { personNumber } from "../logic/people";
import { ownWrites } from "./command";
import { queries } from "./transport";

/** The fewest last digits of a case number's sequence that are looked for. */
export const SUFFIX_MIN = 4;

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
  if (/^\d{6}-\d{4}-\d{6,}-[\dX]$/.test(wanted)) {
    const { case: view } = await queries.getCase({ case: wanted, atLeast });
    return view === undefined ? [] : [view];
  }
  const digits = wanted.replace(/^\d\d-/, "").replace(/-[\dX]$/, "");
  return /^\d{4,12}$/.test(digits) ? (await queries.findByNumber({ digits, atLeast })).cases : [];
}

/** Cases by the full name of a party. Such a look-up is recorded, so it is made when it was asked for and not while one types. */
export async function lookForName(name: string): Promise<CaseView[]> {
  return (await queries.findByPerson({ name, atLeast: ownWrites() })).cases;
}
