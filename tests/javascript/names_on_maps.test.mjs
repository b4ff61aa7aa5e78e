/* atlas-map.js and plate.js: the names of provinces stand where the rule says, as they do on posters. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { edgesOf, loadAtlas, loadPlate, RULE } from "./scripts.mjs";

const L = loadAtlas();
const Plate = loadPlate();

/** Where the atlas moves each name, in quarters of the radius of its room, or null where it leaves it out. */
function onAtlas({ names, dots }) {
  const labels = names.map((named) => {
    const { left, top, right, bottom } = edgesOf(named);
    const box = { left, top, right, bottom, width: right - left };
    const style = { removeProperty: () => {} };
    return { words: { style, hidden: false, getBoundingClientRect: () => box }, room: named.radius };
  });
  const point = ([x, y]) => ({ x, y, add: ([across, down]) => point([x + across, y + down]) });
  const map = {
    getContainer: () => ({ getBoundingClientRect: () => ({ left: 0, top: 0 }) }),
    latLngToLayerPoint: () => ({ distanceTo: () => 1 }), // a degree is a pixel wide
    latLngToContainerPoint: point,
  };
  const shown = {
    map,
    labels,
    shapes: { dots, middle: (dot) => dot },
    root: { dataset: {} },
    isNear: () => false,
    atlas: { told: { naming: RULE.naming } },
  };
  L.Atlas.Districts.prototype._placeLabels.call(shown);
  return labels.map(({ words: { hidden, style }, room }) => {
    if (hidden) return null;
    return style.translate.split(" ").map((moved) => Math.round((Number.parseFloat(moved) / room) * 4 * 1e6) / 1e6);
  });
}

/** Which names a plate shows. */
function onPlate({ names }) {
  const hidden = names.map(() => false);
  const words = names.map((named, number) => {
    const { left, top, right, bottom } = edgesOf(named);
    const text = {
      getBBox: () => ({ x: left, y: top, width: right - left, height: bottom - top }),
      removeAttribute: () => {},
      toggleAttribute: (_name, on) => {
        hidden[number] = on;
      },
    };
    return { text, room: named.radius };
  });
  Plate.prototype._placeLabels.call({ told: { box: RULE.map, naming: RULE.naming }, unit: 1, words });
  return hidden.map((out) => !out);
}

for (const shown of RULE.cases) {
  const moved = shown.names.map((named) => named.moved);
  const still = shown.names.map((named) => named.still);
  if (!shown.edge) test(`on the atlas ${shown.why}`, () => assert.deepEqual(onAtlas(shown), moved));
  test(`on a plate that moves none, ${shown.why}`, () => assert.deepEqual(onPlate(shown), still));
}
