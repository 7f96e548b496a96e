// Where the site may lie, what it leads to, and what it asks for: the same bytes at the root of a host, below a prefix
// and on a disk, and nothing from anywhere else.
import assert from "node:assert/strict";
import { dirname, posix } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";
import { open, showAll } from "./look.mjs";
import { DESK, PAGES, serve, start } from "./site.mjs";

const PREFIX = "/myrepo/";

let browser;
let site;
let root;
// The three places, each with the address of the site.
let places;
// Of each page: its ids, and the attributes that lead somewhere.
let parsed;

before(async () => {
  site = await start(PREFIX);
  root = await serve(site.files, "/");
  places = { "at the root": root.url, "below a prefix": site.url, "on a disk": `${pathToFileURL(site.folder)}/` };
  browser = await launch();
  const page = await browser.newPage();
  parsed = new Map();
  for (const path of site.html) {
    parsed.set(path, await page.evaluate(parse, site.files.get(path).toString()));
  }
  await page.close();
});
after(() => Promise.all([browser?.close(), site?.close(), root?.close()]));

// In a page: reads HTML without loading it.
function parse(html) {
  const LINKS = "href src action formaction poster data xlink:href srcset imagesrcset";
  const IDS = "for list popovertarget commandfor aria-labelledby aria-describedby aria-controls aria-details headers";
  const page = new DOMParser().parseFromString(html, "text/html");
  const links = [];
  const references = [];
  for (const element of page.querySelectorAll("*")) {
    for (const name of LINKS.split(" ")) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      const values = name.endsWith("srcset") ? value.split(",").map((one) => one.trim().split(/\s/)[0]) : [value];
      const isLoaded = !/^(a|area|form|button)$/.test(element.localName);
      const isCanonical = element.matches("link[rel=canonical]");
      for (const one of values) links.push({ value: one, tag: element.localName, isLoaded, isCanonical });
    }
    for (const name of IDS.split(" ")) {
      const ids = element.getAttribute(name)?.split(/\s+/) ?? [];
      for (const id of ids) references.push({ id, from: `<${element.localName} ${name}>` });
    }
    if (element.matches("[http-equiv=refresh]")) {
      const value = element.getAttribute("content").replace(/^[^=]*=/, "");
      links.push({ value, tag: "meta", isLoaded: false, isCanonical: false });
    }
  }
  return { ids: [...page.querySelectorAll("[id]")].map(({ id }) => id), links, references };
}

// What leads to another site, to a telephone or to a letter.
const isElsewhere = (value) => /^(https?|mailto|tel):/.test(value);

