// Whether the right page is first: a table of queries, each with the pages that answer it, over the starter playbook and a
// small Spanish one, and the same queries asked of Pagefind, which others use. What a query loads, and that none is too much.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { launch } from "./chromium.mjs";
import { open, pageOf } from "./engine.mjs";
import { large, wordOf } from "./large.mjs";
import { serve } from "./site.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "../..");
const program = process.env.PLAYBOOK_PROGRAM ?? join(repository, "target/debug/playbook");
const run = promisify(execFile);

const TABLE = JSON.parse(await readFile(join(repository, "tests/search/queries.json"), "utf8"));
const PLAYBOOKS = { starter: repository, spanish: join(repository, "tests/search/spanish") };
// How often the first page, and one of the first three, must be among the right ones.
const LEAST = { first: 0.9, third: 0.98 };
const KB = 1024;

let temporary;
const sites = {};

async function build(name, root) {
  const out = join(temporary, name);
  await run(program, ["build", "--quiet", "--root", root, "--out", out]);
  return out;
}

before(async () => {
  temporary = await mkdtemp(join(tmpdir(), "playbook-table-"));
  for (const [name, root] of Object.entries(PLAYBOOKS)) sites[name] = await build(name, root);
});
after(() => rm(temporary, { recursive: true }));

// The share of queries whose first page, or one of whose first three, is right; `find` gives pages, the best first.
async function judge(queries, find) {
  const ranks = [];
  for (const { query, pages } of queries) {
    const found = [...new Set(await find(query))];
    ranks.push(found.findIndex((page) => pages.includes(page)));
  }
  const share = (most) => ranks.filter((rank) => rank >= 0 && rank < most).length / ranks.length;
  return { first: share(1), third: share(3), missed: queries.filter((_, at) => ranks[at] !== 0) };
}

const percent = ({ first, third }) => `${(100 * first).toFixed(1)} % first, ${(100 * third).toFixed(1)} % in three`;

async function ours(name) {
  const { search } = open(sites[name]);
  return judge(TABLE[name], async (query) => (await search.find(query, 10)).results.map(pageOf));
}

