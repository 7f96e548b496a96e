// What of a page cannot be read, whatever the size of its window and of its text.

// Run in the page: a line for each text that is cut off, lies on another or leaves the window. To scroll sideways is right
// for tables alone (WCAG 2.2, 1.4.10).
export function losses() {
  const found = [];
  const words = look.texts();
  const scrolls = (part) => /auto|scroll/.test(getComputedStyle(part).overflowX) && part.scrollWidth > part.clientWidth;

  if (document.scrollingElement.scrollWidth > innerWidth) {
    found.push(`the page is ${document.scrollingElement.scrollWidth} px wide, the window ${innerWidth} px`);
  }
  for (const part of look.seen("body, body *:not(svg, svg *)")) {
    const { overflowX, overflowY } = getComputedStyle(part);
    const wide = part.scrollWidth > part.clientWidth + 1;
    const high = part.scrollHeight > part.clientHeight + 1;
    const cuts = (overflow) => /hidden|clip/.test(overflow);
    if ((cuts(overflowX) && wide) || (cuts(overflowY) && high)) found.push(`${look.name(part)} cuts off what is in it`);
    if (scrolls(part) && !part.querySelector("table")) found.push(`${look.name(part)} scrolls sideways`);
    const box = part.getBoundingClientRect();
    let around = part.parentElement;
    while (around && !scrolls(around)) around = around.parentElement;
    if (!around && box.right > innerWidth + 1) found.push(`${look.name(part)} ends at ${box.right}`);
    if (!around && box.left < -1) found.push(`${look.name(part)} begins at ${box.left}`);
  }

  // Only the middle of a line counts: above and below there is room for the letters of any language.
  const lines = words.flatMap(({ element, boxes }) =>
    boxes.map(({ left, right, top, bottom }) => {
      const edge = (bottom - top) / 3;
      return { element, left: left + 1, right: right - 1, top: top + edge, bottom: bottom - edge };
    }),
  );
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
      const other = lines[next];
      if (other.left < one.right && one.left < other.right) {
        found.push(`${look.name(one.element)} and ${look.name(other.element)} lie on each other`);
      }
    }
  });

  // Words that stick out of a button, a card, a cell.
  for (const { element, boxes } of words) {
    let frame = element;
    while (/^(inline|contents)$/.test(getComputedStyle(frame).display)) frame = frame.parentElement;
    const box = frame.getBoundingClientRect();
    const sticksOut = boxes.some(({ left, right }) => left < box.left - 1 || right > box.right + 1);
    if (sticksOut && getComputedStyle(frame).textIndent === "0px") found.push(`${look.name(frame)} is too narrow`);
  }
  return { found, count: words.length };
}
