/*
 * The atlas: the state of one view (a day, a district), and the page around the map that shows it.
 *
 * Told everything by geo/atlas/payload.py, whose head says what each key means; decides no colour.
 * Every word of its own is a message, said by `say` or `count` in the language of the page; English is the message.
 * The parts listen for two events: "day" when the day changes, "district" when another is opened or none is.
 */
L.Atlas = L.Evented.extend({
  initialize(told) {
    this.told = told;
    this.day = 0;
    this.district = null;
    this.lens = 0;
    this.runs = new L.Atlas.Runs(told.runs, told.days);
    this.records = new L.Atlas.Records(told);
    this.dayZero = Date.parse(told.first + "T00:00:00Z");
    this.at = new Map(told.places.map((place, number) => [place[0], number]));
    const { locale } = told.language;
    const whole = new Intl.NumberFormat(locale);
    const year = new Intl.NumberFormat(locale, { useGrouping: false });
    const share = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    // Of people and land the first three figures say enough; the rest is in the tooltip.
    const roughly = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
    this.numbers = { whole, year, share, roughly };
    this.plurals = new Intl.PluralRules(locale);
    this.englishPlurals = new Intl.PluralRules("en");
  },

  setDay(day) {
    const within = Math.max(0, Math.min(this.told.days - 1, Math.round(day)));
    if (within === this.day) return;
    this.day = within;
    this.fire("day");
  },

  /** Open a district by its number, or none. */
  setDistrict(district) {
    if (district === this.district) return;
    this.district = district;
    this.fire("district");
  },

  /** Count in another way: by its id, or as at first where it is none. */
  setLens(id) {
    const lens = Math.max(
      0,
      this.told.lenses.findIndex(([name]) => name === id),
    );
    if (lens === this.lens) return;
    this.lens = lens;
    this.fire("lens");
  },

  /** What is counted on a day, see geo/paint/looks.py; its standings add up to the same total on every day. */
  tally(day = this.day) {
    return this.told.tallies[this.lens][day];
  },

  /** The sentence of each day, about what is counted. */
  sentences() {
    return this.lens ? this.told.counted[this.lens - 1] : this.told.sentences;
  },

  /** The name of a standing on the day, by its number: a party may have another from a day on. */
  name(at) {
    const [, first, , later] = this.told.standings[at];
    return later.reduce((name, [since, next]) => (since <= this.day ? next : name), first);
  },

  total() {
    return this.told.standings.reduce((sum, _, at) => sum + this.tally(0)[at * 4], 0);
  },

  /** Go to what an address names: a day it does not name is left as it is, a district it does not name is closed. */
  setView(view) {
    const day = Math.round((Date.parse(view.day + "T00:00:00Z") - this.dayZero) / L.Atlas.DAY);
    if (!Number.isNaN(day)) this.setDay(day);
    this.setDistrict(this.at.get(view.district) ?? null);
    this.setLens(view.lens);
  },

  view() {
    return { day: this.iso(this.day), district: this.district === null ? null : this.told.places[this.district][0] };
  },

  /** The look of a place on a day. */
  look(place, day = this.day) {
    return this.told.looks[this.runs.look(place, day)];
  },

  /** The first day of the standing that a place is in, and that of the claim over it; -1 as geo/atlas/payload.py has it. */
  since(place) {
    const [standing, claim] = this.told.since[place].slice(this.runs.at(place, this.day) * 2);
    return { standing, claim };
  },

  /** The day that is open, as a date in UTC. */
  date() {
    return new Date(this.dayZero + this.day * L.Atlas.DAY);
  },

  /** The day on which the next month begins, or one so many months on; or, if that is less than 0, so many back. */
  month(months) {
    const at = this.date();
    const within = months < 0 && at.getUTCDate() > 1 ? 1 : 0; // back to where this one begins
    const begins = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + within, 1);
    return Math.round((begins - this.dayZero) / L.Atlas.DAY);
  },

  iso(day) {
    return new Date(this.dayZero + day * L.Atlas.DAY).toISOString().slice(0, 10);
  },

  /** A day in words: "day" is 5 July, "year" 5 July 2021; "weekday" and "month" are the names of each. */
  words(day, as = "day") {
    const { months, weekdays, first, ...patterns } = this.told.language;
    // Days are plain dates: whatever the reader's time zone, they are made and read in UTC.
    const at = new Date(this.dayZero + day * L.Atlas.DAY);
    const month = months[at.getUTCMonth()];
    if (as === "weekday") return weekdays[at.getUTCDay()];
    if (as === "month") return month;
    const year = this.number(at.getUTCFullYear(), "year");
    const number = at.getUTCDate();
    return this._put(patterns[as], { day: (number === 1 && first) || number, month, year });
  },

  /** A day by the calendar that the language has beside the Gregorian, with its year; empty if it has none. */
  solar(day = this.day) {
    const [first, month, year] = this.told.solar.filter(([begun]) => begun <= day).at(-1) ?? [];
    if (month === undefined) return "";
    return this._put(this.told.language.year, { day: day - first + 1, month, year: this.number(year, "year") });
  },

  /** A number as the language writes it: "whole", "share" (of a hundred, to a tenth) or "roughly". */
  number(number, as = "whole") {
    return this.numbers[as].format(number);
  },

  /** Say a message in the language of the page, with values put in for its {names}. */
  say(message, values = {}) {
    return this._put(this.told.language.words[message] || message, values);
  },

  /** Say one of two messages by a number, which they name {number}: in as many forms as the language has. */
  count(number, one, many, values = {}) {
    const { words, plurals } = this.told.language;
    const english = () => (this.englishPlurals.select(number) === "one" ? one : many);
    const form = words[one]?.[plurals[this.plurals.select(number)] ?? plurals.other] ?? english();
    return this._put(form, { number, ...values });
  },

  /** Keep words of another script from turning round what stands beside them, where that runs from right to left. */
  apart(words) {
    return this.told.language.dir === "rtl" ? `\u2068${words}\u2069` : words;
  },

  _put(message, values) {
    return L.Atlas.put(message, values, (value) => (typeof value === "number" ? this.number(value) : value));
  },

  statics: {
    DAY: 864e5,
    YEAR: 400, // days, and some

    /** The first of the numbers below one for which something holds, as it does for all after it; the number if none. */
    firstOf(number, holds) {
      let [from, until] = [0, number];
      while (from < until) {
        const middle = (from + until) >> 1;
        if (holds(middle)) until = middle;
        else from = middle + 1;
      }
      return from;
    },

    /** Put values into a message for its {names}, written in some way. */
    put(message, values, written = String) {
      return message.replace(/\{(\w+)\}/g, (named, name) => (name in values ? written(values[name]) : named));
    },

    /** Whether a key is for a field that has the focus, or for the browser, and not for the page. */
    isTyping(event) {
      const field = event.composedPath()[0].closest?.("input, select, textarea, [contenteditable]");
      return Boolean(field || event.altKey || event.ctrlKey || event.metaKey);
    },

    add(parent, tag, name, text) {
      const element = L.DomUtil.create(tag, name ? "atlas__" + name : "", parent);
      if (text !== undefined) element.textContent = text;
      return element;
    },

    set(element, attributes) {
      Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
      return element;
    },

    /** A button; words on it are its name, and what has none, like ▶, goes by its title. */
    button(parent, name, text, title, press) {
      const button = L.Atlas.add(parent, "button", name, text);
      button.type = "button";
      button.title = title;
      if (!/\p{L}/u.test(text)) button.setAttribute("aria-label", title);
      button.addEventListener("click", press);
      return button;
    },
  },
});