test("every link leads to a file that is there and to a place in it", () => {
  let count = 0;
  for (const [place, base] of Object.entries(places)) {
    for (const [path, { links }] of parsed) {
      // This page says where the site lies, since a host shows it at any depth.
      if (path === "404.html" && place !== "below a prefix") continue;
      for (const { value, tag, isCanonical } of links) {
        if (isElsewhere(value) || isCanonical) continue;
        count += 1;
        const where = `${path}, ${place}: <${tag}> “${value}”`;
        const url = new URL(value, base + path);
        const whole = url.href.replace(/[#?].*/, "");
        assert.ok(whole.startsWith(base), `${where} leads out of the site`);
        const target = decodeURIComponent(whole.slice(base.length));
        assert.ok(site.files.has(target), `${where} leads to no file`);
        const id = decodeURIComponent(url.hash.slice(1));
        if (id) assert.ok(parsed.get(target)?.ids.includes(id), `${where}: the page has no such id`);
      }
    }
  }
  assert.ok(count > 500, `${count} links`);
});

test("every link of the site to itself is relative, so that it may lie anywhere", () => {
  for (const [path, { links }] of parsed) {
    assert.ok(links.length > 0, `${path} has no links`);
    for (const { value, tag, isLoaded, isCanonical } of links) {
      const where = `${path}: <${tag}> “${value}”`;
      if (isCanonical) assert.ok(value.startsWith(`http://host${PREFIX}`), where);
      else if (isLoaded) assert.ok(!isElsewhere(value) && !/^(data|blob|javascript):/.test(value), where);
      else if (isElsewhere(value)) assert.ok(!value.startsWith("http://host/"), where);
      if (isCanonical || isElsewhere(value)) continue;
      if (path === "404.html") assert.ok(value.startsWith(PREFIX) || value.startsWith("#"), where);
      else assert.ok(!/^[a-z+.-]+:|^\//i.test(value), where);
    }
  }
});

test("no id is there twice, and what refers to an id finds it", () => {
  let count = 0;
  for (const [path, { ids, references }] of parsed) {
    const again = ids.filter((id, at) => ids.indexOf(id) !== at);
    assert.deepEqual(again, [], path);
    for (const { id, from } of references) {
      count += 1;
      assert.ok(ids.includes(id), `${path}: ${from} names “${id}”`);
    }
  }
  assert.ok(count > 20, `${count} references`);
});

test("what style sheets load is relative and there", () => {
  const sheets = [...site.files.keys()].filter((path) => path.endsWith(".css"));
  assert.ok(sheets.length > 0);
  for (const sheet of sheets) {
    const text = site.files.get(sheet).toString();
    for (const [, value] of text.matchAll(/(?:url\(\s*|@import\s+)["']?([^"')\s;]+)/g)) {
      const target = posix.normalize(posix.join(dirname(sheet), value.replace(/[#?].*/, "")));
      assert.ok(!/^[a-z]+:|^\//i.test(value) && site.files.has(target), `${sheet} loads “${value}”`);
    }
  }
});

// What a page looks like: where everything lies, and in which colour and type.
const looks = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const { color, fontSize, display } = getComputedStyle(element);
      return [element.localName, left, top, width, height, color, fontSize, display].join(" ");
    }),
  );

test("a page looks the same at the root, below a prefix and on a disk", async (t) => {
  const page = await open(t, browser, null, { viewport: DESK });
  for (const path of Object.values(PAGES).filter((path) => path !== PAGES["not found"])) {
    const seen = {};
    for (const [place, base] of Object.entries(places)) {
      await page.goto(base + path);
      await showAll(page);
      seen[place] = await looks(page);
      const { margin, broken } = await page.evaluate(() => ({
        margin: getComputedStyle(document.body).margin,
        broken: [...document.images].filter((image) => image.naturalWidth === 0).map(({ src }) => src),
      }));
      // Without styles the body has a margin of 8 px.
      assert.equal(margin, "0px", `${path}, ${place}: it has no styles`);
      assert.deepEqual(broken, [], `${path}, ${place}: pictures are not shown`);
    }
    assert.ok(seen["at the root"].length > 50, path);
    for (const place of Object.keys(places)) assert.deepEqual(seen[place], seen["at the root"], `${path}, ${place}`);
  }
});

test("the “not found” page is shown at any depth, with its styles and links that work", async (t) => {
  const page = await open(t, browser, null, { viewport: DESK });
  for (const path of ["nothing", "guides/nothing/at/all.html"]) {
    const response = await page.goto(site.url + path);
    assert.equal(response.status(), 404, path);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).margin), "0px", `${path} has no styles`);
    await page.getByRole("main").getByRole("link").first().click();
    await page.waitForURL((url) => !url.pathname.includes("nothing"));
    assert.ok(page.url().startsWith(site.url), page.url());
    assert.notEqual(await page.title(), "");
  }
});

test("an old address leads to the same place of the new one, and to its top without a script", async (t) => {
  for (const [javaScriptEnabled, end] of [
    [true, "about.html#tell-us"],
    [false, "about.html"],
  ]) {
    const page = await open(t, browser, null, { viewport: DESK, javaScriptEnabled });
    for (const [place, base] of Object.entries(places)) {
      await page.goto(`${base}who-we-are.html#tell-us`);
      await page.waitForURL((url) => url.href.includes("about.html"));
      assert.ok(page.url().startsWith(base + end), `${place}: ${page.url()}`);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "About this playbook", place);
    }
  }
});
