import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { dueGroup, inOrder, termOf } from "../src/logic/terms";
import { caseView, clock } from "./make";

const TODAY = "2026-11-25";

beforeEach(() => void vi.useFakeTimers({ now: new Date(`${TODAY}T02:00:00Z`) }));
afterEach(() => void vi.useRealTimers());

describe("a term as it is shown", () => {
  test("of working days says what is left in working days", () => {
    const term = termOf(clock({ unit: "working_days", length: 5, left: 2, startedOn: "2026-11-20", dueOn: "2026-11-27" }), TODAY);
    expect(term).toMatchObject({ left: "剩 2 个工作日", end: "11-27 周五 止", pressure: "calm" });
    expect(term.share).toBeCloseTo(0.6);
  });

  test("of calendar days says days, and pauses use up nothing of it", () => {
    const term = termOf(clock({ unit: "calendar_days", length: 30, extension: 0, left: 18, startedOn: "2026-10-01", dueOn: "2026-12-13" }), TODAY);
    expect(term).toMatchObject({ left: "剩 18 天", end: "12-13 周日 止" });
    expect(term.share).toBeCloseTo(0.4);
  });

  test("an extension makes it longer", () => {
    expect(termOf(clock({ unit: "working_days", length: 10, extension: 10, left: 5, startedOn: "2026-10-28", dueOn: "2026-12-02" }), TODAY).share).toBeCloseTo(0.75);
  });

  test("on its last day", () => {
    expect(termOf(clock({ unit: "working_days", length: 5, left: 0, startedOn: "2026-11-18", dueOn: TODAY }), TODAY)).toMatchObject({ left: "今天到期", end: "今天 止", pressure: "near" });
  });

  test("beyond it, even on the day of rest after it", () => {
    expect(termOf(clock({ unit: "working_days", length: 5, left: -2, startedOn: "2026-11-16", dueOn: "2026-11-23" }), TODAY)).toMatchObject({ left: "超 2 个工作日", pressure: "over", share: 1 });
    expect(termOf(clock({ unit: "working_days", length: 5, left: 0, startedOn: "2026-11-16", dueOn: "2026-11-27" }), "2026-11-28").left).toBe("超 1 个工作日");
    expect(termOf(clock({ unit: "date", dueOn: "2026-11-20", startedOn: "2026-11-01" }), TODAY).left).toBe("超 5 天");
  });

  test("paused since", () => {
    expect(termOf(clock({ state: "paused", startedOn: "2026-11-01", dueOn: "2026-12-01", pauses: [{ from: "2026-11-16", until: "" }] }), TODAY))
      .toMatchObject({ left: "暂停", end: "11-16 周一 起暂停", pressure: "paused" });
  });
});

test("running terms come by their end, paused ones last", () => {
  const order = inOrder([clock({ name: "c", dueOn: "2026-11-01", state: "paused" }), clock({ name: "b", dueOn: "2026-12-02" }), clock({ name: "a", dueOn: "2026-12-01" })]);
  expect(order.map(({ name }) => name)).toEqual(["a", "b", "c"]);
});

test("the groups of a queue", () => {
  const group = (nextDueOn: string): string => dueGroup(caseView({ nextDueOn }), TODAY, "2026-11-30");
  expect(["2026-11-24", TODAY, "2026-11-30", "2026-12-01", ""].map(group)).toEqual(["overdue", "today", "soon", "later", "paused"]);
});
