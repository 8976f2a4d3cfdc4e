/** The cases of the list that one came from, in its order. */
let trail: readonly string[] = [];

export function leaveTrail(numbers: readonly string[]): void {
  trail = [...new Set(numbers)];
}

/** The case before or after one in that list. */
export function alongTrail(number: string, step: 1 | -1): string | undefined {
  const at = trail.indexOf(number);
  return at < 0 ? undefined : trail[at + step];
}
