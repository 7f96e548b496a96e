// The site that the tests look at: the starter playbook, built once for each file of tests, and a server for it.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.PLAYBOOK_PROGRAM ?? join(repository, "target/debug/playbook");
// Another playbook can be looked at, such as one with a theme that is broken on purpose.
const playbook = process.env.PLAYBOOK_ROOT ?? repository;

// A page of each kind. The article has a table and a picture, the guide has questions, tasks and citations.
export const PAGES = {
  home: "index.html",
  guide: "guides/getting-started/why.html",
  article: "articles/culture-of-collaboration.html",
  resources: "resources/index.html",
  references: "references.html",
  resource: "resources/consultancy-protocol.html",
  cycle: "cycles/exit-tickets.html",
  about: "about.html",
  "not found": "404.html",
};

// These, and a guide as the worksheet that its address makes of it.
export const VIEWS = { ...PAGES, worksheet: `${PAGES.guide}#_worksheet` };

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".pdf": "application/pdf",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

// Builds the site for a host that shows it below the prefix. `files` has the bytes of each file by its path, with
// slashes on every system; `pages` are the paths of those that people read, without pages that only lead elsewhere.
export async function build(prefix = "/myrepo/", audience = "public") {
  const temporary = await mkdtemp(join(tmpdir(), "playbook-site-"));
  const folder = join(temporary, "site");
  const where = ["--root", playbook, "--out", folder, "--base-url", `http://host${prefix}`, "--audience", audience];
  await promisify(execFile)(program, ["build", "--quiet", ...where]);
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.set(relative(folder, path).split(sep).join("/"), await readFile(path));
  }
  const html = [...files.keys()].filter((path) => path.endsWith(".html")).sort();
  const pages = html.filter((path) => !/<meta http-equiv="refresh"/i.test(files.get(path)));
  for (const path of Object.values(PAGES)) {
    if (!pages.includes(path)) throw new Error(`the starter playbook has no ${path}, which the tests look at`);
  }
  return { folder, files, html, pages, remove: () => rm(temporary, { recursive: true }) };
}

// Serves the files below the prefix, as GitHub Pages does: index.html for a folder, 404.html for what is not there.
// `asked` collects the paths that were asked for.
export async function serve(files, prefix = "/myrepo/") {
  const asked = new Set();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const path = pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : "404.html";
    const found = [path, `${path}index.html`].find((name) => files.has(name));
    const isThere = found !== undefined && pathname.startsWith(prefix);
    const name = isThere ? found : "404.html";
    asked.add(name);
    response.writeHead(isThere ? 200 : 404, {
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      "cache-control": "no-store",
    });
    response.end(files.get(name));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}${prefix}`, asked, close };
}

// Builds and serves, which is what most tests need.
export async function start(prefix = "/myrepo/", audience = "public") {
  const site = await build(prefix, audience);
  const server = await serve(site.files, prefix);
  const close = async () => {
    await server.close();
    await site.remove();
  };
  return { ...site, url: server.url, asked: server.asked, close };
}
