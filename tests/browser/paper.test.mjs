// The site on paper: A4, which is the narrower of the usual sheets.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inflateSync } from "node:zlib";
import { launch } from "./chromium.mjs";
import { open } from "./look.mjs";
import { losses } from "./losses.mjs";
import { VIEWS, start } from "./site.mjs";

const KINDS = ["guide", "worksheet", "article", "resource", "references", "cycle"];
const MILLIMETRE = 96 / 25.4;
// What is between margins of 15 mm.
const SHEET = { width: Math.floor((210 - 2 * 15) * MILLIMETRE), height: 1000 };

let browser;
let site;
// Each kind of page as it is on paper, while the screen is dark. No test changes them.
let papers;

before(async () => {
  site = await start();
  browser = await launch();
  papers = {};
  for (const kind of KINDS) {
    papers[kind] = await open(null, browser, null, { viewport: SHEET, colorScheme: "dark" });
    await papers[kind].emulateMedia({ media: "print" });
    await papers[kind].goto(site.url + VIEWS[kind]);
  }
});
after(() => Promise.all([browser?.close(), site?.close()]));

// A test for each kind of page.
function each(subject, look) {
  describe(subject, () => {
    for (const kind of KINDS) test(kind, () => look(papers[kind], kind));
  });
}

// What a PDF of Chromium says of itself. Its objects are plain text, but what is drawn is packed.
async function print(page) {
  const bytes = await page.pdf({ format: "A4", tagged: true, preferCSSPageSize: true });
  const text = bytes.toString("latin1");
  const object = (number) => {
    const start = new RegExp(`(?:^|\\n)${number} 0 obj\\s`).exec(text).index;
    return text.slice(start, text.indexOf("endobj", start));
  };
  const sheets = text.split("endobj").filter((one) => /\/Type \/Page\b(?!s)/.test(one));
  const drawn = sheets.map((sheet) => {
    const packed = object(/\/Contents (\d+) 0 R/.exec(sheet)[1]);
    const stream = packed.slice(packed.indexOf("stream\n") + "stream\n".length, packed.lastIndexOf("endstream"));
    return inflateSync(Buffer.from(stream, "latin1")).toString("latin1");
  });
  const title =
    /\/Title <([0-9A-F]+)>/.exec(text)?.[1] ?? Buffer.from(/\/Title \((.*?)\)/.exec(text)?.[1] ?? "").toString("hex");
  const isWide = title.startsWith("FEFF");
  return {
    isTagged: /\/MarkInfo\s*<<[^>]*\/Marked true/.test(text) && /\/StructTreeRoot/.test(text),
    language: /\/Lang \(([^)]*)\)/.exec(text)?.[1],
    title: isWide
      ? Buffer.from(title.slice(4), "hex").swap16().toString("utf16le")
      : Buffer.from(title, "hex").toString(),
    sheets: drawn.map((drawing) => (drawing.match(/\bT[jJ]\b/g) ?? []).length),
  };
}

each("a PDF has its language, its title, its structure, and as many sheets as its words need", async (page) => {
  const pdf = await print(page);
  assert.ok(pdf.isTagged, "the PDF is not tagged");
  assert.equal(pdf.language, await page.evaluate(() => document.documentElement.lang));
  assert.equal(pdf.title, await page.title());

  // A sheet of plain text at 11 points holds about 600 words, so 900 would be too small to read. Headings, tables and
  // lines to write on take room: with less than 120 words a sheet, it would be wasted. The last may be short.
  const words = (await page.locator("body").innerText()).split(/\s+/).length;
  const [least, most] = [Math.ceil(words / 900), Math.ceil(words / 120) + 1];
  const { length } = pdf.sheets;
  assert.ok(length >= least && length <= most, `${words} words are on ${length} sheets, not ${least} to ${most}`);
  assert.ok(Math.min(...pdf.sheets) > 1, `a sheet is empty: they have ${pdf.sheets} texts`);
});

test("what is handed out at a meeting fits on both sides of a sheet", async () => {
  const { sheets } = await print(papers.resource);
  assert.ok(sheets.length <= 2, `the protocol takes ${sheets.length} sheets`);
});

const PRESSED =
  ".footnote-back, nav, [role=navigation], [popover], button, summary, select, [type=submit], [type=search], a[href='#_main']";

each("paper shows the text and nothing to press", async (page) => {
  const { texts, pressed } = await page.evaluate((pressed) => {
    const texts = look.texts(document.querySelector("main")).length;
    return { texts, pressed: look.seen(pressed).map(look.name) };
  }, PRESSED);
  assert.ok(texts > 10, `${texts} texts`);
  assert.deepEqual(pressed, []);
});

// What breaks a page is told to the printer by computed styles alone.
test("a question is not torn, nor the title of a chart from it, nor who answered from the answer", async (t) => {
  const page = await open(t, browser, null, { viewport: SHEET });
  await page.emulateMedia({ media: "print" });
  const found = new Map();
  for (const path of site.pages) {
    await page.goto(site.url + path);
    const rules = await page.evaluate(() =>
      [
        [".question", "breakInside"],
        [".question", "breakAfter"],
        [".chart figcaption", "breakAfter"],
        [".answer .facts", "breakBefore"],
      ].flatMap(([part, rule]) => look.seen(part).map((one) => [`${part} ${rule}`, getComputedStyle(one)[rule]])),
    );
    rules.forEach(([part, value]) => found.set(part, [...(found.get(part) ?? []), value]));
  }
  assert.equal(found.size, 4, `${[...found.keys()]}`);
  for (const [part, values] of found) assert.deepEqual(new Set(values), new Set(["avoid"]), part);
});

