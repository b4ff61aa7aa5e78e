/* atlas-load.js: content that is fetched, and how much of it has come. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { loadAtlas } from "./scripts.mjs";

const L = loadAtlas();

test("compressed content is fetched, and each part of it counted", async (context) => {
  const told = { places: Array.from({ length: 5000 }, (_, at) => `${at} ${Math.sqrt(at)}`) };
  const sent = gzipSync(JSON.stringify(told));
  const headers = { "content-length": String(sent.length) };
  const half = Math.floor(sent.length / 2);
  const parts = [sent.subarray(0, half), sent.subarray(half)];
  const body = () => new ReadableStream({ pull: (on) => (parts.length ? on.enqueue(parts.shift()) : on.close()) });
  context.mock.method(globalThis, "fetch", async () => new Response(body(), { headers }));
  const heard = [];
  assert.deepEqual(await L.Atlas.fetched("there", (...counted) => heard.push(counted)), told);
  assert.deepEqual(heard, [
    [half, sent.length],
    [sent.length, sent.length],
  ]);
});

test("content that is not there is an error", async (context) => {
  context.mock.method(globalThis, "fetch", async () => new Response("", { status: 404, statusText: "Not Found" }));
  await assert.rejects(
    L.Atlas.fetched("there", () => {}),
    /404/,
  );
});

test("content that came with the page is shown at once", () => {
  L.Atlas.told = { title: "Here" };
  const shown = [];
  L.Atlas.whenTold((told) => shown.push(told.title));
  assert.deepEqual(shown, ["Here"]);
});
