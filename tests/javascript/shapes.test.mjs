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

/** Two squares side by side of two degrees, the right one with a hole, an island of the left one, and a dot. */
const square = (west, south, side) => [west, south, side, 0, 0, side, -side, 0, 0, -side];
const SHAPES = new L.Atlas.Shapes({
  perDegree: 10,
  places: [
    [0, 0],
    [1, 0],
    [5.5, 5.5],
  ].map(([lon, lat]) => ["", "", "", [], 0, 0, lon, lat]),
  rings: [[[square(0, 0, 20)], [square(60, 40, 10)]], [[square(20, 0, 20), square(26, 6, 4)]], []],
});
const within = (lng, lat) => SHAPES.within({ lng, lat });

test("a point lies within the place whose rings are around it", () => {
  assert.deepEqual([within(1, 1), within(3.5, 1.9), within(6.5, 4.5)], [0, 1, 0]);
});

test("nothing lies within a hole, between the parts of a place, or beyond all of them", () => {
  assert.deepEqual([within(2.8, 0.8), within(5, 3), within(-1, 1), within(99, 99)], [null, null, null, null]);
});

test("of many places the grid finds the one that a look at each finds", () => {
  const side = 13;
  const rings = Array.from({ length: side ** 2 }, (_, at) => [[square((at % side) * 7, Math.floor(at / side) * 7, 7)]]);
  const places = rings.map(() => ["", "", "", [], 0, 0, 0, 0]);
  const shapes = new L.Atlas.Shapes({ perDegree: 10, places, rings });
  for (const at of rings.keys()) {
    const [lng, lat] = [((at % side) + 0.3) * 0.7, (Math.floor(at / side) + 0.9) * 0.7];
    assert.equal(shapes.within({ lng, lat }), at);
  }
});

test("a box holds all parts of a place, and that of a dot is its point", () => {
  assert.deepEqual(
    [0, 1, 2].map((place) => SHAPES.box(place)),
    [
      [0, 0, 7, 5],
      [2, 0, 4, 2],
      [5.5, 5.5, 5.5, 5.5],
    ],
  );
  assert.deepEqual(SHAPES.middle(1), { lng: 3, lat: 1 });
});

test("the places that meet some bounds are those whose boxes do", () => {
  const meeting = (...box) => SHAPES.meeting({ toBBoxString: () => box.join(",") });
  assert.deepEqual(meeting(2.5, 0.5, 3, 1), [0, 1]);
  assert.deepEqual(meeting(5, 5, 6, 6), [0, 2]);
  assert.deepEqual(meeting(8, 8, 9, 9), []);
});

test("on the canvas, too, an arrow key goes to the nearest place that way, what lies aside counting twice", () => {
  const at = [
    [0, 0],
    [3, 1.4],
    [5, 0],
    [-1, 0],
    [0, -2],
  ]; // here, near, straight, left, below
  const places = at.map(([lon, lat]) => ["", "", "", [], 0, 0, lon, lat]);
  const shapes = new L.Atlas.Shapes({ perDegree: 10, places, rings: at.map(() => []) });
  const arrows = [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ];
  assert.deepEqual(
    arrows.map((arrow) => shapes.nearest(0, arrow)),
    [2, 3, 4, 1],
  );
  assert.equal(shapes.nearest(4, [0, 1]), null);
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
