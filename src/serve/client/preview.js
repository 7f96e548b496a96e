// What the preview adds to a page: a bar in the corner, the mistakes, and a page that is new once a file is saved.
//
// It runs before the page's own policy begins to hold, so that it may start the worker that asks for news. All else is
// within the policy: its styles are made by script, and nothing is loaded but the worker and the page's own files.
(() => {
  "use strict";
  const { page, edition, style: firstStyle } = document.currentScript.dataset;
  const PUBLIC = "/_preview/public/";
  const PLACE = "playbook-preview-place";
  const CLOSED = "playbook-preview-closed";
  const root = edition === "public" ? PUBLIC : "/";
  const address = location.pathname + location.search;
  let style = firstStyle;
  // The page's style sheets, the newest first: more than one while a new one is loaded.
  let sheets;
  let isLeaving = false;
  // The news that its pictures are as new as.
  let pictures = { number: 0 };

  const port = startWorker();
  // The script stands at the beginning of the page: there is nothing yet to add a bar to.
  const bar = new Promise((ready) => {
    addEventListener("DOMContentLoaded", () => {
      ready(makeBar());
      takeUpPlace();
    });
  });
  port.onmessage = async ({ data }) => heard(await bar, data);
  const arrive = () => port.postMessage({ edition, address });
  arrive();
  addEventListener("pagehide", () => port.postMessage({ isGone: true }));
  addEventListener("pageshow", (event) => event.persisted && arrive());

  function startWorker() {
    const script = "/_preview/worker.js";
    try {
      const shared = new SharedWorker(script);
      shared.onerror = waitForPreview;
      return shared.port;
    } catch {
      // None on some phones, and not where storage is blocked: each page asks for itself then.
      const own = new Worker(script);
      own.onerror = waitForPreview;
      return own;
    }
  }

  // The page came out of the browser's store, and there is no preview to give it a worker. By now its policy may forbid
  // to start one; a style sheet may be asked for, and tells when the preview is there again.
  async function waitForPreview() {
    (await bar).lost();
    const question = element("link", { rel: "stylesheet", href: `/_preview/alive.css?${Date.now()}` });
    question.onload = () => location.reload();
    question.onerror = () => {
      question.remove();
      setTimeout(waitForPreview, 1000);
    };
    document.head.append(question);
  }

  function heard(bar, { isLost, isOther, news, page: now, style: newStyle }) {
    if (isOther && !isLeaving) location.reload();
    isLeaving ||= isOther;
    if (isOther || isLost) {
      bar.lost();
      return;
    }
    bar.show(news);
    if (now !== undefined && now !== page) {
      reload();
      return;
    }
    if (newStyle !== undefined && newStyle !== style) swapStyle(newStyle);
    swapPictures(news);
  }

  function swapStyle(newStyle) {
    sheets ??= [...document.querySelectorAll('link[rel~="stylesheet"]')].filter((link) =>
      link.getAttribute("href").endsWith(style),
    );
    const older = sheets;
    const [newest] = older;
    style = newStyle;
    if (!newest) return;
    const fresh = newest.cloneNode();
    const folder = newest.getAttribute("href").replace(/theme\/[^/]*$/, "");
    fresh.href = folder + newStyle;
    fresh.onload = () => {
      for (const link of older) link.remove();
      sheets = sheets.filter((link) => !older.includes(link));
    };
    // A newer one is on its way, or the server is gone: the older ones stay.
    fresh.onerror = () => {
      fresh.remove();
      sheets = sheets.filter((link) => link !== fresh);
    };
    sheets = [fresh, ...older];
    newest.before(fresh);
  }

  // Files that have changed since the page was told of the last ones; all that ever did, when another preview has begun.
  function swapPictures(news) {
    const session = ({ token }) => token?.split("-")[0];
    const isOther = pictures.token !== undefined && session(pictures) !== session(news);
    const isNew = (since) => isOther || since > pictures.number;
    const changed = Object.entries(news.copies).filter(([, since]) => isNew(since));
    const paths = new Set(changed.map(([href]) => new URL(root + href, location.origin).pathname));
    for (const image of document.images) {
      const source = image.getAttribute("src");
      if (!source) continue;
      const { pathname, origin } = new URL(source, location.href);
      if (origin === location.origin && (isOther || paths.has(pathname))) image.src = `${pathname}?${news.token}`;
    }
    pictures = news;
  }

  // Where the reader is: the last place with a name above the top of the window, and how far above.
  function reload() {
    // What is not shown has no place.
    const places = [...document.querySelectorAll("main [id]")].filter((place) => place.getClientRects().length > 0);
    const named = places.map((place) => ({ id: place.id, top: place.getBoundingClientRect().top }));
    const last = named.filter(({ top }) => top <= 1).pop();
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    const focus = document.activeElement?.id;
    const place = { address, last, open, focus, y: scrollY };
    try {
      sessionStorage.setItem(PLACE, JSON.stringify(place));
      history.scrollRestoration = "manual";
    } catch {
      // Without storage the browser's own way has to do.
    }
    location.reload();
  }

  function takeUpPlace() {
    let place;
    try {
      place = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch {
      // Then there is none.
    }
    if (place?.address !== address) {
      history.scrollRestoration = "auto";
      return;
    }
    const details = [...document.querySelectorAll("details")];
    if (details.length === place.open.length) details.forEach((one, at) => (one.open = place.open[at]));
    if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
    const go = () => {
      const last = place.last && document.getElementById(place.last.id);
      const y = last?.getClientRects().length > 0 ? scrollY + last.getBoundingClientRect().top - place.last.top : place.y;
      scrollTo({ top: y, behavior: "instant" });
    };
    go();
    // Pictures above may have moved it. The browser's own way holds again once it cannot take this for its own.
    addEventListener("load", () => {
      go();
      setTimeout(() => (history.scrollRestoration = "auto"), 500);
    });
  }

  function element(name, attributes, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  }

  function makeBar() {
    const host = element("div", { role: "region", "aria-label": "Preview", lang: "en", dir: "ltr" });
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    const names = { team: "Team preview", public: "Public preview", only: "Public preview" };
    const which = element("span", { class: "which" }, names[edition]);
    const line = element("div", { class: "line" }, which);
    if (edition === "team") {
      line.append(element("a", { href: PUBLIC + address.slice(1) }, "See what the public sees"));
    } else if (edition === "public") {
      // The preview keeps whoever comes from the public edition in it, but for this.
      const back = { href: `/${address.slice(PUBLIC.length)}`, referrerpolicy: "no-referrer" };
      line.append(element("a", back, "Back to the team edition"));
    }
    const state = element("span", { class: "state", role: "status" });
    const count = element("summary", {});
    // What scrolls must be reached by keys.
    const list = element("ol", { tabindex: "0", "aria-label": "What is wrong" });
    const note = element("p", { class: "note" }, NOTE);
    const details = element("details", { hidden: "" }, count, note, list);
    line.append(state);
    shadow.append(element("div", { class: "bar" }, details, line));
    document.body.append(host);

    const say = (words) => {
      if (state.textContent !== words) state.textContent = words;
    };
    // What the writer has closed stays closed, on every page, until all is mended.
    const remembered = (then) => {
      try {
        return then(sessionStorage);
      } catch {
        return null;
      }
    };
    count.onclick = () => remembered((store) => store.setItem(CLOSED, details.open ? "yes" : ""));
    const show = ({ problems, more, errors, warnings }) => {
      const text = [counted(errors, "mistake"), counted(warnings, "warning")].filter(Boolean).join(" and ");
      const hadErrors = details.classList.contains("errors");
      if (errors === 0) remembered((store) => store.removeItem(CLOSED));
      details.hidden = problems.length === 0;
      details.classList.toggle("errors", errors > 0);
      note.hidden = errors === 0;
      // Opens when the first mistake comes, and closes when the last is mended; in between it is the writer's.
      if (hadErrors !== errors > 0) details.open = errors > 0 && !remembered((store) => store.getItem(CLOSED));
      count.textContent = text;
      list.replaceChildren(...problems.map(item));
      if (more) list.append(element("li", {}, `And ${more} more: see the terminal.`));
      state.classList.add("unseen");
      say(text || (hadErrors ? "All fixed." : ""));
    };
    const lost = () => {
      state.classList.remove("unseen");
      say("The preview has ended. Start it again, and this page goes on.");
    };
    return { show, lost };
  }

  const NOTE =
    edition === "public"
      ? "What has a mistake for the team too is shown as it was before; other pages are as they are now."
      : "Where a page has a mistake, you see it as it was before.";

  const counted = (number, word) => number > 0 && `${number} ${word}${number === 1 ? "" : "s"}`;

  function item({ severity, file, line, message, fix }) {
    const made = element("li", { class: severity }, element("p", {}, message));
    if (file) made.append(element("p", { class: "place" }, line ? `${file}, line ${line}` : file));
    if (fix) made.append(element("p", { class: "fix" }, `What to do: ${fix}`));
    return made;
  }

  const STYLE = `
    :host { all: initial; }
    .bar {
      position: fixed; inset-block-end: 0; inset-inline-end: 0; z-index: 2147483647;
      display: flex; flex-direction: column; box-sizing: border-box;
      max-inline-size: min(42rem, 100vw); max-block-size: 70vh; padding: .5rem .9rem;
      background: #1c2430; color: #fff; border-start-start-radius: .6rem;
      font: 400 .95rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere;
    }
    .line { display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: center; }
    .which { font-weight: 600; }
    .state.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .note { color: #d5dbe3; }
    a { color: #bfe3ff; padding-block: .35rem; }
    a:focus-visible, summary:focus-visible { outline: 2px solid #fff; outline-offset: 2px; }
    details[hidden] { display: none; }
    summary { cursor: pointer; padding-block: .35rem; font-weight: 600; color: #ffe08a; }
    .errors summary { color: #ffb4a8; }
    ol { margin: 0 0 .5rem; padding-inline-start: 1.6rem; max-block-size: 50vh; overflow-y: auto; }
    ol:focus-visible { outline: 2px solid #fff; }
    li { margin-block: .5rem; }
    li.error::marker { color: #ffb4a8; font-weight: 700; }
    p { margin: 0; white-space: pre-line; }
    .place { font-family: ui-monospace, monospace; font-size: .85rem; color: #d5dbe3; }
    .fix { color: #d5dbe3; }
    @media (forced-colors: active) { .bar { border: 2px solid; } }
    @media print { .bar { display: none; } }
  `;
})();
