/*
 * To any district by its name: a field, and under it the list of those it may mean, by the combobox pattern of WAI-ARIA.
 * Every word of the field begins a word of a district's names, in any of the scripts that the page has, of its province
 * or of its codes. Those whose name begins so come first.
 */
L.Atlas.Finder = L.Class.extend({
  options: { most: 40 },

  /** The third is what opens a district once it is chosen, by its number. */
  initialize(atlas, root, open) {
    Object.assign(this, { atlas, open, found: [], at: -1 });
    const { places, provinces } = atlas.told;
    this.keys = places.map((place) => this.keysOf(place, provinces));
    this._build(root.querySelector(".atlas__finder"));
    this._listen();
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
      placeholder: words,
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

  /** The places that some words may mean, by their numbers. */
  matches(words) {
    const asked = L.Atlas.fold(words);
    if (!asked) return [];
    const parts = asked.split(" ");
    const rank = ({ names }) => {
      if (names.some((name) => name.startsWith(asked))) return 0;
      return names.some((name) => ` ${name}`.includes(` ${parts[0]}`)) ? 1 : 2;
    };
    const fits = this.keys.flatMap((keys, place) =>
      parts.every((part) => keys.all.includes(` ${part}`)) ? [place] : [],
    );
    const ranks = new Map(fits.map((place) => [place, rank(this.keys[place])]));
    return fits.sort((one, two) => ranks.get(one) - ranks.get(two) || one - two);
  },

  _find() {
    const found = this.matches(this.field.value);
    this._show(found.slice(0, this.options.most));
    const { atlas } = this;
    const none = Boolean(L.Atlas.fold(this.field.value)) && !found.length;
    this.said.toggleAttribute("data-none", none);
    if (none) this.said.textContent = atlas.say("No district matches that spelling");
    else
      this.said.textContent = found.length ? atlas.count(found.length, "{number} district", "{number} districts") : "";
  },

  _show(found) {
    const { places, provinces } = this.atlas.told;
    this.found = found;
    this.list.replaceChildren();
    found.forEach((place, at) => {
      const option = L.Atlas.add(this.list, "li", "option", places[place][2]);
      L.Atlas.set(option, { id: `atlas-found-${at}`, role: "option" });
      L.Atlas.add(option, "span", "change-province", " " + provinces[places[place][4]][0]);
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

  _choose(place) {
    this._leave();
    this.open(place);
  },

  _leave() {
    this.field.value = "";
    this.said.textContent = "";
    this.field.blur();
  },
});

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
