/** Civil dates as `2026-02-24`, in the zone of the cases, Asia/Shanghai. */
export type Day = string;

const DAY_MS = 86_400_000;
const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
const ZONE = "Asia/Shanghai";

const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});

function fields(moment: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]));
}

/** Milliseconds by which the platform's clock runs ahead of this machine's. */
let aheadMs = 0;

export function setAhead(ms: number): void {
  aheadMs = ms;
}

export function now(): Date {
  return new Date(Date.now() + aheadMs);
}

export function today(): Day {
  return dayOf(now());
}

export function dayOf(moment: Date): Day {
  const { year, month, day } = fields(moment);
  return `${year}-${month}-${day}`;
}

/** `10:42:07`. */
export function clockTime(moment: Date): string {
  const { hour, minute, second } = fields(moment);
  return `${hour}:${minute}:${second}`;
}

/** `10:42` today, `11-23 10:42` this year, else the date. */
export function momentText(moment: Date): string {
  const { year, month, day, hour, minute } = fields(moment);
  const date = `${year}-${month}-${day}`;
  if (date === today()) {
    return `${hour}:${minute}`;
  }
  return year === today().slice(0, 4) ? `${month}-${day} ${hour}:${minute}` : date;
}

/** `11-23` this year, else the whole date. */
export function dayText(day: Day): string {
  return day.slice(0, 4) === today().slice(0, 4) ? day.slice(5) : day;
}

export function weekday(day: Day): string {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";
}

/** `11-23 周一`. */
export function dayWithWeekday(day: Day): string {
  return `${dayText(day)} ${weekday(day)}`;
}

/** Days from one to another; negative if it lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The n-th working day after a day. */
export function addWorkingDays(day: Day, days: number, restDays: ReadonlySet<Day>): Day {
  let at = day;
  for (let left = days; left > 0;) {
    at = addDays(at, 1);
    if (!restDays.has(at)) {
      left -= 1;
    }
  }
  return at;
}

/** `2026年11月23日`, as it stands on paper. */
export function paperDay(day: Day): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return day === "" ? "" : `${year}年${Number(month)}月${Number(date)}日`;
}
