/* atlas-find.js: what the words of a reader may mean. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadAtlas } from "./scripts.mjs";

const { Atlas } = loadAtlas();
const PROVINCES = [["Badakhshan"], ["Jawzjan"], ["Kabul"], ["ولایت تخار"]];
const PLACES = [
  ["1701", "AF1701", "Fayzabad", ["فیض آباد", "فيض اباد"], 0],
  ["1709", "AF1711", "Yawan", ["یاوان", "ياوان"], 0],
  ["2808", "AF2808", "Fayzabad", ["فیض آباد", "فيض اباد"], 1],
  ["0101", "AF0101", "Kabul", ["کابل", "کابل"], 2],
  ["3407", "AF3407", "Panjshir", ["پنجشیر", "پنجشېر"], 2, 2, 0, 0, 9, "Panjsher"],
  ["0110", "", "Khak-e Jabbar", ["خاک جبار", "خاک جبار"], 2],
];

/** The codes of the districts that some words may mean. */
function found(words) {
  return finder()
    .matches(words)
    .map((place) => PLACES[place][0]);
}

/** All that some words may mean, in its order: codes of districts, and names of provinces. */
function offered(words) {
  return finder()
    .offers(words)
    .map(({ place, province }) => (place === undefined ? PROVINCES[province][0] : PLACES[place][0]));
}

function finder() {
  const { prototype } = Atlas.Finder;
  const keys = PLACES.map((place) => prototype.keysOf(place, PROVINCES));
  return Object.assign(Object.create(prototype), { keys, areas: PROVINCES.map(([name]) => Atlas.fold(name)) });
}

test("a name is found by its beginning, in every script and whatever its accents", () => {
  assert.deepEqual(found("yaw"), ["1709"]);
  assert.deepEqual(found("YÁWAN "), ["1709"]);
  assert.deepEqual(found("یاوان"), ["1709"]);
  assert.deepEqual(found("ياوان"), ["1709"]); // with the yeh of an Arabic keyboard
  assert.deepEqual(found("فيض"), ["1701", "2808"]);
});

test("a name is also found as the official list spells it", () => {
  assert.deepEqual(found("panjshir"), ["3407"]);
  assert.deepEqual(found("panjsher"), ["3407"]);
});

test("a word within a name is found, with or without what joins it to the others", () => {
  assert.deepEqual(found("jabbar"), ["0110"]);
  assert.deepEqual(found("khak e"), ["0110"]);
  assert.deepEqual(found("abbar"), []);
});

test("the province tells namesakes apart, and lists its own after those that are called so", () => {
  assert.deepEqual(found("fayzabad jaw"), ["2808"]);
  assert.deepEqual(found("jawzjan fayz"), ["2808"]);
  assert.deepEqual(found("kabul"), ["0101", "3407", "0110"]);
  assert.deepEqual(found("badakhshan"), ["1701", "1709"]);
});

test("codes are found, also in the digits of Dari", () => {
  assert.deepEqual(found("1709"), ["1709"]);
  assert.deepEqual(found("AF17"), ["1701", "1709"]);
  assert.deepEqual(found("۱۷۰۹"), ["1709"]);
});

test("a word that says what a name is of is not looked for, and means those that are called so", () => {
  assert.deepEqual(found("Kabul city"), ["0101"]);
  assert.deepEqual(found("kabul ci"), ["0101"]); // while it is typed
  assert.deepEqual(found("Fayzabad district"), ["1701", "2808"]);
  assert.deepEqual(found("شهر کابل"), ["0101"]);
  assert.deepEqual(found("city"), []);
});

test("provinces are offered too, after the districts that are called so", () => {
  assert.deepEqual(offered("kabul"), ["0101", "Kabul", "3407", "0110"]);
  assert.deepEqual(offered("jaw"), ["Jawzjan", "2808"]);
  assert.deepEqual(offered("badakhshan province"), ["Badakhshan"]);
  assert.deepEqual(offered("Kabul province"), ["Kabul"]);
  assert.deepEqual(offered("تخار"), ["ولایت تخار"]);
  assert.deepEqual(offered("province"), []);
});

test("no words mean nothing, and words that nothing begins with mean nothing", () => {
  assert.deepEqual(found(""), []);
  assert.deepEqual(found(" - "), []);
  assert.deepEqual(found("Atlantis"), []);
});
