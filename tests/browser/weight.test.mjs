// What a page weighs on a slow line, and how it reads: the size, the contrast and the measure of its text.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch } from "./chromium.mjs";
import { open } from "./look.mjs";
import { DESK, PAGES, PHONE, VIEWS, start } from "./site.mjs";

const KB = 1000;
const PHOTO = /\.(jpe?g|png|webp|avif|gif)$/;

let browser;
let site;

before(async () => {
  site = await start();
  browser = await launch();
});
after(() => Promise.all([browser?.close(), site?.close()]));

const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;

// What stands in the pages themselves counts as well.
async function within(t, selector) {
  const page = await open(t, browser);
  const texts = new Set();
  for (const path of site.html) {
    const found = await page.evaluate(
      ([html, selector]) => {
        const parsed = new DOMParser().parseFromString(html, "text/html");
        return [...parsed.querySelectorAll(selector)].map((element) => element.textContent);
      },
      [site.files.get(path).toString(), selector],
    );
    found.forEach((text) => texts.add(text));
  }
  return [...texts].map((text) => Buffer.from(text));
}

const named = (pattern) => [...site.files].filter(([path]) => pattern.test(path)).map(([, bytes]) => bytes);

test("the style sheets are smaller than 30 KB", async (t) => {
  const sheets = [...named(/\.css$/), ...(await within(t, "style"))];
  assert.ok(sheets.length > 0, "there are no styles");
  const size = sheets.reduce((sum, bytes) => sum + bytes.length, 0);
  assert.ok(size < 30 * KB, `they have ${size} bytes`);
});

// The index of the search is no script, though it comes as some: what a search loads of it has a test of its own.
test("all scripts together are smaller than 8 KB", async (t) => {
  const scripts = [...named(/^(?!search\/).*\.m?js$/), ...(await within(t, "script"))];
  const size = scripts.reduce((sum, bytes) => sum + packed(bytes), 0);
  assert.ok(size < 8 * KB, `they have ${size} bytes, packed`);
});

// In a wide window, where pictures are largest.
test("a page takes at most 30 KB without its photos, and six requests", async (t) => {
  const page = await open(t, browser, null, { viewport: DESK });
  let loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  for (const path of site.pages) {
    loaded = [];
    await page.goto(site.url + path);
    const files = loaded.map((one) => decodeURIComponent(one.slice(new URL(site.url).pathname.length)));
    assert.ok(files.includes(path), `${path}: ${files}`);
    assert.ok(
      files.some((file) => file.endsWith(".css")),
      `${path} loads no styles`,
    );
    assert.ok(files.length <= 6, `${path} makes ${files.length} requests: ${files}`);
    const sizes = files.filter((file) => !PHOTO.test(file)).map((file) => packed(site.files.get(file)));
    const size = sizes.reduce((sum, one) => sum + one, 0);
    assert.ok(size <= 30 * KB, `${path} takes ${size} bytes, packed: ${files} ${sizes}`);
  }
});

// Run in the page: text to be read, rather than a name or a note beside it.
const reading = () =>
  look
    .seen("main :is(p, li, dd, td, blockquote)")
    .filter((one) => !one.querySelector("p, li, dd, td, blockquote, div, section"))
    .map((one) => ({
      name: look.name(one),
      length: one.textContent.trim().length,
      size: parseFloat(getComputedStyle(one).fontSize),
      contrast: look.colourOn(getComputedStyle(one).color, one),
    }))
    .filter(({ length }) => length >= 60);

// WCAG 2.2, 1.4.6 (level AAA), wants 7:1. What is read for minutes is to be 17 px large; a footnote may have 16 px.
describe("text is at least 17 px large, with a contrast of 7:1", () => {
  for (const [kind, path] of Object.entries(VIEWS)) {
    test(kind, async (t) => {
      const page = await open(t, browser, site.url + path);
      for (const [viewport, colorScheme] of [
        [PHONE, "dark"],
        [DESK, "light"],
      ]) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        const texts = await page.evaluate(reading);
        const where = `${path}, ${viewport.width} px, ${colorScheme}`;
        const letters = (some) => some.reduce((sum, { length }) => sum + length, 0);
        const large = letters(texts.filter(({ size }) => size >= 17));
        assert.ok(texts.length > 0, `${where}: no text`);
        assert.deepEqual(
          texts.filter(({ size, contrast }) => size < 16 || contrast < 7),
          [],
          where,
        );
        assert.ok(large >= letters(texts) * 0.9, `${where}: only ${large} of ${letters(texts)} letters are large`);
      }
    });
  }
});

// Run in the page: the letters of each full line of its paragraphs, those of one line next to another's.
function measures() {
  const counts = [];
  for (const paragraph of look.seen(".prose > p, main > p")) {
    const middles = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (let at = 0; at < walker.currentNode.length; at += 1) {
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const { width, top, bottom } = range.getBoundingClientRect();
        if (width > 0) middles.push((top + bottom) / 2);
      }
    }
    const lines = [0];
    middles.forEach((middle, at) => {
      if (at > 0 && middle - middles[at - 1] > 8) lines.push(0);
      lines[lines.length - 1] += 1;
    });
    // The last line ends where the words do.
    counts.push(...lines.slice(0, -1));
  }
  return counts.sort((one, other) => one - other);
}

// In the narrower window, such as that of a tablet, what stands beside the text may take a little of its room.
for (const [width, least] of [
  [1024, 45],
  [1280, 55],
]) {
  test(`a line of text has ${least} to 75 letters in a window of ${width} px`, async (t) => {
    const page = await open(t, browser, null, { viewport: { width, height: 800 } });
    for (const path of [PAGES.guide, PAGES.article, PAGES.resource, PAGES.about, "privacy.html"]) {
      await page.goto(site.url + path);
      const lines = await page.evaluate(measures);
      assert.ok(lines.length >= 5, `${path} has ${lines.length} lines`);
      const middle = lines[Math.floor(lines.length / 2)];
      assert.ok(middle >= least && middle <= 75, `${path}: half of its lines have ${middle} letters or more`);
    }
  });
}
