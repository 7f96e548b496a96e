// The browser that the tests use: the system's Chromium, or the one that PLAYBOOK_CHROMIUM names.
import { chromium } from "playwright-core";
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launch() {
  const executablePath = [process.env.PLAYBOOK_CHROMIUM, ...PLACES].find((place) => place && existsSync(place));
  if (!executablePath) throw new Error("there is no Chromium; tests/run installs it where it can");
  // The sandbox needs rights that a container does not give.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
