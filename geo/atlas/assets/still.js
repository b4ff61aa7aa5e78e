/*
 * The still: the view that opens, drawn where the atlas's frame will draw it, until the frame has.
 *
 * Told everything by `still` in geo/atlas/still.py; decides no colour. The frame is known by the digest of its page, so
 * that the still stands again while another page is on its way, and not while the same one shows another day.
 */
const SVG = "http://www.w3.org/2000/svg";
const stills = new WeakMap(); // by element

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".atlas");
  const still = stills.get(root) ?? new Still(root);
  stills.set(root, still);
  still.show(data);
  return () => still.hide();
}

class Still {
  constructor(root) {
    this.root = root;
    this.resized = new ResizeObserver(() => this.told && this._place());
  }

  show(told) {
    if (isDrawn(pageOf(told.of))) return this.hide();
    this.told = told;
    Object.assign(this.root, { hidden: false, lang: told.lang, dir: told.dir });
    this.root.dataset.theme = told.theme;
    this.root.replaceChildren();
    this._build();
    // Placed again when the window changes, and when what stands above it, or a face, has come.
    this.resized.disconnect();
    for (const part of [document.documentElement, ...this.root.children]) this.resized.observe(part);
    this.root.appendChild(document.createElement("style")).textContent = told.colours;
    this._place();
    clearInterval(this.watch);
    this.watch = setInterval(() => this._watch(), 30);
  }

  hide() {
    clearInterval(this.watch);
    this.resized.disconnect();
    this.told = null;
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  /** Say what the frame says of how much has come, and end once it has drawn. */
  _watch() {
    const page = pageOf(this.told.of);
    const said = page?.querySelector(".atlas__loading")?.textContent ?? "";
    if (this.loading.textContent !== said) this.loading.textContent = said;
    if (isDrawn(page)) this._end();
  }

  /** The frame has drawn; what it has drawn is on the screen two frames later. */
  _end() {
    clearInterval(this.watch);
    requestAnimationFrame(() => requestAnimationFrame(() => this.hide()));
  }

  /** The parts of the atlas page that decide where the country goes, with what is read first in them. */
  _build() {
    const { root, told } = this;
    for (const part of ["head", "map", "finder", "side", "player", "strip", "foot"]) add(root, "div", part);
    const [head, map, finder, side, player, strip, foot] = root.children;
    add(head, "p", "eyebrow", told.eyebrow);
    this.said = [add(head, "p", "headline"), add(head, "p", "sentence")];
    this.svg = map.appendChild(draw(told));
    this.loading = add(map, "p", "loading");
    this.buttons = add(map, "div", "buttons");
    add(finder, "div", "find", "\u00a0");
    for (let number = 0; number < 4; number++) add(this.buttons, "i", "button");
    for (const name of ["button", "play", "button"]) add(player, "button", name, "▶").tabIndex = -1;
    add(player, "i", "select").style.width = "150px";
    const dated = add(side, "div", "dated");
    add(dated, "p", "date", told.date);
    add(dated, "p", "weekday", "\u00a0");
    const legend = add(side, "div", "legend");
    for (const [standing, name, share] of told.legend) legendRow(legend, standing, name, share);
    const time = add(strip, "div", "time");
    const ground = add(time, "div", "chart");
    ground.style.cssText = "background: var(--unknown); opacity: 0.5";
    add(time, "div", "months");
    const notes = add(foot, "div", "notes");
    const [key, counts, credits] = told.foot;
    add(notes, "p", "strip-key", key);
    add(notes, "p", "lens", counts);
    add(foot, "p", "credits", credits);
  }

  /** Lay it out as the frame will: as tall as the frame, the country where the page's longest words leave it room. */
  _place() {
    const { root, told, said } = this;
    root.style.inset = "0 0 auto";
    makeRoom(root, told.aspect);
    const height = pageHeight(root, root.getRootNode().host, told.height);
    root.style.height = height === null ? "" : `${height}px`;
    said.forEach((part, at) => (part.textContent = told.most[at]));
    const { left, top, wide: width, tall } = placeCountry(root, told);
    said.forEach((part, at) => (part.textContent = told.words[at]));
    this.svg.style.cssText = `position: absolute; overflow: visible; left: ${left}px; top: ${top}px; width: ${width}px; height: ${tall}px`;
    const unit = told.box[0] / width; // of the drawing, a pixel
    this.svg.style.setProperty("--unit", unit);
    for (const dot of this.svg.querySelectorAll("circle")) dot.setAttribute("r", 4 * unit);
    for (const pattern of this.svg.querySelectorAll("pattern"))
      pattern.setAttribute("patternTransform", `scale(${unit})`);
  }
}

/** The document of the frame with a page, once there is one. */
function pageOf(digest) {
  return document.querySelector(`[class*="st-key-page-${digest}"] iframe`)?.contentDocument;
}

/** Whether a page has drawn its map. */
function isDrawn(page) {
  return Boolean(page?.querySelector(".atlas[data-day] :is(path[data-place][data-look][d], [data-painted])"));
}

function draw({ looks, patterns, box }) {
  const svg = create("svg");
  svg.setAttribute("viewBox", `0 0 ${box[0]} ${box[1]}`);
  const style = "stroke: var(--seam); stroke-width: calc(0.6px * var(--unit)); stroke-linejoin: round";
  looks.forEach(({ fill, marks, path, dots }, number) => {
    const paint = marks.length ? `url(#still-${number})` : `var(--${fill})`;
    if (marks.length) svg.append(drawPattern(create, `still-${number}`, { fill, marks }, patterns));
    shape(svg, "path", { d: path, style: `fill: ${paint}; ${style}` });
    dots.forEach(([cx, cy]) =>
      shape(svg, "circle", {
        cx,
        cy,
        class: "still__dot",
        style: `fill: ${paint}; stroke: var(--ink); stroke-width: calc(0.9px * var(--unit))`,
      }),
    );
  });
  svg.append(...svg.querySelectorAll("circle")); // over the districts
  return svg;
}

const create = (tag) => document.createElementNS(SVG, tag);

function shape(parent, tag, attributes) {
  const made = parent.appendChild(create(tag));
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
}

function legendRow(legend, standing, name, share) {
  const row = add(legend, "div", "legend-row");
  const term = add(row, "span", "legend-name");
  add(term, "i", "swatch").style.background = `var(--swatch-${standing}, var(--${standing}))`;
  term.append(name);
  add(row, "span", "legend-count", "\u00a0");
  const bar = add(add(row, "div", "legend-track"), "div", "legend-bar");
  bar.style.cssText = `background: var(--swatch-${standing}, var(--${standing})); width: ${share * 100}%`;
}

function add(parent, tag, name, text) {
  const element = parent.appendChild(document.createElement(tag));
  element.className = `atlas__${name}`;
  if (text !== undefined) element.textContent = text;
  return element;
}
