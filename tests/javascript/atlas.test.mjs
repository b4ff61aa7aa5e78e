/* atlas.js: the state of a view, and how its words, numbers and days are written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadAtlas, PACKED } from "./scripts.mjs";

const L = loadAtlas();
const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"];
const LANGUAGE = {
  lang: "en",
  dir: "ltr",
  locale: "en",
  words: {},
  months: MONTHS,
  weekdays: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
  day: "{day} {month}",
  year: "{day} {month} {year}",
};
const LOOKS = [{ standing: "unknown" }, { standing: "taliban" }, { standing: "government" }];

/** Two districts over five days from 30 June: 0101 falls on the third, 0102 is held throughout. */
function atlas(language = {}, told = {}) {
  return new L.Atlas({
    language: { ...LANGUAGE, ...language },
    first: "2021-06-30",
    days: 5,
    places: [["0101"], ["0102"]],
    about: [],
    runs: [
      [0, 0, 2, 1],
      [0, 2],
    ],
    since: [
      [-1, -1, 2, 2],
      [-1, -1],
    ],
    looks: LOOKS,
    solar: [],
    lenses: [["districts"], ["people"]],
    standings: [
      ["taliban", "Taliban", 1, []],
      ["government", "Government", 1, [[3, "Anti-Taliban forces"]]],
      ["unknown", "Not known", 0, []],
    ],
    tallies: [[[0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0]], [[0, 0, 0, 0, 700, 700, 700, 0, 55, 55, 55, 0]]],
    ...told,
  });
}

test("what repeats is sent once and given back", () => {
  assert.deepEqual(L.Atlas.unpacked(PACKED.packed), PACKED.told);
});

test("a place has on each day the look of its run", () => {
  const standings = (place) => [0, 1, 2, 3, 4].map((day) => atlas().look(place, day).standing);
  assert.deepEqual(standings(0), ["unknown", "unknown", "taliban", "taliban", "taliban"]);
  assert.deepEqual(standings(1), Array(5).fill("government"));
});

test("a message is said in the language of the page, else in English", () => {
  const dutch = atlas({ words: { "Also that day": "Intussen" } });
  assert.equal(dutch.say("Also that day"), "Intussen");
  assert.equal(dutch.say("Day"), "Day");
});

test("values stand where a message names them, and what has none stays as it is", () => {
  const values = { day: "5 July", counts: 1234 };
  assert.equal(atlas().say("{day}: {counts} ({of})", values), "5 July: 1,234 ({of})");
});

test("a word that is put in is not looked into again", () => {
  assert.equal(atlas().say("{one} {two}", { one: "{two}", two: "$&" }), "{two} $&");
});

test("in English one is singular, all others are plural", () => {
  const say = (number) => atlas().count(number, "{number} district", "{number} districts");
  assert.deepEqual([0, 1, 2, 421].map(say), ["0 districts", "1 district", "2 districts", "421 districts"]);
});

test("numbers are written as the language has them, and years are not grouped", () => {
  const dutch = atlas({ locale: "nl" });
  assert.equal(dutch.number(32890), "32.890");
  assert.equal(dutch.number(2021, "year"), "2021");
  assert.equal(dutch.number(34.04, "share"), "34,0");
  assert.equal(atlas().number(1234567, "roughly"), "1.23M");
  assert.equal(atlas({ locale: "fa-AF-u-nu-arabext" }).number(421), "۴۲۱");
});

test("a day is written by the pattern of the language, and the first of a month as it has it", () => {
  const french = atlas({ first: "1er" });
  assert.equal(french.words(0), "30 juin");
  assert.equal(french.words(1, "year"), "1er juillet 2021");
  assert.equal(french.words(2, "weekday"), "vendredi");
  assert.equal(french.words(2, "month"), "juillet");
});

test("a day is written by the calendar that a language has beside the Gregorian", () => {
  const solar = [
    [-9, "سرطان", 1400],
    [3, "اسد", 1400],
  ];
  const dari = atlas({ locale: "fa-AF-u-nu-arabext" }, { solar });
  assert.deepEqual(
    [0, 2, 3].map((day) => dari.solar(day)),
    ["۱۰ سرطان ۱۴۰۰", "۱۲ سرطان ۱۴۰۰", "۱ اسد ۱۴۰۰"],
  );
  assert.equal(atlas().solar(2), "");
});

