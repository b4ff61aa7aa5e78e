/*
 * To any district by its name: a field, and under it the list of those it may mean, by the combobox pattern of WAI-ARIA.
 * Every word of the field begins a word of a district's names, in any of the scripts that the page has, of its province
 * or of its codes. Those whose name begins so come first; then the provinces that the words may mean.
 */
L.Atlas.Finder = L.Class.extend({
  options: { most: 40 },

  /** The last two open what is chosen, by its number: a district, and a province. */
  initialize(atlas, root, openPlace, openProvince) {
    Object.assign(this, { atlas, openPlace, openProvince, found: [], at: -1 });
    this._build(root.querySelector(".atlas__finder"));
    this._listen();
  },

  /** Know all names as they are compared, once somebody asks: of 40,000 places it takes a third of a second. */
  _know() {
    if (this.keys) return;
    const { places, provinces } = this.atlas.told;
    this.keys = places.map((place) => this.keysOf(place, provinces));
    this.areas = provinces.map(([name]) => L.Atlas.fold(name));
  },

  /** What a place is found by: its names, and these with the names of its province and its codes. */
  keysOf([code, pcode, name, others, within, , , , , official = ""], provinces) {
    const names = [name, ...others, official].map(L.Atlas.fold);
    const province = L.Atlas.fold(provinces[within][0]);
    return { names, all: ` ${[...names, province, code, pcode.toLowerCase()].join(" ")}` };
  },

  focus() {
    this.field.focus();
    this.field.select();
  },

  _build(finder) {
    const words = this.atlas.say("Find a district (/)");
    this.field = L.Atlas.add(finder, "input", "find");
    this.list = L.Atlas.add(finder, "ul", "found");
    this.said = L.Atlas.add(finder, "div", "found-said");
    const common = {
      "aria-label": words,
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
    };
    const combobox = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": "atlas-found",
      placeholder: L.Atlas.touch() ? words.replace(KEY, "") : words,
    };
    L.Atlas.set(this.field, { type: "text", ...common, ...combobox });
    L.Atlas.set(this.list, { id: "atlas-found", role: "listbox", "aria-label": words });
    L.Atlas.set(this.said, { role: "status" });
    this._show([]);
  },

  _listen() {
    const { field, list } = this;
    field.addEventListener("input", () => this._find());
    field.addEventListener("focus", () => this._find());
    field.addEventListener("blur", () => this._show([]));
    field.addEventListener("keydown", (event) => this._press(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays where it is
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this._choose(this.found[[...list.children].indexOf(option)]);
    });
  },

  /** The places that some words may mean, by their numbers; of "Kunduz city", where none has such a word, the namesakes. */
  matches(words) {
    const asked = L.Atlas.fold(words);
    const exact = this._matching(asked, 2);
    if (exact.length || isProvince(asked)) return exact;
    const name = withoutNouns(asked);
    return name === asked ? [] : this._matching(name, 1);
  },

  /** The places that fit some folded words, those that are called so first; `most` leaves out who fit less. */
  _matching(asked, most) {
    if (!asked) return [];
    const parts = asked.split(" ");
    const ranks = new Map();
    this.keys.forEach((keys, place) => {
      if (!parts.every((part) => keys.all.includes(` ${part}`))) return;
      const rank = this._rank(keys, asked);
      if (rank <= most) ranks.set(place, rank);
    });
    return [...ranks.keys()].sort((one, two) => ranks.get(one) - ranks.get(two) || one - two);
  },

  /** How well a place fits: by the beginning of a name, of a word within one, or by its province or codes. */
  _rank({ names }, asked) {
    if (names.some((name) => name.startsWith(asked))) return 0;
    return names.some((name) => ` ${name}`.includes(` ${asked.split(" ")[0]}`)) ? 1 : 2;
  },

  /** The provinces that some words may mean, by their numbers. */
  provinces(words) {
    const name = withoutNouns(L.Atlas.fold(words));
    const parts = name.split(" ").filter(Boolean);
    const fits = (area) => parts.length && parts.every((part) => ` ${area}`.includes(` ${part}`));
    return this.areas.flatMap((area, number) => (fits(area) ? [number] : []));
  },

  /** All that some words may mean: the districts that are called so, then provinces, then other districts. */
  offers(words) {
    const asked = withoutNouns(L.Atlas.fold(words));
    const places = this.matches(words);
    const called = places.filter((place) => !this._rank(this.keys[place], asked)).length;
    const offers = places.map((place) => ({ place }));
    offers.splice(called, 0, ...this.provinces(words).map((province) => ({ province })));
    return offers;
  },

  _find() {
    this._know();
    const found = this.offers(this.field.value);
    this._show(found.slice(0, this.options.most));
    const { atlas } = this;
    const none = Boolean(L.Atlas.fold(this.field.value)) && !found.length;
    const districts = found.filter(({ place }) => place !== undefined).length;
    this.said.toggleAttribute("data-none", none);
    if (none) this.said.textContent = atlas.say("No district matches that spelling");
    else this.said.textContent = found.length ? this._counted(districts) : "";
  },

  _counted(number) {
    return this.atlas.count(number, "{number} district", "{number} districts");
  },

  /** The name of what may be chosen, and what stands beside it: the province of a district, the size of a province. */
  _called({ place, province }) {
    const { places, provinces } = this.atlas.told;
    if (place !== undefined) return [places[place][2], provinces[places[place][4]][0]];
    return [provinces[province][0], this._counted(places.filter((each) => each[4] === province).length)];
  },

  _show(found) {
    this.found = found;
    this.list.replaceChildren();
    found.forEach((each, at) => {
      const [name, beside] = this._called(each);
      const option = L.Atlas.add(this.list, "li", "option", name);
      L.Atlas.set(option, { id: `atlas-found-${at}`, role: "option" });
      L.Atlas.add(option, "span", "change-province", ` ${beside}`);
    });
    this.list.hidden = !found.length;
    this.field.setAttribute("aria-expanded", Boolean(found.length));
    this.said.removeAttribute("data-none");
    this._go(found.length ? 0 : -1);
  },

  /** Make one of the list the one that Enter opens. */
  _go(at) {
    this.at = at;
    [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", number === at));
    if (at < 0) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", `atlas-found-${at}`);
    this.list.children[at].scrollIntoView({ block: "nearest" });
  },

  _press(event) {
    const { found, at } = this;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (step && found.length) this._go((at + step + found.length) % found.length);
    else if (event.key === "Enter" && at >= 0) this._choose(found[at]);
    else if (event.key === "Escape") this._leave();
    else return;
    event.preventDefault();
  },

  _choose(chosen) {
    this._leave();
    if (chosen.place !== undefined) return this.openPlace(chosen.place);
    this.said.textContent = this._called(chosen).join(": ");
    this.openProvince(chosen.province);
  },

  _leave() {
    this.field.value = "";
    this.said.textContent = "";
    this.field.blur();
  },
});