L.Control.Atlas = L.Control.extend({
  options: { settle: 250, tiles: true },

  addTo(map) {
    this._map = map;
    const atlas = (this.atlas = new L.Atlas(this.options.told));
    const root = (this.root = this._build(map.getContainer()));
    this.strip = new L.Atlas.Strip(atlas, root); // before the map, which takes the room that is left
    this.districts = new L.Atlas.Districts(atlas, map, root, this.options);
    this.side = new L.Atlas.Side(atlas, root);
    this.sheet = new L.Atlas.Sheet(atlas, root, this.side.card, this.districts.drawn);
    this.finder = new L.Atlas.Finder(
      atlas,
      root,
      (place) => this._openFound(place),
      (province) => this.districts.frame(province),
    );

    this._opened = this._addressed(document);
    atlas.on("day", () => (root.dataset.day = atlas.iso(atlas.day)));
    atlas.on("lens", () => (root.dataset.lens = this.options.told.lenses[atlas.lens][0]));
    atlas.on("district", () => root.toggleAttribute("data-open", atlas.district !== null));
    atlas.setView(this._opened);
    if (!window.Streamlit) {
      this.address = new L.Atlas.Address(atlas);
      atlas.setView(this.address.view());
    }
    root.dataset.day = atlas.iso(atlas.day);
    atlas.fire("day").fire("district");
    this.sheet.takesFocus = true;
    atlas.on("day district", this._settle, this);
    this._listen();
    return this;
  },

  /** Put the page around the map, where the map was. */
  _build(container) {
    const root = L.DomUtil.create("section", "atlas");
    root.setAttribute("aria-label", this.options.title || this.options.told.title);
    Object.assign(root, { lang: this.options.told.language.lang, dir: this.options.told.language.dir });
    container.parentNode.insertBefore(root, container);
    for (const part of ["head", "map", "finder", "side", "player", "strip", "foot"]) L.Atlas.add(root, "div", part);
    root.querySelector(".atlas__map").appendChild(container);

    const head = root.querySelector(".atlas__head");
    if (this.options.title) L.Atlas.add(head, "p", "title-given", this.options.title).dir = "auto";
    L.Atlas.add(head, "p", "eyebrow", this.options.eyebrow || this.options.told.eyebrow).toggleAttribute(
      "data-known",
      Boolean(this.options.told.asKnown),
    );
    const headline = L.Atlas.add(head, "h1", "headline");
    const sentence = L.Atlas.add(head, "p", "sentence");
    this.atlas.on("day", () => {
      headline.textContent = this.options.told.headlines[this.atlas.day];
    });
    this.atlas.on("day lens", () => (sentence.textContent = this.atlas.sentences()[this.atlas.day]));
    this._addFoot(root.querySelector(".atlas__foot"));
    return root;
  },

  /** What is counted and drawn, and whose it is: in short on one line, where it has room, and in full when asked. */
  _addFoot(foot) {
    const { by, link } = this.options;
    const { credit, creditShort } = this.options.told;
    if (by) L.Atlas.add(foot, "p", "credit", by).dir = "auto";
    L.Atlas.add(foot, "div", "notes");
    const credits = L.Atlas.add(foot, "details", "credits");
    const short = L.Atlas.add(credits, "summary", "credits-short", `${creditShort} `);
    L.Atlas.add(short, "span", "credits-more", this.atlas.say("Credits in full"));
    L.Atlas.add(credits, "p", "credit", credit);
    if (!link) return;
    const anchor = L.Atlas.add(L.Atlas.add(foot, "p", "credit"), "a", "", link);
    Object.assign(anchor, { href: link, target: "_blank", rel: "noopener" });
  },

  _listen() {
    const { atlas, root } = this;
    this._settled = atlas.view();
    document.addEventListener("keydown", (event) => this._press(event));
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const chosen = () => this.address?.theme() ?? this.options.theme ?? this._theme();
    const theme = (told) => (root.dataset.theme = told ?? chosen() ?? (dark.matches ? "dark" : "light"));
    theme();
    dark.addEventListener("change", () => theme());
    if (this.address) {
      this.address.follow(root);
      window.addEventListener("hashchange", () => {
        this.strip.pause();
        atlas.setView(this.address.view());
        theme();
      });
    }
    if (!window.Streamlit) {
      this._askForHeight();
      return this._followPrinting();
    }

    this._followApp();
    // Within the app: take its theme, follow its address when the reader goes back, and be as tall as a phone needs.
    this._nameFrame();
    window.Streamlit.events.addEventListener("streamlit:render", (event) => {
      theme(event.detail.theme?.base);
      const addressed = this._addressed(new DOMParser().parseFromString(event.detail.args.html, "text/html"));
      if (addressed.visit === this._opened.visit) return;
      this._opened = addressed;
      atlas.setView(addressed);
      this._settled = atlas.view();
    });
    root.addEventListener("atlas:go", ({ detail }) =>
      window.Streamlit.setComponentValue({ ...atlas.view(), visit: this._opened.visit, go: detail }),
    );
    this._findFromAround();
    const fit = () => window.Streamlit.setFrameHeight(this._height());
    new ResizeObserver(fit).observe(root);
    window.addEventListener("resize", fit);
  },

  /** The key of the search field leads to it from anywhere on the app's page, where nobody writes. */
  _findFromAround() {
    const around = window.parent.document;
    const press = (event) => {
      if (event.key !== "/" || L.Atlas.isTyping(event)) return;
      event.preventDefault();
      window.focus();
      this.finder.focus();
    };
    around.addEventListener("keydown", press);
    window.addEventListener("pagehide", () => around.removeEventListener("keydown", press));
  },

  /** A phone scrolls past as much as there is; on a wide screen the atlas ends with the window. */
  _height() {
    const { root, options } = this;
    try {
      return pageHeight(root, window.frameElement, options.height) ?? root.offsetHeight;
    } catch {
      return options.height; // a page from elsewhere is around us, and its size is not ours to know
    }
  },

  /** Framed by another page, ask it for the height that is needed, as geo/links/embed.py says. */
  _askForHeight() {
    if (window.parent === window) return;
    let asked = null;
    const ask = () => {
      const height = framedHeight(this.root);
      if (height === asked) return;
      asked = height;
      window.parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
    };
    new ResizeObserver(ask).observe(this.root);
  },

  /** Let the panel beside the map be as high as all that changed on the day; the map keeps its height. */
  _spread() {
    const { root, side } = this;
    const [map, height] = [root.querySelector(".atlas__map"), root.offsetHeight];
    Object.assign(map.style, { height: `${map.offsetHeight}px`, alignSelf: "start" });
    root.toggleAttribute("data-spread", true);
    root.style.minHeight = `${height + side.spread()}px`;
  },

  _gather() {
    Object.assign(this.root.querySelector(".atlas__map").style, { height: "", alignSelf: "" });
    this.root.style.minHeight = "";
    this.root.removeAttribute("data-spread");
    this.side.gather();
  },

  /** Within the app, which prints: geo/app/assets/foot.js says when. The frame around us is then as high as we are. */
  _followApp() {
    let height;
    document.addEventListener("atlas:print", () => {
      this._spread();
      height ??= window.frameElement.style.height;
      window.frameElement.style.height = `${this.root.offsetHeight}px`;
    });
    document.addEventListener("atlas:printed", () => {
      this._gather();
      window.frameElement.style.height = height ?? "";
      height = undefined;
    });
  },

  /** Printed, the page is as on the screen, with all that changed on the day, and has at its foot where it is from and how much was known. */
  _followPrinting() {
    const style = document.head.appendChild(document.createElement("style"));
    // While printing, a query of the width is asked of the paper: what it said of the screen is kept.
    const rules = [...document.querySelectorAll("style")].flatMap(({ sheet }) => [...sheet.cssRules]);
    const asked = rules.filter(({ media }) => media?.mediaText.includes("width"));
    const widths = asked.map((rule) => [rule, rule.media.mediaText]);
    window.addEventListener("beforeprint", () => {
      this._spread();
      const from = location.protocol === "file:" ? this.options.link : location.href;
      const words = [from, this.root.querySelector(".atlas__eyebrow").textContent];
      const size = { width: this.root.offsetWidth, height: this.root.offsetHeight };
      style.textContent = printedStyle(words.filter(Boolean).join(" · "), size);
      for (const [rule, media] of widths) rule.media.mediaText = window.matchMedia(media).matches ? "all" : "not all";
    });
    window.addEventListener("afterprint", () => {
      this._gather();
      for (const [rule, media] of widths) rule.media.mediaText = media;
    });
  },

  /** The frame around us goes by our name: Streamlit calls it after the package that made it. */
  _nameFrame() {
    try {
      window.frameElement.title = this.root.getAttribute("aria-label");
    } catch {
      // a page from elsewhere is around us, and its frame is not ours to name
    }
  },

  /** The view that the page was opened with: geo/atlas/element.py writes it beside the map. */
  _addressed(page) {
    return { ...page.querySelector(".atlas-view")?.dataset };
  },

  /** The theme of the app around us, if there is one: streamlit-component-lib leaves its ground colour behind. */
  _theme() {
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim();
    const channels = ground
      .match(/^#(..)(..)(..)$/)
      ?.slice(1)
      .map((channel) => parseInt(channel, 16));
    return channels && (channels[0] + channels[1] + channels[2] < 384 ? "dark" : "light");
  },

  /** Once the reader has come to rest, tell those around us: the app, and whoever embeds the page. */
  _settle() {
    clearTimeout(this._waiting);
    this._waiting = setTimeout(() => {
      if (this.strip.busy()) return this._settle();
      const view = this.atlas.view();
      if (view.day === this._settled.day && view.district === this._settled.district) return;
      this._settled = view;
      this.root.dispatchEvent(new CustomEvent("atlas:view", { detail: view, bubbles: true }));
      window.Streamlit?.setComponentValue({ ...view, visit: this._opened.visit });
    }, this.options.settle);
  },

  _openFound(place) {
    this.atlas.setDistrict(place);
    this.districts.show(place);
    this.side.card.focus({ preventScroll: true });
  },

  _press(event) {
    const { atlas, strip } = this;
    if (L.Atlas.isTyping(event)) return;
    const pressed = event.target.closest("button, a, summary");
    const step = event.shiftKey ? 7 : 1;
    const keys = {
      ArrowLeft: () => strip.step(-step),
      ArrowRight: () => strip.step(step),
      Home: () => strip.go(0),
      End: () => strip.go(atlas.told.days - 1),
      Escape: () => (atlas.district === null ? this.side.unlist() : atlas.setDistrict(null)),
      "+": () => this._map.zoomIn(),
      "-": () => this._map.zoomOut(),
      0: () => this.districts.home(),
      "/": () => this.finder.focus(),
      ...(!pressed && { " ": () => strip.toggle() }),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  },
});

L.control.atlas = (options) => new L.Control.Atlas(options);
