/* atlas-runs.js: what a place looks like on a day, and which places may differ between two days. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadAtlas } from "./scripts.mjs";

const L = loadAtlas();
const DAYS = 12;
const RUNS = [
  [0, 5],
  [0, 1, 3, 2, 7, 1],
  [0, 4, 3, 6, 4, 7, 11, 4],
  [0, 0, 11, 9],
];
const runs = new L.Atlas.Runs(RUNS, DAYS);
const days = Array.from({ length: DAYS }, (_, day) => day);

/** The look that a plain reading of a run gives. */
function plainly(run, day) {
  let look;
  for (let at = 0; at < run.length; at += 2) if (run[at] <= day) look = run[at + 1];
  return look;
}

test("a look lasts from the day on which it begins to the one before the next", () => {
  assert.deepEqual(
    days.map((day) => runs.look(1, day)),
    [1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1, 1],
  );
});

test("each place has on each day the look that its run gives when read from its beginning", () => {
  for (const [place, run] of RUNS.entries())
    for (const day of days) assert.equal(runs.look(place, day), plainly(run, day));
});

test("runs are counted from 0", () => {
  assert.deepEqual(
    [0, 3, 4, 10, 11].map((day) => runs.at(2, day)),
    [0, 1, 2, 2, 3],
  );
});

test("between two days lie the places that begin a run after the earlier, up to the later", () => {
  assert.deepEqual([...runs.between(2, 3)], [1, 2]);
  assert.deepEqual([...runs.between(3, 2)], [1, 2]);
  assert.deepEqual([...runs.between(3, 6)], [2]);
  assert.deepEqual([...runs.between(0, 11)], [1, 2, 2, 1, 2, 3]);
  assert.deepEqual([...runs.between(5, 5)], []);
});

test("what differs between two days lies between them, in whatever order they come", () => {
  for (const one of days)
    for (const other of days) {
      const differs = RUNS.flatMap((run, place) => (plainly(run, one) === plainly(run, other) ? [] : [place]));
      const between = new Set(runs.between(one, other));
      assert.deepEqual(
        differs.filter((place) => !between.has(place)),
        [],
      );
    }
});
