import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { act, noFaults, officer, openCase, pick, send, shot, step, story, url } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Millimetres of a point of a PDF. */
const MM = 25.4 / 72;

async function canBeRead(page, name) {
  // A list that is closing is no part of the page.
  await page.waitForFunction(() => document.querySelector(".ant-select-dropdown:not(.ant-select-dropdown-hidden)") === null);
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const grave = found.violations.filter((violation) => ["critical", "serious"].includes(violation.impact));
  assert.deepEqual(grave.map((violation) => `${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`), [], `${name} cannot be read by all`);
}

/** Nothing is printed here: what would be, and how often it was asked for. */
async function watchPrinting(page) {
  await page.addInitScript(() => {
    globalThis.printed = 0;
    globalThis.print = () => { globalThis.printed += 1; };
  });
}

async function register(page, index, button = "登记并打印回执") {
  await page.goto(`${url}/register`);
  await page.locator("#person").fill(`139530000${String(index).padStart(2, "0")}`);
  await page.getByLabel("申请人", { exact: true }).fill(`马建国${index}`);
  await page.getByLabel("被申请人", { exact: true }).fill("宁夏某某建筑装饰工程有限公司石嘴山分公司");
  await page.getByLabel("事实与诉求").fill(`楼道暖气管爆裂，墙面受损，第 ${index} 户。`);
  await page.getByText("都没有", { exact: true }).click();
  await page.getByRole("button", { name: button }).click();
  await page.locator(".done").waitFor();
  return page.locator(".receipt dd").first().textContent();
}

const short = (number) => number.slice(9);
const rowOf = (page, number) => page.locator(".grid-row", { hasText: short(number) });

/** Scrolls a list until it draws the row of a case, and does something with it; a row that is drawn anew meanwhile is found again. */
async function onRow(page, number, act) {
  const grid = page.locator(".grid");
  await grid.waitFor();
  for (let attempt = 1; ; attempt += 1) {
    await grid.evaluate((element) => { element.scrollTop = 0; });
    for (let step = 0; step < 30 && (await rowOf(page, number).count()) === 0; step += 1) {
      await grid.evaluate((element) => { element.scrollTop += 200; });
      await page.waitForTimeout(100);
    }
    try {
      return await act(rowOf(page, number).first());
    } catch (error) {
      if (attempt === 3) {
        throw error;
      }
    }
  }
}

async function check(page, numbers) {
  for (const number of numbers) {
    await onRow(page, number, (row) => row.getByRole("checkbox").check({ timeout: 3_000 }));
  }
}

/** The sizes of the pages that a page prints, in millimetres. */
async function pdfPages(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  return [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => [Math.round(width * MM), Math.round(height * MM)]);
}

async function printedText(page) {
  await page.emulateMedia({ media: "print" });
  const text = await page.evaluate(() => document.body.innerText);
  await page.emulateMedia({ media: null });
  return text;
}

