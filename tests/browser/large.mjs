// Playbooks as large as is asked for, with as many different words as real ones have: how much a search loads depends on both.
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi wo zu ka le mi no pu ra se ti vo".split(" ");
// English in running text: the words of a school's site are some tens of thousands (Heaps' law), most of them rare (Zipf's).
const WORDS = 30000;
const GUIDES_OF_A_SERIES = 50;

// Numbers that look random and are not: a linear congruential generator (Numerical Recipes).
function generator(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

// The word of a rank: short ones are frequent.
export function wordOf(rank) {
  let word = "";
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length];
  }
  return word;
}

// Writes a playbook of so many guides of about 900 words, and gives its folder.
export async function large(guides) {
  const folder = await mkdtemp(join(tmpdir(), "playbook-large-"));
  const random = generator(guides);
  // Zipf's law: the frequency of a word falls as its rank rises.
  const word = () => wordOf(Math.floor(WORDS ** random()) - 1);
  const words = (count) => Array.from({ length: count }, word).join(" ");
  const sentence = (count) => `${words(count)}.`;
  const paragraph = () => Array.from({ length: 4 }, () => sentence(12)).join(" ");
  const guide = () =>
    [
      `+++\ntitle = "${words(4)}"\nsummary = "${words(12)}"\n+++\n`,
      `:::goal\n${sentence(15)}\n:::\n`,
      `:::questions\n${Array.from({ length: 6 }, (_, at) => `${at + 1}. ${words(9)}?`).join("\n")}\n:::\n`,
      ...Array.from({ length: 8 }, () => `## ${words(4)}\n\n${paragraph()}\n\n${paragraph()}\n`),
    ].join("\n");
  await writeFile(join(folder, "playbook.toml"), 'title = "Large"\n');
  for (let number = 0; number < guides; number++) {
    const [series, step] = [Math.floor(number / GUIDES_OF_A_SERIES) + 1, (number % GUIDES_OF_A_SERIES) + 1];
    const place = join(folder, "content/guides", `${String(series).padStart(3, "0")}-series-${series}`);
    if (step === 1) await mkdir(place, { recursive: true });
    await writeFile(join(place, `${String(step).padStart(2, "0")}-guide-${number}.md`), guide());
  }
  return folder;
}
