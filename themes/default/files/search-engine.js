// Finds what a reader types in the index of the site, and knows nothing of the page that shows it.
//
// 1. What is typed is cut and folded into words as the program did with the texts.
// 2. Of each word, the files are loaded in which it would stand: for itself, for words that begin so, for nearly the same.
// 3. Places are ranked by the weights of their words (BM25). A page counts with the best that any place in it has of each
//    word, and is shown by its best place.
// 4. The pages to be shown are loaded. What has the words side by side rises; the part of its text around them is cut out.
//
// The files are scripts that call `playbookSearchPart`: so they run under a strict policy, and from a disk.
(() => {
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u00ad\u02bb\u02bc]/g;
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ" };
  // Signs of scripts that set no spaces: each is a word.
  const SIGN = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}])/u;
  // A text that is split by them has every second part made of letters.
  const LETTERS = /([\p{Alphabetic}\p{N}\p{M}'’]+)/u;
  // Whatever is typed is answered at once: so many words, so many files, so many places for each word.
  const [MOST_WORDS, MOST_FILES, MOST_PLACES] = [10, 4, 1000];

  const fold = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(ACCENTS, "")
      .replace(/[^\0-~]/g, (letter) => PLAIN[letter] ?? letter)
      .normalize();

  const odd = (_, at) => at % 2;

  function wordsOf(text) {
    const clusters = fold(text).split(LETTERS).filter(odd);
    const pieces = clusters.flatMap((cluster) => {
      const all = cluster.split(/['’]/);
      const long = all.filter((piece) => piece.length > 2);
      return long.length ? long : all;
    });
    return pieces.flatMap((piece) => piece.split(SIGN)).filter(Boolean).map((word) => word.slice(0, 40));
  }

  // Five bits to a letter, the lowest first; the sixth says that more follow.
  function numbers(text) {
    const all = [];
    let number = 0;
    let bits = 0;
    for (const letter of text) {
      const low = digit(letter);
      number |= (low & 31) << bits;
      bits += 5;
      if (low < 32) {
        all.push(number);
        number = bits = 0;
      }
    }
    return all;
  }
  const digit = (letter) => DIGITS.indexOf(letter);
  const sum = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

  // Counts as the sums of those before.
  function starts(text) {
    let end = 0;
    return numbers(text).map((count) => (end += count) - count);
  }

  // How many of a sorted list come before something.
  function before(list, wanted) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // How many letters must change to make a word of the beginning of a form; swapped neighbours are one change (optimal
  // string alignment). What is left of the form costs a little. Infinity for more than `most`.
  function distance(word, form, most) {
    const width = Math.min(form.length, word.length + most);
    let older;
    let old = [...Array(width + 1).keys()];
    for (let i = 1; i <= word.length; i++) {
      const row = [i];
      for (let j = 1; j <= width; j++) {
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (word[i - 1] === form[j - 1] ? 0 : 1));
        const isSwapped = word[i - 1] === form[j - 2] && word[i - 2] === form[j - 1];
        if (isSwapped) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      if (Math.min(...row) > most) return Infinity;
      [older, old] = [old, row];
    }
    return Math.min(...old.map((changes, at) => (changes > most ? Infinity : changes + (form.length - at) / 8)));
  }

  // Some of the index's words: the forms in their order, the number of each one's stem, and where the stems are.
  class Words {
    constructor([forms, stems, places]) {
      let count = 0;
      this.forms = forms.split(" ");
      this.stems = numbers(stems).map((back) => (back ? count - back : count++));
      this.places = places.split(" ");
    }

    // Hands on the places of a stem, each with the stem's weight there, and gives how rare it is among so many pages.
    read(stem, pages, hear) {
      const [written, weights] = this.places[stem].split(".");
      const [having, ...steps] = numbers(written);
      const rarity = Math.log(1 + (pages - having + 0.5) / (having + 0.5));
      let place = 0;
      steps.forEach((step, at) => hear((place += step), (rarity * digit(weights[at])) / 63));
      return rarity;
    }

    // The forms that a word is, or is the beginning of, each with how much it counts: less if the word is there, in any file.
    exactly(word, isWanted, isThere) {
      const isBegun = (form) => isWanted && form.startsWith(word);
      const share = (form) => form === word || (isBegun(form) && (isThere ? 0.1 : 0.5) + (0.4 * word.length) / form.length);
      return this.forms.map((form, at) => [at, share(form)]).filter(([, share]) => share);
    }

    // The forms that a word was probably meant to be, by so many letters; of several, the first is hardly one.
    nearly(word, most) {
      if (word.length <= 3 * most) return [];
      const far = this.forms.map((form, at) => [at, most < 2 || form[0] === word[0] ? distance(word, form, most) : 9]);
      const near = far.filter(([, far]) => far < most + 1).sort((a, b) => a[1] - b[1]);
      return near.filter(([, far], at) => at < 6 && far < near[0][1] + 0.5).map(([at, far]) => [at, 0.85 - 0.2 * far]);
    }
  }

  class Index {
    constructor(load, [version, part]) {
      Object.assign(this, part, { load, version, loading: {} });
      this.firstPlaces = starts(part.entries);
      this.firstPages = starts(part.pages);
    }

    part(name, read) {
      const load = async () => {
        const [version, part] = await this.load(name, this.version);
        // The site may have become another one since.
        if (version !== this.version) throw name;
        return read(part);
      };
      return (this.loading[name] ??= load());
    }

    // The files in which words would stand that begin so.
    files(word) {
      const first = Math.max(0, before(this.words, `${word}\0`) - 1);
      const wanted = this.words.slice(first, first + MOST_FILES).filter((start, at) => !at || start.startsWith(word));
      return Promise.all(wanted.map((_, at) => this.part(`words-${first + at}`, (part) => new Words(part))));
    }

    // Where a word is, what it says of each place, what it says at most, and the forms that were found.
    async look(word, isBegun) {
      let files = await this.files(word);
      let found;
      const isFound = (way) => (found = files.map(way)).some((forms) => forms.length);
      const isMeant = () =>
        isFound((file) => file.nearly(word, 1)) ||
        // `deciding`, where there is only `decision`.
        isFound((file) => file.exactly(word.slice(0, Math.max(3, word.length * 0.6)), true)) ||
        isFound((file) => file.nearly(word, 2));
      const isThere = files.some(({ forms }) => forms.includes(word));
      if (!isFound((file) => file.exactly(word, isBegun || !isThere, isThere)) && !isMeant()) {
        // The mistake may be in the first letters, by which the files are divided.
        files = (await this.files(word[0])).filter((file) => !files.includes(file));
        isMeant();
      }
      const looked = { places: new Map(), most: 0, forms: [] };
      files.forEach((file, at) => {
        const shares = new Map();
        for (const [form, share] of found[at]) raise(shares, file.stems[form], share);
        for (const [stem, share] of shares) {
          if (looked.places.size > MOST_PLACES) break;
          const hear = (place, weight) => raise(looked.places, place, share * weight);
          const rarity = file.read(stem, this.firstPlaces.length, hear);
          looked.most = Math.max(looked.most, share * rarity);
        }
        looked.forms.push(...file.forms.filter((_, form) => shares.has(file.stems[form])));
      });
      return looked;
    }

    // The places that say most of what was looked for, the best first: of a page the best one, and others as good.
    rank(looked) {
      const total = sum(looked.map(({ most }) => most));
      // What has more of the words goes before what has one of them often.
      const covered = (said) => sum(looked.map(({ most }, word) => said[word] && most)) / total;
      const score = (said) => (sum(said) / total) * covered(said);
      const none = () => looked.map(() => 0);
      const pages = new Map();
      looked.forEach(({ places }, word) => {
        for (const [place, says] of places) {
          const number = before(this.firstPlaces, place + 1) - 1;
          const page = pages.get(number) ?? { whole: none(), own: new Map() };
          const own = page.own.get(place) ?? none();
          own[word] = says;
          page.whole[word] = Math.max(page.whole[word], says);
          page.own.set(place, own);
          pages.set(number, page);
        }
      });
      const ranked = [];
      for (const [page, { whole, own }] of pages) {
        const scored = [...own].map(([place, said]) => ({ place, page, score: score(said) }));
        const [best, ...others] = scored.sort(byScore);
        const good = others.filter((other) => other.score > 0.75 * best.score).slice(0, 2);
        const lower = good.map((other) => ({ ...other, score: other.score * 0.7 }));
        ranked.push({ ...best, score: 0.2 * score(whole) + 0.8 * best.score }, ...lower);
      }
      return ranked.sort(byScore);
    }

    // Finds at once, and loads what is shown of it when `calm` says so.
    async find(query, most = Infinity, calm) {
      const words = wordsOf(query).slice(0, MOST_WORDS);
      // A word is begun as long as nothing follows it.
      const isBegun = LETTERS.test(query.slice(-1));
      const looked = await Promise.all(words.map((word, at) => this.look(word, isBegun && at === words.length - 1)));
      const ranked = this.rank(looked);
      const good = ranked.filter(({ score }) => score > 0.2 * ranked[0].score);
      // Words that are everywhere are not marked, unless there are no others.
      const rarest = Math.max(...looked.map(({ most }) => most));
      const marks = new Set(looked.flatMap(({ most, forms }) => (most > 0.3 * rarest ? forms : [])));
      await calm;
      const results = await Promise.all(good.slice(0, Math.min(most, this.counts.length - 2)).map((found) => this.result(found, words, marks)));
      return { results: results.sort(byScore), said: this.counts[good.length] ?? this.counts.at(-1), all: this.all };
    }

    // What is shown of a place. What has the words side by side, as they were typed, rises.
    async result({ place, page, score }, words, marks) {
      const file = before(this.firstPages, page + 1) - 1;
      const pages = await this.part(`pages-${file}`, (part) => part);
      const [href, title, label, text, places] = pages[page - this.firstPages[file]];
      const at = place - this.firstPlaces[page] - 1;
      const [anchor, heading, own, below] = at < 0 ? ["", title, label, text] : places[at];
      const said = wordsOf(`${heading} ${below}`).map(start);
      const typed = words.map(start);
      const isPair = (word, at) => said.some((one, next) => one === typed[at - 1] && said[next + 1] === word);
      const pairs = typed.filter(isPair).length;
      return {
        href: href + anchor,
        label: at < 0 ? this.labels[own] : `${this.labels[own]} · ${title}`,
        title: marked(heading, marks),
        text: excerpt(below, marks),
        score: score * (1 + (0.8 * pairs) / words.length),
      };
    }
  }

  const byScore = (a, b) => b.score - a.score;
  // What forms of a word have in common, as far as their being side by side tells anything.
  const start = (word) => word.slice(0, 4);
  const raise = (map, key, value) => map.set(key, Math.max(value, map.get(key) ?? 0));

  // A text in parts, every second of them what was found.
  function marked(text, marks) {
    const parts = [""];
    for (const piece of text.split(LETTERS)) {
      if (wordsOf(piece).some((word) => marks.has(word))) parts.push(piece, "");
      else parts[parts.length - 1] += piece;
    }
    return parts;
  }

  // The part of a text around the first word that was found.
  function excerpt(text, marks) {
    const [first, found] = marked(text, marks);
    const from = found && first.length > 60 ? text.indexOf(" ", first.length - 40) + 1 : 0;
    const rest = text.slice(from);
    const cut = rest.length > 170 ? rest.slice(0, 170).replace(/ \S*$/, " …") : rest;
    return marked((from ? "… " : "") + cut, marks);
  }

  const arrived = new Map();
  globalThis.playbookSearchPart = (name, ...part) => arrived.set(name, part);

  // Opens the index that lies below an address; `script` runs the script at an address.
  globalThis.playbookSearch = (base, script) => {
    let index;
    const load = (name, query) => script(`${base}${name}.js?${query}`).then(() => arrived.get(name));
    const open = async (query = "") => {
      const found = await load("index", query);
      return index?.version === found[0] ? index : (index = new Index(load, found));
    };
    return {
      // Looks whether there is a newer index.
      renew: () => open(),
      // What is found: the first `most` results, or all, in words how many there are, and what all of them are called.
      async find(...asked) {
        const found = index ?? (await open());
        return found.find(...asked).catch(async () => {
          // A part is missing or of another version: the browser may have kept an old index.
          index = undefined;
          return (await open(Date.now())).find(...asked);
        });
      },
    };
  };
})();
