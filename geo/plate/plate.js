/*
 * A plate: a still map of districts, drawn as SVG. Told everything by `plate` in geo/plate/plate.py, whose docstring says
 * what each key means; decides no colour and no pattern.
 *
 * Streamlit calls the function below at every change of what it tells, and what that returns once, at the end, or at
 * once where another call has overtaken it.
 */
const plates = new WeakMap(); // by element
let made = 0;

export default function (component) {
  const root = component.parentElement.querySelector(".plate");
  const plate = plates.get(root) ?? new Plate(root);
  plates.set(root, plate);
  plate.choose = (place) => component.setTriggerValue("place", place);
  plate.ask = (word) => component.setTriggerValue("asked", word);
  plate.show(component.data);
  const { told } = plate;
  return () => {
    if (plate.told !== told) return;
    plate.remove();
    plates.delete(root);
  };
}

const SVG = "http://www.w3.org/2000/svg";
const DOT = 4; // pixels, the radius
const SMALL = 520; // pixels: a narrower plate has smaller words and dots
const TALL = 0.85; // as on posters: what is taller leaves room for the legend beside it
const LAYERS = ["around", "rim", "places", "borders", "fighting"];
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

class Plate {
  constructor(root) {
    this.root = root;
    this.id = `plate-${++made}`; // patterns are found by id
    const frame = (this.frame = add(root, "div", "frame"));
    this.stage = add(frame, "div", "stage");
    this.map = add(this.stage, "svg", "map");
    this.patterns = add(this.map, "defs");
    Object.assign(this, addLayers(this.map, LAYERS));
    this._addDivider();
    this.legend = add(frame, "ul", "legend");
    this.tip = add(root, "div", "tip", { hidden: "", "aria-hidden": "true" });
    this._listen();
    this.watch = new ResizeObserver(() => this._fit());
    this.watch.observe(this.map);
  }

  /** Draw what is told; where only fills differ from what is drawn, only repaint. */
  show(told) {
    this.told = told;
    const places = told.places.map((place) => place.slice(0, 3));
    const drawn = JSON.stringify([told.box, told.around, told.labels, places, !told.over]);
    if (drawn !== this.drawn) this._draw();
    this.drawn = drawn;
    this._paint();
    this._divide();
    this._addLegend();
    this._fit();
    if (this.tipped) this._tell(this.tipped);
  }

  remove() {
    this.watch.disconnect();
    this.root.replaceChildren();
  }

  _draw() {
    const { told } = this;
    this._hideTip();
    for (const map of [this.map, this.overMap, this.top]) set(map, { viewBox: told.box.join(" ") });
    const ratio = told.box[2] / told.box[3];
    this.stage.style.setProperty("--ratio", ratio);
    this.root.toggleAttribute("data-tall", ratio < TALL);
    this.root.toggleAttribute("data-near", told.around !== "");
    const rim = told.places.map(([, , shape]) => (typeof shape === "string" ? shape : "")).join("");
    for (const layers of told.over ? [this, this.right] : [this]) {
      set(layers.around, { d: told.around });
      set(layers.borders, { d: told.borders });
      set(layers.rim, { d: rim });
    }
    this.places.replaceChildren();
    this.right.places.replaceChildren();
    this.paths = new Map(
      told.places.map(([code, , shape]) => [
        code,
        addPlace(this.places, shape, { "data-place": code, role: "button" }),
      ]),
    );
    this.rightPaths = told.over ? told.places.map(([, , shape]) => addPlace(this.right.places, shape, {})) : [];
    this.labels.replaceChildren();
    this.words = told.labels.map(([name, x, y, room, outside]) => {
      const text = add(this.labels, "text", outside ? "label plate__label--outside" : "label", { x, y });
      text.textContent = name;
      return { text, room, x, y };
    });
  }

  _paint() {
    const { told, root } = this;
    Object.entries(told.colours).forEach(([name, colour]) => root.style.setProperty(`--${name}`, colour));
    this.patterns.replaceChildren();
    this._fill(
      [...this.paths.values()],
      told.paints,
      told.places.map(([, , , number]) => number),
      this.fighting,
    );
    if (told.over) this._fill(this.rightPaths, told.over.paints, told.over.numbers, this.right.fighting);
    this.facts = new Map();
    this.strong = [];
    for (const [code, name, , number, said] of told.places) {
      set(this.paths.get(code), { "aria-label": [name, ...told.said[said]].join(". ") });
      this.facts.set(code, [name, ...told.said[said]]);
      if (!told.paints[number].faint) this.strong.push(code);
    }
    // What has buttons in it is no image to those who cannot see it.
    set(this.map, { role: this.strong.length ? "group" : "img", "aria-label": told.title });
    this._stopAt(this.strong.includes(this.stop) ? this.stop : this.strong[0]);
  }

