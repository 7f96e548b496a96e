// Windows that are narrow, text that is large or widely set, fingers, and readers who want nothing to move.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./chromium.mjs";
import { open, showAll } from "./look.mjs";
import { losses } from "./losses.mjs";
import { DESK, PAGES, PHONE, VIEWS, start } from "./site.mjs";

let browser;
let site;

before(async () => {
  site = await start();
  browser = await launch();
});
after(() => Promise.all([browser?.close(), site?.close()]));

async function show(page, path) {
  await page.goto(site.url + path);
  await showAll(page);
}

async function losesNothing(page, where) {
  const { found, count } = await page.evaluate(losses);
  assert.ok(count > 10, `${where} has ${count} texts`);
  assert.deepEqual(found, [], where);
}

// The reader's own styles: they are not the page's, so that its policy does not hold for them.
const restyle = (page, rules) =>
  page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets.push(sheet);
  }, rules);

// The reader's own size of text, as it is set in a browser.
async function setTextSize(page, size, { width } = DESK) {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard: size, fixed: Math.round(size * 0.8125) } });
  await page.waitForFunction((rem) => matchMedia(`(width: ${rem}rem)`).matches, width / size);
}

// WCAG 2.2, 1.4.10: 320 px are a window of 1280 px at a zoom of 400 %.
test("no page is wider than a window of 320 px", async (t) => {
  const page = await open(t, browser, null, { viewport: { width: 320, height: 640 } });
  for (const path of [...site.pages, VIEWS.worksheet]) {
    await show(page, path);
    await losesNothing(page, path);
  }
});

// WCAG 2.2, 1.4.4. Text that is large already, 24 px or more, need not double: a heading may be as large as fits.
test("text doubles with the size that a reader has chosen, and nothing is lost", async (t) => {
  const page = await open(t, browser, null, { viewport: DESK });
  const sizes = () =>
    page.evaluate(() =>
      look.texts(document.querySelector("main")).map(({ node, element }) => ({
        words: node.data.trim(),
        size: parseFloat(getComputedStyle(element).fontSize),
      })),
    );
  for (const path of Object.values(VIEWS)) {
    await setTextSize(page, 16);
    await show(page, path);
    const small = await sizes();
    await setTextSize(page, 32);
    await losesNothing(page, `${path} at 200 %`);
    const large = await sizes();
    assert.ok(small.length > 3, `${path} has ${small.length} texts`);
    for (const { words, size } of small) {
      const grown = large.filter((text) => text.words === words).map((text) => text.size);
      assert.ok(grown.length > 0, `${path}: “${words}” is gone at 200 %`);
      const wanted = size < 24 ? size * 1.99 : size * 1.4;
      assert.ok(Math.max(...grown) >= wanted, `${path}: “${words}” grows from ${size} px to ${grown} px`);
    }
  }
});

// Phones have settings for it as well: 125 % on the narrowest, and 200 %.
describe("text that a reader has enlarged on a phone widens no page", () => {
  for (const [width, size] of [
    [320, 20],
    [PHONE.width, 32],
  ]) {
    test(`${size} px on ${width} px`, async (t) => {
      const viewport = { width, height: 740 };
      const page = await open(t, browser, null, { viewport });
      await setTextSize(page, size, viewport);
      for (const path of [...site.pages, VIEWS.worksheet]) {
        await show(page, path);
        await losesNothing(page, path);
      }
    });
  }
});

