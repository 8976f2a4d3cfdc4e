import assert from "node:assert/strict";
import { act, noFaults, officer, openCase, passDays, pick, send, shot, step, story, url } from "./browser.mjs";

/** A mediation session of today that ends without agreement. */
async function failedSession(page) {
  await act(page, "调解");
  await pick(page, "结果", "未达成一致");
  await send(page);
}

async function assign(page, name) {
  await act(page, "定人定责定时限");
  await pick(page, "承办人", name);
  await send(page);
}

async function askUp(page) {
  await act(page, "上报");
  await page.getByLabel("协调").check();
  await page.getByLabel("请求内容").fill("请上级协调");
  await page.keyboard.press("Control+Enter");
}

async function register(page) {
  await page.goto(`${url}/register`);
  await page.locator("#person").fill("13952000001");
  await page.getByLabel("申请人", { exact: true }).fill("甲某某");
  await page.getByLabel("被申请人", { exact: true }).fill("乙某某");
  await page.getByLabel("事实与诉求").fill("两户因灌溉水渠走向发生争执");
  await page.locator("#headcount").fill("6");
  await page.locator("#amount").fill("18000");
  await page.getByText("都没有", { exact: true }).click();
  await page.keyboard.press("Control+Enter");
  await page.locator(".done").waitFor();
  await page.locator(".done").getByText("打开案件").click();
  await page.locator(".case-head").waitFor();
  return decodeURIComponent(new URL(page.url()).pathname.split("/")[2]);
}

await story(async (browser) => {
  const head = await officer(browser, "zhengzha-head");
  const mediator = await officer(browser, "zhengzha-mediator");

  step("the village registers, classifies, accepts and puts somebody in charge");
  const number = await register(head);
  await act(head, "甄别分类");
  await pick(head, "事项类别", "0201");
  await send(head);
  await act(head, "受理决定");
  await send(head);
  await act(head, "送达");
  await send(head);
  await assign(head, "钱演示");

  step("it mediates once, and asks up too early: the refusal explains itself");
  await openCase(mediator, number);
  await act(mediator, "调查核实");
  await mediator.getByLabel("内容").fill("现场测量水渠，双方陈述意见");
  await send(mediator);
  await failedSession(mediator);
  // The head's page has changed by itself.
  await head.locator(".ledger").getByText(/调解/).first().waitFor();
  await head.locator("body").press("w");
  await head.locator(".why-rows").waitFor();
  await shot(head, "case-why-1366x768");
  assert.match(await head.locator(".why-panel").innerText(), /不能|应当|可以/);
  await head.keyboard.press("Escape");
  await askUp(head);
  await head.locator(".refusal").waitFor();
  const refusal = await head.locator(".refusal").innerText();
  assert.match(refusal, /R01/);
  assert.match(refusal, /再调解1次/);
  await shot(head, "case-refused-1366x768");
  await head.keyboard.press("Escape");

  step("the next day it mediates again, and the request stands");
  passDays(1);
  await failedSession(mediator);
  await head.reload();
  await head.locator(".case-head").waitFor();
  await askUp(head);
  await head.locator(".just-done").waitFor();

  step("the township takes it up from the requests of its villages and tries on two days");
  const director = await officer(browser, "touzha-director");
  const dispatcher = await officer(browser, "touzha-dispatcher");
  const townMediator = await officer(browser, "touzha-mediator");
  await director.goto(`${url}/requests`);
  await director.locator(".decision-item").waitFor();
  await director.getByRole("button", { name: /^接收 A$/ }).click();
  await director.keyboard.press("Control+Enter");
  await director.getByText("村和网格没有等答复的请求").waitFor();
  await openCase(dispatcher, number);
  await assign(dispatcher, "吴演示");
  await openCase(townMediator, number);
  await failedSession(townMediator);
  passDays(2);
  await failedSession(townMediator);
  await dispatcher.reload();
  await dispatcher.locator(".case-head").waitFor();
  await askUp(dispatcher);
  await dispatcher.locator(".just-done").waitFor();
  await shot(dispatcher, "case-asked-1366x768");

  step("the county sees the proof and takes the lead");
  const county = await officer(browser, "pingluo-dispatcher");
  await county.waitForURL(/incoming/);
  await county.locator(".decision-item").waitFor();
  await county.locator(".why-rows").first().waitFor();
  await shot(county, "incoming-1366x768");
  await county.getByRole("button", { name: /接收并牵头/ }).click();
  await county.keyboard.press("Control+Enter");
  await county.getByText("没有等签收或决定的来件").waitFor();
  await openCase(county, number);
  await assign(county, "沈演示");

  step("two officers at once: the second is shown what the first did, and nothing is overwritten");
  const countyMediator = await officer(browser, "pingluo-mediator");
  await openCase(countyMediator, number);
  await act(county, "送达");
  await pick(county, "文书", "进展告知");
  await act(countyMediator, "调查核实");
  await countyMediator.getByLabel("内容").fill("到现场与双方见面");
  await send(countyMediator);
  await county.keyboard.press("Control+Enter");
  await county.locator(".conflict").waitFor();
  assert.match(await county.locator(".conflict").innerText(), /平罗县/);
  await shot(county, "case-conflict-1366x768");
  await county.getByRole("button", { name: "看最新案情" }).click();
  await county.locator(".ledger").getByText(/调查核实/).first().waitFor();
  await send(county);

  step("the county settles it: agreement, effect, performance");
  await countyMediator.locator(".ledger").getByText(/进展告知/).first().waitFor();
  await act(countyMediator, "调解");
  await pick(countyMediator, "结果", "达成一致");
  await send(countyMediator);
  await act(countyMediator, "达成协议");
  await countyMediator.getByLabel("协议内容").fill("水渠改走南侧，补偿一次付清");
  await countyMediator.getByLabel("做什么").fill("支付补偿");
  await countyMediator.getByLabel("金额（元，可不填）").fill("5000");
  await send(countyMediator);
  await act(countyMediator, "协议生效");
  for (const label of ["当事人已签名", "调解员已签名", "调委会已盖章"]) {
    await countyMediator.getByLabel(label).check();
  }
  await send(countyMediator);
  await act(countyMediator, "记录履行");
  await send(countyMediator);

  step("another officer follows up, and the director closes it");
  const clerk = await officer(browser, "pingluo-clerk");
  await openCase(clerk, number);
  await act(clerk, "送达");
  await pick(clerk, "文书", "评价邀请");
  await send(clerk);
  await act(clerk, "回访");
  await send(clerk);
  const countyDirector = await officer(browser, "pingluo-director");
  await openCase(countyDirector, number);
  await act(countyDirector, "结案");
  await send(countyDirector);
  await countyDirector.locator(".stations .now").getByText("平罗县").waitFor();
  await countyDirector.locator(".case-facts").getByText("结案").waitFor();
  await shot(countyDirector, "case-closed-1366x768");
  await countyDirector.setViewportSize({ width: 1920, height: 1080 });
  await shot(countyDirector, "case-closed-1920x1080");

  step("the village still sees how it ended, masked");
  await openCase(head, number);
  await head.locator(".people").getByText("甲某").waitFor();
  for (const page of [head, mediator, director, dispatcher, townMediator, county, countyMediator, clerk, countyDirector]) {
    noFaults(page);
  }
});
