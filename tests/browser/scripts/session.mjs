import assert from "node:assert/strict";
import { officer, step, story, url } from "./browser.mjs";

await story(async (browser) => {
  const page = await officer(browser, "touzha-clerk");

  step("no script can read the cookie, and nothing on the page is a token");
  assert.equal(await page.evaluate(() => document.cookie), "");
  const [cookie] = await page.context().cookies();
  assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, "Strict"]);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.ok(!/eyJ/.test(kept), "a token is kept in the browser");

  step("another site's page can do nothing with it");
  const forged = await fetch(`${url}/api/session`, { method: "DELETE", headers: { cookie: `${cookie.name}=${cookie.value}`, origin: "https://elsewhere.example" } });
  assert.equal(forged.status, 403);
  const call = { method: "POST", headers: { cookie: `${cookie.name}=${cookie.value}`, "content-type": "application/grpc-web+proto" }, body: new Uint8Array(5) };
  assert.equal((await fetch(`${url}/fengqiao.v1.QueryService/ListCases`, call)).status, 403);

  step("nobody without a session, no service but the four, nothing too large");
  const own = { origin: url, "content-type": "application/grpc-web+proto" };
  const post = (path, headers, bytes = 5) => fetch(`${url}${path}`, { method: "POST", headers, body: new Uint8Array(bytes) });
  assert.equal((await post("/fengqiao.v1.QueryService/ListCases", own)).status, 401);
  const signedIn = { ...own, cookie: `${cookie.name}=${cookie.value}` };
  assert.equal((await post("/fengqiao.v1.QueryService/ListCases", signedIn)).status, 200);
  assert.equal((await post("/grpc.health.v1.Health/Check", signedIn)).status, 405);
  assert.equal((await post("/fengqiao.v1.QueryService/ListCases", signedIn, 400_000)).status, 413);

  step("the pages bear their headers");
  const headers = (await fetch(url)).headers;
  assert.match(headers.get("content-security-policy"), /script-src 'self';/);
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("x-frame-options"), "DENY");

  step("signing out ends it on the server");
  await page.locator(".bar-who").click();
  await page.getByText("退出登录").click();
  await page.waitForURL(/signin/);
  assert.equal((await fetch(`${url}/api/session`, { headers: { cookie: `${cookie.name}=${cookie.value}` } })).status, 401);

  step("a session that is over asks to sign in again, and the page stays below");
  const again = await officer(browser, "touzha-dispatcher");
  await again.goto(`${url}/todo`);
  await again.locator(".head").waitFor();
  const [second] = await again.context().cookies();
  await fetch(`${url}/api/session`, { method: "DELETE", headers: { origin: url, cookie: `${second.name}=${second.value}` } });
  // Whatever the page asks next tells it.
  await again.locator(".layer").getByText("登录已过期").waitFor();
  await again.getByRole("button", { name: /重新登录/ }).click();
  await again.locator(".layer").waitFor({ state: "detached" });
});
