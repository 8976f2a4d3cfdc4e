import type { Level } from "../api/session";

/** Division codes: six digits for city and county, nine for townships, twelve for villages. */
const CITY_DIGITS = 4;

function isCity(code: string): boolean {
  return code.length === 6 && code.endsWith("00");
}

/** The level of a centre's code. */
export function levelOfCode(code: string): Level {
  return isCity(code) ? "city" : code.length === 6 ? "county" : code.length === 9 ? "township" : "village";
}

/** Whether a centre lies in another, or is it. */
export function liesIn(code: string, outer: string): boolean {
  return code.startsWith(isCity(outer) ? outer.slice(0, CITY_DIGITS) : outer);
}
