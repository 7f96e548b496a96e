// What a screen reader says that nobody sees, and leaves out that everybody does: of names, numbers and marks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { open } from "./look.mjs";
import { DESK, PAGES, VIEWS, start } from "./site.mjs";

let browser;
let site;

before(async () => {
  site = await start();
  browser = await launch();
});
after(() => Promise.all([browser?.close(), site?.close()]));

// The parts that the page has for hearing, as the browser tells them to a screen reader.
const heard = (page, selector) => page.locator(selector).first().ariaSnapshot();

test("a part that has a heading is not named by it as well", async (t) => {
  // Its name would be said twice, and parts with names are landmarks: 18 of them on a page are none (ARIA practices, region).
  let parts = 0;
  for (const path of Object.values(VIEWS)) {
    const page = await open(t, browser, site.url + path, { viewport: DESK });
    const named = await page.evaluate(() =>
      [...document.querySelectorAll("main section:not([hidden])")].map((section) => {
        const name = section.getAttribute("aria-labelledby") ?? section.getAttribute("aria-label");
        return { name, heading: section.querySelector("h1, h2, h3, h4, h5, h6")?.textContent.trim() };
      }),
    );
    parts += named.length;
    assert.deepEqual(named.filter(({ name, heading }) => name !== null && heading !== undefined), [], path);
    const landmarks = await page.evaluate(
      () => document.querySelectorAll("header, footer, nav, main, [role=search], [aria-label]:is(section, form), [role=doc-bibliography]").length,
    );
    assert.ok(landmarks <= 12, `${path} has ${landmarks} landmarks`);
  }
  assert.ok(parts > 20, `only ${parts} parts were looked at`);
});

test("the strokes between the steps of a path are silent", async (t) => {
  const page = await open(t, browser, site.url + PAGES.guide, { viewport: DESK });
  const path = await heard(page, ".crumbs");
  assert.match(path, /link "Guides"/);
  assert.doesNotMatch(path.replace(/\/url: .*/g, ""), /\//);
});

test("a question's number is the first word of its heading", async (t) => {
  const page = await open(t, browser, site.url + PAGES.guide, { viewport: DESK });
  const questions = await heard(page, ".questions-part");
  const marks = [...questions.matchAll(/heading "(\S+) \p{Lu}.*\[level=([34])\]/gu)].map(([, mark, level]) => [mark, level]);
  assert.deepEqual(marks.filter(([, level]) => level === "3").map(([mark]) => mark), ["1.", "2.", "3.", "4.", "5.", "6."]);
  const below = marks.filter(([, level]) => level === "4").map(([mark]) => mark);
  assert.ok(below.length > 0, "there is no question below another");
  assert.deepEqual(below.filter((mark) => mark !== "a."), []);
});

test("a footnote's number says what it leads to", async (t) => {
  const page = await open(t, browser, site.url + PAGES.guide, { viewport: DESK });
  const numbers = page.locator("main [role=doc-noteref]");
  assert.ok((await numbers.count()) > 0, "there is no footnote");
  const number = await numbers.first().textContent();
  assert.equal(await numbers.first().getAttribute("aria-label"), `Footnote ${number}`);
});

test("a chart is said by its name, and its letters are silent", async (t) => {
  const page = await open(t, browser, site.url + PAGES.cycle, { viewport: DESK });
  const letters = await page.evaluate(() =>
    [...document.querySelectorAll("svg[role=img] text")].map((text) => text.closest("[aria-hidden=true]") !== null),
  );
  assert.ok(letters.length > 5, "the chart has no letters");
  assert.ok(letters.every(Boolean), "some letters are read aloud");
});
