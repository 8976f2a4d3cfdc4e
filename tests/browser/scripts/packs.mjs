import assert from "node:assert/strict";
import { canBeRead } from "./axe.mjs";
import { bothSizes, noFaults, officer, passDays, pick, register, step, story, url } from "./browser.mjs";

/** The page with its figures. */
async function open(page, path) {
  await page.goto(url + path);
  await page.locator(".packs-table tbody tr").first().waitFor();
}

/** What a line says in its column of this period, and in the one of both parts. */
async function line(page, name) {
  const cells = page.locator(".packs-table tr", { has: page.locator("th[scope=row]", { hasText: new RegExp(`^${name}`) }) }).first().locator("td");
  return [(await cells.nth(0).innerText()).trim(), (await cells.nth(1).innerText()).trim()];
}

/** A file behind a link of the page, with the session's rights. */
async function download(page, href) {
  const answer = await page.request.get(url + href);
  return [answer.status(), await answer.body(), answer.headers()];
}

await story(async (browser) => {
  step("what was registered today is in the pack of this week");
  const clerk = await officer(browser, "touzha-clerk");
  assert.equal(await clerk.locator(".rail").getByText("报表").count(), 0, "a township has no packs on its rail");
  await register(clerk, 1);
  await register(clerk, 2);
  const command = await officer(browser, "city-command");
  await command.getByRole("link", { name: "报表" }).click();
  await command.locator(".packs-table tbody tr").first().waitFor();
  assert.deepEqual(await line(command, "登记"), ["2", ""]);
  assert.deepEqual(await line(command, "期末在办"), ["2", ""]);
  assert.deepEqual(await line(command, "调解成功率"), ["—", "0 / 0"]);
  await command.getByText(/✓ 勾稽 (\d+)\/\1/).waitFor();
  await command.getByText("本期还没有结束，不能冻结").waitFor();
  assert.ok(await command.getByRole("button", { name: "冻结" }).isDisabled());
  await canBeRead(command, "/packs");
  await bothSizes(command, "packs-running");

  step("an area and a channel are in the address, and in the sheet");
  await pick(command, "范围", "平罗县");
  await command.waitForURL(/area=640221/);
  await pick(command, "来源渠道", "走访");
  await command.waitForURL(/channel=visit/);
  await command.locator(".packs-table").getByText("头闸镇").waitFor();
  assert.deepEqual(await line(command, "登记"), ["0", ""]);
  const href = await command.getByRole("link", { name: "导出 xlsx" }).getAttribute("href");
  assert.match(href, /centre=640221/);
  assert.match(href, /channel=visit/);
  const [status, sheet, headers] = await download(command, href);
  assert.equal(status, 200);
  assert.equal(sheet.subarray(0, 2).toString(), "PK", "a workbook is a zip");
  assert.match(headers["content-disposition"], /fengqiao-\d{4}-W\d\d\.xlsx/);
  const [beyond] = await download(clerk, "/api/packs.xlsx?centre=640200");
  assert.equal(beyond, 403, "a township has no sheet of the city");
  const [wrong] = await download(command, "/api/packs.xlsx?period=2026-W99");
  assert.equal(wrong, 400);

  step("arrows go through the periods");
  await open(command, "/packs");
  const list = command.getByRole("listbox", { name: "报表期" });
  await list.focus();
  await command.keyboard.press("ArrowDown");
  await command.waitForURL(/\/packs\/\d{4}-W\d\d/);
  await command.locator(".packs-table tbody tr").first().waitFor();
  assert.deepEqual(await line(command, "登记"), ["0", ""]);

  step("a week that is over is frozen once");
  passDays(7);
  const later = await officer(browser, "city-command");
  await open(later, "/packs");
  await later.getByRole("option", { selected: true }).waitFor();
  assert.deepEqual(await line(later, "期初在办"), ["2", ""]);
  await later.getByRole("listbox", { name: "报表期" }).focus();
  await later.keyboard.press("ArrowDown");
  await later.waitForURL(/\/packs\/\d{4}-W\d\d/);
  await later.getByRole("button", { name: "冻结" }).click();
  await later.getByText(/冻结后不能更改/).waitFor();
  await later.keyboard.press("Escape");
  await later.getByRole("button", { name: "冻结" }).click();
  await later.getByRole("button", { name: "确认冻结" }).click();
  await later.getByText(/已冻结于 .*记录位置 \d+/).waitFor();
  await later.reload();
  await later.getByText(/已冻结于 .*记录位置 \d+/).waitFor();
  await later.getByRole("option", { name: /已冻结 勾稽 (\d+)\/\1/ }).waitFor();
  assert.deepEqual(await line(later, "登记"), ["2", ""]);
  assert.equal(await later.getByText(/与冻结时不符/).count(), 0);
  await canBeRead(later, "/packs, frozen");
  await bothSizes(later, "packs-frozen");

  step("every share says of how many it is, and what is no period says so");
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  await open(later, `/packs/${month}?compare=2026-01`);
  const shares = later.locator(".packs-table tr", { hasText: "重复件占比" }).locator("td");
  assert.match(await shares.nth(6).innerText(), /^0\.0 %\s*0\/\d+$/);
  await later.getByText("2026 年 1 月").first().waitFor();
  await later.goto(`${url}/packs/2026-W99`);
  await later.getByText("没有这个页面").waitFor();

  step("a county reads its own, and freezes nothing");
  const county = await officer(browser, "pingluo-director");
  await open(county, "/packs");
  assert.equal(await county.getByRole("button", { name: "冻结" }).count(), 0);
  await bothSizes(county, "packs-county");
  for (const page of [clerk, command, later, county]) {
    noFaults(page);
  }
});
