import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { today } from "../logic/dates";
import type { Filters } from "../logic/filters";
import { listRequest, soonDay, type ListRequest, type Reader } from "../logic/listRequest";
import type { Desk } from "../session";
import { ownWrites } from "./command";
import { queries } from "./transport";

/** Rows of a page. */
export const PAGE_SIZE = 100;
/** Lists that are counted at once. */
export const LISTS_MAX = 40;

export interface CasePage {
  cases: CaseView[];
  next: string;
}

/** Who asks for lists at this desk. */
export function readerAt({ session, reference }: Desk): Reader {
  const day = today();
  return { centre: session.who.centre, officer: session.who.officer, day, soon: soonDay(day, reference.restDays) };
}

/** One page of a list. */
export async function listPage(list: ListRequest, token: string, size = PAGE_SIZE): Promise<CasePage> {
  const answer = await queries.listCases({ ...list, pageSize: size, pageToken: token, atLeast: ownWrites() });
  return { cases: answer.cases, next: answer.nextPageToken };
}

/** How many cases each list holds; 1,000 stands for that many or more. */
export async function countLists(lists: Filters[], desk: Desk): Promise<number[]> {
  const reader = readerAt(desk);
  const { counts } = await queries.countCases({ lists: lists.slice(0, LISTS_MAX).map((list) => listRequest(list, reader)), atLeast: ownWrites() });
  return counts;
}
