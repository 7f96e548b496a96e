// How the tests look at a page: in a context of its own, whose pages have the functions below as `look`.

// Gives a page of a new context, which ends with the test, or without one with the browser. With an address, it is
// opened there.
export async function open(t, browser, address, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  t?.after(() => context.close());
  if (options?.javaScriptEnabled !== false) await context.addInitScript(look);
  const page = await context.newPage();
  if (address) await page.goto(address);
  return page;
}

// Folds are opened, and pictures further down are loaded as well.
export async function showAll(page) {
  await page.evaluate(() => {
    document.querySelectorAll("details").forEach((part) => (part.open = true));
    document.querySelectorAll("[loading=lazy]").forEach((part) => (part.loading = "eager"));
  });
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}

// Run in each page before anything of its own, so it can use nothing from out here. The page's policy does not hold
// for it.
function look() {
  // What a message says of an element.
  const name = (element) => {
    if (!element) return "nothing";
    const classes = [...element.classList].map((one) => `.${one}`).join("");
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.localName}${element.id && `#${element.id}`}${classes}> “${text}”`;
  };

  // Whether it is painted at all. What is moved out of the window, as a skip link is, is painted nowhere.
  const isSeen = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    return [...element.getClientRects()].some(
      (box) => box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0,
    );
  };

  const seen = (selector) => [...document.querySelectorAll(selector)].filter(isSeen);

  // The texts that are seen, each with the boxes of its lines. Charts are pictures.
  const texts = (root = document.body) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("svg, script, style, option, title") || !isSeen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      if (boxes.length > 0) found.push({ node, element, boxes });
    }
    return found;
  };

  // Any colour of CSS as red, green, blue and alpha.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [red, green, blue, alpha / 255]);
    }
    return known.get(colour);
  };
  const over = (front, back) => front.slice(0, 3).map((part, at) => part * front[3] + back[at] * (1 - front[3]));

  // The colour behind what an element shows, as far as plain backgrounds tell.
  const backdrop = (element) => {
    const behind = element.parentElement ? backdrop(element.parentElement) : [255, 255, 255];
    return over(rgba(getComputedStyle(element).backgroundColor), behind);
  };

  // Relative luminance and contrast as WCAG 2.2 defines them.
  const luminance = (colour) => {
    const [red, green, blue] = colour
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const colourOn = (colour, element) => contrast(over(rgba(colour), backdrop(element)), backdrop(element));

  window.look = { name, isSeen, seen, texts, rgba, backdrop, luminance, contrast, colourOn };
}
