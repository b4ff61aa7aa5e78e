/* atlas-address.js: the address of a page that stands on its own is its view, read and written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadAtlas } from "./scripts.mjs";

/** A page at an address, which opens on 3 July with nothing else; `written` is what its address became. */
function page(search = "", hash = "") {
  const written = [];
  const location = { search, hash };
  const pushed = [];
  const history = {
    state: null,
    replaceState: (_state, _title, address) => written.push(address),
    pushState: (_state, _title, address) => pushed.push(address),
  };
  const L = loadAtlas({ location, history });
  const atlas = new L.Atlas({
    language: { locale: "en" },
    first: "2021-07-01",
    days: 62,
    places: [["0101"], ["1709"]],
    about: [],
    runs: [
      [0, 0],
      [0, 0],
    ],
    lenses: [["districts"], ["people"]],
  });
  atlas.setDay(2);
  return { L, atlas, address: new L.Atlas.Address(atlas), written, pushed };
}

test("an address that says nothing opens what the page opens with", () => {
  assert.deepEqual(page().address.view(), { day: "2021-07-03", lens: "districts", district: null });
});

test("a query names the view", () => {
  const { address } = page("?day=2021-08-15&district=1709&lens=people&theme=dark");
  assert.deepEqual(address.view(), { day: "2021-08-15", lens: "people", district: "1709" });
  assert.equal(address.theme(), "dark");
});

test("what follows the # goes before the query", () => {
  const { address } = page("?day=2021-08-15&district=1709&lens=people", "#lens=districts&theme=light");
  assert.deepEqual(address.view(), { day: "2021-08-15", lens: "districts", district: "1709" });
  assert.equal(address.theme(), "light");
});

test("a district that is not in what we wrote has been closed", () => {
  assert.equal(page("?district=1709", "#day=2021-07-05").address.view().district, null);
});

for (const day of ["2021-06-31", "2021-06-30", "2021-09-01", "2021-7-5", "2021-07-05T00:00:00", "yesterday", ""]) {
  test(`a day that is none of ours is ignored: ${day || "an empty one"}`, () => {
    assert.equal(page(`?day=${day}`).address.view().day, "2021-07-03");
  });
}

test("a district, a lens and a theme that there are none of are ignored", () => {
  const { address } = page("?district=9999&lens=sheep&theme=sepia");
  assert.deepEqual(address.view(), { day: "2021-07-03", lens: "districts", district: null });
  assert.equal(address.theme(), null);
});

test("what is broken in an address is ignored", () => {
  assert.equal(page("?day=%E0%A4%A&&=&district").address.view().day, "2021-07-03");
});

test("the address follows the view, and keeps what it says besides", () => {
  const { atlas, address, written } = page("", "#theme=dark");
  atlas.setDay(4);
  atlas.setDistrict(1);
  address.write();
  assert.deepEqual(written, ["#theme=dark&day=2021-07-05&district=1709"]);
});

for (const narrow of [true, false]) {
  test(`a card that opens is a step of the history on a phone alone: ${narrow}`, () => {
    const { L, atlas, address, written, pushed } = page();
    L.Atlas.isNarrow = () => narrow;
    address.follow({ addEventListener() {} });
    atlas.setDistrict(1);
    address.write();
    const opened = ["#day=2021-07-03&district=1709"];
    assert.deepEqual([pushed, written], narrow ? [opened, []] : [[], opened]);
  });
}

test("a lens is written where it is not the one that the page opens with, or the query names another", () => {
  const { atlas, address, written } = page();
  atlas.setLens("people");
  address.write();
  const asked = page("?lens=people");
  asked.address.write();
  assert.deepEqual([...written, ...asked.written], ["#day=2021-07-03&lens=people", "#day=2021-07-03&lens=districts"]);
});
