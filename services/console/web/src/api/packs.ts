import type { FrozenPack, GetPackResponse } from "../gen/fengqiao/v1/packs_pb";
import { ownWrites } from "./command";
import { queries } from "./transport";

/** Which figures, of what, beside which: as the URL says it. */
export interface PackView {
  /** Empty for the week of today. */
  period: string;
  /** Empty for one's own. */
  area: string;
  channel: string;
  /** Empty for the period before. */
  compare: string;
}

/** Frozen packs on one page: four years of weeks. */
const PACKS_MAX = 200;

export function readPack({ period, area, channel, compare }: PackView): Promise<GetPackResponse> {
  return queries.getPack({ period, centre: area, channel, compareWith: compare, atLeast: ownWrites() });
}

export async function readFrozen(): Promise<FrozenPack[]> {
  return (await queries.listPacks({ pageSize: PACKS_MAX, atLeast: ownWrites() })).packs;
}

/** Where the sheet of the same figures is fetched. */
export function sheetUrl({ period, area, channel, compare }: PackView): string {
  return `/api/packs.xlsx?${parts({ period, centre: area, channel, compare_with: compare })}`;
}

export function packUrl({ period, area, channel, compare }: PackView): string {
  const query = parts({ area, channel, compare });
  return `/packs${period === "" ? "" : `/${period}`}${query === "" ? "" : `?${query}`}`;
}

function parts(all: Record<string, string>): string {
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== "")).toString();
}
