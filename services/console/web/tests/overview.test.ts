import { describe, expect, test } from "vitest";
import { bandSums, depthOf, dueBars, heatRows, logDepth, percentText, quartiles, scaleOf, shareDepth, shareText, silenceOf, tileNames } from "../src/logic/overview";

describe("bars of due dates", () => {
  const rest = new Set(["2026-12-05", "2026-12-06", "2026-12-12", "2026-12-13"]);
  const dues = [
    { day: "2026-11-20", cases: 2 }, { day: "2026-11-30", cases: 1 }, { day: "2026-12-01", cases: 4 }, { day: "2026-12-05", cases: 3 },
    { day: "2026-12-14", cases: 5 }, { day: "2026-12-15", cases: 6 }, { day: "2027-02-01", cases: 7 },
  ];
  const { bars, later, laterFrom } = dueBars({ day: "2026-12-01", dues }, rest);

  test("begin with what is over, then today, then ten working days in all", () => {
    expect(bars.slice(0, 3)).toEqual([{ key: "overdue", cases: 3 }, { key: "2026-12-01", cases: 4 }, { key: "2026-12-02", cases: 0 }]);
    expect(bars.filter(({ key }) => key !== "overdue" && !rest.has(key))).toHaveLength(10);
  });

  test("a day of rest stands there only if a term ends on it", () => {
    expect(bars.map(({ key }) => key)).toContain("2026-12-05");
    expect(bars.map(({ key }) => key)).not.toContain("2026-12-06");
  });

  test("bars and rest are all cases that have a term", () => {
    expect(laterFrom).toBe("2026-12-15");
    expect(later).toBe(13);
    expect(bars.reduce((sum, bar) => sum + bar.cases, later)).toBe(28);
  });
});

test("one bar that would dwarf the rest is cut", () => {
  expect(scaleOf([1, 2, 3])).toBe(3);
  expect(scaleOf([2, 2, 2, 500])).toBe(40);
  expect(scaleOf([0, 0])).toBe(1);
});

test("ages add up by level and by band", () => {
  const ages = [
    { level: "village", from: 0, to: 7, cases: 3 }, { level: "village", from: 8, to: undefined, cases: 1 },
    { level: "county", from: 0, to: 7, cases: 2 }, { level: "county", from: 8, to: undefined, cases: 0 },
  ];
  const rows = heatRows(ages);
  expect(rows.map((row) => row.sum)).toEqual([4, 0, 2, 0]);
  expect(bandSums(rows).map((band) => band.cases)).toEqual([5, 1]);
});

test("a share says nothing below twenty", () => {
  expect(shareText(3, 7)).toBe("3/7");
  expect(shareText(1802, 2610)).toBe("1,802（69.0 %）");
  expect(percentText(1802, 2610)).toBe("69.0 %");
  expect(shareDepth(5, 19)).toBe(0);
  expect([0, 4, 8, 15, 30].map((over) => shareDepth(over, 100))).toEqual([0, 1, 2, 3, 4]);
});

test("tints go by quartiles of what is there", () => {
  const cuts = quartiles([0, 1, 2, 3, 4]);
  expect([0, 1, 2, 3, 4].map((n) => depthOf(n, cuts))).toEqual([0, 1, 2, 3, 4]);
  expect(depthOf(2, quartiles([2, 2, 2]))).toBe(1);
  expect(depthOf(1, quartiles([0, 0]))).toBe(1);
  expect([0, 1, 10, 100].map((n) => logDepth(n, 100))).toEqual([0, 1, 2, 4]);
});

test("silence is counted in days, and never having spoken is silence", () => {
  expect(["2026-12-01", "2026-11-24", "2026-11-23", "2026-11-16", "2026-11-15", ""].map((day) => silenceOf(day, "2026-12-01")))
    .toEqual(["fresh", "fresh", "late", "late", "silent", "silent"]);
});

test("tiles are named shortly unless two would be equal", () => {
  expect(tileNames(["城关镇", "长胜街道", "燕子墩乡"])).toEqual(["城关", "长胜", "燕子墩"]);
  expect(tileNames(["红果子镇", "红果子街道", "尾闸镇"])).toEqual(["红果子镇", "红果子街道", "尾闸"]);
});
