// The way through a page by the Tab key, and what is wrong on it.

// What can take the focus in the order of the page. A radio button that is not chosen is reached by arrow keys.
const FOCUSABLE =
  "a[href], button, summary, input:not([type=hidden]), select, textarea, iframe, audio[controls], video[controls], " +
  "[contenteditable], [tabindex]:not([tabindex^='-'])";
const SKIPPED = ":disabled, [inert] *, [type=radio]:not(:checked)";

// Run in the page: tells of the element that has the focus; nothing, when the focus has left the page or begins anew.
export function stop() {
  const element = document.activeElement;
  window.visited ??= [];
  if (element === document.body || visited.includes(element)) return null;
  const before = visited.at(-1);
  visited.push(element);
  const problems = [];
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();

  // It is in the window: all of it, or where it is larger than the window, some of it.
  const isWithin = (low, high, end) => (high - low <= end ? low >= -1 && high <= end + 1 : low < end && high > 0);
  if (!isWithin(box.top, box.bottom, innerHeight) || !isWithin(box.left, box.right, innerWidth)) {
    problems.push("is out of the window");
  }
  if (!look.isSeen(element)) problems.push("is not seen");

  // Nothing covers it, wherever its lines are.
  for (const line of element.getClientRects()) {
    const middle = (low, high, end) => (Math.max(low, 0) + Math.min(high, end)) / 2;
    const x = middle(line.left, line.right, innerWidth);
    const y = middle(line.top, line.bottom, innerHeight);
    const hit = document.elementFromPoint(x, y);
    if (!element.contains(hit)) problems.push(`is covered by ${look.name(hit)}`);
  }

  // WCAG 2.2, 2.4.13: an indicator of two pixels with a contrast of 3:1. Nothing cuts it off.
  const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  if (width < 2) problems.push(`has an outline of ${width} px`);
  if (look.colourOn(style.outlineColor, element.parentElement) < 3) {
    problems.push(`has an outline of ${style.outlineColor} on ${look.backdrop(element.parentElement)}`);
  }
  const reach = width + parseFloat(style.outlineOffset) - 0.5;
  for (let part = element.parentElement; part && part !== document.body; part = part.parentElement) {
    const { overflow, position } = getComputedStyle(part);
    const hole = part.getBoundingClientRect();
    const isCut =
      overflow !== "visible" &&
      (box.left - reach < hole.left ||
        box.right + reach > hole.right ||
        box.top - reach < hole.top ||
        box.bottom + reach > hole.bottom);
    if (isCut) problems.push(`has an outline that ${look.name(part)} cuts off`);
    if (position === "fixed") break;
  }

  // The order is that of the page, and within a part of it that of the eye: down, or along the line.
  if (before && !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    problems.push(`comes after ${look.name(before)}, but stands before it`);
  }
  const part = element.closest("nav, header, footer, aside, main");
  const isSticky = part !== null && getComputedStyle(part).position === "sticky";
  let block = element;
  while (/^(inline|contents)/.test(getComputedStyle(block).display)) block = block.parentElement;
  const { left, top, bottom } = block.getBoundingClientRect();
  const place = { name: look.name(element), left: left + scrollX, top: top + scrollY, bottom: bottom + scrollY };
  window.latest ??= new Map();
  const former = latest.get(part);
  const isAbove = former && place.bottom <= former.top + 1 && place.left <= former.left + 1;
  if (isAbove && !isSticky) problems.push(`lies before ${former.name}`);
  latest.set(part, place);

  const closed = element.closest("details:not([open]), [popover]:not(:popover-open)");
  const opens = element.matches("summary") && element.parentElement === closed;
  return {
    name: look.name(element),
    problems,
    isMain: element.closest("main") !== null,
    isClosed: closed !== null && !opens,
  };
}

// Presses Tab until the focus has been everywhere, and tells of each stop.
export async function walk(page) {
  const stops = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(stop);
    if (!found) return stops;
    stops.push(found);
  }
}

// What is seen and could have the focus, but was not on the way.
export const leftOut = (page) =>
  page.evaluate(
    ([focusable, skipped]) =>
      look
        .seen(focusable)
        .filter((one) => !one.matches(skipped) && !visited.includes(one))
        .map(look.name),
    [FOCUSABLE, SKIPPED],
  );
