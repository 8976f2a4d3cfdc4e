import assert from "node:assert/strict";
import { DESK, noFaults, officer, shot, step, story, url } from "./browser.mjs";

const CASES = Number(process.env.CASES);
const LOOK_MS = 5_000;
/** What the memory of a wall may grow by, however many changes it hears of. */
const HEAP_GROWTH_BYTES_MAX = 8_000_000;
/** Without a new figure for so long, a wall that is fed does not keep up. */
const STILL_MS_MAX = 30_000;

await story(async (browser) => {
  const wall = await officer(browser, "city-command", DESK);
  await wall.goto(`${url}/wall?pages=1,2,3&every=5`);
  await wall.locator(".totals").waitFor();
  const debug = await wall.context().newCDPSession(wall);
  const heap = async () => {
    await debug.send("HeapProfiler.collectGarbage");
    return (await debug.send("Runtime.getHeapUsage")).usedSize;
  };
  const open = async () => Number((/[\d,]+/.exec(await wall.locator(".totals p").first().textContent())?.[0] ?? "0").replace(/,/g, ""));

  step("the figures follow");
  let [seen, moved, first] = [await open(), Date.now(), undefined];
  let last = 0;
  while (seen < CASES) {
    await wall.waitForTimeout(LOOK_MS);
    const now = await open();
    assert.ok(now >= seen, `the open cases fell from ${seen} to ${now}`);
    moved = now > seen ? Date.now() : moved;
    assert.ok(Date.now() - moved < STILL_MS_MAX, `the wall stands at ${now} of ${CASES}`);
    seen = now;
    last = await heap();
    // What the first turn of the pages loads is no growth.
    first ??= Date.now() - moved >= 0 && seen > 0 ? last : undefined;
    assert.equal(await wall.getByText(/实时更新中断/).count(), 0, "the wall lost its feed");
  }
  assert.equal(seen, CASES);
  const growth = last - first;
  step(`${CASES} cases; memory from ${(first / 1e6).toFixed(1)} to ${(last / 1e6).toFixed(1)} MB`);
  assert.ok(growth < HEAP_GROWTH_BYTES_MAX, `the wall's memory grew by ${growth} bytes`);
  assert.ok((await wall.locator("canvas").count()) <= 1, "a chart was made twice");
  await shot(wall, "wall-flood-1920x1080");
  noFaults(wall);
});
