// What styles alone cannot do for a page. Without it nothing is missing but these comforts.
"use strict";
{
  const find = (selector) => document.querySelector(selector);

  // The focus that leaves the open menu of a phone would go on to what the menu covers.
  addEventListener("focusin", ({ target }) => target.closest("#_menu") || find("#_menu[popover]")?.hidePopover?.());

  // Filters that leave nothing say so.
  const left = find("#_left");
  if (left) find("#_filters").onchange = () => (left.textContent = find(".cards").offsetHeight ? "" : left.dataset.none);

  // The step of a long series that one is at is seen. `scroll-initial-target` would put the title of the series out of
  // sight, even where the page is its first.
  const here = find(".path [aria-current]");
  if (here) find(".path").scrollTop = here.offsetTop - 99;
}
