/** `640221-2026-004127-2` → `26-004127-2`, for lists inside one county. */
export function shortNumber(number: string): string {
  const [, year, sequence, check] = number.split("-");
  return check === undefined ? number : `${(year ?? "").slice(2)}-${sequence}-${check}`;
}

/** The digits of a case number's sequence. */
export function sequenceOf(number: string): string {
  return number.split("-")[2] ?? "";
}
