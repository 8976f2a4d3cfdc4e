import { addDays, type Day } from "./dates";

/** The weeks of a month from Monday on; days of other months are absent. */
export function weeksOf(year: number, month: number): (Day | undefined)[][] {
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  // Monday is 0.
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const days: (Day | undefined)[] = Array.from({ length: lead }, () => undefined);
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) {
    days.push(day);
  }
  const weeks: (Day | undefined)[][] = [];
  for (let at = 0; at < days.length; at += 7) {
    weeks.push(Array.from({ length: 7 }, (_, index) => days[at + index]));
  }
  return weeks;
}
