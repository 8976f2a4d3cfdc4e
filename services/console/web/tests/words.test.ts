import { expect, test } from "vitest";
import { sequenceOf, shortNumber } from "../src/logic/caseNumber";
import { levelOfCode, liesIn } from "../src/logic/codes";
import { count, fenOf, shortCount, yuan } from "../src/logic/money";
import { zh } from "../src/logic/punctuation";

test("a case number is short inside one county", () => {
  expect(shortNumber("640221-2026-004127-2")).toBe("26-004127-2");
  expect(shortNumber("draft")).toBe("draft");
  expect(sequenceOf("640221-2026-004127-2")).toBe("004127");
});

test("punctuation beside Chinese is full-width, dates and times keep theirs", () => {
  expect(zh("已登记,请签收(镇)")).toBe("已登记，请签收（镇）");
  expect(zh("10:42 到期")).toBe("10:42 到期");
  expect(zh("R01: at least 2")).toBe("R01: at least 2");
});

test("a code tells its level, and what it lies in", () => {
  expect(["640200", "640221", "640221100", "640221100001"].map(levelOfCode)).toEqual(["city", "county", "township", "village"]);
  expect(liesIn("640221100001", "640200")).toBe(true);
  expect(liesIn("640221100", "640205")).toBe(false);
});

test("large numbers are short, money is exact", () => {
  expect([0, 12_345, 99_999, 123_000].map(count)).toEqual(["0", "12,345", "99,999", "12.3 万"]);
  expect([9_999, 12_345].map(shortCount)).toEqual(["9,999", "1.2 万"]);
  expect(yuan(3_200_000n)).toBe("32,000.00");
  expect(fenOf("32，000.5")).toBe(3_200_050n);
  expect(fenOf("很多")).toBeUndefined();
});
