// The preview in a real browser: what a page does when files change under it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.PLAYBOOK_PROGRAM ?? join(repository, "target/debug/playbook");
const WHY = "content/guides/01-getting-started/01-why.md";
const PAGE = "guides/getting-started/why.html";

let browser;
let folder;
let preview;
let page;
let said;

// Starts the preview and gives its address. Its usual port, or the next free one, is not among those that a system
// gives to whoever asks for any: one that was left is still there for the preview that comes back to it.
async function serve(...args) {
  const child = spawn(program, ["serve", "--root", folder, ...args]);
  child.stderr.resume();
  for await (const line of createInterface(child.stdout)) {
    const found = /(http:\S+)/.exec(line);
    if (found) {
      child.stdout.resume();
      return { child, url: found[1], port: new URL(found[1]).port };
    }
  }
  throw new Error("the preview has ended");
}

// One that has ended already is never heard of again.
const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;
const end = (child) => hasEnded(child) || new Promise((done) => child.once("exit", done).kill("SIGKILL"));
const path = (name) => join(folder, name);
const change = async (name, from, to) => writeFile(path(name), (await readFile(path(name), "utf8")).replace(from, to));
// A page that is loaded again has lost its mark.
const mark = () => page.evaluate(() => void (window.isMarked = true));
const isMarked = () => page.evaluate(() => window.isMarked === true);
// The preview's own words: within its shadow.
const bar = () => page.getByRole("region", { name: "Preview" });

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

beforeEach(async (context) => {
  folder = await mkdtemp(join(tmpdir(), "playbook-"));
  for (const part of ["content", "static", "playbook.toml"]) {
    await cp(join(repository, part), path(part), { recursive: true });
  }
  preview = await serve();
  page = await browser.newPage();
  said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(preview.url + PAGE);
  await bar().getByText("Team preview").waitFor();
  context.after(async () => {
    await page.close();
    await end(preview.child);
    await rm(folder, { recursive: true });
  });
});

test("a saved page is new, and stays where its reader is", async () => {
  await mark();
  const heading = page.getByRole("heading", { name: "Big questions" });
  await heading.evaluate((element) => element.scrollIntoView());
  const before = await heading.evaluate((element) => element.getBoundingClientRect().top);
  await change(WHY, "+++\n\n", `+++\n\nNew words. ${"More of them. ".repeat(200)}\n\n`);
  await page.getByText("New words.").waitFor();
  assert.equal(await isMarked(), false);
  await page.waitForLoadState();
  const after = await heading.evaluate((element) => element.getBoundingClientRect().top);
  assert.ok(Math.abs(after - before) < 2, `the heading was at ${before} and is at ${after}`);
});

test("a page that has not changed is not loaded again, and new styles are put in", async () => {
  await mark();
  await change("content/about.md", "+++\n\n", "+++\n\nWords on another page.\n\n");
  const styles = path("themes/default/styles/school.css");
  await cp(join(repository, "themes/default/styles/school.css"), styles);
  await writeFile(styles, "h1 { letter-spacing: 7px }");
  const spacing = () => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px";
  await page.waitForFunction(spacing);
  await writeFile(styles, "h1 { word-spacing: 3px }");
  await page.waitForFunction(() => {
    const style = getComputedStyle(document.querySelector("h1"));
    return style.letterSpacing !== "7px" && style.wordSpacing === "3px";
  });
  assert.equal(await isMarked(), true);
  assert.equal(await page.locator('link[rel="stylesheet"]').count(), 1);
});

test("mistakes are told over the last good page, and go when they are mended", async () => {
  await mark();
  const words = page.getByText("Remember the last problem in our building");
  await words.waitFor();
  await change(WHY, "Remember the last problem", "[Nowhere](nowhere.md) Remember the last problem");
  await bar().getByText("There is no page or file “nowhere.md” that this could lead to.").waitFor();
  await bar().getByText(`${WHY}, line`).waitFor();
  await bar().getByText("What to do:").waitFor();
  assert.equal(await isMarked(), true);
  assert.ok(await words.isVisible());
  assert.match(await bar().getByRole("status").textContent(), /^1 mistake$/);
  await change(WHY, "[Nowhere](nowhere.md) ", "");
  await bar().getByText("1 mistake").first().waitFor({ state: "hidden" });
  assert.equal(await isMarked(), true);
});

