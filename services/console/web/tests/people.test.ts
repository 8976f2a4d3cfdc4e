import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { PartyViewSchema } from "../src/gen/fengqiao/v1/query_pb";
import { halfWidth, isBody, isIdNumber, maskedNumber, partiesLine, personNumber, shortName } from "../src/logic/people";
import { caseView } from "./make";

const person = (name: string, more = {}): ReturnType<typeof create<typeof PartyViewSchema>> => create(PartyViewSchema, { name, kind: "natural_person", ...more });

test("a person is a family name and 某, an organisation keeps its name", () => {
  expect(shortName(person("马建国"))).toBe("马某");
  expect(shortName(person("欧阳明"))).toBe("欧阳某");
  expect(shortName(person("", { destroyed: true }))).toBe("某");
  expect(shortName(person("某某物业公司", { kind: "organisation" }))).toBe("某某物业公司");
});

test("the parties in one line", () => {
  const parties = [person("马建国", { role: "claimant" }), person("杨小兰", { role: "claimant" }), person("某某公司", { role: "respondent", kind: "organisation" })];
  expect(partiesLine(caseView({ parties }))).toBe("马某等 2 人 诉 某某公司");
  expect(partiesLine(caseView({ parties: parties.slice(0, 1) }))).toBe("马某");
});

test("numbers are masked once", () => {
  expect(maskedNumber("13995000128")).toBe("139****0128");
  expect(maskedNumber("139****0128")).toBe("139****0128");
});

test("an ID number has its check digit", () => {
  expect(isIdNumber("11010519491231002X")).toBe(true);
  expect(isIdNumber("110105194912310021")).toBe(false);
});

test("what was typed is a phone, an ID number, or not yet either", () => {
  expect(personNumber("１３９ 9500-0128")).toEqual({ kind: "phone", number: "13995000128" });
  expect(personNumber("11010519491231002x").kind).toBe("id");
  expect(personNumber("110105194912310021").kind).toBe("bad_id");
  expect(personNumber("1399500").kind).toBe("part");
  expect(halfWidth("ＡＢ１２　")).toBe("AB12 ");
});

test("an organisation is known by its name", () => {
  expect(isBody("宁夏某某建筑装饰工程有限公司")).toBe(true);
  expect(isBody("马建国")).toBe(false);
});
