// What the Nu HTML checker of the W3C says of every page and style sheet.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { build, serve } from "./site.mjs";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
// A file of each kind with one mistake, and what is said of it: mistakes are told of.
const PROBES = {
  "probe.html": [
    "<!doctype html><html lang=en><title>Probe</title><p><img src=picture.png></p></html>",
    /“alt” attribute/,
  ],
  "probe.css": ["p { colour: red }", /“colour”/],
};

let site;
let server;

before(async () => {
  site = await build();
  const probes = Object.entries(PROBES).map(([path, [text]]) => [path, Buffer.from(text)]);
  server = await serve(new Map([...site.files, ...probes]));
});
after(() => Promise.all([server?.close(), site?.remove()]));

// Asks the checker once for all files. They come from a host, which it has to be allowed: on a disk it takes every file
// for foreign, and says that the pages' policy forbids their style sheet.
async function check(addresses) {
  const java = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", jar];
  const options = ["--also-check-css", "--format", "json", "--stdout", "--exit-zero-always"];
  const child = spawn("java", [...java, ...options, ...addresses]);
  const parts = [];
  child.stdout.on("data", (part) => parts.push(part));
  child.stderr.resume();
  await new Promise((done, failed) => {
    child.on("error", () => failed(new Error("there is no Java, which the Nu HTML checker needs")));
    child.on("close", done);
  });
  const answer = Buffer.concat(parts).toString();
  assert.match(answer, /^\{"version"/, `the Nu HTML checker did not answer: ${answer.slice(0, 500)}`);
  return JSON.parse(answer).messages;
}

test("the Nu HTML checker finds no error and warns of nothing", async () => {
  const files = [...site.files.keys()].filter((path) => /\.(html|css)$/.test(path));
  const paths = [...files, ...Object.keys(PROBES)];
  const messages = await check(paths.map((path) => server.url + path));
  const unread = paths.filter((path) => !server.asked.has(path));
  assert.deepEqual(unread, [], "the checker has not read these");

  const found = [];
  const told = {};
  for (const { type, subType, url = "", lastLine, message, extract = "" } of messages) {
    const path = url.slice(server.url.length);
    if (path in PROBES) told[path] = `${told[path] ?? ""} ${message}`;
    else found.push(`${path}:${lastLine}: ${subType ?? type}: ${message} ${extract}`);
  }
  for (const [path, [, mistake]] of Object.entries(PROBES)) {
    assert.match(told[path] ?? "", mistake, `the checker overlooks the mistake of ${path}`);
  }
  assert.deepEqual(found, []);
});
