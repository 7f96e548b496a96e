// The search of every page: a field that suggests what it finds while somebody types (the combobox with a list of the ARIA
// practices), and the results of the search page. What finds is loaded when somebody comes to search, and not before.
//
// Without this script the form leads to the search page, which lists all pages.
"use strict";
(() => {
  const SUGGESTIONS = 8;
  const form = document.querySelector("form[data-index]");
  const input = form.querySelector("input");
  const { index, engine, root, name, failed } = form.dataset;
  const list = element("div", { id: "_found", role: "listbox", "aria-label": name });
  const state = element("p", { role: "status" });
  let opening;
  let active;
  let latest = 0;

  function element(name, attributes = {}, ...inside) {
    const made = document.createElement(name);
    set(made, attributes);
    made.append(...inside);
    return made;
  }

  function set(element, attributes) {
    for (const key in attributes) element.setAttribute(key, attributes[key]);
  }

  const script = (src) =>
    new Promise((onload, onerror) => document.head.append(Object.assign(element("script"), { src, onload, onerror })));

  // Tried again by the next letter when it cannot be loaded.
  const open = () =>
    (opening ??= script(engine)
      .then(() => playbookSearch(index, script))
      .catch(() => (opening = undefined)));
  const find = async (...asked) => (await open()).find(...asked);

  // Texts are texts, whatever they hold; every second part was found.
  const marked = (parts) => parts.map((part, at) => (at % 2 ? element("mark", {}, part) : part));
  // Titles and texts may be in another language than the site.
  const shown = ({ href, label, title, text }) => [
    element("a", { href: root + href, dir: "auto" }, ...marked(title)),
    element("span", {}, label),
    element("span", { dir: "auto" }, ...marked(text)),
  ];

  function show(options, said) {
    list.replaceChildren(...options);
    options.forEach((option, at) => set(option, { id: `_found-${at}`, role: "option", tabindex: -1 }));
    set(input, { "aria-expanded": !!options.length });
    form.classList.toggle("is-open", said);
    state.textContent = said;
    point(-1);
  }

  function close() {
    // What is still looked for comes too late.
    latest++;
    show([], "");
  }

  // The focus stays in the field: it says which of the options is meant.
  function point(to) {
    const options = [...list.children];
    active = to;
    options.forEach((option, at) => set(option, { "aria-selected": at === to }));
    set(input, { "aria-activedescendant": options[to]?.id ?? "" });
    options[to]?.scrollIntoView({ block: "nearest" });
  }

  async function suggest() {
    const number = ++latest;
    const query = input.value;
    if (!query.trim()) return close();
    // Letters that come at once load the texts of one query: of the others nothing comes after the search.
    const calm = new Promise((onload) => setTimeout(() => number === latest && onload(), 30));
    try {
      const { results, said, all } = await find(query, SUGGESTIONS, calm);
      const options = results.map((result) => {
        const [link, ...below] = shown(result);
        link.append(...below);
        return link;
      });
      const more = `${form.action}?q=${encodeURIComponent(query)}`;
      if (options.length) options.push(element("a", { href: more }, all));
      if (number === latest) show(options, said);
    } catch {
      if (number === latest) show([], failed);
    }
  }

  async function answer(page, query) {
    input.value = query;
    const { results, said } = await find(query);
    page.querySelector("ol").append(...results.map((result) => element("li", {}, ...shown(result))));
    page.querySelector("p").textContent = said;
    page.hidden = false;
  }

  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": "_found" });
  form.append(element("div", { class: "found" }, state, list));
  close();
  input.onfocus = () => open().then((engine) => engine?.renew()).catch(() => {});
  input.oninput = suggest;
  input.onkeydown = (event) => {
    const places = list.children.length + 1;
    // From the last option on to the field, and from there to the first.
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // What is pressed with another key, or to write a sign, is not for the list.
    if (event.shiftKey || event.ctrlKey || event.altKey || event.isComposing) return;
    if (steps && places > 1) point(((active + 1 + steps + places) % places) - 1);
    else if (steps) suggest();
    else if (event.key === "Escape" && state.textContent) close();
    else if (event.key === "Enter" && active >= 0) list.children[active].click();
    else return;
    event.preventDefault();
  };
  form.addEventListener("focusout", ({ relatedTarget }) => list.contains(relatedTarget) || close());

  const page = document.getElementById("_results");
  const asked = new URLSearchParams(location.search).get("q");
  if (page && asked?.trim()) answer(page, asked).catch(() => {});
})();
