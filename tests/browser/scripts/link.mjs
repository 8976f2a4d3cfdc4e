import assert from "node:assert/strict";
import { canBeRead } from "./axe.mjs";
import { fill, noFaults, officer, register, shot, step, story, url } from "./browser.mjs";

/** Tabs of one officer; a browser opens six connections to a server at most. */
const TABS = 8;

const brief = (page) => page.getByLabel("事实与诉求");

await story(async (browser) => {
  const clerk = await officer(browser, "touzha-clerk");
  const link = (up) => clerk.context().setOffline(!up);

  step("the link is cut while a draft is open: it is kept in this browser, page after page");
  await fill(clerk, 1);
  await clerk.getByText(/草稿已存/).waitFor();
  await link(false);
  await clerk.getByText("网络已断开。可以继续登记").waitFor();
  await brief(clerk).fill("断线以后补写的案情");
  await clerk.getByText(/草稿存在本机 \d/).waitFor();
  await canBeRead(clerk, "/register without a link");
  await shot(clerk, "register-offline-1366x768");
  await clerk.locator(".rail").getByRole("link", { name: "待办" }).click();
  await clerk.keyboard.press("Alt+n");
  await clerk.waitForFunction(() => document.querySelector("#brief")?.value === "断线以后补写的案情");

  step("what is registered meanwhile waits, and the window goes on");
  await clerk.keyboard.press("Control+Enter");
  await clerk.getByText("已收下，还没有送出").waitFor();
  assert.equal(await brief(clerk).inputValue(), "", "the next form is empty");
  await fill(clerk, 2);
  await clerk.keyboard.press("Control+Enter");
  await clerk.getByText("待送出 2 件").waitFor();
  await clerk.locator(".register-side").getByText("马建国2 诉 杨小兰").waitFor();
  await shot(clerk, "register-waiting-1366x768");

  step("nobody signs out over it unasked");
  await clerk.locator(".bar-who").click();
  await clerk.getByText("退出登录").click();
  await clerk.locator(".ant-modal-confirm-title", { hasText: "还有 2 件登记没有送出" }).waitFor();
  await clerk.getByRole("button", { name: "先不退出" }).click();

  step("when the link is back each is sent once");
  await link(true);
  await clerk.getByText("待送出 2 件").waitFor({ state: "detached" });
  await clerk.locator(".register-side").getByText("断线时登记、已送出").waitFor();
  await clerk.getByText(/实时更新中断/).waitFor({ state: "detached" });
  await clerk.goto(`${url}/cases`);
  await clerk.locator(".status", { hasText: "共 2 件" }).waitFor();

  step("a draft that the platform could not take outlives a reload, and moves up when it can");
  await clerk.goto(`${url}/register`);
  await clerk.route("**/DraftCase", (route) => route.abort("connectionrefused"));
  await fill(clerk, 3);
  await brief(clerk).fill("服务停了也不丢");
  await clerk.getByText(/草稿存在本机 \d/).waitFor();
  await clerk.reload();
  await clerk.waitForFunction(() => document.querySelector("#brief")?.value === "服务停了也不丢");
  const kept = await clerk.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open("fengqiao-kept");
    request.onsuccess = () => {
      const all = request.result.transaction("items").objectStore("items").getAll();
      all.onsuccess = () => resolve(all.result.map((item) => [item.id, new TextDecoder().decode(item.sealed)]));
    };
  }));
  assert.equal(kept.length, 1);
  assert.ok(!/服务停了|13953/.test(kept.join()), "what is kept can be read without the key");
  await clerk.unroute("**/DraftCase");
  await clerk.getByText(/草稿已存/).waitFor();

  step("signing out takes the key along");
  await clerk.route("**/DraftCase", (route) => route.abort("connectionrefused"));
  await brief(clerk).fill("只在本机");
  await clerk.getByText(/草稿存在本机 \d/).waitFor();
  await clerk.locator(".bar-who").click();
  await clerk.getByText("退出登录").click();
  await clerk.waitForURL(/signin/);
  const left = await clerk.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open("fengqiao-kept");
    request.onsuccess = () => {
      const counts = ["keys", "items"].map((name) => new Promise((counted) => {
        const count = request.result.transaction(name).objectStore(name).count();
        count.onsuccess = () => counted(count.result);
      }));
      void Promise.all(counts).then(resolve);
    };
  }));
  assert.deepEqual(left, [0, 0]);
  noFaults(clerk);

  step(`${TABS} tabs of one officer hear of a new case`);
  const dispatcher = await officer(browser, "touzha-dispatcher");
  const tabs = [dispatcher];
  while (tabs.length < TABS) {
    const tab = await dispatcher.context().newPage();
    await tab.goto(`${url}/todo`);
    tabs.push(tab);
  }
  await Promise.all(tabs.map((tab) => tab.locator(".live-live").waitFor()));
  await Promise.all(tabs.map((tab) => tab.locator(".grid-row").first().waitFor()));
  const window = await officer(browser, "touzha-clerk");
  await register(window, 4);
  await Promise.all(tabs.map((tab) => tab.getByText("有 1 件新到").waitFor()));
  const last = tabs.at(-1);
  await last.bringToFront();
  await last.keyboard.press("r");
  await last.locator(".status", { hasText: "共 3 件" }).waitFor();
  noFaults(dispatcher);
});
