/* atlas-load.js: content that is fetched, and how much of it has come. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { loadAtlas } from "./scripts.mjs";

const L = loadAtlas();

/** A host that has a file, and knows ranges or does not; it sends what is asked for in two pieces. */
function host(context, file, knowsRanges = true) {
  const asked = [];
  context.mock.method(globalThis, "fetch", async (address, { headers: { Range: range } }) => {
    asked.push(`${address} ${range}`);
    const [from, to] = knowsRanges ? range.match(/\d+/g).map(Number) : [0, file.length - 1];
    const half = Math.ceil((to + 1 - from) / 2);
    const pieces = [file.subarray(from, from + half), file.subarray(from + half, to + 1)];
    const body = new ReadableStream({ pull: (on) => (pieces.length ? on.enqueue(pieces.shift()) : on.close()) });
    return new Response(body, { status: knowsRanges ? 206 : 200 });
  });
  return asked;
}

const REPORT = ["r1", "1 May", 0, 1, 7, "Amber", 2, 2, 3, 4];
const PARTS = [
  { places: Array.from({ length: 5000 }, (_, at) => `${at} ${Math.sqrt(at)}`) },
  { arcs: ["??C?"], rings: [[["?"]], []], inner: [], outer: ["?"] },
  {
    about: [[0, 1, 1, 0], []],
    reports: [REPORT, ["r2", ...REPORT.slice(1)]],
    baselines: [[], [[4, 9]]],
    sources: { 7: ["Gazette"], 9: ["Herald"] },
    phrases: ["held", "sure", "", "dated", "Before"],
  },
  {
    about: [[0, 1]],
    reports: [["r3", ...REPORT.slice(1)]],
    baselines: [[]],
    sources: {},
    phrases: ["lost", "", "", ""],
  },
];
const ZIPPED = PARTS.map((part) => gzipSync(JSON.stringify(part)));
const FILE = Buffer.concat(ZIPPED);
const SIZES = ZIPPED.map((part) => part.length);

for (const knowsRanges of [true, false]) {
  test(`a part is fetched from a host that ${knowsRanges ? "knows" : "does not know"} ranges`, async (context) => {
    const asked = host(context, FILE, knowsRanges);
    for (const [number, part] of PARTS.entries()) {
      const from = SIZES.slice(0, number).reduce((sum, size) => sum + size, 0);
      const heard = [];
      assert.deepEqual(await L.Atlas.fetched("there", from, SIZES[number], (...told) => heard.push(told)), part);
      assert.equal(asked[number], `there bytes=${from}-${from + SIZES[number] - 1}`);
      assert.deepEqual(heard.at(-1), [SIZES[number], SIZES[number]]);
      assert.ok(heard.every(([come], at) => come <= SIZES[number] && come >= (heard[at - 1]?.[0] ?? 0)));
    }
  });
}

test("content that is not there is an error", async (context) => {
  context.mock.method(globalThis, "fetch", async () => new Response("", { status: 404, statusText: "Not Found" }));
  await assert.rejects(L.Atlas.fetched("there", 0, 9), /404/);
});

test("the records of a place are fetched once, with their sources, and again after they did not come", async (context) => {
  const { Atlas } = loadAtlas({ location: { href: "http://localhost/frame" } });
  Atlas.toldAt = { address: "there", sizes: SIZES, inPart: 2 };
  const told = { about: [], reports: [], baselines: [], outcomes: ["", "claim"], sources: {} };
  const records = new Atlas.Records(told);
  assert.equal(records.of(0), null);
  context.mock.method(globalThis, "fetch", async () => new Response("", { status: 503 }));
  await assert.rejects(records.bring(0), /503/);
  const asked = host(context, FILE);
  await Promise.all([records.bring(0), records.bring(1), records.bring(0)]);
  const said = records
    .of(0)
    .reports.map(({ report: [id, , words, , source], outcome }) => [id, words, source, outcome]);
  assert.deepEqual(said, [
    ["r1", "held", 7, "claim"],
    ["r2", "held", 7, ""],
  ]);
  assert.deepEqual(records.of(1), { reports: [], baselines: [["Before", 9]] });
  assert.deepEqual(told.sources, { 7: ["Gazette"], 9: ["Herald"] });
  assert.equal(records.of(2), null);
  await records.bring(2);
  assert.equal(records.of(2).reports[0].report[2], "lost");
  assert.equal(asked.length, 2);
});

test("records that came with the page are there", () => {
  const told = { about: [[], [0, 0]], reports: [["r1"]], baselines: [[["Before", 0]], []], outcomes: ["said"] };
  const records = new L.Atlas.Records(told);
  assert.deepEqual(records.of(0), { reports: [], baselines: [["Before", 0]] });
  assert.deepEqual(records.of(1), { reports: [{ report: ["r1"], outcome: "said" }], baselines: [] });
});

test("content that came with the page is shown at once", () => {
  L.Atlas.told = { title: "Here" };
  const shown = [];
  L.Atlas.whenTold((told) => shown.push(told.title));
  assert.deepEqual(shown, ["Here"]);
});
