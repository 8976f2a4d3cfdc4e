import type { GetCaseResponse, TimelineEntry } from "../gen/fengqiao/v1/query_pb";
import { ownWrites } from "./command";
import { queries } from "./transport";

const TIMELINE_PAGE = 500;
/** Pages of a timeline that are read: a case longer than that is an exhibit. */
const TIMELINE_PAGES_MAX = 8;

/** A case with all that happened to it. */
export interface Whole {
  answer: GetCaseResponse;
  entries: TimelineEntry[];
}

/** Reads a case by its number or id. */
export async function readWhole(number: string): Promise<Whole> {
  const atLeast = ownWrites();
  const [answer, entries] = await Promise.all([queries.getCase({ case: number, atLeast }), readTimeline(number)]);
  return { answer, entries };
}

async function readTimeline(number: string): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let pageToken = "";
  for (let page = 0; page < TIMELINE_PAGES_MAX; page += 1) {
    const answer = await queries.getTimeline({ case: number, pageSize: TIMELINE_PAGE, pageToken, atLeast: ownWrites() });
    entries.push(...answer.entries);
    pageToken = answer.nextPageToken;
    if (pageToken === "") {
      break;
    }
  }
  return entries;
}
