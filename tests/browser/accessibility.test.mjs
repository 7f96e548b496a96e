// What axe-core can tell of accessibility: WCAG 2.2 at the levels A and AA, and good practice.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch } from "./chromium.mjs";
import { open, showAll } from "./look.mjs";
import { DESK, PAGES, PHONE, VIEWS, start } from "./site.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
let site;

before(async () => {
  site = await start();
  browser = await launch();
});
after(() => Promise.all([browser?.close(), site?.close()]));

// Everything that axe-core finds, a line for each element.
async function violations(page) {
  const options = { runOnly: { type: "tag", values: TAGS }, resultTypes: ["violations", "incomplete"], preload: false };
  const { found, tried } = await page.evaluate(async (options) => {
    const results = await window.axe.run(document, options);
    const lines = ({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target} ${node.html}`);
    // It cannot tell the contrast of charts, which `drawingsAreSeen` looks at, nor of symbols, which are not text.
    const isKnown = (node) =>
      node.html.startsWith("<text") || !/\p{Letter}{2}/u.test(node.html.replace(/<[^>]*>/g, ""));
    const unsure = results.incomplete
      .filter(({ id }) => id === "color-contrast")
      .map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => !isKnown(node)) }));
    const tried = [...results.passes, ...results.violations].map(({ id }) => id);
    return { found: [...results.violations, ...unsure].flatMap(lines), tried };
  }, options);
  // It has looked: these hold for every page that has a language, a title and words.
  for (const rule of ["html-has-lang", "document-title", "color-contrast", "landmark-one-main"]) {
    assert.ok(tried.includes(rule), `axe-core did not try ${rule}`);
  }
  return found;
}

// WCAG 2.2, 1.4.11: what is needed to understand a picture has a contrast of 3:1, and 1.4.3: words in it have 4.5:1.
// A shape of an icon may also be a gap within another, so the best of them counts.
async function drawingsAreSeen(page, where) {
  const { icons, words } = await page.evaluate(() => {
    const icons = look.seen("svg").map((icon) => {
      const shapes = [...icon.querySelectorAll("path, circle, rect, line, polyline, polygon, ellipse")];
      const colours = shapes.flatMap((shape) => [getComputedStyle(shape).stroke, getComputedStyle(shape).fill]);
      const painted = colours.filter((colour) => colour !== "none");
      const best = Math.max(0, ...painted.map((colour) => look.colourOn(colour, icon)));
      return { name: look.name(icon.parentElement), best };
    });
    const words = look.seen("svg text").map((text) => {
      return { name: look.name(text), best: look.colourOn(getComputedStyle(text).fill, text) };
    });
    return { icons, words };
  });
  assert.ok(icons.length > 0, `${where}: no icons`);
  const pale = [...icons.filter(({ best }) => best < 3), ...words.filter(({ best }) => best < 4.5)];
  assert.deepEqual(pale, [], where);
}

describe("axe-core finds nothing, and drawings are seen", () => {
  for (const [kind, path] of Object.entries(VIEWS)) {
    test(kind, async (t) => {
      const page = await open(t, browser, site.url + path);
      await page.evaluate(axe);
      await showAll(page);
      for (const [colorScheme, forcedColors, viewport] of [
        ["light", "none", PHONE],
        ["light", "none", DESK],
        ["dark", "none", DESK],
        ["dark", "none", PHONE],
        ["dark", "active", PHONE],
      ]) {
        const where = `${path}, ${colorScheme}, forced colours: ${forcedColors}, ${viewport.width} px`;
        await page.emulateMedia({ colorScheme, forcedColors });
        await page.setViewportSize(viewport);
        assert.deepEqual(await violations(page), [], where);
        await drawingsAreSeen(page, where);
      }
    });
  }

  for (const [colorScheme, forcedColors] of [
    ["light", "none"],
    ["dark", "none"],
    ["dark", "active"],
  ]) {
    test(`the open menu of a phone, ${colorScheme}, forced colours: ${forcedColors}`, async (t) => {
      const page = await open(t, browser, site.url + PAGES.guide, { colorScheme, forcedColors, viewport: PHONE });
      await page.evaluate(axe);
      await page.getByRole("button", { name: "Menu" }).click();
      await page.getByRole("navigation", { name: "Main menu" }).getByRole("link").first().waitFor();
      assert.deepEqual(await violations(page), []);
      await drawingsAreSeen(page, PAGES.guide);
    });
  }
});

test("the browser can force colours", async (t) => {
  const page = await open(t, browser, site.url, { forcedColors: "active" });
  assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
});
