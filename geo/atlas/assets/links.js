/*
 * The addresses of the app's pages, for the lines of links above and within them and for those of a district's card.
 */

/** What a link to a page takes along of how pages are read; see geo/links/view.py. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
const READING = ["war", "known", "lens", "lang", "theme"];

/**
 * The parameters that a link takes along from an address, and its own, where {day} stands for the day that is open. They
 * stay in their order: the same in another order would be another entry in the browser's history.
 */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
function travelling(search, kept, own = {}, opening = "") {
  const here = new URLSearchParams(search);
  const named = [...here].filter(([name, value]) => value && kept.includes(name));
  const day = here.get("day") ?? opening;
  const filled = Object.entries(own).map(([name, value]) => [name, value.replace("{day}", day)]);
  return Object.fromEntries([...named, ...filled]);
}

/** Whether a click asks to go there, and not for another tab, window or file. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
function isPlain({ button, altKey, ctrlKey, metaKey, shiftKey }) {
  return !(button || altKey || ctrlKey || metaKey || shiftKey);
}

/** The address of a page, seen from another one: `/base/gaps` and `?day=…` give `/base/publish?day=…`. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
function addressOf(page, current, pathname, query) {
  const base = current && pathname.endsWith(`/${current}`) ? pathname.slice(0, -current.length) : pathname;
  const words = new URLSearchParams(query).toString();
  return `${base.replace(/\/?$/, "/")}${page}${words && `?${words}`}`;
}
