/* Shapes as the pages receive them, and the way from district to district. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadAtlas, loadPlate } from "./scripts.mjs";

const L = loadAtlas();
const Plate = loadPlate();

/** An element of SVG, with no more than what is asked of it. */
const drawn = (box, attributes = {}) => ({ getBBox: () => box, getAttribute: (name) => attributes[name] });

test("a ring of steps, in parts of a degree, becomes points of latitude and longitude", () => {
  const { _points } = L.Atlas.Districts.prototype;
  const points = _points.call({ atlas: { told: { perDegree: 100 } } }, [6650, 3400, 50, 0, 0, -25, -50, 25]);
  assert.deepEqual(points, [
    [34, 66.5],
    [34, 67],
    [33.75, 67],
    [34, 66.5],
  ]);
});

test("an arrow key goes to the nearest district that way, what lies aside counting twice", () => {
  const at = { here: [0, 0], near: [30, 14], straight: [50, 0], left: [-10, 0], below: [0, 20] };
  const paths = new Map(Object.entries(at).map(([code, [x, y]]) => [code, drawn({ x, y, width: 10, height: 10 })]));
  const nearest = (arrow) => Plate.prototype._nearest.call({ paths, strong: Object.keys(at) }, "here", arrow);
  assert.equal(nearest([1, 0]), "straight"); // 50, and the other 30 + 2 × 14
  assert.equal(nearest([-1, 0]), "left");
  assert.equal(nearest([0, 1]), "below");
  assert.equal(nearest([0, -1]), undefined);
});

test("around a dot there is a ring", () => {
  const ring = Plate.prototype._ring(drawn({}, { cx: "10", cy: "20", r: "4" }));
  assert.equal(ring, "M6 20a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z");
});
