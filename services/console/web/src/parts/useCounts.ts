import { countLists } from "../api/cases";
import { useFollowed } from "../api/useFollowed";
import { casesUrl, type Filters } from "../logic/filters";
import { useDesk } from "../session";

const REFRESH_MS = 3_000;

/** How many cases lists hold, kept up to date; none before the answer. */
export function useCounts(lists: Filters[]): (number | undefined)[] {
  const desk = useDesk();
  const key = `counts/${lists.map((list) => casesUrl(list)).join(" ")}`;
  const { data } = useFollowed(key, () => (lists.length === 0 ? Promise.resolve([]) : countLists(lists, desk)), REFRESH_MS);
  return lists.map((_, index) => data?.[index]);
}

/** 1,000 stands for that many or more. */
export function countText(n: number | undefined): string {
  return n === undefined ? "" : n > 999 ? "999+" : String(n);
}
