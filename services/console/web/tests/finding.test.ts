import { describe, expect, test } from "vitest";
import type { Place } from "../src/api/reference";
import { isName, pagesNamed, placesNamed } from "../src/logic/finding";

const PLACES: Place[] = [
  { code: "640221", name: "平罗县", level: "county", parent: "640200" },
  { code: "640221103", name: "头闸镇", level: "township", parent: "640221" },
  { code: "640221103211", name: "正闸村委会", level: "village", parent: "640221103" },
  { code: "640202001", name: "头闸街道", level: "township", parent: "640202" },
];
const places = new Map(PLACES.map((place) => [place.code, place]));
const tree = {
  places,
  centres: places,
  placePath: (code: string) => [places.get(places.get(code)?.parent ?? "")?.name ?? "", places.get(code)?.name ?? ""],
  isWithin: (code: string, outer: string) => code.startsWith(outer),
};

describe("what the box offers", () => {
  test("places of one's own part by a part of their name, with their cases", () => {
    const found = placesNamed("头闸", tree, "640221");
    expect(found.map((place) => place.text)).toEqual(["头闸镇"]);
    expect(found[0]?.path).toBe("/cases?area=640221103&scope=below");
    expect(found[0]?.note).toBe("平罗县");
    expect(placesNamed("头", tree, "640221")).toEqual([]);
    expect(placesNamed("2026", tree, "640221")).toEqual([]);
  });

  test("pages by their name", () => {
    const pages = [{ path: "/slips", text: "督办" }, { path: "/todo", text: "待办" }];
    expect(pagesNamed("督", pages).map((page) => page.path)).toEqual(["/slips"]);
    expect(pagesNamed("", pages)).toEqual([]);
  });

  test("a name has no digits and at least two characters", () => {
    expect([isName("马建国"), isName("阿依古丽·买买提"), isName("马"), isName("马1"), isName("13952000001"), isName("abc")]).toEqual([true, true, false, false, false, false]);
  });
});