// Backgrounds are left out, and with them what is light on dark.
test("the numbers of all steps are printed, those that are done as well", async (t) => {
  const page = await open(t, browser, `${site.url}guides/getting-started/index.html`, { viewport: SHEET });
  await page.emulateMedia({ media: "print" });
  const contrasts = await page.evaluate(() => {
    document.querySelector(".steps > li").className = "is-done";
    return look.seen(".steps .number").map((one) => {
      return look.contrast(look.rgba(getComputedStyle(one).color), [255, 255, 255]);
    });
  });
  assert.ok(contrasts.length > 1 && Math.min(...contrasts) > 7, `${contrasts}`);
});

test("what is folded on a screen is unfolded on paper", async (t) => {
  const page = await open(t, browser, null, { viewport: SHEET });
  await page.emulateMedia({ media: "print" });
  const folds = [];
  for (const path of site.pages.filter((path) => site.files.get(path).includes("<details"))) {
    await page.goto(site.url + path);
    const found = await page.evaluate(() => {
      const isSaid = ({ element }) => !element.closest("summary");
      const inText = [...document.querySelectorAll("main details")].filter((fold) => !fold.closest("nav"));
      return inText.map((fold) => ({ name: look.name(fold), texts: look.texts(fold).filter(isSaid).length }));
    });
    folds.push(...found.map((fold) => ({ path, ...fold })));
  }
  assert.ok(folds.length > 0, "no page has a fold");
  const folded = folds.filter(({ texts }) => texts === 0);
  assert.deepEqual(folded, []);
});

// WCAG has no rule for handwriting; a line of it is about 8 mm high.
for (const kind of ["guide", "worksheet"]) {
  test(`what has no answer yet has room to write: ${kind}`, async () => {
    const open = await papers[kind].getByText("Not answered yet").all();
    assert.ok(open.length > 0, "all questions are answered");
    for (const one of open) {
      const box = await one.evaluateHandle((element) => element.closest("p, div, li"));
      const { width, height } = await box.boundingBox();
      const isWide = width > SHEET.width * 0.8 && height > 2 * 8 * MILLIMETRE;
      assert.ok(
        isWide,
        `${await box.evaluate((element) => look.name(element))} is ${width} px wide and ${height} px high`,
      );
    }
  });
}

// A phone reads a code of 2 cm from an arm's length.
for (const kind of ["guide", "article", "resource"]) {
  test(`the code that leads back to the page is large, and dark on white: ${kind}`, async () => {
    const [code] = await papers[kind].evaluate(() =>
      look.seen("svg.qr").map((code) => {
        const fills = [...code.querySelectorAll("path, rect")].map((part) => look.rgba(getComputedStyle(part).fill));
        const shades = fills.map((fill) => look.luminance(fill.slice(0, 3)));
        return { width: code.getBoundingClientRect().width, shades };
      }),
    );
    assert.ok(code, "there is no code");
    assert.ok(code.width >= 20 * MILLIMETRE, `it is ${code.width} px wide`);
    assert.ok(Math.max(...code.shades) > 0.9 && Math.min(...code.shades) < 0.1, `its shades are ${code.shades}`);
  });
}

each("the addresses of other sites are printed once, after their links or as their words", async (page, kind) => {
  const links = await page.evaluate(() =>
    look.seen("main a[href^=http]").map((link) => {
      const { content, display, visibility } = getComputedStyle(link, "::after");
      const after = display === "none" || visibility === "hidden" ? "" : content;
      return { name: look.name(link), href: link.getAttribute("href"), says: link.textContent + after };
    }),
  );
  if (["guide", "article", "references"].includes(kind)) assert.ok(links.length > 0, "no link leads to another site");
  const host = (href) => href.replace(/^https?:\/\/(www\.)?/, "");
  const silent = links.filter(({ href, says }) => !says.includes(host(href)));
  assert.deepEqual(silent, []);
  const twice = links.filter(({ href, says }) => says.split(host(href)).length > 2);
  assert.deepEqual(twice, []);
});

// Browsers leave out backgrounds unless they are asked for, so that ink must be dark on white, too.
each("paper is white and its ink is dark, however dark the screen is", async (page) => {
  assert.ok(await page.evaluate(() => matchMedia("print and (prefers-color-scheme: dark)").matches));
  const inks = await page.evaluate(() =>
    look.texts().map(({ element }) => {
      const { color } = getComputedStyle(element);
      const onWhite = look.contrast(look.rgba(color).slice(0, 3), [255, 255, 255]);
      const paper = look.luminance(look.backdrop(element));
      return { name: look.name(element), paper, onWhite, contrast: look.colourOn(color, element) };
    }),
  );
  assert.ok(inks.length > 10, `${inks.length} texts`);
  const pale = inks.filter(({ paper, contrast, onWhite }) => paper < 0.7 || contrast < 4.5 || onWhite < 4.5);
  assert.deepEqual(pale, []);
});

// Paper does not scroll, so that a table must fit as well.
each("nothing is cut off at the edge of the paper", async (page) => {
  const { found, count } = await page.evaluate(losses);
  assert.ok(count > 10, `${count} texts`);
  const scrolls = await page.evaluate(() => {
    const boxes = look.seen("main *:not(svg, svg *)").filter((one) => one.clientWidth > 0);
    return boxes.filter((one) => one.scrollWidth > one.clientWidth + 1).map(look.name);
  });
  assert.deepEqual([...found, ...scrolls], []);
});
