// The site in a browser that runs no script: nothing is missing, nothing is dead.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { open } from "./look.mjs";
import { DESK, PAGES, PHONE, start } from "./site.mjs";

let browser;
let site;

before(async () => {
  site = await start();
  browser = await launch();
});
after(() => Promise.all([browser?.close(), site?.close()]));

const plain = (t, viewport) => open(t, browser, null, { viewport, javaScriptEnabled: false });

test("a page says the same with and without script", async (t) => {
  const both = [await plain(t, DESK), await open(t, browser, null, { viewport: DESK })];
  for (const path of Object.values(PAGES)) {
    const [bare, full] = await Promise.all(
      both.map(async (page) => {
        await page.goto(site.url + path);
        // The place where the search says what it found is empty.
        return (await page.locator("body").innerText()).replace(/\n+/g, "\n");
      }),
    );
    assert.ok(bare.length > 200, `${path} has ${bare.length} letters`);
    assert.equal(bare, full, path);
  }
});

test("no script runs here, so that the other tests tell of pages without it", async (t) => {
  const page = await plain(t, DESK);
  await page.route("**/probe.html", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>no</title><script>document.title = 'yes'</script>" }),
  );
  await page.goto(`${site.url}probe.html`);
  assert.equal(await page.title(), "no");
});

test("every page is reached from the home page by links that are seen", async (t) => {
  const page = await plain(t, DESK);
  const reached = new Set();
  const waiting = ["index.html"];
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (reached.has(path) || !site.files.has(path)) continue;
    reached.add(path);
    if (!path.endsWith(".html")) continue;
    const response = await page.goto(site.url + path);
    assert.equal(response.status(), 200, path);
    const links = await page.evaluate(() =>
      [...document.querySelectorAll("a[href]")].filter((link) => link.checkVisibility()).map((link) => link.href),
    );
    const inside = links.filter((link) => link.startsWith(site.url));
    waiting.push(
      ...inside.map((link) => decodeURIComponent(new URL(link).pathname.slice(new URL(site.url).pathname.length))),
    );
  }
  const missing = site.pages.filter((path) => path !== "404.html" && !reached.has(path));
  assert.deepEqual(missing, [], "no link leads there");
});

test("the menu of a phone opens and closes", async (t) => {
  const page = await plain(t, PHONE);
  for (const path of Object.values(PAGES)) {
    await page.goto(site.url + path);
    const menu = page.getByRole("navigation", { name: "Main menu" });
    assert.equal(await menu.isVisible(), false, path);
    await page.getByRole("button", { name: "Menu" }).click();
    await menu.getByRole("link").first().waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await menu.waitFor({ state: "hidden" });
  }
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Guides" }).click();
  await page.waitForURL(`${site.url}guides/index.html`);
});

// WCAG 2.2, 2.4.11: nothing can have the focus while the menu hides it.
test("the open menu of a phone covers nothing that the focus can go to", async (t) => {
  const page = await plain(t, PHONE);
  await page.goto(site.url + PAGES.guide);
  const button = page.getByRole("button", { name: "Menu" });
  const last = page.getByRole("navigation", { name: "Main menu" }).getByRole("link").last();
  await button.click();
  await last.focus();
  await page.keyboard.press("Escape");
  assert.ok(await page.getByRole("main").isVisible(), "the page does not come back");
  assert.ok(await button.evaluate((one) => one === document.activeElement), "the focus is lost");
  await button.click();
  await last.focus();
  await page.keyboard.press("Tab");
  const isBehind = () => document.activeElement.matches("body *") && !document.activeElement.closest("[popover]");
  assert.equal(await page.evaluate(isBehind), false);
});

test("a table of contents opens and leads to its places", async (t) => {
  const page = await plain(t, PHONE);
  await page.goto(site.url + PAGES.guide);
  const contents = page.getByRole("navigation", { name: "On this page" });
  await contents.locator("summary").click();
  const link = contents.getByRole("link").last();
  await link.click();
  const top = await page.evaluate(() => document.querySelector(":target")?.getBoundingClientRect().top);
  assert.ok(top > -1 && top < PHONE.height, `the place is at ${top}`);
});

