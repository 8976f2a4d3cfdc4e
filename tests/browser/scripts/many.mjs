import assert from "node:assert/strict";
import { bothSizes, noFaults, officer, shot, step, story, url } from "./browser.mjs";
import { PAGES, READ } from "./lists.mjs";

const CASES = Number(process.env.CASES);
/** Rows that a page may hold at once, however long its list is. */
const ROWS_MAX = 150;
/** How long one looks at a list that moves. */
const SCROLL_MS = 3_000;
/** A frame that is later than this is seen. */
const FRAME_MS = 50;

/** Milliseconds between the frames of a list that somebody scrolls through. */
function frames(page) {
  return page.evaluate((time) => new Promise((resolve) => {
    const body = document.querySelector(".grid-body") ?? document.querySelector(".grid");
    const begin = performance.now();
    const gaps = [];
    let last = begin;
    const frame = (at) => {
      gaps.push(at - last);
      last = at;
      body.scrollTop += 60;
      if (at - begin < time) {
        requestAnimationFrame(frame);
      } else {
        resolve(gaps);
      }
    };
    requestAnimationFrame(frame);
  }), SCROLL_MS);
}

await story(async (browser) => {
  step("every page opens with many cases");
  for (const [account, paths] of PAGES) {
    const page = await officer(browser, account);
    for (const path of paths) {
      const begin = Date.now();
      await page.goto(`${url}${path}`);
      await page.locator(READ).first().waitFor();
      const took = Date.now() - begin;
      await page.waitForTimeout(700);
      step(`${path} as ${account}: ${took} ms`);
      assert.ok((await page.locator(".grid-row").count()) < ROWS_MAX, `${path} holds too many rows`);
      await bothSizes(page, `${path.slice(1)}-${account}-many`);
    }
    noFaults(page);
    await page.context().close();
  }

  step("a queue scrolls to its end, and holds only what is in view");
  const page = await officer(browser, "touzha-dispatcher");
  await page.goto(`${url}/todo`);
  await page.locator(".grid-row").first().waitFor();
  const gaps = (await frames(page)).sort((one, other) => one - other);
  const at = (share) => gaps[Math.floor((gaps.length - 1) * share)].toFixed(0);
  step(`frames while scrolling: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${gaps.filter((gap) => gap > FRAME_MS).length} of ${gaps.length} over ${FRAME_MS} ms`);
  const status = page.locator(".status");
  let read = 0;
  while (read < CASES) {
    await page.locator(".grid-row").first().focus().catch(() => undefined);
    await page.keyboard.press("End");
    const before = read;
    await page.waitForFunction((read) => Number(/(\d+) 件/.exec(document.querySelector(".status").textContent)[1]) > read, before);
    read = Number(/(\d+) 件/.exec(await status.textContent())[1]);
    assert.ok((await page.locator(".grid-row").count()) < ROWS_MAX, "the list holds too many rows");
  }
  assert.equal(read, CASES);
  await shot(page, "todo-end-1366x768");
  noFaults(page);
});
