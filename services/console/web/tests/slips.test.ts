import { expect, test } from "vitest";
import { dutyOf, mustAnswer, slipOf } from "../src/logic/duty";
import { caseView } from "./make";

const SLIPS = [
  { slipId: "1", colour: "blue", state: "promoted", to: "a" }, { slipId: "2", colour: "yellow", state: "open", to: "a" }, { slipId: "3", colour: "red", state: "answered", to: "a" },
];

test("the gravest slip presses most, one without an answer before an answered one; a promoted one is over", () => {
  expect(slipOf(caseView({ slips: SLIPS }))?.slipId).toBe("3");
  expect(slipOf(caseView({ slips: [...SLIPS, { slipId: "4", colour: "red", state: "open", to: "b" }] }))?.slipId).toBe("4");
  expect(slipOf(caseView({ slips: SLIPS.slice(0, 1) }))).toBeUndefined();
});

test("a slip without an answer is a duty of the centre that must give it, whatever else presses", () => {
  const view = caseView({ slips: SLIPS, standing: { phase: "in_progress", level: "township" } });
  expect(mustAnswer(view, "a")).toBe(true);
  expect(mustAnswer(view, "b")).toBe(false);
  expect(dutyOf(view, "a").text).toBe("回复督办单");
});
