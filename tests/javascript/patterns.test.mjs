/* atlas-paths.js and plate.js: a pattern is a tile with a ground, and the marks over it as they are told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadAtlas, loadPlate } from "./scripts.mjs";

const PATTERNS = { tile: 7, marks: { rising: ["stroke", "M0 7l7-7", 2.4], dots: ["fill", "M1 1h2v2H1z", 0] } };

/** An element, as far as a pattern needs one. */
function element(tag) {
  return {
    tag,
    attributes: {},
    children: [],
    setAttribute(name, value) {
      this.attributes[name] = value;
    },
    appendChild(child) {
      this.children.push(child);
      return child;
    },
  };
}

test("on the atlas colours are those of the theme", () => {
  const L = loadAtlas();
  L.SVG = { create: element };
  const look = {
    fill: "reds-inferred",
    marks: [
      ["dots", "contested-dots"],
      ["rising", "blues"],
    ],
  };
  const pattern = L.Atlas.Paths.prototype._pattern.call({ atlas: { told: { patterns: PATTERNS } } }, "one", look);
  assert.deepEqual(pattern.attributes, { id: "one", width: 7, height: 7, patternUnits: "userSpaceOnUse" });
  assert.deepEqual(
    pattern.children.map((child) => child.attributes),
    [
      { d: "M0 0h7v7h-7z", style: "fill: var(--reds-inferred)" },
      { d: "M1 1h2v2H1z", style: "fill: var(--contested-dots)" },
      { d: "M0 7l7-7", style: "stroke: var(--blues); stroke-width: 2.4" },
    ],
  );
});

test("on a plate colours are told, and what has no marks needs no pattern", (context) => {
  globalThis.document = { createElementNS: (_space, tag) => element(tag) };
  context.after(() => delete globalThis.document);
  const add = (parent, marks) =>
    loadPlate().prototype._addPaint.call({ told: { patterns: PATTERNS } }, parent, "one", { ground: "#aa3333", marks });
  const parent = element("defs");
  assert.equal(add(parent, []), "#aa3333");
  assert.deepEqual(parent.children, []);
  assert.equal(
    add(parent, [
      ["rising", "#3333aa"],
      ["dots", "#8a5f14"],
    ]),
    "url(#one)",
  );
  const [pattern] = parent.children;
  assert.deepEqual(pattern.attributes, { id: "one", width: 7, height: 7, patternUnits: "userSpaceOnUse" });
  assert.deepEqual(
    pattern.children.map((child) => child.attributes),
    [
      { d: "M0 0h7v7h-7z", fill: "#aa3333" },
      { d: "M0 7l7-7", stroke: "#3333aa", "stroke-width": 2.4 },
      { d: "M1 1h2v2H1z", fill: "#8a5f14" },
    ],
  );
});
