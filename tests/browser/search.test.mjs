// The search: the field of every page with what it suggests, the search page, and what is loaded for them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { launch } from "./chromium.mjs";
import { open } from "./look.mjs";
import { DESK, PAGES, PHONE, serve, start } from "./site.mjs";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.PLAYBOOK_PROGRAM ?? join(repository, "target/debug/playbook");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// What the starter playbook holds of them.
const MANY = "students";
const FEW = "message";
const ONE = "cookies";
const NONE = "xyzzyq";
// Words that stand in other files of the index than FEW.
const ELSEWHERE = ["contact", "communication", "homes"];

const FAILED = /^The search cannot be loaded just now/;

let browser;
let site;

before(async () => {
  site = await start();
  browser = await launch();
});
after(() => Promise.all([browser?.close(), site?.close()]));

const field = (page) => page.getByRole("combobox", { name: "Search", exact: true });
const list = (page) => page.getByRole("listbox", { name: "Results" });
const options = (page) => list(page).getByRole("option");
const status = (page) => page.getByRole("search").getByRole("status");
const said = (page, text) => status(page).filter({ hasText: text }).waitFor();
// What was asked of a server: its paths without what is the same for all.
const pathOf = (request) => decodeURIComponent(new URL(request.url()).pathname).replace(/^\/myrepo\//, "");
const isOfSearch = (path) => path.startsWith("search/") || path.startsWith("theme/search");

// Opens a page whose waits end soon: nothing here takes long.
async function visit(t, address, options) {
  const page = await open(t, browser, null, { viewport: DESK, ...options });
  page.setDefaultTimeout(8000);
  await page.goto(address);
  return page;
}

// Types a query at once, and waits for what is found.
async function ask(page, query, answer = /^(The best )?\d+ results?$/) {
  // What was found before must not be taken for the answer.
  await field(page).fill("");
  await field(page).fill(query);
  await said(page, answer);
}

const hrefs = (page) => options(page).evaluateAll((all) => all.map((one) => one.href));

// What the page shows to those who use it and to their tools.
const state = (page) =>
  field(page).evaluate((input) => {
    const options = [...document.getElementById(input.getAttribute("aria-controls")).children];
    const id = input.getAttribute("aria-activedescendant");
    return {
      words: input.value,
      hasFocus: document.activeElement === input,
      expanded: input.getAttribute("aria-expanded"),
      active: id ? options.findIndex((option) => option.id === id) : "none",
      selected: options.flatMap((option, at) => (option.getAttribute("aria-selected") === "true" ? [at] : [])),
    };
  });

const found = (page) =>
  page.evaluate(() => ({
    said: document.querySelector("form [role=status]").textContent,
    options: [...document.querySelectorAll("[role=option]")].map((option) => option.outerHTML),
  }));

// Two frames: whatever was ready to be shown has been.
const settle = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

// The file of the index that has a word, and no word of ELSEWHERE.
function fileOf(word) {
  const has = (bytes, word) => new RegExp(`[" ]${word}[" ]`).test(bytes.toString());
  const files = [...site.files].filter(([path]) => path.startsWith("search/words-"));
  const [path] = files.find(([, bytes]) => has(bytes, word) && !ELSEWHERE.some((other) => has(bytes, other)));
  return new RegExp(path);
}

// Holds back the files that match until `release` is called, which ends when they have arrived.
async function hold(page, pattern) {
  let [release, asked] = [];
  const isReleased = new Promise((done) => (release = done));
  const isAsked = new Promise((done) => (asked = done));
  await page.route(pattern, async (route) => {
    asked();
    await isReleased;
    await route.continue();
  });
  return {
    isAsked,
    async release() {
      const arrived = page.waitForEvent("requestfinished", (request) => pattern.test(request.url()));
      release();
      await arrived;
      await settle(page);
    },
  };
}

// What a page complains of, from its beginning on.
async function watched(t, address) {
  const page = await open(t, browser, null, { viewport: DESK });
  const complaints = [];
  page.setDefaultTimeout(8000);
  await page.exposeBinding("complain", (_, text) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.complain(`${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on("console", (message) => /error|warning/.test(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`${dialog.type()} ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(address);
  return { page, complaints };
}

// Builds a playbook of these files, and gives those of its site, as `build` does.
async function playbook(t, content) {
  const temporary = await mkdtemp(join(tmpdir(), "playbook-search-"));
  t.after(() => rm(temporary, { recursive: true }));
  const [root, folder] = [join(temporary, "root"), join(temporary, "site")];
  // With the theme that is looked at, which may be broken on purpose.
  await cp(join(process.env.PLAYBOOK_ROOT ?? repository, "themes"), join(root, "themes"), { recursive: true });
  const all = { "index.md": source("Home", "Welcome."), ...content };
  await mkdir(join(root, "content"), { recursive: true });
  await writeFile(join(root, "playbook.toml"), 'title = "Signs"\nbase_url = "http://host/myrepo/"\n');
  for (const [path, text] of Object.entries(all)) await writeFile(join(root, "content", path), text);
  await promisify(execFile)(program, ["build", "--quiet", "--root", root, "--out", folder]);
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.set(relative(folder, path).split(sep).join("/"), await readFile(path));
  }
  return files;
}

const source = (title, text) => `+++\ntitle = '${title}'\n+++\n\n${text}\n`;

async function served(t, files) {
  const server = await serve(files);
  t.after(() => server.close());
  return server.url;
}

for (const viewport of [PHONE, DESK]) {
  test(`nothing is loaded before somebody comes to search, ${viewport.width} px`, async (t) => {
    const page = await open(t, browser, null, { viewport });
    const asked = [];
    page.on("request", (request) => asked.push(pathOf(request)));
    const ofSearch = () => asked.filter(isOfSearch).sort();
    for (const path of Object.values(PAGES)) {
      await page.goto(site.url + path);
      await settle(page);
      const scripts = ofSearch().map((name) => name.replace(/\.[0-9a-f]+\./, "."));
      assert.deepEqual(scripts, ["theme/search.js"], path);
      asked.length = 0;
    }

    const index = page.waitForEvent("requestfinished", (request) => pathOf(request) === "search/index.js");
    await field(page).focus();
    await index;
    const opened = ofSearch().map((name) => name.replace(/\.[0-9a-f]+\./, "."));
    assert.deepEqual(opened, ["search/index.js", "theme/search-engine.js"]);

    asked.length = 0;
    await ask(page, ONE, "1 result");
    const needed = ofSearch().filter((name) => name !== "search/index.js");
    const holds = (name, text) => site.files.get(name).toString().includes(text);
    const [words, texts] = ["words", "pages"].map((kind) => needed.filter((name) => name.includes(`/${kind}-`)));
    assert.deepEqual(needed, [...texts, ...words]);
    assert.ok(words.length === 1 && holds(words[0], ` ${ONE} `), `${words} for ${ONE}`);
    assert.ok(texts.length === 1 && holds(texts[0], '"privacy.html"'), `${texts} for privacy.html`);

    asked.length = 0;
    await ask(page, `${ONE} `, "1 result");
    await settle(page);
    assert.deepEqual(ofSearch(), [], "what is there already is loaded again");
  });
}

test("the field is a combobox with a list of options", async (t) => {
  const page = await visit(t, site.url + PAGES.guide);
  const controls = await field(page).getAttribute("aria-controls");
  const controlled = page.locator(`[id="${controls}"]`);
  assert.equal(await controlled.getAttribute("role"), "listbox");
  assert.equal(await field(page).getAttribute("aria-autocomplete"), "list");
  const closed = { hasFocus: true, expanded: "false", active: "none", selected: [] };
  await field(page).focus();
  assert.deepEqual(await state(page), { ...closed, words: "" });

  await ask(page, FEW);
  const opened = { ...closed, words: FEW, expanded: "true" };
  assert.deepEqual(await state(page), opened);
  assert.equal(await list(page).getAttribute("id"), controls, "the list that is named is another one");
  assert.equal(await options(page).count(), await controlled.locator("> *").count());
  assert.ok((await options(page).count()) > 2);
  const unselected = await options(page).evaluateAll((all) => all.map((one) => one.getAttribute("aria-selected")));
  assert.ok(unselected.every((value) => value === "false"), `aria-selected: ${unselected}`);
  const ids = await options(page).evaluateAll((all) => all.map((one) => one.id));
  assert.ok(new Set(ids).size === ids.length && !ids.includes(""), `the ids of options: ${ids}`);
  for (const at of [0, 1]) {
    await page.keyboard.press("ArrowDown");
    assert.deepEqual(await state(page), { ...opened, active: at, selected: [at] });
  }

  await field(page).fill("");
  await list(page).getByRole("option").first().waitFor({ state: "detached" });
  assert.deepEqual(await state(page), { ...closed, words: "" });
  assert.equal(await status(page).textContent(), "");
});

describe("keys", () => {
  test("arrows go round from the field through all options", async (t) => {
    const page = await visit(t, site.url + PAGES.home);
    await ask(page, MANY);
    const count = await options(page).count();
    const active = async (key) => {
      await page.keyboard.press(key);
      const { active, hasFocus, words } = await state(page);
      assert.ok(hasFocus && words === MANY, `${key}: the field has lost its focus or its words`);
      return active;
    };
    assert.equal(await active("ArrowUp"), count - 1);
    const box = await options(page).last().boundingBox();
    assert.ok(box.y + box.height <= DESK.height, "the last option is not seen");
    assert.equal(await active("ArrowDown"), "none");
    for (let at = 0; at < count; at += 1) assert.equal(await active("ArrowDown"), at);
    assert.equal(await active("ArrowDown"), "none");
    assert.equal(await active("ArrowDown"), 0);
    assert.equal(await active("ArrowUp"), "none");
  });

  test("Escape closes, and an arrow opens again", async (t) => {
    const page = await visit(t, site.url + PAGES.home);
    await ask(page, FEW);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    const closed = { words: FEW, hasFocus: true, expanded: "false", active: "none", selected: [] };
    assert.deepEqual(await state(page), closed);
    assert.equal(await options(page).count(), 0);
    await page.keyboard.press("ArrowDown");
    await options(page).first().waitFor();
    assert.equal((await state(page)).expanded, "true");
  });

  test("Escape closes what was found nowhere as well", async (t) => {
    const page = await visit(t, site.url + PAGES.home);
    await ask(page, NONE, "Nothing found");
    await page.keyboard.press("Escape");
    assert.equal(await status(page).textContent(), "");
    assert.equal((await state(page)).words, NONE);
  });

  for (const path of [PAGES.home, PAGES.guide, PAGES["not found"]]) {
    test(`Enter opens an option at its place, from ${path}`, async (t) => {
      const page = await visit(t, site.url + path);
      await ask(page, FEW);
      const addresses = await hrefs(page);
      const at = addresses.indexOf(`${site.url}contact.html#hours`);
      assert.ok(at >= 0, `${FEW}: ${addresses}`);
      for (let pressed = 0; pressed <= at; pressed += 1) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(addresses[at]);
      const target = page.locator(":target");
      assert.match(await target.textContent(), /Front office hours/);
      const box = await target.boundingBox();
      assert.ok(box.y > -1 && box.y < DESK.height, `its place is at ${box.y}`);
    });
  }

  test("Enter in the field leads to all results", async (t) => {
    const query = "what & why? 50% + more";
    for (const words of [FEW, query]) {
      const page = await visit(t, site.url + PAGES.guide);
      await ask(page, words);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === "/myrepo/search.html");
      assert.equal(new URL(page.url()).searchParams.get("q"), words);
      await page.getByRole("region", { name: "Results" }).getByRole("listitem").first().waitFor();
      assert.equal(await field(page).inputValue(), words);
    }
  });

  test("the last option leads to all results", async (t) => {
    const query = "what & why? 50% + more";
    const page = await visit(t, site.url + PAGES.guide);
    await ask(page, query);
    await page.keyboard.press("ArrowUp");
    assert.equal(await options(page).last().textContent(), "All results");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/myrepo/search.html");
    assert.equal(new URL(page.url()).searchParams.get("q"), query);
  });

  test("Tab leaves the field and closes", async (t) => {
    const page = await visit(t, site.url + PAGES.home);
    for (const key of ["Shift+Tab", "Tab"]) {
      await field(page).focus();
      await ask(page, MANY);
      await page.keyboard.press(key);
      const { hasFocus, expanded } = await state(page);
      assert.deepEqual({ key, hasFocus, expanded }, { key, hasFocus: false, expanded: "false" });
      assert.equal(await options(page).count(), 0, key);
    }
  });

  test("Tab goes from the field to the button and on into the page", async (t) => {
    const page = await visit(t, site.url + PAGES.home);
    await ask(page, MANY);
    await page.keyboard.press("Tab");
    assert.ok(await page.getByRole("button", { name: "Search" }).evaluate((one) => one === document.activeElement));
    await page.keyboard.press("Tab");
    const next = await page.evaluate(() => {
      const isInside = document.activeElement.closest("form") !== null;
      return { isInside, name: look.name(document.activeElement) };
    });
    assert.ok(!next.isInside, `after the button comes ${next.name}`);
    assert.equal((await state(page)).expanded, "false");
  });
});

test("a click on an option opens its page, and one elsewhere closes", async (t) => {
  const page = await visit(t, site.url + PAGES.guide);
  await ask(page, FEW);
  await page.locator("h1").click({ position: { x: 2, y: 2 } });
  await options(page).first().waitFor({ state: "detached" });
  assert.equal((await state(page)).expanded, "false");

  await field(page).press("ArrowDown");
  await options(page).first().waitFor();
  const [first] = await hrefs(page);
  await options(page).first().click();
  await page.waitForURL(first);
});

test("how many were found is said where it is listened for", async (t) => {
  const page = await visit(t, site.url + PAGES.home);
  const heard = await status(page).elementHandle();
  assert.equal(await heard.textContent(), "", "it says something before anything was typed");
  const same = async () => heard.evaluate((one) => one === document.querySelector("form [role=status]"));
  for (const [query, answer, count] of [
    [MANY, /^The best 30 results$/, 9],
    [ONE, /^1 result$/, 2],
    [NONE, /^Nothing found\. Try other words\.$/, 0],
    [FEW, /^[2-8] results$/, undefined],
  ]) {
    await ask(page, query, answer);
    assert.ok(await same(), `${query}: another element says it`);
    const shown = await options(page).count();
    // The last option leads to all results.
    assert.equal(shown, count ?? Number.parseInt(await status(page).textContent()) + 1, query);
    assert.equal((await state(page)).expanded, String(shown > 0), query);
  }
});

describe("what is shown belongs to what was typed last", () => {
  test("letters that come at once load the texts of the last query only", async (t) => {
    const texts = async (type) => {
      const page = await visit(t, site.url);
      const loaded = new Set();
      page.on("request", (request) => pathOf(request).startsWith("search/pages-") && loaded.add(pathOf(request)));
      await field(page).focus();
      await type(page);
      await said(page, /^\d+ results?$/);
      return [...loaded].sort();
    };
    // In one task of the page: nothing can come between the letters.
    const letters = (page) =>
      field(page).evaluate((input, query) => {
        for (let end = 1; end <= query.length; end++) {
          input.value = query.slice(0, end);
          input.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }, FEW);
    assert.deepEqual(await texts(letters), await texts((page) => field(page).fill(FEW)));
  });

  test("typing quickly", async (t) => {
    const [fast, slow] = [await visit(t, site.url), await visit(t, site.url)];
    for (const query of ["interpreter", "exit tickets", "papay"]) {
      await ask(slow, query);
      await field(fast).fill("");
      await field(fast).pressSequentially(query, { delay: 0 });
      const wanted = await found(slow);
      await fast.waitForFunction(
        (wanted) => {
          const options = [...document.querySelectorAll("[role=option]")].map((option) => option.outerHTML);
          return options.join() === wanted.options.join();
        },
        wanted,
        { polling: "raf" },
      );
      await settle(fast);
      assert.deepEqual(await found(fast), wanted, query);
    }
  });

  test("an answer that arrives late", async (t) => {
    const page = await visit(t, site.url);
    const held = await hold(page, fileOf(FEW));
    // These load the pages that the late answer shows, so that it waits for its words alone.
    for (const query of ELSEWHERE) await ask(page, query);
    await field(page).fill(FEW);
    await held.isAsked;
    await field(page).fill("heck");
    // How many there are is no sign: there may be as many as before.
    await options(page).filter({ hasText: "Heck" }).first().waitFor();
    const wanted = await found(page);
    assert.ok(wanted.options.every((option) => !option.includes("contact.html")));
    await held.release();
    assert.deepEqual(await found(page), wanted);
    await ask(page, FEW);
    assert.notDeepEqual(await found(page), wanted);
  });

  for (const [key, what] of [
    ["Escape", "closed"],
    ["Shift+Tab", "left"],
  ]) {
    test(`an answer that arrives when the field was ${what}`, async (t) => {
      const page = await visit(t, site.url);
      const held = await hold(page, fileOf(FEW));
      for (const query of ELSEWHERE) await ask(page, query);
      await field(page).fill(FEW);
      await held.isAsked;
      await page.keyboard.press(key);
      await held.release();
      assert.equal((await state(page)).expanded, "false", "it opens again");
      assert.equal(await status(page).textContent(), "");
    });
  }
});

describe("the search page", () => {
  const results = (page) => page.getByRole("main").getByRole("region", { name: "Results" });

  for (const [viewport, ...queries] of [
    [PHONE, [MANY, /^The best 30 results$/]],
    [DESK, [FEW, /^[2-9] results$/], [ONE, /^1 result$/]],
  ]) {
    test(`shows what is asked for by its address, ${viewport.width} px`, async (t) => {
      for (const [query, count] of queries) {
        const page = await visit(t, `${site.url}search.html?q=${query}`, { viewport });
        await results(page).getByRole("status").filter({ hasText: count }).waitFor();
        assert.equal(await field(page).inputValue(), query);
        const items = results(page).getByRole("listitem");
        const number = /\d+/.exec(await results(page).getByRole("status").textContent());
        assert.equal(await items.count(), Number(number));
        const marked = await results(page).locator("mark").allTextContents();
        assert.ok(marked.length > 0, `${query}: nothing is marked`);
        const stem = query.slice(0, 4);
        assert.ok(marked.every((word) => word.toLowerCase().startsWith(stem)), `${query}: marked are ${marked}`);
        for (const href of await results(page).getByRole("link").evaluateAll((all) => all.map(({ href }) => href))) {
          const path = decodeURIComponent(new URL(href).pathname.slice("/myrepo/".length));
          assert.ok(site.files.has(path), `${query}: ${href} leads nowhere`);
        }
        assert.equal(await options(page).count(), 0, "the suggestions are open");
      }
    });
  }

  test("says that nothing was found", async (t) => {
    const page = await visit(t, `${site.url}search.html?q=${NONE}`);
    await results(page).getByRole("status").filter({ hasText: "Nothing found. Try other words." }).waitFor();
    assert.equal(await results(page).getByRole("listitem").count(), 0);
  });

  test("lists all pages by kind and letter", async (t) => {
    const page = await visit(t, `${site.url}search.html`);
    assert.equal(await results(page).isVisible(), false);
    const parts = await page.locator("main section:not([hidden])").evaluateAll((sections) =>
      sections.map((section) => ({
        name: section.querySelector("h2").textContent,
        letters: [...section.querySelectorAll("dt")].map((letter) => letter.textContent),
        titles: [...section.querySelectorAll("dl > div")].map((part) => [
          part.querySelector("dt").textContent,
          ...[...part.querySelectorAll("dd a")].map((link) => link.textContent),
        ]),
        paths: [...section.querySelectorAll("dd a")].map((link) => link.getAttribute("href")),
      })),
    );
    for (const name of ["All guides", "All resources", "All articles"]) {
      assert.ok(parts.some((part) => part.name === name), `there is no “${name}”`);
    }
    for (const { name, letters, titles } of parts) {
      assert.deepEqual(letters, [...new Set(letters)].sort(), name);
      for (const [letter, ...below] of titles) {
        assert.ok(below.length > 0 && below.every((title) => title.startsWith(letter)), `${letter}: ${below}`);
      }
    }
    const listed = parts.flatMap(({ paths }) => paths);
    assert.equal(new Set(listed).size, listed.length, "a page is listed twice");
    // Lists of pages are not in a list of pages.
    const all = site.pages.filter((path) => !["404.html", "search.html"].includes(path));
    assert.deepEqual([...listed].sort(), all);
  });

  test("is there without JavaScript", async (t) => {
    const page = await visit(t, site.url + PAGES.guide, { javaScriptEnabled: false, viewport: PHONE });
    await page.getByRole("searchbox", { name: "Search" }).fill(FEW);
    await page.getByRole("search").getByRole("button", { name: "Search" }).click();
    await page.waitForURL(`${site.url}search.html?q=${FEW}`);
    assert.equal(await results(page).isVisible(), false, "it promises results");
    const links = page.getByRole("main").locator("dd").getByRole("link");
    const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.ok(paths.length > 10, `${paths.length} links`);
    for (const path of paths) assert.ok(site.files.has(path), `${path} leads nowhere`);
    await page.getByRole("main").getByRole("link", { name: "Contact us" }).click();
    await page.waitForURL(`${site.url}contact.html`);
  });
});

test("a page from a disk finds, and leads to files that are there", async (t) => {
  const address = (path) => pathToFileURL(join(site.folder, path)).href;
  const { page, complaints } = await watched(t, address(PAGES.guide));
  await ask(page, FEW);
  const addresses = await hrefs(page);
  for (const href of addresses) assert.ok(existsSync(fileURLToPath(href.split(/[?#]/)[0])), `${href} leads nowhere`);
  const withPlace = addresses.findIndex((href) => href.includes("#"));
  assert.ok(withPlace >= 0, "nothing leads to a place in a page");
  for (let at = 0; at <= withPlace; at++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(addresses[withPlace]);

  await page.goto(address(PAGES.guide));
  await ask(page, FEW);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${address("search.html")}?q=${FEW}`);
  await page.getByRole("region", { name: "Results" }).getByRole("listitem").first().waitFor();
  assert.deepEqual(complaints, []);
});

// Everything that axe-core finds, and what it is not sure of within the search.
const violations = (page) =>
  page.evaluate(async () => {
    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const options = { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"], preload: false };
    const results = await window.axe.run(document, options);
    const isOurs = ({ target }) => document.querySelector(target[0])?.closest("form[role=search], .results") != null;
    const hasWords = ({ html }) => /\p{Letter}{2}/u.test(html.replace(/<[^>]*>/g, ""));
    const unsure = results.incomplete.map((rule) => ({
      ...rule,
      nodes: rule.nodes.filter((node) => isOurs(node) && hasWords(node)),
    }));
    const lines = ({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target} ${node.html}`);
    return [...results.violations, ...unsure].flatMap(lines);
  });

const LOOKS = ["light", "dark"].flatMap((colorScheme) => [PHONE, DESK].map((viewport) => ({ colorScheme, viewport })));

async function isAccessible(page, what) {
  for (const { colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    assert.deepEqual(await violations(page), [], `${what}, ${colorScheme}, ${viewport.width} px`);
  }
}

describe("axe-core finds nothing", () => {
  test("with suggestions", async (t) => {
    const page = await visit(t, site.url + PAGES.guide);
    await page.evaluate(axe);
    await ask(page, MANY);
    await isAccessible(page, "open");
    await page.keyboard.press("ArrowDown");
    await isAccessible(page, "with an active option");
    await ask(page, NONE, "Nothing found");
    await isAccessible(page, "with nothing found");
  });

  test("on the search page with results", async (t) => {
    const page = await visit(t, `${site.url}search.html?q=${MANY}`);
    await page.evaluate(axe);
    await page.getByRole("region", { name: "Results" }).waitFor();
    await isAccessible(page, "results");
  });
});

test("what is found in a language that is written from the right is shown so", async (t) => {
  const files = await playbook(t, { "hebrew.md": source("מפגש ראשון, 2026", "מילים על Riverbend.") });
  const page = await visit(t, `${await served(t, files)}index.html`);
  await ask(page, "Riverbend", "1 result");
  const directions = (all) => all.map((one) => getComputedStyle(one).direction);
  assert.deepEqual(await options(page).evaluateAll(directions), ["rtl", "ltr"]);
  await page.goto(new URL("search.html?q=Riverbend", page.url()).href);
  await page.locator(".results").waitFor();
  assert.deepEqual(await page.locator(".results a, .results span:last-child").evaluateAll(directions), ["rtl", "rtl"]);
});

describe("signs are signs", () => {
  const TITLE = 'A <b>bold</b> & "quoted" title';
  const TEXT = "Zebra with <b> and <script>alert(1)</script>, <img src=x onerror=alert(1)> & more";
  const made = (page) =>
    page.evaluate(() => document.querySelectorAll("form :is(b, img, script), .results :is(b, img, script)").length);

  test("in what is typed", async (t) => {
    for (const query of ["<img src=x onerror=alert(1)>", `"><script>alert(1)</script> ${FEW}`]) {
      const { page, complaints } = await watched(t, site.url + PAGES.guide);
      await ask(page, query, /./);
      assert.equal(await made(page), 0, query);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.searchParams.get("q") === query);
      await page.getByRole("region", { name: "Results" }).waitFor();
      assert.equal(await field(page).inputValue(), query);
      assert.equal(await made(page), 0, query);
      assert.deepEqual(complaints, [], query);
    }
  });

  test("in the titles and texts of pages", async (t) => {
    const files = await playbook(t, { "signs.md": source(TITLE, TEXT.replace(/<[^>]*>/g, "`$&`")) });
    const url = await served(t, files);
    const { page, complaints } = await watched(t, `${url}index.html`);
    for (const query of ["zebra", "bold", "script", "onerror"]) {
      await ask(page, query);
      const text = await options(page).first().textContent();
      assert.ok(text.includes(TITLE) && text.includes("<script>alert(1)</script>"), `${query}: ${text}`);
      assert.equal(await made(page), 0, query);
    }
    await page.goto(`${url}search.html?q=zebra`);
    const item = page.getByRole("region", { name: "Results" }).getByRole("listitem").first();
    assert.ok((await item.textContent()).includes(TITLE));
    assert.equal(await item.getByRole("link").textContent(), TITLE);
    assert.equal(await made(page), 0);
    const listed = page.getByRole("main").locator("dd").getByRole("link", { name: TITLE });
    assert.equal(await listed.count(), 1);
    assert.deepEqual(complaints, []);
  });
});

describe("the field says that the search cannot be loaded, and tries again", () => {
  for (const missing of ["**/search/index.js*", "**/theme/search-engine.*.js", "**/search/pages-*.js*"]) {
    test(missing, async (t) => {
      const page = await visit(t, site.url + PAGES.guide);
      const errors = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.route(missing, (route) => route.abort());
      await ask(page, FEW, FAILED);
      const { expanded, active } = await state(page);
      assert.deepEqual({ expanded, active }, { expanded: "false", active: "none" });
      await page.unroute(missing);
      await page.keyboard.press("Backspace");
      await options(page).first().waitFor();
      await said(page, /^\d+ results?$/);
      assert.deepEqual(errors, []);
    });
  }

  test("on the search page the list of all pages stays", async (t) => {
    const page = await open(t, browser, null, { viewport: DESK });
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.route("**/search/index.js*", (route) => route.abort());
    const failed = page.waitForEvent("requestfailed");
    await page.goto(`${site.url}search.html?q=${FEW}`);
    await failed;
    await settle(page);
    assert.ok(await page.getByRole("heading", { name: "All guides" }).isVisible());
    assert.equal(await page.getByRole("region", { name: "Results" }).isVisible(), false);
    assert.equal(await field(page).inputValue(), FEW);
    assert.deepEqual(errors, []);
  });
});

test("suggestions fit into a narrow window and are large enough for fingers", async (t) => {
  const viewport = { width: 320, height: 568 };
  for (const path of [PAGES.home, PAGES.guide]) {
    const page = await visit(t, site.url + path, { viewport, hasTouch: true });
    await ask(page, MANY);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(sideways <= 0, `${path} scrolls sideways by ${sideways} px`);
    for (const option of await options(page).all()) {
      const box = await option.boundingBox();
      const text = await option.textContent();
      assert.ok(box.height >= 44, `${text}: ${box.height} px high`);
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, `${text}: from ${box.x}, ${box.width} px wide`);
      const isCut = await option.evaluate((one) => one.scrollWidth > one.clientWidth);
      assert.ok(!isCut, `${text} is cut off`);
    }
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector("[aria-selected=true]").getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  }
});

describe("an index and parts of another version are not mixed", () => {
  const animals = (...names) =>
    Object.fromEntries(names.map((name) => [`${name}.md`, source(`About the ${name}`, `This tells of the ${name}.`)]));

  test("a site that has become another one since it was opened", async (t) => {
    const older = animals("aardvark", "zebra", "zebu");
    const files = await playbook(t, older);
    // With a place more, the number of the zebra is what the number of the zebu was.
    const changed = source("About the aardvark", "This tells of the aardvark.\n\n## Termites");
    const newer = await playbook(t, { ...older, "aardvark.md": changed });
    const { page, complaints } = await watched(t, `${await served(t, files)}index.html`);
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    const index = page.waitForEvent("requestfinished", (request) => pathOf(request) === "search/index.js");
    await field(page).focus();
    await index;
    await settle(page);
    for (const [path, bytes] of newer) files.set(path, bytes);
    await ask(page, "zebra", "1 result");
    assert.match((await hrefs(page))[0], /\/zebra\.html$/);
    assert.match(await options(page).first().textContent(), /^About the zebra/);
    await ask(page, "termites", "1 result");
    assert.match((await hrefs(page))[0], /\/aardvark\.html#/);
    const indexes = asked.filter((address) => address.includes("search/index.js"));
    assert.equal(indexes.length, 2, `the index is asked for as ${indexes}`);
    assert.notEqual(indexes[0], indexes[1], "an old index may be kept");
    assert.deepEqual(complaints, []);
  });

  test("a part that stays another one", async (t) => {
    const files = await playbook(t, animals("buffalo", "zebra"));
    const words = files.get("search/words-0.js");
    const other = words.toString().replace(/^(playbookSearchPart\("words-0",)"\w+"/, '$1"00000000"');
    assert.notEqual(other, words.toString());
    files.set("search/words-0.js", Buffer.from(other));
    const { page, complaints } = await watched(t, `${await served(t, files)}index.html`);
    const asked = [];
    page.on("request", (request) => asked.push(pathOf(request)));
    await field(page).focus();
    await ask(page, "zebra", FAILED);
    assert.equal(await options(page).count(), 0);
    const count = asked.filter((path) => path === "search/index.js").length;
    assert.ok(count >= 2 && count <= 4, `the index is loaded ${count} times`);

    files.set("search/words-0.js", words);
    await page.keyboard.press("Backspace");
    await said(page, "1 result");
    assert.match((await hrefs(page))[0], /\/zebra\.html$/);
    assert.deepEqual(complaints, []);
  });
});
