/* The line above every page: the addresses of its links, as geo/app/assets/bar.js makes them. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { loadModule } from "./scripts.mjs";

const EXPORTED = ["travelling", "addressOf", "themed", "asDay"];
const { travelling, addressOf, themed, asDay } = loadModule("bar.js", EXPORTED, ["links.js"]);
const KEPT = ["day", "known"];

test("a link takes along what is kept and leaves the rest behind", () => {
  assert.deepEqual(travelling("?day=2021-07-05&utm_source=x&known=", KEPT), { day: "2021-07-05" });
});

test("what is kept stays in its order, since another order would be another entry of the history", () => {
  assert.deepEqual(Object.keys(travelling("?known=2021-07-10&utm_source=x&day=2021-07-05", KEPT)), ["known", "day"]);
});

test("in a link's own parameters the day that is open stands for {day}", () => {
  const own = { from: "{day}", province: "AF17" };
  assert.deepEqual(travelling("?day=2021-07-06", ["day"], own, "2021-07-05"), {
    day: "2021-07-06",
    from: "2021-07-06",
    province: "AF17",
  });
  assert.deepEqual(travelling("", ["day"], own, "2021-07-05"), { from: "2021-07-05", province: "AF17" });
});

test("a page is found from any other, at the root and below a path", () => {
  assert.equal(addressOf("gaps", "", "/", { day: "2021-07-05" }), "/gaps?day=2021-07-05");
  assert.equal(addressOf("publish", "gaps", "/gaps", {}), "/publish");
  assert.equal(addressOf("", "gaps", "/atlas/gaps", {}), "/atlas/");
  assert.equal(addressOf("gaps", "", "/atlas", {}), "/atlas/gaps");
});

test("an address is loaded again in another theme only where it is asked for, and once", () => {
  const address = "https://a.example/?day=2021-07-05&theme=dark";
  assert.equal(themed(address, null, "light"), null);
  assert.equal(themed(address, "dark", "dark"), null);
  const again = themed(`${address}&embed_options=light_theme&embed_options=show_toolbar`, "dark", "light");
  assert.deepEqual(new URL(again).searchParams.getAll("embed_options"), ["show_toolbar", "dark_theme"]);
  assert.equal(themed(again, "dark", "light"), null);
});

test("a day is read as all pages write it, with any sign between its parts or none, and only if there is such a day", () => {
  for (const typed of ["2021-08-13", " 2021.08.13", "2021/08/13", "20210813"]) assert.equal(asDay(typed), "2021-08-13");
  for (const typed of ["08/13/2021", "2021-02-30", "2021-8-13", "soon", ""]) assert.equal(asDay(typed), null);
});