const KEY = /\s*\(\/\)/; // the key that leads to the field, in the words of every language
const PROVINCE = ["province", "ولایت"];
const NOUNS = ["city", "district", "شهر", "ښار", "ولسوالی", ...PROVINCE]; // as in events/ledger/search.py

/** Whether the reader has a finger only, and so hardly a keyboard. */
L.Atlas.touch = () => window.matchMedia("(hover: none) and (pointer: coarse)").matches;

/** Folded words without those that say what a name is of, of which the last may only have begun to be typed. */
function withoutNouns(asked) {
  const words = asked.split(" ");
  const last = (word, at) => at && at === words.length - 1 && NOUNS.some((noun) => noun.startsWith(word));
  return words.filter((word, at) => !NOUNS.includes(word) && !last(word, at)).join(" ");
}

/** Whether folded words say that they are of a province. */
function isProvince(asked) {
  return asked.split(" ").some((word) => PROVINCE.includes(word));
}

/** Words as they are compared: without case, accents, vowel signs and what stands between words, digits as 0 to 9. */
L.Atlas.fold = (words) =>
  words
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) % 16)
    .replaceAll("\u0643", "\u06a9") // the Arabic letters that look like the Persian ones: kaf, and two of yeh
    .replace(/[\u064a\u0649]/g, "\u06cc")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
