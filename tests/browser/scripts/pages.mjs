import assert from "node:assert/strict";
import { canBeRead } from "./axe.mjs";
import { bothSizes, LAPTOP, noFaults, officer, shot, step, story, url } from "./browser.mjs";
import { PAGES, READ } from "./lists.mjs";

async function register(page, index) {
  await page.goto(`${url}/register`);
  await page.locator("#person").fill(`139520000${String(index).padStart(2, "0")}`);
  await page.getByLabel("申请人", { exact: true }).fill(`马建国${index}`);
  await page.getByLabel("被申请人", { exact: true }).fill(index % 2 === 0 ? "宁夏某某建筑装饰工程有限公司石嘴山分公司" : "杨某");
  await page.getByLabel("事实与诉求").fill(["今年六月至九月在某小区做装修，十二名工人工资未付。", "宅基地相邻，排水沟走向有争议。", "楼道暖气管爆裂，七户墙面受损。"][index % 3]);
  if (index === 3) {
    await page.getByText("扬言").click();
  } else {
    await page.getByText("都没有", { exact: true }).click();
  }
  await page.keyboard.press("Control+Enter");
  await page.locator(".done").waitFor();
}

await story(async (browser) => {
  step("the sign-in page and the citizen's");
  const nobody = await browser.newPage({ viewport: LAPTOP, locale: "zh-CN" });
  await nobody.goto(url);
  await nobody.locator(".starts button").first().waitFor();
  await canBeRead(nobody, "/signin");
  await shot(nobody, "signin-1366x768");
  await nobody.goto(`${url}/q`);
  await nobody.locator("form").waitFor();
  await canBeRead(nobody, "/q");
  await nobody.getByLabel("查询码").fill("0000-0000");
  await nobody.getByLabel("手机后四位").fill("0128");
  await nobody.getByRole("button", { name: "查询" }).click();
  await nobody.getByText("查询码或后四位不对").waitFor();
  await nobody.setViewportSize({ width: 390, height: 844 });
  await shot(nobody, "citizen-390x844");

  step("empty pages");
  for (const [account, paths] of PAGES) {
    const page = await officer(browser, account);
    for (const path of paths) {
      await page.goto(`${url}${path}`);
      await page.locator(READ).first().waitFor();
      await page.waitForTimeout(300);
      await shot(page, `${path.slice(1)}-${account}-empty-1366x768`);
    }
    noFaults(page);
    await page.context().close();
  }
  const command = await officer(browser, "city-command");
  await command.locator(".statement").waitFor();
  await canBeRead(command, "/command, empty");

  step("a day's registrations");
  const clerk = await officer(browser, "touzha-clerk");
  for (let index = 0; index < 8; index += 1) {
    await register(clerk, index);
  }
  noFaults(clerk);
  const code = await clerk.locator(".done b").first().textContent();

  step("the citizen's page knows the code, and names nobody");
  await nobody.getByLabel("查询码").fill(code.toLowerCase());
  await nobody.getByLabel("手机后四位").fill("0007");
  await nobody.getByRole("button", { name: "查询" }).click();
  await nobody.getByText("已登记").waitFor();
  assert.ok(!/马建国|公司/.test(await nobody.locator("main").innerText()), "the citizen's page names somebody");
  await canBeRead(nobody, "/q, answered");
  await shot(nobody, "citizen-answer-390x844");

  for (const [account, paths] of PAGES) {
    const page = await officer(browser, account);
    for (const path of paths) {
      step(`${path} as ${account}`);
      await page.goto(`${url}${path}`);
      await page.locator(READ).first().waitFor();
      await page.waitForTimeout(500);
      await canBeRead(page, path);
      await bothSizes(page, `${path.slice(1)}-${account}`);
    }
    noFaults(page);
    await page.context().close();
  }

  step("a case");
  await clerk.goto(`${url}/todo`);
  await clerk.locator(".grid-row a").first().click();
  await clerk.locator(".ledger li").first().waitFor();
  await canBeRead(clerk, "/cases/:no");
  await shot(clerk, "case-1366x768");

  step("the city's numbers add up and open their cases, and change by themselves");
  await command.locator(".statement .big", { hasText: "8" }).first().waitFor();
  await command.goto(`${url}/command`);
  await command.locator(".heat").waitFor();
  const open = Number(await command.locator(".statement .big").first().textContent());
  assert.equal(open, 8);
  await register(clerk, 9);
  await command.locator(".statement .big", { hasText: "9" }).first().waitFor();
  await command.locator(".statement .big").first().click();
  await command.locator(".grid-row").nth(8).waitFor();
  assert.equal(await command.locator(".grid-row").count(), 9);

  step("what is not permitted says so");
  await clerk.goto(`${url}/command`);
  await clerk.getByText(/不能打开/).waitFor();
  await clerk.goto(`${url}/cases/640221-2026-999999-9`);
  await clerk.getByText(/没有找到这件案件/).waitFor();
});