  /** Fill paths, each by the number of its paint, and outline those that are fought over. */
  _fill(paths, paints, numbers, fighting) {
    const fills = paints.map((paint) => {
      return this._addPaint(this.patterns, `${this.id}-paint-${this.patterns.childElementCount}`, paint);
    });
    paths.forEach((path, at) => {
      const paint = paints[numbers[at]];
      set(path, { fill: fills[numbers[at]] });
      path.toggleAttribute("data-faint", paint.faint);
      path.toggleAttribute("data-unsettled", paint.unsettled);
    });
    // Over all borders: neighbours would tear what each place drew of its own.
    const fought = paths.filter((path) => path.matches("path[data-unsettled]"));
    set(fighting, { d: fought.map((path) => path.getAttribute("d")).join("") });
  }

  /** Make what a paint needs, and tell its fill: a colour, or a pattern of marks over one. */
  _addPaint(parent, id, paint) {
    if (!paint.marks.length) return paint.ground;
    const { tile, marks } = this.told.patterns;
    const pattern = add(parent, "pattern", "", { id, width: tile, height: tile, patternUnits: "userSpaceOnUse" });
    add(pattern, "path", "", { d: `M0 0h${tile}v${tile}h-${tile}z`, fill: paint.ground });
    for (const [mark, colour] of paint.marks) {
      const [by, d, width] = marks[mark];
      add(pattern, "path", "", by === "fill" ? { d, fill: colour } : { d, stroke: colour, "stroke-width": width });
    }
    return `url(#${id})`;
  }

  /** Of all districts one is a stop of the tab key; from there the arrow keys go on. */
  _stopAt(code) {
    this.stop = code;
    this.paths.forEach((path, other) => set(path, { tabindex: other === code ? 0 : -1 }));
  }

  /**
   * Add the right one of two plates, what lies over both, and what divides them: a slider, whose thumb is as high as the
   * map. The right plate is cut off by the box around it, which costs no drawing when that moves.
   */
  _addDivider() {
    this.over = add(this.stage, "div", "over", { "aria-hidden": "true" }); // both are told of each place on the left
    this.overMap = add(this.over, "svg", "right");
    this.right = addLayers(this.overMap, LAYERS);
    this.top = add(this.stage, "svg", "top", { "aria-hidden": "true" });
    Object.assign(this, addLayers(this.top, ["hovered", "labels"]));
    this.ends = ["left", "right"].map((side) => add(this.stage, "div", `end plate__end--${side}`));
    const range = { type: "range", min: 0, max: 100, step: "any", value: 50, dir: "ltr" };
    this.divider = add(this.stage, "input", "divider", range);
    this.divider.addEventListener("input", () => this._divide());
  }

  /** Show the left plate up to the divider, and the right one from there on. */
  _divide() {
    const { over } = this.told;
    [this.over, ...this.ends, this.divider].forEach((part) => (part.hidden = !over));
    if (!over) return;
    this.over.style.left = `${this.divider.value}%`;
    this._inkLabels();
    this.ends.forEach((end, side) => (end.textContent = over.ends[side]));
    const share = Math.round(this.divider.value);
    set(this.divider, { "aria-label": over.label, "aria-valuetext": `${share}% ${over.ends[0]}` });
  }

  _addLegend() {
    const { told, legend } = this;
    const listed = JSON.stringify([told.few, told.legend.map(([number, ...words]) => [told.paints[number], words])]);
    if (listed === this.listed) return; // a button keeps the focus
    this.listed = listed;
    const rows = told.legend.map(([number, words, asked], row) => {
      const paint = told.paints[number];
      const item = document.createElement("li");
      item.className = "plate__key";
      const swatch = add(item, "svg", "swatch", { "aria-hidden": "true" });
      const fill = this._addPaint(swatch, `${this.id}-key-${row}`, paint);
      const ground = add(swatch, "rect", "swatch-ground", { width: "100%", height: "100%", rx: 3, fill });
      ground.toggleAttribute("data-unsettled", paint.unsettled);
      if (asked) add(item, "button", "ask", { type: "button", "data-asked": asked }).textContent = words;
      else item.append(words);
      return item;
    });
    legend.replaceChildren(...this._gather(rows));
    legend.hidden = !rows.length;
  }

