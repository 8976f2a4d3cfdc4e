import type { Place } from "../api/reference";
import { casesUrl } from "./filters";
import { halfWidth } from "./people";

/** Something that is opened from the box without asking anybody. */
export interface Suggestion {
  kind: "place" | "page";
  key: string;
  text: string;
  /** What is around it. */
  note: string;
  path: string;
}

/** Rows of a group. */
const GROUP_MAX = 5;

/** The part of the organisation in which one looks for places. */
interface Tree {
  places: ReadonlyMap<string, Place>;
  centres: ReadonlyMap<string, unknown>;
  placePath: (code: string, above: string) => string[];
  isWithin: (code: string, outer: string) => boolean;
}

/** What may be the full name of a person or a body: no digits, at least two characters. */
export function isName(typed: string): boolean {
  const text = halfWidth(typed).trim();
  return text.length >= 2 && !/\d/.test(text) && /\p{Script=Han}/u.test(text);
}

/** Places below a centre that have a centre of their own, by a part of their name: each with its cases. */
export function placesNamed(typed: string, tree: Tree, centre: string): Suggestion[] {
  const wanted = halfWidth(typed).trim();
  if (wanted.length < 2 || /\d/.test(wanted)) {
    return [];
  }
  const found: Suggestion[] = [];
  for (const place of tree.places.values()) {
    if (found.length < GROUP_MAX && place.name.includes(wanted) && tree.centres.has(place.code) && tree.isWithin(place.code, centre)) {
      const around = tree.placePath(place.code, centre).slice(0, -1).join(" ");
      found.push({ kind: "place", key: place.code, text: place.name, note: around, path: casesUrl({ area: place.code, subtree: true }) });
    }
  }
  return found;
}

/** Pages of the rail by a part of their name. */
export function pagesNamed(typed: string, pages: readonly { path: string; text: string }[]): Suggestion[] {
  const wanted = halfWidth(typed).trim();
  const found = wanted === "" ? [] : pages.filter((page) => page.text.includes(wanted));
  return found.slice(0, GROUP_MAX).map(({ path, text }) => ({ kind: "page", key: path, text, note: "", path }));
}
