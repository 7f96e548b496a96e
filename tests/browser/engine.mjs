// The search's engine without a browser: its scripts are run as a page would run them, from the files of a built site.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

// Opens the search of the site in a folder. `loaded` has the size of each file that was loaded, compressed, by its path.
export function open(folder) {
  const loaded = new Map();
  const context = vm.createContext({});
  const script = async (address) => {
    const path = address.split("?")[0];
    const bytes = readFileSync(join(folder, path));
    loaded.set(path, gzipSync(bytes).length);
    vm.runInContext(bytes.toString(), context, { filename: path });
  };
  const engine = readdirSync(join(folder, "theme")).find((name) => name.startsWith("search-engine."));
  script(`theme/${engine}`);
  return { search: context.playbookSearch("search/", script), loaded };
}

// The page of a result.
export const pageOf = ({ href }) => href.split("#")[0];