  /** Of many rows those of the parties that hold least are one, which opens, and stays open on another day. */
  _gather(rows) {
    const [few, words] = this.told.few ?? [];
    if (!few) return rows;
    const item = document.createElement("li");
    const more = add(item, "details", "few");
    more.open = this.opened ?? false;
    more.addEventListener("toggle", () => (this.opened = more.open));
    add(more, "summary", "few-words").textContent = words;
    add(more, "ul", "legend").append(...few.map((at) => rows[at]));
    return rows.flatMap((row, at) => (at === few.at(-1) ? [item] : few.includes(at) ? [] : [row]));
  }

  /** Keep lines, dots, patterns and words at their size in pixels, whatever that of the map. */
  _fit() {
    const { width } = this.map.getBoundingClientRect();
    if (!width || !this.told) return; // not on the screen
    this.unit = this.told.box[2] / width;
    this.stage.style.setProperty("--unit", this.unit);
    this.overMap.style.width = `${width}px`;
    this.root.toggleAttribute("data-small", width < SMALL);
    const dot = DOT * this.unit * (width < SMALL ? 0.75 : 1);
    for (const circle of this.stage.querySelectorAll("circle")) set(circle, { r: dot });
    for (const pattern of this.patterns.children) set(pattern, { patternTransform: `scale(${this.unit})` });
    this._placeLabels();
    this._inkLabels();
    this._mark();
  }

  /** Show the labels that have room, the roomiest first; none lies over another or beyond the edge. */
  _placeLabels() {
    const [left, top, width, height] = this.told.box;
    const { naming } = this.told;
    const taken = [];
    this.words.forEach(({ text }) => text.removeAttribute("hidden"));
    const boxes = this.words.map(({ text }) => text.getBBox());
    this.words.forEach(({ text, room }, number) => {
      const box = boxes[number];
      const gap = naming.gap * this.unit;
      const over = (other) =>
        box.x < other.x + other.width + gap &&
        box.x + box.width > other.x - gap &&
        box.y < other.y + other.height &&
        box.y + box.height > other.y;
      const beyond =
        box.x < left || box.y < top || box.x + box.width > left + width || box.y + box.height > top + height;
      const hidden = beyond || box.width > room * naming.room || taken.some(over);
      text.toggleAttribute("hidden", hidden);
      if (!hidden) taken.push(box);
    });
  }

  /** Write each name as its ground has it: where ink would be lost on it, in paper, with a halo of the ground. */
  _inkLabels() {
    const { told } = this;
    const { over } = told;
    const divided = told.box[0] + (told.box[2] * this.divider.value) / 100;
    for (const word of this.words) {
      word.over ??= this._under(word); // once: a hand that drags the divider asks for it at each step
      const later = over && word.x >= divided;
      const number = later ? over.numbers[word.over] : told.places[word.over]?.[3];
      const { lost, ground } = (later ? over : told).paints[number] ?? {};
      const style = lost ? `fill: var(--paper); stroke: ${ground};` : "";
      if (word.style !== style) word.text.style.cssText = word.style = style;
    }
  }

  /** The number of the district under the middle of a name, -1 if there is none. */
  _under({ x, y }) {
    const at = Object.assign(this.map.createSVGPoint(), { x, y });
    return [...this.paths.values()].findIndex((path) => path.isPointInFill(at));
  }

  _listen() {
    const { frame } = this; // not the map: an SVG that listens for the focus becomes a stop of the tab key
    const at = (event) => event.target.closest?.("[data-place]")?.dataset.place;
    frame.addEventListener("mousemove", (event) => {
      const place = at(event);
      if (place) this._showTip(place, event.clientX, event.clientY);
      else this._hideTip();
    });
    frame.addEventListener("mouseleave", () => this._hideTip());
    frame.addEventListener("click", (event) => {
      const asked = event.target.closest?.("[data-asked]");
      if (asked) this.ask(asked.dataset.asked);
      else if (at(event)) this.choose(at(event));
    });
    frame.addEventListener("focusin", (event) => {
      const path = event.target;
      if (this.strong.includes(at(event))) this._stopAt(at(event));
      if (!at(event) || !path.matches(":focus-visible")) return;
      const { left, top, width, height } = path.getBoundingClientRect();
      this._showTip(at(event), left + width / 2, top + height / 2, true);
    });
    frame.addEventListener("focusout", () => this._hideTip());
    frame.addEventListener("keydown", (event) => at(event) && this._press(event, at(event)));
  }

