import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addDays, addWorkingDays, clockTime, dayOf, daysBetween, dayText, dayWithWeekday, momentText, today } from "../src/logic/dates";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-23T02:42:07Z") }));
afterEach(() => void vi.useRealTimers());

test("days are those of Shanghai", () => {
  expect(today()).toBe("2026-11-23");
  expect(dayOf(new Date("2026-11-23T16:00:00Z"))).toBe("2026-11-24");
  expect(clockTime(new Date())).toBe("10:42:07");
});

test("a moment says no more than is needed", () => {
  expect(momentText(new Date("2026-11-23T01:05:00Z"))).toBe("09:05");
  expect(momentText(new Date("2026-11-20T01:05:00Z"))).toBe("11-20 09:05");
  expect(momentText(new Date("2025-11-20T01:05:00Z"))).toBe("2025-11-20");
  expect(dayText("2026-03-01")).toBe("03-01");
  expect(dayText("2027-01-04")).toBe("2027-01-04");
  expect(dayWithWeekday("2026-11-23")).toBe("11-23 周一");
});

test("days are counted over months and years", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect(daysBetween("2026-11-23", "2026-12-23")).toBe(30);
  expect(daysBetween("2026-11-23", "2026-11-20")).toBe(-3);
});

test("working days leave out days of rest", () => {
  const weekend = new Set(["2026-11-28", "2026-11-29"]);
  expect(addWorkingDays("2026-11-27", 1, weekend)).toBe("2026-11-30");
  expect(addWorkingDays("2026-11-23", 5, weekend)).toBe("2026-11-30");
});
