// The site by keyboard alone: what is reached, in which order, and that it is seen where one is.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./chromium.mjs";
import { open } from "./look.mjs";
import { DESK, PAGES, PHONE, start } from "./site.mjs";
import { leftOut, stop, walk } from "./walk.mjs";

let browser;
let site;

before(async () => {
  site = await start();
  browser = await launch();
});
after(() => Promise.all([browser?.close(), site?.close()]));

// These have more columns in a wide window; the others are laid out as one of them.
const WIDE = ["home", "guide", "article", "resources"];

const focused = (page) => page.evaluate(() => look.name(document.activeElement));

describe("every stop is seen, in the order of the page, and nothing is left out", () => {
  for (const [kind, path] of Object.entries(PAGES)) {
    test(kind, async (t) => {
      const page = await open(t, browser);
      for (const viewport of WIDE.includes(kind) ? [PHONE, DESK] : [PHONE]) {
        const where = `${path}, ${viewport.width} px`;
        await page.setViewportSize(viewport);
        await page.goto(site.url + path);
        const stops = await walk(page);
        assert.ok(stops.length > 6, `${where}: ${stops.length} stops`);
        const wrong = stops.flatMap(({ name, problems }) => problems.map((problem) => `${name} ${problem}`));
        assert.deepEqual(wrong, [], where);
        assert.deepEqual(await leftOut(page), [], `${where}: Tab does not reach what is seen`);

        // A wide window shows the menu and the table of contents without opening them.
        if (viewport === DESK) continue;
        const closed = stops.filter(({ isClosed }) => isClosed).map(({ name }) => name);
        assert.deepEqual(closed, [], `${where}: Tab reaches what is closed`);
        const first = stops.findIndex(({ isMain }) => isMain);
        const before = stops.slice(0, first).map(({ name }) => name);
        assert.ok(first >= 0, `${where}: no stop is in the content`);
        assert.ok(before.length <= 6, `${where}: ${before.length} stops before the content: ${before}`);
      }
    });
  }
});

test("the first stop leads to the content", async (t) => {
  const page = await open(t, browser, null, { viewport: PHONE });
  for (const path of Object.values(PAGES)) {
    await page.goto(site.url + path);
    await page.keyboard.press("Tab");
    const link = await page.evaluate(() => ({
      name: look.name(document.activeElement),
      leadsToMain: document.getElementById(document.activeElement.hash?.slice(1))?.localName === "main",
    }));
    assert.ok(link.leadsToMain, `${path}: the first stop is ${link.name}`);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.localName === "main");
    const top = await page.locator("main").evaluate((main) => main.getBoundingClientRect().top);
    assert.ok(top > -1 && top < PHONE.height / 2, `${path}: the content begins at ${top}`);
    await page.keyboard.press("Tab");
    const next = await page.evaluate(() => {
      const isMain = document.activeElement.closest("main") !== null;
      return { name: look.name(document.activeElement), isMain };
    });
    assert.ok(next.isMain, `${path}: after the content’s beginning comes ${next.name}`);
  }
});

test("the menu of a phone opens by Enter, and Escape leads back to its button", async (t) => {
  const page = await open(t, browser, site.url + PAGES.guide, { viewport: PHONE });
  const isMenuButton = () =>
    document.activeElement.matches("button") && /Menu/.test(document.activeElement.textContent);
  for (let at = 0; at < 6 && !(await page.evaluate(isMenuButton)); at += 1) await page.keyboard.press("Tab");
  const button = await focused(page);
  assert.match(button, /^<button.*Menu/);
  const menu = page.getByRole("navigation", { name: "Main menu" });
  assert.equal(await menu.isVisible(), false);

  await page.keyboard.press("Enter");
  await menu.waitFor();
  const links = await menu.getByRole("link").allTextContents();
  assert.ok(links.length >= 2, `the menu has ${links.length} links`);
  const reached = [];
  for (let at = 0; at < links.length + 2 && reached.length < links.length; at += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(stop);
    assert.deepEqual(found.problems, [], found.name);
    const text = await page.evaluate(() => document.activeElement.closest("nav") && document.activeElement.textContent);
    if (text) reached.push(text);
  }
  assert.deepEqual(reached, links);

  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  assert.equal(await focused(page), button);
});

// WCAG 2.2, 2.4.11: what has the focus is not hidden, here by the menu that the focus has left.
test("the menu of a phone closes when the focus goes on, or back to its button", async (t) => {
  const page = await open(t, browser, site.url + PAGES.guide, { viewport: PHONE });
  const menu = page.getByRole("navigation", { name: "Main menu" });
  for (const [from, key] of [
    [menu.getByRole("link").last(), "Tab"],
    [page.getByRole("button", { name: "Close" }), "Shift+Tab"],
  ]) {
    await page.getByRole("button", { name: "Menu" }).click();
    await from.focus();
    await page.keyboard.press(key);
    await menu.waitFor({ state: "hidden" });
    const found = await page.evaluate(stop);
    assert.deepEqual(found.problems, [], found.name);
    await page.evaluate(() => (visited.length = 0));
  }
});

test("a table of contents opens by Enter, and its links lead to their places", async (t) => {
  const page = await open(t, browser, site.url + PAGES.guide, { viewport: PHONE });
  const contents = page.getByRole("navigation", { name: "On this page" });
  await contents.locator("summary").focus();
  await page.keyboard.press("Enter");
  const last = contents.getByRole("link").last();
  await last.waitFor();
  await last.focus();
  await page.keyboard.press("Enter");
  const top = await page.locator(":target").evaluate((target) => target.getBoundingClientRect().top);
  assert.ok(top > -1 && top < PHONE.height, `the place is at ${top}`);
});

test("a table that is wider than the window takes the focus and scrolls by arrow keys", async (t) => {
  let tables = 0;
  for (const path of [PAGES.article, PAGES.resource, PAGES.cycle]) {
    const page = await open(t, browser, site.url + path, { viewport: PHONE });
    // However well the tables of the starter playbook fit: here they do not.
    await page.evaluate(() => {
      const wide = new CSSStyleSheet();
      wide.replaceSync("table { min-width: 80rem !important }");
      document.adoptedStyleSheets.push(wide);
    });
    for (const table of await page.locator("main table").all()) {
      if (!(await table.isVisible())) continue;
      tables += 1;
      const box = await table.evaluateHandle((one) => {
        let part = one;
        while (part && getComputedStyle(part).overflowX !== "auto") part = part.parentElement;
        return part;
      });
      assert.ok(await box.evaluate((one) => one !== null), `${path}: nothing scrolls its table`);
      await page.evaluate(() => ((window.visited = []), (window.latest = new Map())));
      for (let found = true; found && !(await box.evaluate((one) => one === document.activeElement));) {
        await page.keyboard.press("Tab");
        found = await page.evaluate(stop);
      }
      assert.ok(await box.evaluate((one) => one === document.activeElement), `${path}: Tab does not reach its table`);
      const named = await box.evaluate((one) => one.hasAttribute("aria-label") || one.hasAttribute("aria-labelledby"));
      assert.ok(named, `${path}: the table that scrolls has no name`);
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction((one) => one.scrollLeft > 0, box);
    }
  }
  assert.ok(tables >= 3, `${tables} tables`);
});
