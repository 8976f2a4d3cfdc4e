/** What a wall shows, as its URL says: it survives a refresh and a restart of the screen. */
export interface WallState {
  /** The centre; the reader's own if absent. */
  area: string | undefined;
  /** The pages that take turns. */
  pages: number[];
  /** Seconds for each. */
  every: number;
  page: number;
  paused: boolean;
}

export const WALL_PAGES = [1, 2, 3];
const EVERY_USUAL = 30;
const EVERY_MIN = 5;
const EVERY_MAX = 3600;

export function wallOf(query: URLSearchParams): WallState {
  const named = (query.get("pages") ?? "").split(",").map(Number).filter((page) => WALL_PAGES.includes(page));
  const pages = named.length === 0 ? WALL_PAGES : [...new Set(named)];
  const every = Number(query.get("every") ?? EVERY_USUAL);
  const page = Number(query.get("page"));
  return {
    area: query.get("area") ?? undefined,
    pages,
    every: Number.isFinite(every) ? Math.min(EVERY_MAX, Math.max(EVERY_MIN, Math.round(every))) : EVERY_USUAL,
    page: pages.includes(page) ? page : (pages[0] ?? 1),
    paused: query.get("paused") === "1",
  };
}

export function wallUrl({ area, pages, every, page, paused }: WallState): string {
  const query = [
    ...(area === undefined ? [] : [`area=${encodeURIComponent(area)}`]), `pages=${pages.join(",")}`, `every=${every}`, `page=${page}`, ...(paused ? ["paused=1"] : []),
  ];
  return `/wall?${query.join("&")}`;
}

/** The page so many turns on, or back. */
export function turned({ pages, page }: WallState, by: number): number {
  const at = pages.indexOf(page);
  return pages[(at + by + pages.length) % pages.length] ?? page;
}

/** Without a word for so long the figures count as stale. */
export const STALE_MS = 30_000;
/** After so long they are not shown any more. */
export const BLANK_MS = 600_000;

export type Freshness = "fresh" | "stale" | "blank";

export function freshnessOf(ageMs: number): Freshness {
  return ageMs > BLANK_MS ? "blank" : ageMs > STALE_MS ? "stale" : "fresh";
}