// WCAG 2.2, 1.4.12: the four distances that a reader may set.
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-block-end: 2em !important; }`;

describe("nothing is lost when text is spaced widely", () => {
  for (const [kind, path] of Object.entries(VIEWS)) {
    test(kind, async (t) => {
      const page = await open(t, browser, null, { viewport: { width: 320, height: 640 } });
      await show(page, path);
      await restyle(page, SPACING);
      await losesNothing(page, `${path}, 320 px`);
      await page.setViewportSize(DESK);
      await losesNothing(page, `${path}, ${DESK.width} px`);
    });
  }
});

// Other fonts are wider than those of this machine, and other languages have longer words: here letters stand so far apart that
// some words have no room in a line.
test("a word that is wider than a phone is broken, and widens nothing", async (t) => {
  const page = await open(t, browser, null, { viewport: { width: 320, height: 640 } });
  for (const path of Object.values(VIEWS)) {
    await show(page, path);
    await restyle(page, "* { letter-spacing: .35em !important; }");
    await losesNothing(page, `${path}, 320 px`);
  }
});

test("a name that is one long word is broken, wherever it is listed", async (t) => {
  const page = await open(t, browser, null, { viewport: { width: 320, height: 640 } });
  for (const path of [...Object.values(VIEWS), "search.html", "guides/index.html", "guides/getting-started/index.html"]) {
    await show(page, path);
    const count = await page.evaluate(() => {
      const parts = "h1, h2, h3, .brand, nav, .facts, .catalogue a";
      const isName = ({ node, element }) => element.closest(parts) && /\p{Letter}{3}/u.test(node.data);
      const names = look.texts().filter(isName);
      names.forEach(({ node }) => (node.data = "Verantwortungsbereitschaftserklärungen"));
      return names.length;
    });
    assert.ok(count > 10, `${path} has ${count} names`);
    await losesNothing(page, path);
  }
});

// WCAG 2.2, 2.5.8, is 24 px, and 2.5.5 is 44 px. A link that is a word of a sentence is as high as its line; a sign in
// a line, such as a way back from a note, needs the former alone.
test("what is pressed is large enough for a finger", async (t) => {
  const page = await open(t, browser, null, { viewport: PHONE, hasTouch: true, isMobile: true });
  const sizes = () =>
    page.evaluate(() => {
      const isWord = (text) => /[\p{Letter}\p{Number}]{3}/u.test(text);
      const hasWordsAround = (link) => {
        const line = link.closest("p, li, dd, td, th, figcaption, blockquote, h1, h2, h3, h4");
        return line !== null && isWord(line.textContent.replace(link.textContent, ""));
      };
      return look.seen("a[href], button, summary, select, input, textarea, [role=button]").map((one) => {
        const label = one.matches("[type=checkbox], [type=radio]") && one.closest("label");
        const { width, height } = (label || one).getBoundingClientRect();
        const isInline = getComputedStyle(one).display === "inline" && one.localName === "a" && hasWordsAround(one);
        return { name: look.name(one), width, height, isInline, isWord: isWord(one.textContent) };
      });
    });
  for (const path of [...site.pages, VIEWS.worksheet]) {
    await show(page, path);
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("navigation", { name: "Main menu" }).getByRole("link").first().waitFor();
    const all = (await sizes()).filter(({ isInline, isWord }) => !(isInline && isWord));
    const tiny = all.filter(({ width, height }) => width < 24 || height < 24);
    assert.deepEqual(tiny, [], path);
    const alone = all.filter(({ isInline }) => !isInline);
    assert.ok(alone.length > 10, `${path} has ${alone.length} controls`);
    const small = alone.filter(({ width, height }) => width < 44 && height < 44).map(({ name }) => name);
    assert.ok(small.length <= alone.length / 10, `${path}: ${small.length} of ${alone.length} are small: ${small}`);
  }
});

test("nothing moves for readers who do not want it", async (t) => {
  const page = await open(t, browser, null, { viewport: PHONE });
  for (const path of Object.values(PAGES)) {
    await show(page, path);
    const { count, moving } = await page.evaluate(() => {
      const moving = [];
      const all = [...document.querySelectorAll("*")];
      for (const element of all) {
        const more = { "::backdrop": "[popover], dialog", "::details-content": "details" };
        const parts = Object.keys(more).filter((part) => element.matches(more[part]));
        for (const part of [null, "::before", "::after", ...parts]) {
          const style = getComputedStyle(element, part);
          const lasts = style.transitionDuration.split(",").some((time) => parseFloat(time) > 0.01);
          const what = [
            lasts && "changes slowly",
            style.animationName !== "none" && parseFloat(style.animationDuration) > 0.01 && "is animated",
            style.scrollBehavior === "smooth" && "scrolls slowly",
            element.matches("marquee, blink, animate, animateTransform, animateMotion, video[autoplay]") && "moves",
          ];
          what.filter(Boolean).forEach((one) => moving.push(`${look.name(element)}${part ?? ""} ${one}`));
        }
      }
      return { count: all.length, moving };
    });
    assert.ok(count > 50, `${path} has ${count} elements`);
    assert.deepEqual(moving, [], path);
    await page.getByRole("button", { name: "Menu" }).click();
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0, `${path}: the menu moves`);
  }
});