await story(async (browser) => {
  step("a registration prints the citizen's slip: number, code and QR code, no name and no matter");
  const clerk = await officer(browser, "touzha-clerk");
  await watchPrinting(clerk);
  const numbers = [];
  for (let index = 0; index < 5; index += 1) {
    numbers.push(await register(clerk, index));
  }
  await clerk.waitForFunction(() => globalThis.printed === 1);
  const slip = await printedText(clerk);
  const code = await clerk.locator(".done b").first().textContent();
  assert.ok(slip.includes(numbers[4]) && slip.includes(code), "the slip bears the number and the code");
  assert.ok(!/马建国|公司|暖气|演示/.test(slip), `the slip names somebody: ${slip}`);
  assert.ok((await clerk.locator(".receipt .qr path").getAttribute("d")).length > 500, "the slip bears a QR code");
  assert.deepEqual(await pdfPages(clerk), [[80, 130]]);

  step("many cases are classified one by one and assigned together, each with an outcome of its own");
  const dispatcher = await officer(browser, "touzha-dispatcher");
  await watchPrinting(dispatcher);
  for (const number of numbers.slice(0, 4)) {
    await openCase(dispatcher, number);
    await act(dispatcher, "甄别分类");
    await pick(dispatcher, "事项类别", "相邻通行");
    await send(dispatcher);
    await act(dispatcher, "受理决定");
    await send(dispatcher);
  }
  await dispatcher.goto(`${url}/todo`);
  await check(dispatcher, numbers.slice(0, 4));
  await onRow(dispatcher, numbers[4], (row) => row.click({ timeout: 3_000 }));
  await dispatcher.keyboard.press("x");
  await dispatcher.getByText("选中 5 件").waitFor();
  await pick(dispatcher, "承办人", "吴演示");
  await shot(dispatcher, "bulk-1366x768");
  await canBeRead(dispatcher, "the drawer of a bulk act");
  await dispatcher.keyboard.press("Control+Enter");
  await dispatcher.getByText("已办 4，跳过 0，失败 1。").waitFor();
  await canBeRead(dispatcher, "/batches");
  await dispatcher.getByRole("button", { name: "只看没办成的" }).click();
  assert.equal(await dispatcher.locator(".batch-rows tbody tr").count(), 1);
  await shot(dispatcher, "batch-1366x768");
  await dispatcher.reload();
  await dispatcher.getByText("已办 4，跳过 0，失败 1。").waitFor();
  const kept = await dispatcher.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!/马建国|1395300/.test(kept), "the browser keeps somebody's data");

  step("the next case of the list is one key away");
  await dispatcher.goto(`${url}/todo`);
  await dispatcher.locator(".grid-row").first().waitFor();
  await dispatcher.locator(".grid-row a").first().click();
  await dispatcher.locator(".case-head").waitFor();
  const first = dispatcher.url();
  await dispatcher.keyboard.press("Alt+ArrowDown");
  await dispatcher.waitForFunction((first) => location.href !== first, first);
  await dispatcher.locator(".case-head").waitFor();
  await dispatcher.keyboard.press("Alt+ArrowUp");
  await dispatcher.waitForFunction((first) => location.href === first, first);

  step("papers that are owed are listed by term, and printed in one go");
  await dispatcher.goto(`${url}/documents`);
  await dispatcher.locator(".grid-row").first().waitFor();
  await canBeRead(dispatcher, "/documents");
  await shot(dispatcher, "documents-1366x768");
  assert.match(await onRow(dispatcher, numbers[4], (row) => row.innerText({ timeout: 3_000 })), /先作受理决定/);
  await check(dispatcher, numbers.slice(0, 4));
  await dispatcher.keyboard.press("p");
  await dispatcher.locator(".a4").nth(3).waitFor();
  assert.deepEqual(await pdfPages(dispatcher), [[210, 297], [210, 297], [210, 297], [210, 297]]);

  step("an accepted case prints its notice, in the clear and with its foot");
  await openCase(dispatcher, numbers[0]);
  await dispatcher.locator(".facts").getByRole("link", { name: /受理告知书/ }).click();
  await dispatcher.locator(".a4").waitFor();
  await canBeRead(dispatcher, "/cases/:no/print/:doc");
  await shot(dispatcher, "print-acceptance-1366x768");
  const notice = await printedText(dispatcher);
  for (const words of ["受理告知书", "马建国0", numbers[0], "人民调解法"]) {
    assert.ok(notice.includes(words), `the notice lacks ${words}`);
  }
  assert.ok(!/登记新案|实时|待办/.test(notice), "the frame is printed");
  const foot = await dispatcher.evaluate(() => [...document.querySelectorAll("style, .print-foot")].map((element) => element.textContent).join());
  assert.match(foot, /头闸镇.*周演示.*20\d\d-\d\d-\d\d \d\d:\d\d 打印/, "the foot names centre, officer and time");
  assert.deepEqual(await pdfPages(dispatcher), [[210, 297]]);
  await dispatcher.keyboard.press("p");
  await dispatcher.waitForFunction(() => globalThis.printed === 1);

  step("an agreement stands on paper with its words and its amount in capitals");
  const mediator = await officer(browser, "touzha-mediator");
  await openCase(mediator, numbers[0]);
  await act(mediator, "调解");
  await pick(mediator, "结果", "达成");
  await send(mediator);
  await mediator.locator(".facts").getByRole("link", { name: "起草调解协议书" }).click();
  await mediator.locator(".owed").waitFor();
  assert.ok((await mediator.locator(".editor-faults li").count()) > 0, "what is missing is said");
  await mediator.keyboard.press("Control+Enter");
  await mediator.getByLabel("协议内容").fill("公司赔偿维修费用，双方再无争议。");
  await mediator.getByLabel("做什么 1").fill("赔偿损失");
  await mediator.keyboard.press("Tab");
  await mediator.keyboard.type("24,000");
  await mediator.keyboard.press("Enter");
  await mediator.keyboard.type("更换主管");
  await mediator.getByText("检查：没有问题").waitFor();
  await mediator.locator(".editor-preview").getByText("更换主管").waitFor();
  await canBeRead(mediator, "/cases/:no/agreement");
  await shot(mediator, "agreement-1366x768");
  await mediator.keyboard.press("Control+Enter");
  await mediator.locator(".print-sheet .a4").waitFor();
  const agreement = await printedText(mediator);
  for (const words of ["人民调解协议书", "贰万肆仟元整", "双方再无争议", "赔偿损失", "更换主管"]) {
    assert.ok(agreement.includes(words), `the agreement lacks ${words}`);
  }
  await shot(mediator, "print-agreement-1366x768");

  step("a slip is issued, answered and lifted on its two sides");
  const county = await officer(browser, "pingluo-director");
  await county.goto(`${url}/slips?side=issued`);
  await county.locator(".notice, .grid-row").first().waitFor();
  await canBeRead(county, "/slips, before");
  await county.keyboard.press("n");
  await county.getByLabel("案号", { exact: true }).fill(numbers[1]);
  await county.keyboard.press("Enter");
  await pick(county, "颜色", "黄");
  await pick(county, "督办情形", "超期未办结");
  await county.keyboard.press("Control+Enter");
  await rowOf(county, numbers[1]).locator(".slip-yellow").waitFor();
  await dispatcher.goto(`${url}/slips`);
  await onRow(dispatcher, numbers[1], (row) => row.click({ timeout: 3_000 }));
  await canBeRead(dispatcher, "/slips");
  await dispatcher.getByRole("button", { name: "回复" }).click();
  await dispatcher.getByLabel("处置措施").fill("已约双方周五到场调解。");
  await dispatcher.getByLabel("材料编号").click();
  await dispatcher.keyboard.press("Control+Enter");
  await rowOf(dispatcher, numbers[1]).getByText("已反馈").waitFor();
  await shot(dispatcher, "slips-1366x768");
  await county.reload();
  await onRow(county, numbers[1], (row) => row.click({ timeout: 3_000 }));
  await county.getByRole("button", { name: "解除" }).click();
  await county.getByLabel("理由").fill("已在办理");
  await county.keyboard.press("Control+Enter");
  await rowOf(county, numbers[1]).waitFor({ state: "detached" });

  step("what a county leads, and what its units decide together: exactly one leads");
  await county.goto(`${url}/led`);
  await county.locator(".head").waitFor();
  await canBeRead(county, "/led");
  await county.goto(`${url}/leaders`);
  await county.locator(".notice, .decision-item").first().waitFor();
  await canBeRead(county, "/leaders");
  await county.goto(`${url}/consultations`);
  await county.getByRole("button", { name: "提请会商" }).click();
  await county.getByLabel("案号", { exact: true }).fill(numbers[2]);
  await county.keyboard.press("Enter");
  await county.locator(".panel").waitFor();
  await pick(county, "到会单位", "水务局");
  await county.keyboard.press("Escape");
  await county.getByLabel("决定和各单位意见").fill("由水务局牵头查明管道归属。");
  await pick(county, "单位", "水务局");
  await county.getByLabel("做什么").fill("查明管道归属");
  await county.keyboard.press("Control+Enter");
  await county.locator(".decision-item", { hasText: short(numbers[2]) }).click();
  await county.locator(".decide .rows").getByText("牵头").waitFor();
  await canBeRead(county, "/consultations");
  await shot(county, "consultations-1366x768");
  for (const page of [clerk, dispatcher, mediator, county]) {
    noFaults(page);
  }
});
