// What the preview adds to a page: a bar in the corner, the mistakes, and a page that is new once a file is saved.
//
// It runs before the page's own policy begins to hold, so that it may start the worker that asks for news. All else is
// within the policy: its styles are made by script, and nothing is loaded but the worker and the page's own files.
(() => {
  "use strict";
  const { page, edition, style: firstStyle } = document.currentScript.dataset;
  const PUBLIC = "/_preview/public/";
  const PLACE = "playbook-preview-place";
  const root = edition === "public" ? PUBLIC : "/";
  const address = location.pathname + location.search;
  let style = firstStyle;
  // The generation that the page's pictures are of: the first one heard of.
  let pictures;
  let hasMistakes = false;
  let bar;

  const worker = window.SharedWorker
    ? new SharedWorker("/_preview/worker.js").port
    : new Worker("/_preview/worker.js");
  worker.onmessage = ({ data }) => whenReady(() => heard(data));
  const arrive = () => worker.postMessage({ edition, address });
  arrive();
  addEventListener("pagehide", () => worker.postMessage({ isGone: true }));
  addEventListener("pageshow", (event) => event.persisted && arrive());
  whenReady(() => {
    bar = makeBar();
    takeUpPlace();
  });

  function whenReady(then) {
    if (document.readyState !== "loading") then();
    else addEventListener("DOMContentLoaded", then, { once: true });
  }

  function heard({ isLost, news, status, page: now, style: newStyle, words }) {
    if (isLost) {
      bar.lost();
      return;
    }
    const problems = [...news.problems];
    if (now === undefined) problems.unshift({ severity: "error", message: words, fix: "" });
    hasMistakes = problems.some(({ severity }) => severity === "error");
    bar.show(problems, news.more);
    // A page that is not there, or cannot be shown, because of a mistake: the last good one stays.
    const isBroken = now === undefined || (status !== 200 && hasMistakes);
    if (!isBroken && now !== page) {
      reload();
      return;
    }
    if (newStyle !== undefined && newStyle !== style) swapStyle(newStyle);
    swapPictures(news);
  }

  function swapStyle(newStyle) {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const href = link.getAttribute("href");
      if (!href.endsWith(style)) continue;
      const fresh = link.cloneNode();
      fresh.href = href.slice(0, -style.length) + newStyle;
      fresh.onload = () => link.remove();
      link.after(fresh);
    }
    style = newStyle;
  }

  function swapPictures({ number, copies }) {
    pictures ??= number;
    for (const [href, since] of Object.entries(copies)) {
      if (since <= pictures) continue;
      const { pathname } = new URL(root + href, location.origin);
      for (const image of document.images) {
        if (new URL(image.src).pathname === pathname) image.src = `${pathname}?${since}`;
      }
    }
    pictures = number;
  }

  // Where the reader is: the last place with a name above the top of the window, and how far above.
  function reload() {
    const places = [...document.querySelectorAll("main [id]")];
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
      return;
    }
    if (place?.address !== address) return;
    const details = [...document.querySelectorAll("details")];
    if (details.length === place.open.length) details.forEach((one, at) => (one.open = place.open[at]));
    if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
    const go = () => {
      const last = place.last && document.getElementById(place.last.id);
      const y = last ? scrollY + last.getBoundingClientRect().top - place.last.top : place.y;
      scrollTo({ top: y, behavior: "instant" });
    };
    go();
    // Pictures above may have moved it.
    addEventListener("load", () => {
      go();
      history.scrollRestoration = "auto";
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
      line.append(element("a", { href: `/${address.slice(PUBLIC.length)}` }, "Back to the team’s"));
    }
    const state = element("span", { class: "state", role: "status" });
    const count = element("summary", {});
    const list = element("ol", {});
    const details = element("details", { hidden: "" }, count, list);
    line.append(state);
    shadow.append(element("div", { class: "bar" }, details, line));
    document.body.append(host);

    const show = (problems, more) => {
      state.textContent = "";
      host.classList.remove("lost");
      const errors = problems.filter(({ severity }) => severity === "error").length;
      const words = [counted(errors, "mistake"), counted(problems.length - errors, "warning")];
      const text = words.filter(Boolean).join(" and ") + (more ? `, and ${more} more` : "");
      const hadErrors = details.classList.contains("errors");
      details.hidden = problems.length === 0;
      details.classList.toggle("errors", errors > 0);
      // Opens when the first mistake comes, and closes when the last is mended; in between it is the writer's.
      if (hadErrors !== errors > 0) details.open = errors > 0;
      count.textContent = text;
      list.replaceChildren(...problems.map(item));
    };
    const lost = () => {
      state.textContent = "The preview has ended. Start it again, and this page goes on.";
    };
    return { show, lost };
  }

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
    .state:empty { display: none; }
    a { color: #bfe3ff; padding-block: .35rem; }
    a:focus-visible, summary:focus-visible { outline: 2px solid #fff; outline-offset: 2px; }
    details { display: flex; flex-direction: column; min-block-size: 0; overflow-y: auto; }
    details[hidden] { display: none; }
    summary { cursor: pointer; padding-block: .35rem; font-weight: 600; color: #ffe08a; }
    .errors summary { color: #ffb4a8; }
    ol { margin: 0 0 .5rem; padding-inline-start: 1.4rem; }
    li { margin-block: .5rem; }
    li.error::marker { color: #ffb4a8; font-weight: 700; }
    p { margin: 0; white-space: pre-line; }
    .place { font-family: ui-monospace, monospace; font-size: .85rem; color: #d5dbe3; }
    .fix { color: #d5dbe3; }
    @media (forced-colors: active) { .bar { border: 2px solid; } }
    @media print { .bar { display: none; } }
  `;
})();
