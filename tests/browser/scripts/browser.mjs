// A browser before the console, with the few things that every story does.

import assert from "node:assert/strict";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const url = process.env.CONSOLE_URL;
export const LAPTOP = { width: 1366, height: 768 };
export const DESK = { width: 1920, height: 1080 };

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const SHOTS = process.env.SCREENSHOTS;
const WAIT_MS = 15_000;

/** Opens a browser for one story, and closes it however the story ends. */
export async function story(play) {
  assert.ok(url, "CONSOLE_URL names the console");
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  assert.ok(executablePath, "no Chromium: apt-get install chromium");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage", "--lang=zh-CN"] });
  try {
    await play(browser);
  } finally {
    await browser.close();
  }
}

export function step(text) {
  console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
}

/** Somebody at a browser of their own, signed in by the sign-in page. Faults in the page fail the story. */
export async function officer(browser, account, viewport = LAPTOP) {
  const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) {
      page.faults.push(message.text());
    }
  });
  await page.goto(`${url}/signin`);
  await page.getByLabel("账号", { exact: true }).fill(account);
  await page.keyboard.press("Enter");
  await page.locator(".rail").waitFor();
  return page;
}

export function noFaults(page) {
  assert.deepEqual(page.faults, [], "the page met faults");
}

export async function shot(page, name) {
  if (SHOTS !== undefined) {
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  }
}

/** Pictures of what stands on a page, at a clerk's laptop and on a desk's screen. */
export async function bothSizes(page, name) {
  await shot(page, `${name}-1366x768`);
  await page.setViewportSize(DESK);
  await shot(page, `${name}-1920x1080`);
  await page.setViewportSize(LAPTOP);
}

/** Fills in a registration as a clerk would, all but sending it. */
export async function fill(page, index) {
  await page.locator("#person").fill(`139530000${String(index).padStart(2, "0")}`);
  await page.getByLabel("申请人", { exact: true }).fill(`马建国${index}`);
  await page.getByLabel("被申请人", { exact: true }).fill("杨小兰");
  await page.getByLabel("事实与诉求").fill("楼道暖气管爆裂，七户墙面受损。");
  await page.getByText("都没有", { exact: true }).click();
}

/** Registers a dispute at the officer's window. */
export async function register(page, index) {
  await page.goto(`${url}/register`);
  await fill(page, index);
  await page.keyboard.press("Control+Enter");
  await page.locator(".done").waitFor();
}

/** The form of a command of the case page, opened by its name. */
export async function act(page, name) {
  await page.locator(".acts").getByRole("button", { name: new RegExp(`(^|\\s|\\d)${name}$`) }).first().click();
  await page.locator(".panel").waitFor();
}

/** Sends the open form and waits until the case page shows what can be done next. */
export async function send(page) {
  await page.keyboard.press("Control+Enter");
  const refusal = page.locator(".refusal, .panel .fault");
  await page.locator(".acts .just-done").or(refusal).first().waitFor();
  assert.equal(await refusal.count(), 0, (await refusal.allInnerTexts()).join(" "));
}

/** Picks from a list by typing what its label says. */
export async function pick(page, label, text) {
  const box = page.getByLabel(label, { exact: true });
  await box.click();
  await box.fill(text);
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", { hasText: text }).first().click();
}

/** Moves the platform's clock, for every process that reads it. */
export function passDays(days) {
  const file = process.env.CLOCK_FILE;
  writeFileSync(`${file}.next`, `${days * 86_400}\n`);
  renameSync(`${file}.next`, file);
}

export async function openCase(page, number) {
  await page.goto(`${url}/cases/${number}`);
  await page.locator(".case-head").waitFor();
}