test("a page that lost the preview finds it again", async () => {
  await end(preview.child);
  await bar().getByText("The preview has ended.").waitFor();
  await change(WHY, "+++\n\n", "+++\n\nWritten meanwhile.\n\n");
  preview = await serve("--port", preview.port);
  await page.getByText("Written meanwhile.").waitFor();
});

test("a page that came back while there was no preview goes on too", async () => {
  // What a browser keeps, and for how long, is its own affair: here the page and its script come out of its store.
  const kept = [preview.url + PAGE, `${preview.url}_preview/preview.js`];
  for (const address of kept) {
    const response = await page.request.fetch(address);
    const [headers, body] = [response.headers(), await response.body()];
    await page.route(address, (route) => route.fulfill({ headers, body }), { times: 1 });
  }
  await end(preview.child);
  await page.reload();
  await bar().getByText("The preview has ended.").waitFor();
  await change(WHY, "+++\n\n", "+++\n\nWritten meanwhile.\n\n");
  preview = await serve("--port", preview.port);
  await page.getByText("Written meanwhile.").waitFor();
});

test("a panel that was closed stays closed", async () => {
  await change("content/about.md", "+++\n\n", "+++\n\n[Nowhere](nowhere.md)\n\n");
  const message = bar().getByText("There is no page or file “nowhere.md”");
  await message.waitFor();
  await bar().locator("summary").click();
  await message.waitFor({ state: "hidden" });
  await change(WHY, "+++\n\n", "+++\n\nNew words.\n\n");
  await page.getByText("New words.").waitFor();
  await bar().locator("summary").getByText("1 mistake").waitFor();
  assert.equal(await message.isVisible(), false);
});

test("the public edition is one step away, and back", async () => {
  await bar().getByRole("link", { name: "See what the public sees" }).click();
  await bar().getByText("Public preview").waitFor();
  assert.ok(page.url().endsWith(`/_preview/public/${PAGE}`));
  await page.getByRole("link", { name: "About" }).first().click();
  await page.waitForURL(`${preview.url}_preview/public/about.html`);
  await bar().getByRole("link", { name: "Back to the team edition" }).click();
  await page.waitForURL(`${preview.url}about.html`);
  await bar().getByText("Team preview").waitFor();
});

test("a page of the public edition that is not there leads to others of that edition", async () => {
  await page.goto(`${preview.url}_preview/public/nothing.html`);
  await page.getByRole("link", { name: "Guides" }).first().click();
  await page.waitForURL(/_preview\/public\/guides\//);
  await bar().getByText("Public preview").waitFor();
});

test("a picture that is put in the place of another is seen", async () => {
  const picture = (fill) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path fill="${fill}" d="M0 0h10v10H0z"/></svg>`;
  await writeFile(path("content/square.svg"), picture("#f00"));
  await change("content/about.md", "+++\n\n", "+++\n\n![A square](square.svg)\n\n");
  await page.goto(`${preview.url}about.html`);
  const image = page.getByRole("img", { name: "A square" });
  const shows = (red, blue) =>
    image.evaluate(
      (element, [red, blue]) => {
        const canvas = document.createElement("canvas").getContext("2d");
        canvas.drawImage(element, 0, 0);
        const colour = canvas.getImageData(5, 5, 1, 1).data;
        return colour[0] === red && colour[2] === blue;
      },
      [red, blue],
    );
  while (!(await shows(255, 0))) await page.waitForLoadState();
  await mark();
  await writeFile(path("content/square.svg"), picture("#00f"));
  while (!(await shows(0, 255))) await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal(await isMarked(), true);
});

test("nothing that the page's own policy forbids is done", async () => {
  await change(WHY, "Remember", "[@nobody1900] Remember");
  await bar().getByText("1 mistake").first().waitFor();
  assert.deepEqual(
    said.filter((text) => /policy|script|Uncaught/i.test(text)),
    [],
  );
});
