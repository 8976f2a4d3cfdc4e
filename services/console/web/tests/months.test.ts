import { expect, test } from "vitest";
import { weeksOf } from "../src/logic/months";

test("a month begins on its weekday and has all its days", () => {
  const weeks = weeksOf(2026, 2);
  expect(weeks[0]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, "2026-02-01"]);
  expect(weeks.flat().filter((day) => day !== undefined)).toHaveLength(28);
  expect(weeksOf(2024, 2).flat().filter((day) => day !== undefined)).toHaveLength(29);
});
