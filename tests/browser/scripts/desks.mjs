import assert from "node:assert/strict";
import { canBeRead } from "./axe.mjs";
import { bothSizes, fill, noFaults, officer, shot, step, story, url } from "./browser.mjs";

/** Rules are looked for once a second. */
const FOLLOWED_MS = 2_500;

/** Registers a dispute of forty people; where it went. */
async function crowd(clerk, index) {
  await clerk.goto(`${url}/register`);
  await fill(clerk, index);
  await clerk.getByLabel("申请方人数").fill("40");
  await clerk.keyboard.press("Control+Enter");
  await clerk.locator(".done").waitFor();
  return clerk.locator(".register-side").innerText();
}

/** A page that everybody must be able to read. */
async function read(page, path, name) {
  await page.goto(url + path);
  await page.locator(".status").waitFor();
  await page.waitForTimeout(400);
  await canBeRead(page, path);
  await bothSizes(page, name);
}

await story(async (browser) => {
  step("everybody reads the rules, in words, and cannot change them");
  const clerk = await officer(browser, "touzha-clerk");
  await clerk.goto(`${url}/rules?table=gates.json&row=GT01`);
  await clerk.locator("tr.on", { hasText: "GT01" }).waitFor();
  assert.equal(await clerk.getByRole("button", { name: "起草新版" }).count(), 0);
  assert.ok(!/>=|has any| in \[/.test(await clerk.locator(".rules").innerText()), "a cell speaks the language of the file");
  await read(clerk, "/rules?table=hard-triggers.json", "rules");
  await clerk.goto(`${url}/admin/organisation`);
  await clerk.getByText(/不能打开/).waitFor();
  await clerk.goto(`${url}/ops`);
  await clerk.getByText(/不能打开/).waitFor();
  assert.match(await crowd(clerk, 1), /平罗县/, "thirty people and more lift a case");

  step("an editor writes a draft like a sheet");
  const editor = await officer(browser, "city-rule-editor");
  await editor.goto(`${url}/rules?table=hard-triggers.json`);
  await editor.getByRole("button", { name: "起草新版" }).click();
  const grid = editor.getByRole("grid");
  await grid.focus();
  await editor.getByText("没有问题").waitFor();
  const heads = await grid.locator("th[role=columnheader]").allInnerTexts();
  const people = heads.findIndex((head) => head.includes("人数")) - 1;
  const rows = await grid.locator("tbody tr").allInnerTexts();
  const crowded = rows.findIndex((row) => row.startsWith("HT03"));
  const cell = grid.locator(`#cell-${crowded}-${people}`);
  await cell.click();
  const before = (await cell.innerText()).trim();
  await editor.keyboard.press("Enter");
  await editor.getByLabel("值", { exact: true }).fill("50");
  await editor.keyboard.press("Enter");
  await cell.locator("del", { hasText: before }).waitFor();
  await editor.getByText("改动 1 处").waitFor();
  await editor.keyboard.press("Control+z");
  await editor.getByText("改动 0 处").waitFor();
  await editor.keyboard.press("Control+y");
  await editor.getByText("改动 1 处").waitFor();

  step("what is wrong is said with its place");
  await editor.keyboard.press("Enter");
  await editor.getByLabel("值", { exact: true }).fill("很多");
  await editor.keyboard.press("Enter");
  await editor.locator(".rule-checks").getByText(/1 处错误/).waitFor();
  assert.equal(await cell.getAttribute("aria-invalid"), "true");
  await canBeRead(editor, "/rules, a draft");
  await shot(editor, "rules-draft-1366x768");
  await grid.focus();
  await editor.keyboard.press("Home");
  await editor.locator(".rule-checks button").first().click();
  await editor.keyboard.press("Control+z");
  await editor.getByText("没有问题").waitFor();

  step("rows go through the clipboard, and a draft survives a reload");
  await editor.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await grid.focus();
  const count = await grid.locator("tbody tr").count();
  await editor.keyboard.press("Control+c");
  await editor.keyboard.press("Control+v");
  await grid.locator("tbody tr").nth(count).waitFor();
  await editor.reload();
  await editor.getByRole("button", { name: "继续草稿" }).click();
  assert.equal(await grid.locator("tbody tr").count(), count + 1);
  await editor.getByRole("button", { name: "放弃草稿" }).click();
  await editor.locator(".ant-modal-confirm").getByRole("button", { name: "放弃草稿" }).click();
  await editor.getByRole("button", { name: "起草新版" }).click();

  step("a draft is tried on what was decided, and goes to a second person");
  await cell.click();
  await editor.keyboard.press("Enter");
  await editor.getByLabel("值", { exact: true }).fill("50");
  await editor.keyboard.press("Enter");
  const today = await editor.getByLabel("施行日期").getAttribute("min");
  await editor.getByLabel("施行日期").fill(today);
  await editor.getByText("没有问题").waitFor();
  await editor.getByRole("button", { name: "旧案试算" }).click();
  await editor.getByText(/1 次变成“不能判断”/).waitFor();
  await shot(editor, "rules-replay-1366x768");
  await editor.getByLabel("为什么改").fill("四十人的群体事项由镇里办理，五十人以上再提级。");
  await editor.keyboard.press("Control+Enter");
  await editor.waitForURL(/set=/);
  await editor.getByText(/1 次变成“不能判断”/).waitFor();
  assert.equal(await editor.getByRole("button", { name: "批准并施行" }).count(), 0);
  noFaults(editor);

  step("the second person sees what changes and what it would have changed, and puts it in force");
  const approver = await officer(browser, "city-rule-approver");
  await approver.goto(editor.url());
  await approver.getByText(/1 次变成“不能判断”/).waitFor();
  await approver.locator("del", { hasText: "30" }).waitFor();
  await canBeRead(approver, "/rules, a proposal");
  await shot(approver, "rules-approval-1366x768");
  await approver.getByRole("button", { name: "批准并施行" }).click();
  await approver.getByRole("link", { name: /第 2 版 施行/ }).waitFor();
  noFaults(approver);
  await clerk.waitForTimeout(FOLLOWED_MS);
  assert.match(await crowd(clerk, 2), /头闸镇/, "the next case is decided by the new set");
  await clerk.goto(`${url}/rules?table=hard-triggers.json`);
  await clerk.getByText(/不少于 50 人/).first().waitFor();
  noFaults(clerk);

  step("those who look after it see the organisation of a day, the calendar, the terms, and whether all is well");
  const system = await officer(browser, "city-system");
  await read(system, "/ops", "ops");
  await system.getByText("全部正常").waitFor();
  await read(system, "/admin/organisation", "organisation");
  await system.getByLabel("筛选名称、编码").fill("头闸镇");
  await system.locator(".tree-row").first().click();
  await system.locator(".place-pane").getByText("640221103", { exact: false }).first().waitFor();
  await read(system, "/admin/calendar?year=2026", "calendar");
  await system.locator(".month", { hasText: "10 月" }).locator("td[title*=国庆]").first().waitFor();
  await system.goto(`${url}/admin/calendar?year=2027`);
  await system.getByText("2027 年放假安排未公布").waitFor();
  await read(system, "/admin/terms", "terms");
  noFaults(system);
});
