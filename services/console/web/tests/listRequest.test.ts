import { describe, expect, test } from "vitest";
import type { Filters } from "../src/logic/filters";
import { listRequest, mayBelong, soonDay, type Reader } from "../src/logic/listRequest";
import { OPEN_STATES } from "../src/logic/phases";
import { caseView } from "./make";

const READER: Reader = { centre: "640221100", officer: "o-1", day: "2026-12-01", soon: "2026-12-04" };
const PLAIN: Filters = { subtree: false, state: [], mine: false, asked: false };
const asked = (filters: Partial<Filters>): ReturnType<typeof listRequest> => listRequest({ ...PLAIN, ...filters }, READER);

describe("what the platform is asked", () => {
  test("open cases of the reader's own centre, unless something else is said", () => {
    expect(asked({})).toMatchObject({ centre: "640221100", subtree: false, phases: OPEN_STATES, handler: "", stage: "" });
    expect(asked({ state: ["any"], mine: true, area: "640221" })).toMatchObject({ centre: "640221", phases: [], handler: "o-1" });
  });

  test("due dates as days", () => {
    expect(asked({ due: "overdue" })).toMatchObject({ dueBy: "2026-11-30" });
    expect(asked({ due: "today" })).toMatchObject({ dueFrom: "2026-12-01", dueBy: "2026-12-01" });
    expect(asked({ due: "3w" })).toMatchObject({ dueFrom: "2026-12-01", dueBy: "2026-12-04" });
    expect(asked({ due: "2026-12-09" })).toMatchObject({ dueFrom: "2026-12-09", dueBy: "2026-12-09" });
    expect(asked({ due: "paused" })).toMatchObject({ withoutDue: true });
  });

  test("a day and later leaves out what has no term", () => {
    expect(asked({ due: "2026-12-15-" })).toMatchObject({ dueFrom: "2026-12-15", dueBy: "9998-12-31" });
  });

  test("an age as days of registration, the narrower one with those that are named", () => {
    expect(asked({ age: "16-30" })).toMatchObject({ registeredFrom: "2026-11-01", registeredTo: "2026-11-15" });
    expect(asked({ age: "91-" })).toMatchObject({ registeredFrom: "", registeredTo: "2026-09-01" });
    expect(asked({ age: "0-30", from: "2026-11-10", to: "2026-11-20" })).toMatchObject({ registeredFrom: "2026-11-10", registeredTo: "2026-11-20" });
  });

  test("a comma means or", () => {
    expect(asked({ slip: "red,yellow", level: "county" })).toMatchObject({ slips: ["red", "yellow"], levels: ["county"] });
  });

  test("three working days from now, over days of rest", () => {
    expect(soonDay("2026-12-03", new Set(["2026-12-05", "2026-12-06"]))).toBe("2026-12-08");
  });
});

describe("whether a changed case may belong to a list", () => {
  const view = caseView({
    registeredOn: "2026-11-20", nextDueOn: "2026-11-30", origin: "640221100001", standing: { phase: "in_progress", level: "township", holder: "640221100" },
    slips: [{ colour: "red", state: "open" }],
  });

  test("by where it is held, its state, level and slip", () => {
    expect(mayBelong(view, asked({}))).toBe(true);
    expect(mayBelong(view, asked({ area: "640221", subtree: true, level: "township", slip: "red" }))).toBe(true);
    expect(mayBelong(view, asked({ area: "640205", subtree: true }))).toBe(false);
    expect(mayBelong(view, asked({ state: ["closed"] }))).toBe(false);
    expect(mayBelong(view, asked({ slip: "blue" }))).toBe(false);
  });

  test("by its term and its age", () => {
    expect(mayBelong(view, asked({ due: "overdue" }))).toBe(true);
    expect(mayBelong(view, asked({ due: "today" }))).toBe(false);
    expect(mayBelong(view, asked({ due: "paused" }))).toBe(false);
    expect(mayBelong(view, asked({ age: "8-15" }))).toBe(true);
    expect(mayBelong(view, asked({ age: "16-30" }))).toBe(false);
  });

  test("a list of what became of cases goes by where they were registered", () => {
    expect(mayBelong(view, asked({ area: "640221100001", stage: "village.lifted", state: ["any"] }))).toBe(true);
  });
});