test("a list shows what is chosen, and all of it again", async (t) => {
  const page = await plain(t, PHONE);
  await page.goto(site.url + PAGES.resources);
  const cards = page
    .getByRole("main")
    .locator("li")
    .filter({ has: page.locator("h2, h3") });
  const count = () => cards.filter({ visible: true }).count();
  const kinds = page.getByRole("combobox", { name: "Kind" });
  const options = await kinds.getByRole("option").allTextContents();
  const all = await count();
  assert.ok(all > 1 && options.length > 2, `${all} resources of ${options.length - 1} kinds`);
  let sum = 0;
  for (const [index, option] of options.entries()) {
    if (index === 0) continue;
    await kinds.selectOption({ index });
    // An option says how many it leaves: “Protocols (1)”.
    assert.equal(await count(), Number(/\((\d+)\)/.exec(option)?.[1]), option);
    sum += await count();
  }
  assert.equal(sum, all);
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal(await count(), all);
});

test("a guide becomes a worksheet, and a guide again", async (t) => {
  const page = await plain(t, DESK);
  await page.goto(site.url + PAGES.guide);
  const main = page.getByRole("main");
  const questions = main.getByRole("heading", { name: "Big questions" });
  const works = main.getByRole("heading", { name: "References" });
  const words = async () => (await main.innerText()).split(/\s+/).length;
  const whole = await words();
  const isGuide = async () => (await questions.isVisible()) && (await works.isVisible());
  assert.ok(await isGuide(), "the guide has no questions or no references");
  await main.getByRole("link", { name: /worksheet/i }).click();
  assert.ok((await questions.isVisible()) && !(await works.isVisible()), "the worksheet is not one");
  assert.ok((await words()) < whole * 0.7, `${await words()} words of ${whole} are left`);
  await main.getByRole("link", { name: "Back to the guide" }).click();
  assert.ok(await isGuide(), "the guide does not come back");
  assert.equal(await words(), whole);
});

// What a page shows: where everything is, and what is chosen or written does not count.
const shown = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((one) => one.checkVisibility() && !one.matches("option, svg *"))
      .map((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        const places = [left, top + scrollY, width, height].map(Math.round);
        return [one.localName, ...places, getComputedStyle(one).color].join(" ");
      })
      .join("\n"),
  );

const CONTROLS = "button, summary, select, input:is([type=checkbox], [type=radio], [type=submit], [type=reset])";

// A button does something that is seen, or leads on. What can be chosen changes what is shown, or is sent by a button
// of its form. What can be written into is alive.
test("every button and every choice does something", async (t) => {
  let tried = 0;
  for (const [viewport, paths] of [
    [PHONE, Object.values(PAGES)],
    [DESK, [PAGES.guide, PAGES.resources]],
  ]) {
    const page = await plain(t, viewport);
    for (const path of paths) {
      await page.goto(site.url + path);
      const seen = await page.evaluate(
        (selector) => [...document.querySelectorAll(selector)].map((one) => one.checkVisibility()),
        CONTROLS,
      );
      for (const [at, isSeen] of seen.entries()) {
        if (!isSeen) continue;
        await page.goto(site.url + path);
        const control = page.locator(CONTROLS).nth(at);
        tried += 1;
        const label = `${path}, ${viewport.width} px: ${await control.evaluate((one) => one.outerHTML.slice(0, 200))}`;
        assert.ok(await control.isEnabled(), `${label} is off`);
        const kind = await control.evaluate((one) => one.type ?? one.localName);
        const isSent = await control.evaluate((one) => one.form?.querySelector("[type=submit]") != null);
        await control.hover();
        const [before, url] = [await shown(page), page.url()];
        if (kind === "select-one") {
          const last = await control.locator("option").last().getAttribute("value");
          await control.selectOption(last ?? { index: 1 });
        } else if (kind === "radio" || kind === "checkbox") {
          await control.setChecked(true, { force: true });
        } else {
          await control.click();
        }
        const isDone = page.url() !== url || (await shown(page)) !== before;
        assert.ok(isDone || (isSent && kind !== "submit"), `${label} does nothing`);
      }
    }
  }
  assert.ok(tried > 10, `${tried} controls`);
});
