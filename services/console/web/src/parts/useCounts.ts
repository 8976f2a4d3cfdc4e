import { countLists } from "../api/cases";
import { useFollowed } from "../api/useFollowed";
import { casesUrl, type Filters } from "../logic/filters";
import { useDesk, type Desk } from "../session";

const REFRESH_MS = 3_000;

/** How many cases lists hold, kept up to date; none before the answer. */
export function useCounts(lists: Filters[]): (number | undefined)[] {
  const desk = useDesk();
  const urls = lists.map((list) => casesUrl(list));
  const { data } = useFollowed(`counts/${urls.join(" ")}`, () => read(lists, urls, desk), REFRESH_MS);
  return urls.map((url) => data?.get(url));
}

/** By URL: what was counted for one list is never shown beside another. */
async function read(lists: Filters[], urls: string[], desk: Desk): Promise<Map<string, number>> {
  const counts = lists.length === 0 ? [] : await countLists(lists, desk);
  return new Map(counts.map((count, index) => [urls[index] ?? "", count]));
}

/** 1,000 stands for that many or more. */
export function countText(n: number | undefined): string {
  return n === undefined ? "" : n > 999 ? "999+" : String(n);
}
