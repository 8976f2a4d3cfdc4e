import { describe, expect, test } from "vitest";
import { ageBand, ageCode, casesUrl, filtersOf } from "../src/logic/filters";

const read = (query: string): ReturnType<typeof filtersOf> => filtersOf(new URLSearchParams(query));

describe("the URL of a list", () => {
  test("equal filters are equal URLs, whatever their order", () => {
    const url = "/cases?area=640221&level=township&state=registered,accepted&due=overdue&slip=red&scope=below&handler=me";
    expect(casesUrl(read(url.split("?")[1] ?? "").filters)).toBe(url);
    expect(casesUrl(read("handler=me&slip=red&scope=below&due=overdue&state=registered,accepted&level=township&area=640221").filters)).toBe(url);
  });

  test("defaults are left out", () => {
    expect(casesUrl(read("").filters)).toBe("/cases");
    expect(casesUrl({}, "/todo")).toBe("/todo");
  });

  test("an unknown key is named and ignored", () => {
    expect(read("colour=red&due=today")).toMatchObject({ unknown: ["colour"], filters: { due: "today" } });
  });

  test.each(["overdue", "today", "3w", "paused", "2026-12-01", "2026-12-15-"])("%s is a due date", (due) => {
    expect(read(`due=${due}`).filters.due).toBe(due);
  });

  test.each(["soon", "2026-12", "12-01"])("%s is none", (due) => {
    expect(read(`due=${due}`).filters.due).toBeUndefined();
  });

  test("an age is a span of days, the last one open", () => {
    expect(ageBand(ageCode(16, 30))).toEqual({ from: 16, to: 30 });
    expect(ageBand(ageCode(91, undefined))).toEqual({ from: 91, to: undefined });
    expect(ageBand("old")).toBeUndefined();
  });
});
