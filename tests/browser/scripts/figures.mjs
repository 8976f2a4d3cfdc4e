import assert from "node:assert/strict";
import { canBeRead } from "./axe.mjs";
import { DESK, LAPTOP, noFaults, officer, passDays, register, shot, step, story, url } from "./browser.mjs";

/** However many changes arrive, the figures are asked for at most so often. */
const REFRESH_MS = 2_000;
/** What a wall's memory may grow by while its pages take turns. */
const HEAP_GROWTH_BYTES_MAX = 4_000_000;
const TURNS = 200;

/** The numbers on the page that open a list: where each leads, and what it says. */
function numbers(page) {
  return page.locator("main a[href^='/cases?']").evaluateAll((links) => links.map((link) => {
    const said = /[\d,]+/.exec(link.querySelector("b")?.textContent ?? link.textContent);
    return [link.getAttribute("href"), said === null ? undefined : Number(said[0].replace(/,/g, ""))];
  }));
}

/** How many rows a list has, as the line below it says. */
async function rowsOf(page, path) {
  await page.goto(url + path);
  const line = page.locator(".status", { hasText: /共 \d+ 件/ });
  await line.waitFor();
  return Number(/共 (\d+) 件/.exec(await line.textContent())[1]);
}

async function everyNumberOpensAsManyRows(page, path) {
  await page.goto(url + path);
  await page.locator(".heat").waitFor();
  await page.waitForTimeout(500);
  const found = await numbers(page);
  assert.ok(found.length > 8, `${path} opens only ${found.length} lists`);
  const lists = new Map(found);
  for (const [href, n] of found) {
    assert.equal(n, lists.get(href), `${path} says two numbers of ${href}`);
  }
  const other = await page.context().newPage();
  for (const [href, n] of lists) {
    assert.equal(await rowsOf(other, href), n, `${path} says ${n}, and ${href} holds another number`);
  }
  await other.close();
  return lists.size;
}

function sumOf(texts) {
  return texts.reduce((sum, text) => sum + Number((/[\d,]+/.exec(text)?.[0] ?? "0").replace(/,/g, "")), 0);
}

const isOverview = (request) => request.url().endsWith("/GetOverview");
const isCharts = (request) => /CountyMap/.test(request.url());