test("a day is the same whatever the reader's time zone", () => {
  const zone = process.env.TZ;
  for (const other of ["Pacific/Kiritimati", "America/St_Johns", "Asia/Kabul"]) {
    process.env.TZ = other;
    assert.equal(atlas().iso(4), "2021-07-04");
    assert.equal(atlas().words(0), "30 juin");
  }
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test("days beyond the first and the last are these, and only a change is told", () => {
  const opened = atlas();
  opened.setDay(99);
  assert.equal(opened.day, 4);
  opened.setDay(4.2);
  opened.setDay(-3);
  assert.equal(opened.day, 0);
  assert.deepEqual(opened.fired, ["day", "day"]);
});

test("a view names the day, the district and the lens; what it does not know is left out", () => {
  const opened = atlas();
  opened.setView({ day: "2021-07-02", district: "0102", lens: "people" });
  assert.deepEqual([opened.view(), opened.lens], [{ day: "2021-07-02", district: "0102" }, 1]);
  opened.setView({ day: "tomorrow", district: "9999", lens: "sheep" });
  assert.deepEqual([opened.view(), opened.lens], [{ day: "2021-07-02", district: null }, 0]);
});

test("a standing began on the first day of its run", () => {
  const opened = atlas();
  opened.setDay(4);
  assert.equal(opened.look(0).standing, "taliban");
  assert.deepEqual(opened.since(0), { standing: 2, claim: 2 });
  assert.deepEqual(opened.since(1), { standing: -1, claim: -1 });
});

test("a party has another name from a day on", () => {
  const page = atlas();
  page.setDay(2);
  assert.deepEqual(
    [0, 1, 2].map((at) => page.name(at)),
    ["Taliban", "Government", "Not known"],
  );
  page.setDay(3);
  assert.deepEqual(
    [0, 1, 2].map((at) => page.name(at)),
    ["Taliban", "Anti-Taliban forces", "Not known"],
  );
});

test("the sentence of a day is about what is counted", () => {
  const page = atlas(undefined, { sentences: ["144 districts"], counted: [["7.72 million people"]] });
  assert.deepEqual(page.sentences(), ["144 districts"]);
  page.setLens("people");
  assert.deepEqual(page.sentences(), ["7.72 million people"]);
});

test("all that a lens counts is the sum of its standings", () => {
  const opened = atlas();
  assert.equal(opened.total(), 2);
  opened.setLens("people");
  assert.equal(opened.total(), 755);
});

test("words of another script are kept apart where a page runs from right to left", () => {
  assert.equal(atlas().apart("BBC"), "BBC");
  assert.equal(atlas({ dir: "rtl" }).apart("BBC"), "\u2068BBC\u2069");
});

test("playing by change goes to the next day with one, and from the last change to the last day", () => {
  const strip = (day) =>
    L.Atlas.Strip.prototype._next.call({
      changed: [1, 3],
      speed: { value: "change" },
      atlas: { day, told: { days: 5 } },
    });
  assert.deepEqual([0, 1, 3].map(strip), [1, 3, 4]);
});

test("a month on begins the next month, and one back this month or the one before", () => {
  const opened = atlas();
  const on = (day, months) => {
    opened.day = (Date.parse(day) - opened.dayZero) / 864e5;
    return opened.iso(opened.month(months));
  };
  assert.equal(on("2021-07-05", 1), "2021-08-01");
  assert.equal(on("2021-12-31", 1), "2022-01-01");
  assert.equal(on("2021-07-05", -1), "2021-07-01");
  assert.equal(on("2021-07-01", -1), "2021-06-01");
  assert.equal(on("2021-01-01", -1), "2020-12-01");
});

test("playing by years goes from January to January", () => {
  const opened = atlas();
  const next = (day) => {
    opened.day = (Date.parse(day) - opened.dayZero) / 864e5;
    return opened.iso(L.Atlas.Strip.prototype._next.call({ speed: { value: "year" }, atlas: opened }));
  };
  assert.equal(next("2021-07-05"), "2022-01-01");
  assert.equal(next("2022-01-01"), "2023-01-01");
});

test("days are drawn one by one, and where they are too many some together, none left out", () => {
  assert.deepEqual(L.Atlas.Strip.together(2, 4), [
    { start: 0, end: 1 },
    { start: 1, end: 2 },
  ]);
  assert.deepEqual(L.Atlas.Strip.together(7, 4), [
    { start: 0, end: 4 },
    { start: 4, end: 7 },
  ]);
});
