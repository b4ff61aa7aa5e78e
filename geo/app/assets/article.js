/*
 * The text of an article: its marks and its drafts point at each other. `show_text` in
 * geo/app/articles/highlights.py tells the parts; the drafts are containers of Streamlit, named draft-1, draft-t1.
 */
const cards = () => document.querySelectorAll("[class*=st-key-draft-]");
const nameOf = (card) =>
  [...card.classList].find((one) => one.startsWith("st-key-draft-"))?.slice("st-key-draft-".length);

export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".article");
  box.lang = data.lang;
  box.replaceChildren(...data.parts.map(draw));
  const light = (name) => {
    for (const mark of box.querySelectorAll("mark"))
      mark.classList.toggle("lit", mark.dataset.names.split(" ").includes(name));
    for (const card of cards()) card.toggleAttribute("data-lit", nameOf(card) === name);
  };
  box.onclick = (event) => lead(event.target.closest("mark"), light);
  box.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    const mark = event.target.closest("mark");
    if (mark) event.preventDefault();
    lead(mark, light);
  };
  const point = (event) => {
    const card = event.target.closest?.("[class*=st-key-draft-]");
    if (!card) return;
    light(nameOf(card));
    const mark = box.querySelector("mark.lit");
    if (event.type === "pointerdown" || event.type === "focusin") mark?.scrollIntoView({ block: "nearest" });
  };
  const events = ["pointerover", "pointerdown", "focusin"];
  for (const event of events) document.addEventListener(event, point);
  return () => events.forEach((event) => document.removeEventListener(event, point));
}

/** One part of the text: a mark, what was not used, a place, or plain. */
function draw(part) {
  if (part.names) {
    const mark = document.createElement("mark");
    mark.textContent = part.text;
    mark.dataset.names = part.names.join(" ");
    mark.title = part.title;
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-label", `${part.text}. ${part.title}`);
    if (part.place) mark.classList.add("place");
    return mark;
  }
  if (!part.why && !part.place) return document.createTextNode(part.text);
  const span = document.createElement("span");
  span.textContent = part.text;
  span.className = part.why ? "unused" : "place";
  if (part.why) span.title = part.why;
  return span;
}

/** Lead from a mark to its draft. */
function lead(mark, light) {
  if (!mark) return;
  const name = mark.dataset.names.split(" ")[0];
  light(name);
  const card = [...cards()].find((one) => nameOf(one) === name);
  card?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}
