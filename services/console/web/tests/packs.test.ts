import { describe, expect, test } from "vitest";
import { listedOn, periodOf, readPeriod, valueText } from "../src/logic/packs";

const of = (kind: string, numerator: bigint, denominator: bigint): string | undefined => valueText(kind, { numerator, denominator });

describe("figures", () => {
  test("a percentage is rounded half up from its parts", () => {
    // 1,274 of 1,275 is 99.92 %, and no 100 %.
    expect(of("share", 1274n, 1275n)).toBe("99.9 %");
    expect(of("ratio", 652n, 1159n)).toBe("56.3 %");
    expect([of("share", 1n, 2000n), of("share", 1n, 2001n)]).toEqual(["0.1 %", "0.0 %"]);
    expect([of("share", 7n, 7n), of("share", 0n, 7n)]).toEqual(["100.0 %", "0.0 %"]);
  });
  test("where there is nothing to divide by there is no figure", () => {
    expect([of("share", 0n, 0n), of("mean", 0n, 0n)]).toEqual([undefined, undefined]);
  });
  test("days and cases are no percentage", () => {
    expect([of("mean", 9n, 2n), of("mean", 10n, 3n), of("count", 12n, 1n)]).toEqual(["4.5", "3.3", "12"]);
  });
});

describe("periods", () => {
  test("a week belongs to the year of its Thursday", () => {
    expect(periodOf("week", "2027-01-03")).toEqual({ id: "2026-W53", unit: "week", first: "2026-12-28", last: "2027-01-03" });
    expect(periodOf("week", "2027-01-04").id).toBe("2027-W01");
    expect(periodOf("week", "2025-12-29").id).toBe("2026-W01");
  });
  test("months, quarters and years have their days", () => {
    expect(periodOf("month", "2024-02-10").last).toBe("2024-02-29");
    expect(periodOf("quarter", "2026-11-30")).toEqual({ id: "2026-Q4", unit: "quarter", first: "2026-10-01", last: "2026-12-31" });
    expect(periodOf("year", "2026-11-30").first).toBe("2026-01-01");
  });
  test("the list goes back without a gap", () => {
    const listed = listedOn("2026-11-23");
    expect(listed.map((period) => period.id)).toEqual([
      "2026-W48", "2026-W47", "2026-W46", "2026-W45", "2026-W44", "2026-W43", "2026-W42", "2026-W41",
      "2026-11", "2026-10", "2026-09", "2026-08", "2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1", "2026", "2025",
    ]);
  });
  test("an id is read back, and nothing else is", () => {
    for (const period of listedOn("2027-01-02")) {
      expect(readPeriod(period.id)).toEqual(period);
    }
    expect(["", "2026-W54", "2026-13", "2026-Q5", "2026-", "x", "2026-W1"].map(readPeriod)).toEqual(Array(7).fill(undefined));
  });
});
