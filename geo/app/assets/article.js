/*
 * The text of an article: its marks and its drafts point at each other. `show_text` in
 * geo/app/articles/highlights.py tells the parts; the drafts are containers of Streamlit, named draft-1, draft-t1.
 */
const CARD = "st-key-draft-";
const cards = () => document.querySelectorAll(`[class*=${CARD}]`);
const nameOf = (card) => [...card.classList].find((one) => one.startsWith(CARD))?.slice(CARD.length);
const cardOf = (name) => [...cards()].find((card) => nameOf(card) === name);

/** The draft on which a button was clicked last: the button may go, and the focus with it. */
let clicked = "";
let waiting = 0;

export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".article");
  const told = parentElement.querySelector(".told");
  const text = JSON.stringify(data.parts);
  if (box.drawn !== text) {
    box.drawn = text;
    box.lang = data.lang;
    box.replaceChildren(...draw(data.parts));
  }
  const tell = (words) => {
    told.textContent = words;
  };
  const light = (names) => {
    for (const mark of box.querySelectorAll("mark"))
      mark.classList.toggle(
        "lit",
        names.some((name) => namesIn(mark).includes(name)),
      );
    for (const card of cards()) card.toggleAttribute("data-lit", names.includes(nameOf(card)));
  };
  label(box, data);
  tell("");
  keepFocus(data.titles);
  /** Lead from a mark to one of its drafts: to that of the place, or at each click to the next. */
  const lead = (mark, place) => {
    const names = namesIn(mark);
    const name = place || names[(names.indexOf(mark.dataset.led) + 1) % names.length];
    mark.dataset.led = name;
    light([name]);
    const card = cardOf(name);
    if (card) card.scrollIntoView({ block: "nearest", behavior: "smooth" });
    tell(card ? "" : data.titles[name]);
  };
  const choose = (event) => {
    const at = event.target;
    const mark = at.closest("mark");
    if (mark) lead(mark, at.closest(".place")?.dataset.name);
    else tell(at.closest(".unused")?.title ?? "");
  };
  box.onclick = choose;
  box.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    if (event.target !== box) event.preventDefault();
    choose(event);
  };
  const point = (event) => {
    const card = event.target.closest?.(`[class*=${CARD}]`);
    if (event.type === "click") clicked = card ? nameOf(card) : "";
    if (!card) return;
    light([nameOf(card)]);
    if (event.type !== "pointerover") reveal(box, box.querySelector("mark.lit"));
  };
  const events = ["pointerover", "click", "focusin"];
  for (const event of events) document.addEventListener(event, point);
  return () => events.forEach((event) => document.removeEventListener(event, point));
}

const namesIn = (mark) => mark.dataset.names.split(" ");

/** The parts of the text: what belongs to the same drafts is one mark. */
function draw(parts) {
  const drawn = [];
  for (const part of parts) {
    const names = part.names?.join(" ");
    const last = drawn.at(-1);
    if (!names) drawn.push(inner(part));
    else if (last?.dataset?.names === names) last.append(inner(part));
    else {
      const mark = document.createElement("mark");
      mark.dataset.names = names;
      mark.tabIndex = 0;
      mark.setAttribute("role", "button");
      mark.append(inner(part));
      drawn.push(mark);
    }
  }
  return drawn;
}

/** One part: a place, what was not used, or plain. */
function inner(part) {
  if (!part.why && part.place === undefined) return document.createTextNode(part.text);
  const span = document.createElement("span");
  span.textContent = part.text;
  span.className = part.why ? "unused" : "place";
  if (part.place) span.dataset.name = part.place;
  if (part.why) {
    span.title = part.why;
    span.tabIndex = 0;
    span.setAttribute("role", "note");
    span.setAttribute("aria-label", `${part.text}. ${part.why}`);
  }
  return span;
}

/** Say at each mark what its drafts tell and what became of them, and name each draft for those who only hear it. */
function label(box, { titles, states }) {
  for (const mark of box.querySelectorAll("mark")) {
    const names = namesIn(mark);
    for (const state of ["accepted", "dropped"])
      mark.classList.toggle(
        state,
        names.every((name) => states[name] === state),
      );
    for (const place of mark.querySelectorAll("[data-name]"))
      place.classList.toggle("accepted", names.length > 1 && states[place.dataset.name] === "accepted");
    mark.title = names.map((name) => titles[name] + (states[name] ? ` (${states[name]})` : "")).join("\n");
    mark.setAttribute("aria-label", `${mark.textContent.replace(/^[\s,;]+/, "")}. ${mark.title}`);
  }
}

/** Scroll the text, and nothing around it, until a mark is in view. */
function reveal(box, mark) {
  if (!mark) return;
  const top = mark.offsetTop - box.scrollTop;
  if (top < 0 || top + mark.offsetHeight > box.clientHeight) box.scrollTop = mark.offsetTop - box.clientHeight / 3;
}

/** For a second and a half: name the drafts, and give the focus that went with a button to its draft. */
function keepFocus(titles, times = 30) {
  for (const card of cards()) {
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", titles[nameOf(card)] ?? "");
  }
  if (clicked && document.activeElement === document.body)
    cardOf(clicked)?.querySelector("input, button:not(:disabled)")?.focus({ preventScroll: true });
  clearTimeout(waiting);
  if (times) waiting = setTimeout(() => keepFocus(titles, times - 1), 50);
}
