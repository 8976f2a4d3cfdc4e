import { describe, expect, test } from "vitest";
import { fenText, operatorsOf, parseCell, printCell, yuanText } from "../src/logic/cells";
import { addRow, begin, changesOf, copyRows, filesOf, pasteRows, redo, removeRows, setCell, step, undo, type RuleDraft } from "../src/logic/ruleDraft";

const DRAFT: RuleDraft = {
  effectiveFrom: "2026-12-10", reason: "",
  tables: [{
    file: "gates.json", id: "gates", name: "上报条件", hitPolicy: "collect",
    inputs: [{ id: "attempts", name: "调解日数", field: "attempts" }], outputs: [{ id: "gate", name: "条件", field: "gate" }],
    rules: [{ _id: "GT01", _description: "两次", attempts: ">= 2", gate: "GT01" }, { _id: "GT02", _description: "无", attempts: "-", gate: "GT02" }],
  }],
};
const rows = (draft: RuleDraft): string[] => draft.tables[0]?.rules.map((rule) => rule._id ?? "") ?? [];

describe("a cell", () => {
  test("is read and written alike", () => {
    for (const text of ["-", "= none", "!= county", ">= 2", "> level", "<= 10", "< 10", "[10..50]", "in [court, police]", "has any [weapon, violence]", "is empty", "is not empty", "is missing"]) {
      const cell = parseCell(text);
      expect(cell, text).toBeDefined();
      expect(cell === undefined ? "" : printCell(cell)).toBe(text);
    }
    expect(parseCell("(10..50)")).toBeUndefined();
    expect(parseCell("")).toEqual({ operator: "any", values: [] });
  });

  test("takes the operators of its fact", () => {
    expect(operatorsOf("bool")).not.toContain("atLeast");
    expect(operatorsOf("codes")).toContain("hasAny");
  });

  test("has amounts in fen and shows them in yuan", () => {
    expect([fenText("1,000,000"), fenText("0.5"), fenText("12.34"), fenText("一万")]).toEqual(["100_000_000", "50", "1_234", undefined]);
    expect(yuanText("100_000_000")).toBe("1,000,000");
  });
});

describe("a draft", () => {
  test("takes steps back and forth", () => {
    const changed = step(begin(DRAFT), setCell(DRAFT, "gates.json", "GT01", "attempts", ">= 3"));
    expect(undo(changed).now).toBe(DRAFT);
    expect(redo(undo(changed)).now).toBe(changed.now);
    expect(undo(begin(DRAFT)).now).toBe(DRAFT);
  });

  test("says what it changes", () => {
    const changed = setCell(removeRows(DRAFT, "gates.json", ["GT02"]), "gates.json", "GT01", "attempts", ">= 3");
    expect(changesOf(DRAFT.tables, changed)).toEqual([
      { file: "gates.json", row: "GT01", column: "attempts", old: ">= 2", new: ">= 3" },
      { file: "gates.json", row: "GT02", old: "无", new: "" },
    ]);
    expect(changesOf(DRAFT.tables, DRAFT)).toEqual([]);
  });

  test("gives a new row an id that no row has had", () => {
    expect(rows(addRow(DRAFT, "gates.json", "GT01"))).toEqual(["GT01", "GT03", "GT02"]);
    expect(rows(addRow(addRow(DRAFT, "gates.json"), "gates.json"))).toEqual(["GT01", "GT02", "GT03", "GT04"]);
  });

  test("goes to a sheet and comes back", () => {
    const table = DRAFT.tables[0];
    const text = table === undefined ? "" : copyRows(table, ["GT01", "GT02"]);
    expect(text).toBe("两次\t>= 2\tGT01\n无\t-\tGT02");
    const pasted = pasteRows(DRAFT, "gates.json", "GT02", `${text}\r\n`);
    expect(pasted.tables[0]?.rules.slice(2)).toEqual([
      { _id: "GT03", _description: "两次", attempts: ">= 2", gate: "GT01" }, { _id: "GT04", _description: "无", attempts: "-", gate: "GT02" },
    ]);
  });

  test("is written as the files of the next version", () => {
    const files = filesOf('{"id": "fengqiao", "version": 1, "effective_from": "2026-01-01", "tables": ["gates.json"]}', DRAFT);
    expect(JSON.parse(files.manifest)).toEqual({ id: "fengqiao", version: 2, effective_from: "2026-12-10", tables: ["gates.json"] });
    expect(JSON.parse(files.tables["gates.json"] ?? "")).not.toHaveProperty("file");
  });
});
