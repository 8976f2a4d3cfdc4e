import assert from "node:assert/strict";
import { noFaults, officer, shot, step, story, url } from "./browser.mjs";

const PHONE = "13952000001";

async function type(page, text) {
  await page.keyboard.type(text, { delay: 20 });
}

await story(async (browser) => {
  const page = await officer(browser, "touzha-clerk");
  await page.waitForURL(/\/register$/);
  await shot(page, "register-empty-1366x768");

  step("a registration by keyboard alone");
  const began = Date.now();
  const press = (key) => page.keyboard.press(key);
  await type(page, PHONE);
  await press("Enter");
  await type(page, "甲某某");
  await press("Enter");
  await press("Enter");
  await type(page, "乙某某");
  await press("Enter");
  await press("Enter");
  // The place stands at the officer's own.
  await press("Tab");
  await type(page, "两户因灌溉水渠走向发生争执，要求恢复原状并赔偿损失。");
  await press("Tab");
  await type(page, "3200");
  await press("Enter");
  await type(page, "6");
  await press("Enter");
  await press("0");
  await shot(page, "register-filled-1366x768");
  await press("Control+Enter");
  await page.locator(".done").waitFor();
  const seconds = (Date.now() - began) / 1000;
  step(`registered after ${seconds.toFixed(1)} s`);
  assert.ok(seconds < 60, `a registration took ${seconds} s`);
  const number = await page.locator(".done a").first().textContent();
  assert.match(number, /^\d\d-\d{6,}-[\dX]$/);
  assert.match(await page.locator(".done b").first().textContent(), /^[0-9A-Z-]{8,}$/);
  await page.waitForFunction(() => document.activeElement?.getAttribute("data-field") === "person");
  assert.equal(await page.getByLabel("事实与诉求").inputValue(), "", "the next form is empty");
  await shot(page, "register-done-1366x768");

  step("what is missing is said where it is");
  await press("Control+Enter");
  await page.getByText("请填申请人姓名").waitFor();
  await page.getByText("没有也要选“都没有”").waitFor();

  step("earlier cases of the same phone, and the person filled in");
  await page.locator("#person").fill(PHONE);
  await page.locator(".register-side").getByText("办理中").or(page.locator(".register-side tbody tr").first()).first().waitFor();
  await page.waitForFunction(() => document.querySelector("#claimant")?.value === "甲某某");

  step("a draft survives a reload");
  await page.getByLabel("事实与诉求").fill("只写了一半的案情");
  await page.getByText(/草稿已存/).waitFor();
  await page.waitForURL(/draft=/);
  await page.reload();
  await page.waitForFunction(() => document.querySelector("#brief")?.value === "只写了一半的案情");
  assert.equal(await page.locator("#claimant").inputValue(), "甲某某");
  assert.ok(!page.url().includes(PHONE), "nothing personal stands in the address");
  await shot(page, "register-restored-1366x768");

  step("a registration that is sent twice is one case");
  await page.getByLabel("被申请人").fill("丙某某");
  await page.getByText("都没有", { exact: true }).click();
  let dropped = 0;
  await page.route("**/fengqiao.v1.TownshipService/RegisterCase", async (route) => {
    if (dropped === 0) {
      dropped += 1;
      // It reaches the platform; the answer is lost on the way.
      await route.fetch().catch(() => undefined);
      await route.abort("connectionreset");
    } else {
      await route.continue();
    }
  });
  await page.keyboard.press("Control+Enter");
  await page.locator(".done").waitFor();
  await page.waitForFunction(() => document.querySelector("#brief")?.value === "");
  step("one box finds it by the end of its number, by a full name, and finds the place and the page");
  const find = async (text) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(text);
  };
  const rows = page.locator("#found [role=option]");
  await find(number.slice(3, -2));
  await rows.filter({ hasText: number }).waitFor();
  await page.keyboard.press("Escape");
  await find("甲某某");
  await rows.filter({ hasText: "按姓名查" }).waitFor();
  await page.keyboard.press("Enter");
  await rows.filter({ hasText: number }).waitFor();
  await shot(page, "find-1366x768");
  await page.keyboard.press("Escape");
  await find("正闸村");
  await rows.filter({ hasText: "地点" }).first().waitFor();
  await page.keyboard.press("Escape");
  await find("待办");
  await rows.filter({ hasText: "页面" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/todo$/);

  await page.goto(`${url}/todo`);
  await page.locator(".grid-row").nth(1).waitFor();
  await page.waitForTimeout(500);
  assert.equal(await page.locator(".grid-row").count(), 2, "two registrations are two cases");
  await shot(page, "todo-1366x768");
  noFaults(page);
});
