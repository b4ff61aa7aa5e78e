/*
 * What the atlas page and the still that stands in its place until it has come have in common, so that both draw the
 * same in the same place.
 */
const NARROW = 960; // pixels: a narrower page is one column
const FRAMED = 740; // pixels: what a wide page asks of the page that frames it, as geo/links/embed.py has it
const LEAST = 600; // pixels: a wide page is no lower
const OVER = ".atlas__head > *, .atlas__finder, .atlas__buttons, .atlas__player > *"; // what stands over the map
const MEASURES = [48, 44, 40, 34, 28, 24, 20]; // how wide the sentence under the headline may be, in em, widest first
const GAIN = 1.02; // how much larger the country must become for a narrower sentence

/** Make room for a country that is taller than it is wide: its map may be higher, and what stands over it narrower. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
function makeRoom(root, aspect) {
  root.toggleAttribute("data-tall", aspect < 0.85); // as on posters, see geo/posters/map.py
}

/** How tall a page is: a wide one ends with the window, as seen from its place in the app; a narrow one is as it comes. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
function pageHeight(root, place, most) {
  if (root.offsetWidth < NARROW) return null;
  const least = Math.max(LEAST, parseFloat(getComputedStyle(root).minHeight));
  const scrolled = place.closest('[data-testid="stMain"]')?.scrollTop ?? 0;
  const above = place.getBoundingClientRect().top + scrolled;
  return Math.max(least, Math.min(most, place.ownerDocument.defaultView.innerHeight - Math.ceil(above)));
}

/** How tall a page would be in the frame of another page: a wide one fills any height, a narrow one is as it comes. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
function framedHeight(root) {
  return root.offsetWidth < NARROW ? root.offsetHeight : FRAMED;
}

/**
 * Place the country of a page as large as what stands over its map lets it be. The head, of which all days' longest words
 * are told, is set for it: its headline is smaller where it would take a third line, and its sentence as wide as can be,
 * or as narrow as gives the country more room. The outline, `edge`, is in parts of the country's width and height, of
 * which `aspect` is the ratio. Gives the country's left and top edge on the map, how wide it is and how tall.
 */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
function placeCountry(root, { edge, aspect }) {
  const map = root.querySelector(".atlas__map").getBoundingClientRect();
  const { width, height } = map;
  const wideAs = (measure) => root.style.setProperty("--measure", `${measure}em`);
  fitHeadline(root.querySelector(".atlas__headline"));
  let best = { tall: height / 3 / GAIN };
  for (const measure of MEASURES) {
    wideAs(measure);
    const over = boxesOver(root, map);
    const placed = largest({ width, height, edge, aspect, over, least: best.tall * GAIN });
    if (placed) best = { ...placed, measure };
  }
  wideAs(best.measure ?? MEASURES[0]);
  if (best.measure) return best;
  const tall = Math.min(height - 4, (width - 4) / aspect);
  return { left: (width - tall * aspect) / 2, top: (height - tall) / 2, wide: tall * aspect, tall };
}

/** Set a headline smaller that would take more than two lines. */
function fitHeadline(headline) {
  headline.removeAttribute("data-long");
  const lines = headline.offsetHeight / parseFloat(getComputedStyle(headline).lineHeight);
  headline.toggleAttribute("data-long", lines > 2.5);
}

/**
 * The largest place of a country taller than `least` whose outline runs into none of the boxes `over` the map; as low as
 * they let it, since the headline is the largest of them, and as near to the middle. Nothing if there is none.
 */
function largest({ width, height, edge, aspect, over, least }) {
  for (let tall = Math.min(height - 4, (width - 8) / aspect); tall > least; tall -= 4) {
    const wide = tall * aspect;
    for (let top = height - tall - 2; top >= 2; top -= 12) {
      const taken = over.map((box) => runsInto(box, edge, { top, wide, tall }));
      for (let left = (width - wide) / 2; left <= width - wide - 4; left += 12) {
        if (!taken.some(([from, to]) => left >= from && left <= to)) return { left, top, wide, tall };
      }
    }
  }
  return null;
}

/** From where to where the left edge of the country would have its outline run into a box. */
function runsInto(box, edge, { top, wide, tall }) {
  let [least, most] = [Infinity, -Infinity];
  for (const [x, y] of edge) {
    if (top + y * tall < box.top || top + y * tall > box.bottom) continue;
    least = Math.min(least, x * wide);
    most = Math.max(most, x * wide);
  }
  return [box.left - most, box.right - least];
}

/** The boxes of what stands over a map, within it and with some room around; on narrow pages some stand elsewhere. */
function boxesOver(root, map) {
  return [...root.querySelectorAll(OVER)]
    .map((part) => {
      const { left, right, top, bottom } = part.getBoundingClientRect();
      return {
        left: left - map.left - 14,
        right: right - map.left + 14,
        top: top - map.top - 8,
        bottom: bottom - map.top + 8,
      };
    })
    .filter((box) => box.bottom > 16 && box.top < map.height - 16);
}

/** A pattern: a tile with a ground, and marks over it, as geo/paint/marks.py draws them, in the colours of the theme. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
function drawPattern(create, id, { fill, marks }, { tile, marks: drawn }) {
  const pattern = create("pattern");
  Object.entries({ id, width: tile, height: tile, patternUnits: "userSpaceOnUse" }).forEach(([name, value]) =>
    pattern.setAttribute(name, value),
  );
  const draw = (d, style) => {
    const shape = pattern.appendChild(create("path"));
    shape.setAttribute("d", d);
    shape.setAttribute("style", style);
  };
  draw(`M0 0h${tile}v${tile}h-${tile}z`, `fill: var(--${fill})`);
  for (const [mark, colour] of marks) {
    const [by, d, width] = drawn[mark];
    draw(d, by === "fill" ? `fill: var(--${colour})` : `stroke: var(--${colour}); stroke-width: ${width}`);
  }
  return pattern;
}
