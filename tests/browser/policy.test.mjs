// What a page is allowed to do: its Content-Security-Policy, and that it needs no more than that.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";
import { open, showAll } from "./look.mjs";
import { DESK, PAGES, PHONE, start } from "./site.mjs";

let browser;
let site;

before(async () => {
  site = await start();
  browser = await launch();
});
after(() => Promise.all([browser?.close(), site?.close()]));

// The directives of a policy, each with its sources.
function read(policy) {
  const directives = policy.split(";").map((one) => one.trim().split(/\s+/));
  return new Map(directives.map(([name, ...sources]) => [name.toLowerCase(), sources]));
}

test("every page has a policy, which comes before all that it loads and lets no foreign script run", async (t) => {
  const page = await open(t, browser);
  for (const path of site.html) {
    const html = site.files.get(path).toString();
    const found = await page.evaluate((html) => {
      const head = new DOMParser().parseFromString(html, "text/html").head;
      const metas = [...head.querySelectorAll("meta[http-equiv=Content-Security-Policy]")];
      const first = head.querySelector("link, script, style, base");
      return {
        policies: metas.map((meta) => meta.content),
        isFirst: !first || (metas[0] && metas[0].compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING),
      };
    }, html);
    assert.equal(found.policies.length, 1, `${path}: its policies are ${found.policies}`);
    assert.ok(found.isFirst, `${path}: something is loaded before its policy`);
    const policy = read(found.policies[0]);
    assert.ok(policy.has("default-src"), `${path}: without default-src, what is not named is allowed`);
    for (const kind of ["script-src", "script-src-elem", "script-src-attr", "object-src", "frame-src", "worker-src"]) {
      const sources = policy.get(kind) ?? policy.get("default-src");
      const wide = sources.filter((source) => !["'none'", "'self'"].includes(source) && !/^'sha256-/.test(source));
      assert.deepEqual(wide, [], `${path}: ${kind}`);
    }
    for (const kind of ["default-src", "style-src", "img-src", "font-src", "connect-src", "form-action", "base-uri"]) {
      const sources = policy.get(kind) ?? [];
      const foreign = sources.filter((source) => /^[a-z*]|:/i.test(source));
      assert.deepEqual(foreign, [], `${path}: ${kind}`);
    }
    // These two do not fall back to default-src.
    for (const kind of ["base-uri", "form-action"]) assert.ok(policy.has(kind), `${path}: no ${kind}`);
  }
});

// A page that keeps what it complains of and whatever it asks other hosts for.
async function watched(t, viewport) {
  const page = await open(t, browser, null, { viewport });
  const complaints = [];
  const foreign = [];
  await page.route("**/*", (route) => {
    const address = route.request().url();
    const isOurs = address.startsWith(new URL(site.url).origin) || address.startsWith("file:");
    if (isOurs) return route.continue();
    foreign.push(address);
    return route.abort();
  });
  await page.exposeBinding("complain", (_, text) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.complain(`${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on("console", (message) => {
    if (/error|warning/.test(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => {
    const { errorText } = request.failure();
    // A page that is left stops what it still loads, such as its icon.
    if (errorText !== "net::ERR_ABORTED") complaints.push(`${request.url()}: ${errorText}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
  });
  return { page, complaints, foreign };
}

async function load(page, address) {
  await page.goto(address);
  await showAll(page);
}

for (const where of ["on a host", "on a disk"]) {
  test(`no page ${where} asks another site for anything, or does what its policy forbids`, async (t) => {
    const { page, complaints, foreign } = await watched(t, DESK);
    const base = where === "on a host" ? site.url : `${pathToFileURL(site.folder)}/`;
    for (const path of site.html) {
      if (path === "404.html" && where === "on a disk") continue;
      await load(page, base + path);
      assert.deepEqual({ complaints, foreign }, { complaints: [], foreign: [] }, path);
    }
  });
}

test("using a page asks for nothing, either", async (t) => {
  const { page, complaints, foreign } = await watched(t, PHONE);
  for (const path of [PAGES.home, PAGES.guide, PAGES.article, PAGES.resources]) {
    await load(page, site.url + path);
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("button", { name: "Close" }).click();
    for (const media of ["print", "screen"]) await page.emulateMedia({ media });
    await page.emulateMedia({ colorScheme: "dark" });
    assert.deepEqual({ complaints, foreign }, { complaints: [], foreign: [] }, path);
  }
});

test("what the policy forbids is not done", async (t) => {
  const { page, foreign } = await watched(t, DESK);
  for (const path of [PAGES.home, PAGES.guide, PAGES["not found"]]) {
    await load(page, site.url + path);
    await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.hasRun = true";
      document.body.append(script);
      const button = document.createElement("button");
      button.setAttribute("onclick", "window.hasRun = true");
      document.body.append(button);
      button.click();
      const image = document.createElement("img");
      const isOver = new Promise((done) => (image.onerror = image.onload = done));
      image.src = "http://other.example/picture.png";
      document.body.append(image);
      await isOver;
    });
    assert.equal(await page.evaluate(() => window.hasRun), undefined, `${path}: a script has run`);
    assert.deepEqual(foreign, [], path);
  }
});
