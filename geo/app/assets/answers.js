/*
 * Brings the answer to a click into view and gives it the focus; once it is closed, the focus goes back to where the
 * click was. Escape closes it. `answers` in geo/app/widgets.py tells which answers are open.
 *
 * A page that opens with an answer opens at its head. A table that is walked by keys answers at each step, and keeps
 * the focus.
 */
const ANSWER = "[class*=st-key-answer-]";
const HEADING = "h2, h3";
const TABLE = '[data-testid="stDataFrame"]';
const WAIT = 60; // frames, for a heading that is on its way
const states = new WeakMap(); // by the element around the answers: what is open, and what had the focus before
let keyed = false; // whether the reader's latest act was a key
document.addEventListener("pointerdown", () => (keyed = false), true);
document.addEventListener("keydown", () => (keyed = true), true);

export default function ({ parentElement, data }) {
  const box = (parentElement.host ?? parentElement).closest("[class*=st-key-answers-]");
  const state = states.get(box) ?? { open: data.open };
  states.set(box, state);
  box.onkeydown = (event) => {
    if (event.key === "Escape") box.querySelector("[class*=st-key-close-] button")?.click();
  };
  if (data.open === state.open) return;
  state.open = data.open;
  if (data.open) open(box, state);
  else close(box, state);
}

function open(box, state, frames = WAIT) {
  const heading = box.querySelector(HEADING);
  if (!heading && frames) requestAnimationFrame(() => open(box, state, frames - 1));
  if (!heading) return;
  const from = focused();
  const table = from.closest(TABLE);
  if (table && keyed) return;
  // A cell that has the focus is chosen, and what is chosen opens: a table takes it back as a whole.
  if (table) table.tabIndex = -1;
  if (!box.contains(from)) state.from = table ?? from;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  bring(box.querySelector(ANSWER) ?? box, state.from);
}

function close(box, { from }) {
  const lost = document.activeElement === document.body || box.contains(document.activeElement);
  if (!from?.isConnected || !lost) return;
  from.focus({ preventScroll: true });
  from.scrollIntoView({ block: "nearest" });
}

/** Keep an answer in view while its tables are on their way, until the reader goes on. */
function bring(answer, from) {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const watch = new ResizeObserver(() => {
    if (getComputedStyle(answer).position === "fixed") uncover(answer, from, behavior);
    else answer.scrollIntoView({ block: "nearest", behavior });
  });
  watch.observe(answer);
  const until = new AbortController();
  const stop = () => until.abort() ?? watch.disconnect();
  for (const event of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(event, stop, { capture: true, signal: until.signal });
  }
}

/** Scroll what was clicked out from under an answer that lies over the foot of the page. */
function uncover(answer, from, behavior) {
  const { top, bottom } = from?.getBoundingClientRect() ?? {};
  const under = Math.min(bottom + 8 - answer.getBoundingClientRect().top, top - 56);
  if (under > 0) answer.closest('[data-testid="stMain"]').scrollBy({ top: under, behavior });
}

/** What has the focus, also within a component. */
function focused() {
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