  /** Enter chooses; arrows go to the nearest that way, page up and down, Home and End go along the list. */
  _press(event, place) {
    const { strong } = this;
    const at = strong.indexOf(place); // -1 where it is faint
    const to = { Home: 0, End: -1, PageDown: at + 1, PageUp: Math.max(at, 0) - 1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (to !== undefined) this._go(strong.at(to % strong.length));
    else if (ARROWS[event.key]) this._go(this._nearest(place, ARROWS[event.key]));
    else if (event.key === "Enter" || event.key === " ") this.choose(place);
    else if (event.key === "Escape") this._hideTip();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  _go(place) {
    if (place) this.paths.get(place).focus();
  }

  /** The nearest of the strong places in a direction, where what lies aside counts twice as far. */
  _nearest(place, [right, down]) {
    const middle = (code) => {
      const { x, y, width, height } = this.paths.get(code).getBBox();
      return [x + width / 2, y + height / 2];
    };
    const [x, y] = middle(place);
    const ways = this.strong.map((code) => {
      const [across, along] = [middle(code)[0] - x, middle(code)[1] - y];
      const ahead = across * right + along * down;
      return { code, far: ahead > 0 ? ahead + 2 * Math.abs(across * down + along * right) : Infinity };
    });
    const nearest = ways.reduce((one, two) => (two.far < one.far ? two : one), { far: Infinity });
    return nearest.code;
  }

  _showTip(place, x, y, focused = false) {
    const { tip, root } = this;
    const around = root.getBoundingClientRect();
    if (this.tipped !== place) {
      const path = this.paths.get(place);
      set(this.hovered, { d: path.getAttribute("d") ?? this._ring(path) });
    }
    this.hovered.toggleAttribute("data-focused", focused);
    this.tipped = place;
    this._tell(place);
    tip.hidden = false;
    const left = Math.max(4, Math.min(x - around.left + 14, around.width - tip.offsetWidth - 4));
    const below = y - around.top + 14;
    const fits = y + 14 + tip.offsetHeight < window.innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${fits ? below : below - tip.offsetHeight - 28}px`;
  }

  _tell(place) {
    const [name, ...lines] = this.facts.get(place);
    this.tip.replaceChildren();
    add(this.tip, "div", "tip-name").textContent = name;
    lines.forEach((line) => (add(this.tip, "div", "tip-line").textContent = line));
  }

  _hideTip() {
    this.tip.hidden = true;
    this.tipped = undefined;
    set(this.hovered, { d: "" });
  }

  /** Mark what is open: a district by an outline over all others, a line of the legend as the current one. */
  _mark() {
    const { told, legend } = this;
    const path = this.paths.get(told.picked);
    if (!this.marked) {
      this.marked = ["casing", "picked"].map((layer) => add(this.map, "path", layer));
      this.labels.before(...this.marked);
    }
    this.marked.forEach((outline) => set(outline, { d: path ? (path.getAttribute("d") ?? this._ring(path)) : "" }));
    for (const button of legend.querySelectorAll("button")) {
      button.ariaCurrent = String(button.dataset.asked === told.opened);
    }
  }

  /** The path around a dot. */
  _ring(circle) {
    const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(circle.getAttribute(name)));
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
}

const DRAWN = new Set(["svg", "defs", "g", "path", "circle", "rect", "text", "pattern"]);

/** Add layers by their names, from the lowest up. */
function addLayers(map, names) {
  const grouped = ["places", "labels"];
  return Object.fromEntries(names.map((name) => [name, add(map, grouped.includes(name) ? "g" : "path", name)]));
}

/** Add a place, of which a path is told, or where its dot stands. */
function addPlace(parent, shape, attributes) {
  if (typeof shape === "string") return add(parent, "path", "place", { ...attributes, d: shape });
  return add(parent, "circle", "place plate__place--dot", { ...attributes, cx: shape[0], cy: shape[1] });
}

function add(parent, tag, name = "", attributes = {}) {
  const element = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  if (name) element.setAttribute("class", `plate__${name}`);
  return parent.appendChild(set(element, attributes));
}

function set(element, attributes) {
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}
