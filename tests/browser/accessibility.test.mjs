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

// Behind each line of text the browser paints the reader's own ground, unless a style says that it may not: then what an
// element has behind it counts. No computed colour tells of it.
const hidden = () =>
  look.texts().flatMap(({ element }) => {
    const { color, forcedColorAdjust } = getComputedStyle(element);
    const front = look.rgba(color);
    const behind = forcedColorAdjust === "none" ? look.backdrop(element) : look.rgba("Canvas");
    const contrast = look.contrast(front, behind);
    return contrast < 4.5 ? [`${look.name(element)} has ${contrast}`] : [];
  });

// The team's edition has marks of its own, and guides that are worked through.
describe("the team’s edition is read in forced colours", () => {
  let team;
  before(async () => (team = await start("/myrepo/", "team")));
  after(() => team?.close());

  for (const colorScheme of ["light", "dark"]) {
    for (const path of [PAGES.guide, "guides/getting-started/index.html"]) {
      test(`${path}, ${colorScheme}`, async (t) => {
        const options = { colorScheme, forcedColors: "active", viewport: DESK };
        const page = await open(t, browser, team.url + path, options);
        // All that its guides ask may be answered one day.
        await page.evaluate(() => document.querySelector(".steps > li")?.setAttribute("class", "is-done"));
        await page.evaluate(axe);
        await showAll(page);
        assert.match(await page.locator("header").innerText(), /Team edition/);
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(await page.evaluate(hidden), []);
        // An edge that is transparent otherwise is drawn here: it must say which entry is the page's, and nothing else.
        const edges = await page.evaluate(() =>
          look.seen(".menu a").map((entry) => {
            const { borderBlockStartColor, borderBlockEndColor } = getComputedStyle(entry);
            const drawn = [borderBlockStartColor, borderBlockEndColor].map((one) => look.colourOn(one, entry) > 3);
            return `${drawn} ${entry.hasAttribute("aria-current")}`;
          }),
        );
        assert.deepEqual(new Set(edges), new Set(["false,false false", "false,true true"]));
      });
    }
  }

  test("a link in a text has the colour of links", async (t) => {
    const options = { colorScheme: "dark", forcedColors: "active", viewport: DESK };
    const page = await open(t, browser, team.url + PAGES.article, options);
    const colours = await page.evaluate(() =>
      look.seen(".prose p a").map((link) => `${look.rgba(getComputedStyle(link).color)}`),
    );
    assert.ok(colours.length > 0, "it has no links");
    assert.deepEqual([...new Set(colours)], [`${await page.evaluate(() => look.rgba("LinkText"))}`]);
  });
});

// What is black on nothing was drawn for white paper.
test("pictures stand on light ground in the dark", async (t) => {
  for (const forcedColors of ["none", "active"]) {
    const page = await open(t, browser, site.url + PAGES.article, { colorScheme: "dark", forcedColors });
    const grounds = await page.evaluate(() =>
      look.seen("main img").map((picture) => look.luminance(look.rgba(getComputedStyle(picture).backgroundColor))),
    );
    assert.ok(grounds.length > 0, "the article has no picture");
    assert.ok(Math.min(...grounds) > 0.9, `${grounds}, forced colours: ${forcedColors}`);
  }
});

// No rule of axe-core looks at it.
test("what stands in the empty field of the search has a contrast of 4.5:1", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(t, browser, site.url, { colorScheme, viewport: DESK });
    const contrast = await page.locator("input[placeholder]").evaluate((field) => {
      const { color, opacity } = getComputedStyle(field, "::placeholder");
      return look.colourOn(color, field) * opacity;
    });
    assert.ok(contrast >= 4.5, `${contrast}, ${colorScheme}`);
  }
});

test("a link in what is said of a video can be pressed", async (t) => {
  const page = await open(t, browser, site.url + PAGES.guide, { viewport: DESK });
  const hit = await page.locator(".video > div").evaluate((inside) => {
    inside.insertAdjacentHTML("beforeend", '<p>Read <a href="#more">more of it</a>.</p>');
    const link = inside.querySelector("[href='#more']");
    link.scrollIntoView({ block: "center" });
    const { x, y, width, height } = link.getBoundingClientRect();
    return look.name(document.elementFromPoint(x + width / 2, y + height / 2));
  });
  assert.match(hit, /more of it/);
});

// WCAG 2.2, 4.1.3: nothing of the filters themselves says that they leave nothing.
test("filters that leave nothing say so, and are silent otherwise", async (t) => {
  const page = await open(t, browser, site.url + PAGES.resources, { viewport: DESK });
  const said = page.getByRole("main").getByRole("status");
  // The shortest time, and a kind of which nothing takes so short: which one it is, the playbook may change.
  await page.getByRole("combobox", { name: "Time" }).selectOption({ index: 1 });
  const kinds = page.getByRole("combobox", { name: "Kind" });
  const heard = new Set();
  for (let index = 1; index < (await kinds.getByRole("option").count()); index += 1) {
    await kinds.selectOption({ index });
    const count = await page.locator(".cards > li").filter({ visible: true }).count();
    const words = await said.textContent();
    heard.add(words);
    assert.equal(words !== "", count === 0, `${count} are left: “${words}”`);
  }
  assert.equal(heard.size, 2, "some kinds have one and some have none, or nothing is tested");
});

test("the step of a long series that one is at is seen", async (t) => {
  // So low that even a short series is long.
  const page = await open(t, browser, null, { viewport: { width: DESK.width, height: 260 } });
  await page.goto(site.url + PAGES.guide);
  const last = new URL(await page.locator(".path li:last-child a").getAttribute("href"), page.url()).href;
  await page.goto(last);
  const path = page.locator(".path");
  await page.waitForFunction(() => document.querySelector(".path").scrollTop > 0);
  const [here, box] = [await path.locator("[aria-current]").boundingBox(), await path.boundingBox()];
  assert.ok(here.y + here.height <= box.y + box.height + 1, `${here.y + here.height} is below ${box.y + box.height}`);
});

test("a list within an answer keeps its numbers, and a list of questions has its own", async (t) => {
  const page = await open(t, browser, site.url + PAGES.guide, { viewport: DESK });
  const styles = await page.evaluate(() => {
    document.querySelector(".questions .answer").insertAdjacentHTML("beforeend", "<ol><li>Ask the bus driver.</li></ol>");
    const of = (selector) => getComputedStyle(document.querySelector(selector));
    return [".answer ol", ".questions", ".questions .below"].map((one) => [of(one).listStyleType, of(one).paddingLeft !== "0px"]);
  });
  assert.deepEqual(styles, [["decimal", true], ["none", false], ["none", false]]);
});

test("the browser can force colours", async (t) => {
  const page = await open(t, browser, site.url, { forcedColors: "active" });
  assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
});
