import { describe, expect, test } from "vitest";
import { nameFault, savedViews, saveViews, SAVED_MAX } from "../src/logic/savedViews";
import { beginOf, commandUrl, viewOf } from "../src/pages/command/view";
import { freshnessOf, turned, wallOf, wallUrl } from "../src/pages/wall/wallState";

function memory(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe("saved views", () => {
  test("are kept by account, and no more than the limit", () => {
    const store = memory();
    saveViews("a", Array.from({ length: 25 }, (_, n) => ({ name: `v${n}`, url: "/cases" })), store);
    expect(savedViews("a", store)).toHaveLength(SAVED_MAX);
    expect(savedViews("b", store)).toEqual([]);
  });

  test("lead to lists alone, whatever the store holds", () => {
    const store = memory();
    store.setItem("fengqiao:views:a", JSON.stringify([{ name: "x", url: "https://elsewhere" }, { name: "y", url: "/todo?due=today" }, 3, null]));
    expect(savedViews("a", store)).toEqual([{ name: "y", url: "/todo?due=today" }]);
    store.setItem("fengqiao:views:a", "{");
    expect(savedViews("a", store)).toEqual([]);
  });

  test("bear no number of a person", () => {
    expect(nameFault("欠薪", [])).toBeUndefined();
    expect(nameFault("13995000128", [])).toBe("digits");
    expect(nameFault("欠薪", [{ name: "欠薪", url: "/cases" }])).toBe("taken");
    expect(nameFault("", [])).toBe("empty");
  });
});

describe("the command view's URL", () => {
  test("leaves out what is usual", () => {
    const view = viewOf(new URLSearchParams("period=month&measure=nonsense"), "2026-11-23");
    expect(view).toEqual({ period: "month", measure: "overdue", scale: "count", from: "2026-11-01" });
    expect(commandUrl("640221", "640200", view)).toBe("/command/640221?period=month");
    expect(commandUrl("640200", "640200", { period: "quarter", measure: "overdue", scale: "count" })).toBe("/command");
  });

  test("periods begin on their first day", () => {
    expect([beginOf("month", "2026-11-23"), beginOf("quarter", "2026-11-23"), beginOf("quarter", "2026-03-31"), beginOf("year", "2026-11-23")])
      .toEqual(["2026-11-01", "2026-10-01", "2026-01-01", "2026-01-01"]);
  });
});

describe("the wall", () => {
  test("is what its URL says, and the URL says what it is", () => {
    const state = wallOf(new URLSearchParams("area=640221&pages=3,1,9&every=1&page=1"));
    expect(state).toEqual({ area: "640221", pages: [3, 1], every: 5, page: 1, paused: false });
    expect(wallOf(new URLSearchParams(wallUrl(state).split("?")[1]))).toEqual(state);
    expect(wallOf(new URLSearchParams("every=soon"))).toMatchObject({ pages: [1, 2, 3], every: 30, page: 1 });
  });

  test("its pages take turns", () => {
    const state = wallOf(new URLSearchParams("pages=1,3"));
    expect([turned(state, 1), turned({ ...state, page: 3 }, 1), turned(state, -1)]).toEqual([3, 1, 3]);
  });

  test("its figures grow old", () => {
    expect([0, 30_000, 30_001, 600_000, 600_001].map(freshnessOf)).toEqual(["fresh", "fresh", "stale", "stale", "blank"]);
  });
});