await story(async (browser) => {
  const clerk = await officer(browser, "touzha-clerk");
  const head = await officer(browser, "zhengzha-head");
  const charts = [];
  clerk.on("request", (request) => isCharts(request) && charts.push(request.url()));

  step("registrations in a township and in a village");
  for (let index = 0; index < 4; index += 1) {
    await register(clerk, index);
  }
  await register(head, 4);
  await register(head, 5);
  await clerk.goto(`${url}/todo`);
  await clerk.locator(".grid-row").first().waitFor();
  assert.deepEqual(charts, [], "a township's page loads the charts");

  step("a fortnight later terms are over");
  passDays(14);
  await register(clerk, 6);

  step("the numbers of the city, a county and a township add up and open as many rows");
  const city = await officer(browser, "city-command");
  await city.locator(".heat").waitFor();
  await city.locator(".map canvas").waitFor();
  const open = sumOf([await city.locator(".statement .big").first().textContent()]);
  assert.equal(open, 7);
  assert.ok(sumOf([await city.locator(".statement .over").textContent()]) > 0, "nothing is over");
  assert.equal(sumOf(await city.locator(".heat tbody tr:last-child td").allTextContents()), 2 * open, "the ages do not add up");
  assert.equal(sumOf(await city.locator(".bars b, .bars-rest > *").allTextContents()), open, "the due dates do not add up");
  await canBeRead(city, "/command");
  await shot(city, "command-figures-1366x768");
  await city.getByRole("radio", { name: "在办", exact: true }).click();
  await city.waitForURL(/measure=open/);
  assert.equal(sumOf(await city.locator(".tile b").allTextContents()), open, "the tiles do not add up");
  assert.equal(sumOf(await city.locator(".tile-county b").allTextContents()), open, "the counties do not add up");
  for (const path of ["/command", "/command?measure=open", "/command/640221", "/command/640221103"]) {
    const lists = await everyNumberOpensAsManyRows(city, path);
    step(`${path}: ${lists} lists`);
    await shot(city, `command${path.replace(/\W/g, "-")}`);
  }
  await city.goto(`${url}/command/640221103`);
  await city.locator(".villages").waitFor();
  await canBeRead(city, "/command/:area of a township");
  noFaults(city);

  step("the rail counts what has to be done, and every view what it holds");
  const dispatcher = await officer(browser, "touzha-dispatcher");
  await dispatcher.goto(`${url}/todo`);
  await dispatcher.locator(".view-count", { hasText: /\d/ }).first().waitFor();
  const views = dispatcher.locator(".views a");
  const [over, due] = await Promise.all([views.filter({ hasText: "已超期" }).textContent(), views.filter({ hasText: "今天到期" }).textContent()]);
  const badge = dispatcher.locator(".rail a[href='/todo'] .rail-count");
  assert.equal(await badge.textContent(), String(sumOf([over]) + sumOf([due])));
  for (const [text, path] of await views.evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute("href")]))) {
    const n = sumOf([text]);
    await dispatcher.goto(url + path);
    await dispatcher.locator(".status", { hasText: `共 ${n} 件` }).waitFor();
  }

  step("a view is kept under a name, counts, and goes");
  await dispatcher.goto(`${url}/cases?state=registered&due=overdue`);
  await dispatcher.getByText("存为视图").click();
  await dispatcher.getByLabel("视图名称").fill("13995000128");
  await dispatcher.keyboard.press("Enter");
  await dispatcher.getByText("名称里不能有电话或证号").waitFor();
  await canBeRead(dispatcher, "/cases, keeping a view");
  await dispatcher.getByLabel("视图名称").fill("没动的");
  await dispatcher.keyboard.press("Enter");
  await dispatcher.locator(".views a.on", { hasText: "没动的" }).waitFor();
  await dispatcher.goto(`${url}/cases`);
  const kept = dispatcher.locator(".views a", { hasText: "没动的" });
  await kept.locator(".view-count", { hasText: /\d/ }).waitFor();
  const n = sumOf([await kept.locator(".view-count").textContent()]);
  assert.equal(await rowsOf(dispatcher, await kept.getAttribute("href")), n);
  await dispatcher.getByRole("button", { name: "删除视图“没动的”" }).click();
  await dispatcher.reload();
  await dispatcher.locator(".view-count", { hasText: /\d/ }).first().waitFor();
  assert.equal(await dispatcher.locator(".views a", { hasText: "没动的" }).count(), 0);
  noFaults(dispatcher);

  step("the wall shows the same figures, and names nobody");
  await city.setViewportSize(DESK);
  await city.goto(`${url}/wall?pages=1,2,3&every=600&page=1`);
  await city.locator(".totals").waitFor();
  await city.locator(".map canvas").waitFor();
  assert.equal(sumOf([await city.locator(".totals p").first().textContent()]), 7);
  for (const page of [1, 2, 3]) {
    await city.locator(`.wall-page:not([hidden])`).waitFor();
    await canBeRead(city, `/wall, page ${page}`);
    await shot(city, `wall-${page}-1920x1080`);
    assert.ok(!/马建国|马某|杨|\d\d-\d{6}-[\dX]|暖气/.test(await city.locator(".wall").innerText()), `page ${page} names a case or somebody in it`);
    const clipped = await city.locator(".wall").evaluate((wall) => wall.scrollHeight > wall.clientHeight || wall.scrollWidth > wall.clientWidth);
    assert.ok(!clipped, `page ${page} does not fit`);
    await city.keyboard.press("ArrowRight");
  }

  step("many changes ask for the figures now and then");
  const asked = [];
  city.on("request", (request) => isOverview(request) && asked.push(Date.now()));
  for (let index = 10; index < 16; index += 1) {
    await register(clerk, index);
  }
  await city.locator(".totals p", { hasText: "13" }).first().waitFor();
  for (let index = 1; index < asked.length; index += 1) {
    assert.ok(asked[index] - asked[index - 1] > REFRESH_MS - 200, "the figures were asked for too often");
  }

  step("its pages take turns, survive a reload, and leave nothing behind");
  await city.keyboard.press("ArrowRight");
  await city.waitForURL(/page=2/);
  await city.reload();
  await city.locator(".wall-page.two:not([hidden])").waitFor();
  await city.goto(`${url}/wall?pages=1,3&every=5`);
  await city.waitForURL(/page=3/);
  await city.goto(`${url}/wall?pages=1,2,3&every=600&paused=1`);
  await city.locator(".map canvas").waitFor({ state: "attached" });
  const debug = await city.context().newCDPSession(city);
  const heap = async () => {
    await debug.send("HeapProfiler.collectGarbage");
    return (await debug.send("Runtime.getHeapUsage")).usedSize;
  };
  const turn = async (times) => {
    for (let index = 0; index < times; index += 1) {
      await city.keyboard.press("ArrowRight");
    }
  };
  await turn(20);
  const before = await heap();
  await turn(TURNS);
  const growth = (await heap()) - before;
  assert.ok(growth < HEAP_GROWTH_BYTES_MAX, `the wall's memory grew by ${growth} bytes in ${TURNS} turns`);
  assert.equal(await city.locator("canvas").count(), 1, "a chart was made twice");

  step("old figures are called old, then are not shown, and are one key away");
  await city.clock.install();
  await city.goto(`${url}/wall?pages=1&every=600`);
  await city.locator(".totals").waitFor();
  await city.clock.fastForward(95_000);
  await city.getByText(/实时更新中断。以下为 \d\d:\d\d:\d\d 的数据，已 1 分钟没有更新。/).waitFor();
  assert.equal(sumOf([await city.locator(".totals p").first().textContent()]), 13);
  await canBeRead(city, "/wall, stale");
  await shot(city, "wall-stale-1920x1080");
  await city.clock.fastForward(600_000);
  await city.locator(".totals p", { hasText: "—" }).first().waitFor();
  assert.ok(!/\d/.test(await city.locator(".totals").innerText()), "a figure of long ago is shown");
  await shot(city, "wall-blank-1920x1080");
  await city.keyboard.press("v");
  await city.locator(".totals p", { hasText: "13" }).first().waitFor();
  await city.keyboard.press("Escape");
  await city.locator(".rail").waitFor();

  step("who has no command view has no wall");
  await clerk.goto(`${url}/wall`);
  await clerk.getByText(/不能打开“大屏”/).waitFor();
  await clerk.setViewportSize(LAPTOP);
  noFaults(clerk);
});