// Pagefind needs a browser, and a page whose policy lets WebAssembly run.
async function pagefinds(name, browser) {
  const folder = join(temporary, `${name}-pagefind`);
  await cp(sites[name], folder, { recursive: true });
  const binary = join(here, `node_modules/@pagefind/${process.platform}-${process.arch}/bin/pagefind_extended`);
  await run(binary, ["--site", folder, "--root-selector", "main"]);
  await writeFile(join(folder, "bare.html"), "<!doctype html><title>Bare</title>");
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile()) files.set(relative(folder, path).split(sep).join("/"), await readFile(path));
  }
  const server = await serve(files, "/");
  const page = await browser.newPage();
  await page.goto(`${server.url}bare.html`);
  const find = (query) =>
    page.evaluate(async (query) => {
      globalThis.pagefind ??= await import("/pagefind/pagefind.js");
      const { results } = await pagefind.search(query);
      const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
      return data.map(({ url }) => url.replace(/^\//, "").replace(/\/$|^$/, "/index.html").replace(/^\//, ""));
    }, query);
  const judged = await judge(TABLE[name], find);
  await page.close();
  await server.close();
  return judged;
}

describe("the table of queries", () => {
  test("is large and says what is asked of it", () => {
    assert.ok(TABLE.starter.length >= 50 && TABLE.spanish.length >= 10);
    const kinds = new Set(TABLE.starter.map(({ kind }) => kind));
    const wanted = ["word", "phrase", "partial", "misspelt", "accents", "plural", "question", "abbreviation"];
    assert.deepEqual(wanted.filter((kind) => !kinds.has(kind)), []);
  });

  for (const name of Object.keys(PLAYBOOKS)) {
    test(`${name}: the right page is first, and at least as often as Pagefind's`, async (t) => {
      const found = await ours(name);
      const browser = await launch();
      t.after(() => browser.close());
      const others = await pagefinds(name, browser);
      t.diagnostic(`${name}, ${TABLE[name].length} queries: ${percent(found)}; Pagefind: ${percent(others)}`);
      const missed = found.missed.map(({ query }) => query).join(" | ");
      assert.ok(found.first >= LEAST.first && found.third >= LEAST.third, `${percent(found)}; not first: ${missed}`);
      assert.ok(found.first >= others.first && found.third >= others.third, `Pagefind: ${percent(others)}`);
    });
  }
});

describe("what a search costs", () => {
  test("what runs in the browser has less than 5 KB", async () => {
    const folder = join(sites.starter, "theme");
    const scripts = (await readdir(folder)).filter((name) => /^search.*\.js$/.test(name));
    assert.equal(scripts.length, 2);
    const texts = await Promise.all(scripts.map((name) => readFile(join(folder, name))));
    const size = texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
    assert.ok(size < 5 * KB, `${size} bytes, compressed`);
  });

  // Ten thousand pages take a while to make: PLAYBOOK_PAGES=10000 does it, with the program that PLAYBOOK_PROGRAM names.
  const guides = Number(process.env.PLAYBOOK_PAGES ?? 100);
  const most = (guides > 100 ? 150 : 40) * KB;

  test(`a first query loads little of ${guides} pages`, async (t) => {
    const root = await large(guides);
    t.after(() => rm(root, { recursive: true }));
    const out = await build("large", root);
    for (const ranks of [[0], [40], [3000], [20000], [5, 900], [50, 800, 9000]]) {
      const query = ranks.map(wordOf).join(" ");
      const { search, loaded } = open(out);
      const { results } = await search.find(query, 8);
      assert.ok(results.length > 0, `${query}: nothing`);
      const size = [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
      t.diagnostic(`“${query}”: ${(size / KB).toFixed(1)} KB in ${loaded.size} files`);
      assert.ok(size <= most, `“${query}” loads ${(size / KB).toFixed(1)} KB`);
    }
  });

  test("random and hostile queries are answered, each within 50 ms", async () => {
    const { search } = open(sites.starter);
    // Everything is loaded before, as it is for a reader who has searched: what is measured is the search itself.
    for (const query of ["children", "school", "team", "we", "protocol"]) await search.find(query, 30);
    const slow = [];
    for (const query of hostile(10000)) {
      const start = performance.now();
      const { results, said } = await search.find(query, 8);
      const took = performance.now() - start;
      assert.ok(Array.isArray(results) && typeof said === "string", query);
      for (const { href, title, text } of results) {
        assert.match(href, /^[\w./-]+(#[\w.~%-]+)?$/, query);
        assert.ok([...title, ...text].every((part) => typeof part === "string"), query);
      }
      if (took > 50) slow.push(query);
    }
    // A busy machine only adds to the time: what is slow is slow each time.
    for (const query of slow) {
      const times = [];
      for (let turn = 0; turn < 7; turn++) {
        const start = performance.now();
        await search.find(query, 8);
        times.push(performance.now() - start);
      }
      const least = Math.min(...times);
      assert.ok(least < 50, `${JSON.stringify(query)} takes ${least.toFixed(0)} ms`);
    }
  });
});

// Queries that nobody types, and those that somebody means ill with.
function* hostile(count) {
  let state = 7;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const marks = "'’-.\"<>&\\/%#?=*+()[]{}^$|~`\0\n\t\u0301\u200d\u202e";
  const signs = [...`abcdefghijklmnopqrstuvwxyz  ${marks}éñüßæøłđıς漢字ไทย한국😀𝒳ﬁ`];
  const words = ["team", "children", "the", "__proto__", "constructor", "toString", "<script>", "%00", "../..", "-1"];
  yield* ["", " ", "\0", "'", "''''", "’s", "\ud800", "\udfff x", "__proto__", "hasOwnProperty", "${x}", "NaN"];
  yield* ["a".repeat(100000), "the ".repeat(20000), "é".repeat(5000), "𝒜".repeat(999), "<img src=x onerror=alert(1)>"];
  for (let made = 17; made < count; made++) {
    let query = "";
    for (let part = random(6); part >= 0; part--) {
      const isWord = random(3) === 0;
      const length = random(12);
      const sign = () => signs[random(signs.length)];
      query += isWord ? `${words[random(words.length)]} ` : Array.from({ length }, sign).join("");
    }
    yield query;
  }
}
