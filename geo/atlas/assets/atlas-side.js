/* Beside the map: the day, the legend with its counts, what changed lately, and the card of the district that is open. */
L.Atlas.Side = L.Class.extend({
  options: { recent: 12, more: 60 },

  initialize(atlas, root) {
    Object.assign(this, { atlas, root, dated: [], listed: null, opened: false });
    const side = root.querySelector(".atlas__side");
    const top = L.Atlas.add(side, "div", "dated");
    this.date = L.Atlas.add(top, "p", "date");
    this.weekday = L.Atlas.add(top, "p", "weekday");
    this.rows = this._addLegend(side);
    this.below = L.Atlas.add(side, "div", "below");
    this.news = L.Atlas.add(this.below, "div", "news");
    this.card = L.Atlas.add(this.below, "article", "card");
    this.card.tabIndex = -1;
    this._fitDate();
    window.addEventListener("resize", () => this._fitDate());
    side.addEventListener("wheel", (event) => this._hold(event), { passive: false });
    atlas.on("day", this.update, this).on("lens", this._count, this).on("district", this._open, this);
    this.spoken = L.Atlas.add(root, "p", "spoken");
    this.spoken.setAttribute("role", "status");
    this.spoken.setAttribute("aria-live", "polite");
    root.addEventListener("atlas:view", () => this._speak());
  },

  /** Write the day as large as the longest of all has room, so that it is cut on none and its size is one. */
  _fitDate() {
    const { atlas, date } = this;
    const days = Array.from({ length: atlas.told.days }, (_, day) => atlas.words(day, "year"));
    const shown = date.textContent;
    date.textContent = days.reduce((one, other) => (other.length > one.length ? other : one));
    date.style.fontSize = "";
    const written = document.createRange();
    written.selectNodeContents(date);
    const share = date.clientWidth / written.getBoundingClientRect().width;
    if (share < 1) date.style.fontSize = `${parseFloat(getComputedStyle(date).fontSize) * share}px`;
    date.textContent = shown;
  },

  /** The page stands still while the wheel turns beside the map, also where nothing there can scroll. */
  _hold(event) {
    const scrolls = [this.below, this.below.parentElement].some((part) => part.scrollHeight > part.clientHeight);
    if (!scrolls && !event.ctrlKey && !L.Atlas.isNarrow(this.root)) event.preventDefault();
  },

  /** Tell a screen reader the day and its counts, once the reader has come to rest: not each day that plays by. */
  _speak() {
    const { atlas } = this;
    const shown = this.listing.filter(({ row }) => !row.hidden);
    const counted = shown.map(({ called, count }) => `${called.textContent} ${count.textContent}`);
    const values = { day: this.date.textContent, counts: counted.join(atlas.say(", ")), of: this.lens.textContent };
    const words = atlas.say("{day}. {counts} ({of}).", values);
    if (this.spoken.textContent !== words) this.spoken.textContent = words;
  },

  update() {
    const { atlas } = this;
    const number = atlas.day - atlas.told.offensive + 1;
    this.date.textContent = atlas.words(atlas.day, "year");
    const weekday = [atlas.words(atlas.day, "weekday"), atlas.solar()].filter(Boolean).join(" ");
    this.weekday.textContent =
      number > 0 ? atlas.say("{weekday} · day {number} of the offensive", { weekday, number }) : weekday;
    this._count();
    // What a hand that scrubs cannot read waits for it to pause: it is the only costly part of a step.
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this._tell(), 60);
  },

  _addLegend(side) {
    const { atlas } = this;
    const { told } = atlas;
    const legend = (this.legend = L.Atlas.add(side, "dl", "legend"));
    const row = (fill, name, at, meant) => {
      const row = L.Atlas.add(legend, "div", "legend-row");
      const term = L.Atlas.add(row, "dt", "legend-name");
      if (meant) term.title = meant;
      L.Atlas.add(term, "i", "swatch").style.background = fill;
      const called = L.Atlas.add(term, "span", "legend-name-words", name);
      const note = L.Atlas.add(term, "small", "legend-note");
      const list = atlas.say("List the districts: {standing}", { standing: name });
      const counted = L.Atlas.add(row, "dd", "legend-counted");
      const count = L.Atlas.button(counted, "legend-count", "", list, () => this._list(at));
      const bar = L.Atlas.add(L.Atlas.add(counted, "div", "legend-track"), "div", "legend-bar");
      bar.style.background = fill;
      return { row, called, note, count, bar, list };
    };
    const ground = (standing) => `var(--swatch-${standing}, var(--${standing}))`;
    const rows = told.standings.map(([standing, name], at) => row(ground(standing), name, at, told.glossary[standing]));
    rows.forEach(({ note }) => (note.title = told.glossary.range));
    this.listing = rows;
    if (rows.length > told.most) this._addOthers(rows);
    const claimed = atlas.say("Also claimed by another side");
    const claim = row("var(--swatch-claim)", claimed, told.standings.length, told.glossary.claim);
    claim.note.textContent = atlas.say("included above");
    const key = L.Atlas.add(side, "p", "key");
    told.key.forEach(([name, words]) => {
      const entry = L.Atlas.add(key, "span", "key-entry");
      entry.title = told.glossary[name];
      L.Atlas.add(entry, "i", "swatch atlas__swatch--" + name).style.background = `var(--swatch-${name})`;
      entry.append(words);
    });
    this._addLens(this.root.querySelector(".atlas__notes"));
    return [...rows, claim];
  },

  /** Of many standings the parties that hold least are one row, which opens: then they stand below it. */
  _addOthers(rows) {
    const row = L.Atlas.add(this.legend, "div", "legend-row");
    const called = L.Atlas.button(L.Atlas.add(row, "dt", "legend-name"), "legend-others", "", "", () => {
      this.opened = !this.opened;
      this._count();
    });
    const counted = L.Atlas.add(row, "dd", "legend-counted");
    const count = L.Atlas.add(counted, "span", "legend-sum");
    const track = L.Atlas.add(counted, "div", "legend-track");
    const bar = L.Atlas.add(track, "div", "legend-bar atlas__legend-bar--others");
    this.others = { row, called, count, bar, rows };
  },

  /** Put the rows of the parties that hold least on the day below the one that counts them together. */
  _gather(tally, total, say) {
    const { atlas, others } = this;
    if (!others) return;
    const { standings, most } = atlas.told;
    const parties = [...standings.keys()].filter((at) => standings[at][2]);
    const rest = others.rows.filter((_, at) => !parties.includes(at));
    const more = (one, two, to) => tally[two * 4 + to] - tally[one * 4 + to];
    const order = [...parties].sort((one, two) => more(one, two, 0) || more(one, two, 2)); // held, then at the highest
    const none = order.filter((at) => !tally[at * 4] && !tally[at * 4 + 2]); // nor may any of it be theirs
    const small = order.slice(most - 1 - rest.length).filter((at) => !none.includes(at));
    const held = small.reduce((sum, at) => sum + tally[at * 4], 0);
    others.count.textContent = say(held);
    others.bar.style.width = (held / total) * 100 + "%";
    const large = parties.filter((at) => !small.includes(at) && !none.includes(at));
    const arranged = [this.opened, large, small].join("|");
    if (arranged === this.arranged) return;
    this.arranged = arranged;
    others.called.textContent = atlas.count(small.length, "{number} other side", "{number} other sides");
    others.called.setAttribute("aria-expanded", this.opened);
    others.row.hidden = !small.length;
    this._arrange(...[large, small, none].map((these) => these.map((at) => others.rows[at])), rest);
  },

  /** Put the rows in their order, where the keyboard stays in that in which it is; hide what is not opened or not there. */
  _arrange(large, small, none, rest) {
    const { others, legend } = this;
    const focused = document.activeElement;
    this.listing = [...large, others, ...small, ...none, ...rest];
    legend.prepend(...this.listing.map(({ row }) => row));
    large.forEach(({ row }) => Object.assign(row, { hidden: false }).removeAttribute("data-part"));
    for (const { row } of none) row.hidden = true;
    small.forEach(({ row }) => Object.assign(row, { hidden: !this.opened }).setAttribute("data-part", ""));
    if (!legend.contains(focused)) return;
    (focused.closest("[hidden]") ? others.called : focused).focus({ preventScroll: true });
  },

  /** What is counted, in words; within the app the choice is the app's, and here where the page stands alone. */
  _addLens(notes) {
    const { told } = this.atlas;
    const [before, after] = this.atlas.say("Counts are {of}.").split("{of}");
    const line = L.Atlas.add(notes, "p", "lens", before);
    this.lens = L.Atlas.add(line, "span", "denominator");
    line.append(`${after} ${told.boundaries} `);
    if (window.Streamlit) return;
    const select = L.Atlas.add(line, "select", "lens-choice");
    select.setAttribute("aria-label", this.atlas.say("Count"));
    told.lenses.forEach(([id, , , choice]) => (L.Atlas.add(select, "option", "", choice).value = id));
    select.addEventListener("change", () => this.atlas.setLens(select.value));
    const follow = () => (select.value = told.lenses[this.atlas.lens][0]);
    this.atlas.on("lens", follow);
  },

  _count() {
    const { atlas } = this;
    const [, of, unit] = atlas.told.lenses[atlas.lens];
    const tally = atlas.tally();
    const total = atlas.total();
    const say = (figure) => atlas.number(figure, unit ? "roughly" : "whole");
    this.lens.textContent = of;
    this._gather(tally, total, say);
    this.rows.forEach((row, at) => {
      if (row.row.hidden) return;
      const claim = at === this.rows.length - 1;
      if (!claim) this._name(row, atlas.name(at));
      const [held, lowest, highest, inferred] = tally.slice(at * 4, at * 4 + 4);
      const share = atlas.say("{share}%", { share: atlas.number((held / total) * 100, "share") });
      row.count.textContent = say(held);
      row.count.setAttribute("aria-label", `${say(held)} · ${row.list}`);
      row.count.title = unit
        ? atlas.say("{held} {unit} {of}: {share}", { held: say(held), unit, of, share })
        : atlas.count(held, "{number} district {of}: {share}", "{number} districts {of}: {share}", { of, share });
      row.bar.style.width = (held / total) * 100 + "%";
      if (claim) return;
      const band = atlas.say("range {lowest}–{highest}", { lowest: say(lowest), highest: say(highest) });
      const wider = atlas.say("{number} inferred", { number: say(inferred) });
      const notes = [unit && share, lowest !== highest && band, inferred && wider];
      row.note.textContent = notes.filter(Boolean).join(" · ");
    });
  },

  /** Call a row of the legend as its party is called on the day. */
  _name(row, name) {
    if (row.called.textContent === name) return;
    row.called.textContent = name;
    row.count.setAttribute("aria-label", this.atlas.say("List the districts: {standing}", { standing: name }));
  },

  _tell() {
    this._tellNews();
    if (this.atlas.district !== null) this._bring();
  },

  /** What changed on this day and the days before it, newest first. */
  _tellNews() {
    const { atlas, news } = this;
    const { told } = atlas;
    // The list is made anew: who was in it with the keyboard goes on from the strip.
    if (news.contains(document.activeElement)) this.root.querySelector(".atlas__time").focus();
    news.replaceChildren();
    if (this.listed !== null) return this._tellListed();
    this._addContext(told.pins.filter(([day]) => day === atlas.day));
    L.Atlas.add(news, "h2", "title", atlas.say("Latest changes"));
    const past = told.changes.filter(([day]) => day <= atlas.day);
    if (!past.length) L.Atlas.add(news, "p", "empty", atlas.say("Nothing yet: no district is known."));
    const list = L.Atlas.add(news, "ol", "changes");
    const show = (from, to) => past.slice(from, to).forEach((change) => this._addChange(list, change));
    const { recent, more } = this.options;
    show(0, recent);
    if (past.length <= recent) return;
    const words = atlas.say("Show earlier changes");
    const earlier = L.Atlas.button(news, "earlier", words, words, () => {
      show(list.children.length, list.children.length + more);
      earlier.hidden = list.children.length === past.length;
    });
  },

  /** List the districts that a row of the legend counts, in the place of the news; asked again, or by Escape, no more. */
  _list(at) {
    this.listed = at === null || this.listed === at ? null : at;
    this.atlas.setDistrict(null);
    this._tellNews();
    this.below.scrollTop = 0;
  },

  unlist() {
    if (this.listed !== null) this._list(null);
  },

  _tellListed() {
    const { atlas, news, listed } = this;
    const { told } = atlas;
    const standing = told.standings[listed];
    const counts = (look) => (standing ? look.standing === standing[0] : look.claim);
    const places = told.places.flatMap((_, place) => (counts(atlas.look(place)) ? [place] : []));
    L.Atlas.button(news, "close", "✕", atlas.say("Close the list (Esc)"), () => this._list(null));
    const name = standing ? atlas.name(listed) : atlas.say("Also claimed by another side");
    const values = { standing: name, day: atlas.words(atlas.day) };
    const title = atlas.count(
      places.length,
      "{standing} on {day}: {number} district",
      "{standing} on {day}: {number} districts",
      values,
    );
    L.Atlas.add(news, "h2", "title", title);
    const list = L.Atlas.add(news, "ol", "listed");
    places.forEach((place) => {
      const item = L.Atlas.add(list, "li", "listed-item");
      L.Atlas.add(item, "i", "chip").style.background = `var(--${atlas.look(place).fill})`;
      this._addPlaceButton(item, place);
    });
  },

  /** What else happened on the day: the first in full, the others behind it. */
  _addContext(context) {
    if (!context.length) return;
    L.Atlas.add(this.news, "h2", "title", this.atlas.say("Also that day"));
    const [first, ...others] = context;
    const cite = (parent, [, summary, source]) =>
      this._cite(this._told(L.Atlas.add(parent, "p", "context"), summary, " · "), source, true);
    cite(this.news, first);
    if (!others.length) return;
    const more = L.Atlas.add(this.news, "details", "context-more");
    const words = this.atlas.count(others.length, "{number} more on this day", "{number} more on this day");
    L.Atlas.add(more, "summary", "context-summary", words);
    others.forEach((other) => cite(more, other));
  },

  _addChange(list, [day, standing, claimed, inferred, report, places]) {
    const { atlas } = this;
    const { told } = atlas;
    const item = L.Atlas.add(list, "li", "change");
    const fill = told.standings[standing][0];
    const chip = L.Atlas.add(item, "i", "chip");
    chip.style.background = claimed ? `var(--swatch-claim-${fill})` : `var(--${fill}${inferred ? "-inferred" : ""})`;
    const [, , words, said, source] = told.reports[report];
    const one = ([place]) => this._addPlaceButton(item, place);
    const many = () => {
      const more = L.Atlas.add(item, "details", "more");
      const province = told.provinces[told.places[places[0]][4]][0];
      const single = places.every((place) => told.places[place][4] === told.places[places[0]][4]);
      const words = atlas.count(places.length, "{number} district", "{number} districts");
      const summary = L.Atlas.add(more, "summary", "change-name", words);
      L.Atlas.add(summary, "span", "change-province", " " + (single ? province : atlas.say("in several provinces")));
      places.forEach((place) => this._addPlaceButton(more, place));
    };
    (places.length > 1 ? many : one)(places);
    const publisher = atlas.apart(told.sources[source][0]);
    const line = [words, publisher, atlas.words(day)].join(" · ");
    L.Atlas.add(item, "p", "change-line", line).title = said;
  },

  _addPlaceButton(parent, place) {
    const { told } = this.atlas;
    const [, , name, , province] = told.places[place];
    const open = this.atlas.say("Open the card of {district}", { district: name });
    const button = L.Atlas.button(parent, "change-name", name, open, () => this.atlas.setDistrict(place));
    L.Atlas.add(button, "span", "change-province", " " + told.provinces[province][0]);
  },

  _open() {
    const open = this.atlas.district !== null;
    this.card.hidden = !open;
    if (!open) return;
    this._fill();
    this.below.scrollTop = 0;
  },

  /** The card of the open district, and of those that share its polygon. */
  _fill() {
    const { atlas, card } = this;
    const { told } = atlas;
    const place = atlas.district;
    const [code, pcode, name, others, province, parent, , , people, official] = told.places[place];
    card.replaceChildren();
    this.dated = []; // what in the card changes with the day
    L.Atlas.button(card, "close", "✕", atlas.say("Close the card (Esc)"), () => atlas.setDistrict(null));
    L.Atlas.add(card, "h2", "card-name", name);
    const scripts = L.Atlas.add(card, "p", "card-scripts");
    told.scripts.forEach(([language, called], at) => {
      if (!others[at]) return;
      const script = L.Atlas.add(scripts, "span", "card-script", called + " ");
      L.Atlas.add(script, "bdi", "", others[at]).lang = language;
    });
    if (official) L.Atlas.add(scripts, "span", "card-script", atlas.say("Official list: {name}", { name: official }));
    const where = [told.provinces[province][0]];
    if (code !== pcode) where.push(atlas.say("code {code}", { code: atlas.apart(code) }));
    where.push(pcode ? atlas.say("P-code {pcode}", { pcode: atlas.apart(pcode) }) : atlas.say("no P-code"));
    if (people) where.push(atlas.say("{people} people", { people }));
    L.Atlas.add(card, "p", "card-where", where.join(" · "));
    if (window.Streamlit) this._addPages(code, told.scripts[0]?.[0] === "en" ? others[0] : name);
    this._addStanding(place);
    this._addLife(place);
    const family = told.places.flatMap((other, at) => (other[5] === parent && at !== place ? [at] : []));
    if (family.length) this._addFamily(family, place === parent);
    this._addReports(place);
    told.baselines[place].forEach(([words, source]) => {
      const said = atlas.say("Last known before the offensive: {words}.", { words });
      this._cite(L.Atlas.add(card, "p", "card-baseline", said + " "), source);
    });
    this._bring();
  },

  /** Bring the card to the day without making it anew, so that a reader within it stays where they are. */
  _bring() {
    this.dated.forEach((change) => change());
  },

  /** Within the app: to the pages that say more of the district, on the day that is open. */
  _addPages(code, english) {
    const { atlas } = this;
    const pages = [
      ["districts", atlas.say("The district’s page"), {}],
      ["ledger", atlas.say("Its reports in the ledger"), { text: english }],
    ];
    const line = L.Atlas.add(this.card, "p", "card-pages");
    for (const [page, words, own] of pages) {
      const link = L.Atlas.add(line, "a", "card-page", words);
      link.target = "_top";
      const query = () => {
        const around = window.parent.location.search;
        return travelling(around, READING, { day: atlas.iso(atlas.day), district: code, ...own });
      };
      this.dated.push(() => (link.href = addressOf(page, "", window.parent.location.pathname, query())));
      link.addEventListener("click", (event) => {
        if (!isPlain(event)) return;
        event.preventDefault(); // the app goes there without being loaded anew
        line.dispatchEvent(new CustomEvent("atlas:go", { detail: { page, query: query() }, bubbles: true }));
      });
    }
  },

  _addStanding(place) {
    const { atlas, card } = this;
    const standing = L.Atlas.add(card, "p", "card-standing");
    this.dated.push(() => {
      const look = atlas.look(place);
      const { standing: since, claim: claimed } = atlas.since(place);
      standing.replaceChildren();
      L.Atlas.add(standing, "i", "chip").style.background = `var(--${look.fill})`;
      L.Atlas.add(standing, "strong", "", look.words);
      const solar = atlas.solar() && ` (${atlas.solar()})`;
      const day = atlas.words(atlas.day, "year") + solar;
      const days = { since: atlas.words(since), claimed: atlas.words(claimed), day };
      standing.append(` · ${claimed < 0 ? this._since(since, days) : this._claimed(since, days)}`);
    });
  },

  _since(since, days) {
    return since < 0
      ? this.atlas.say("since the first day shown · on {day}", days)
      : this.atlas.say("since {since} · on {day}", days);
  },

  _claimed(since, days) {
    return since < 0
      ? this.atlas.say("since the first day shown, claimed since {claimed} · on {day}", days)
      : this.atlas.say("since {since}, claimed since {claimed} · on {day}", days);
  },

  /** What the place was from the first day to the last, as a bar, with the day that is shown. */
  _addLife(place) {
    const { atlas, card } = this;
    const { told } = atlas;
    const bar = L.Atlas.add(card, "div", "card-life");
    bar.setAttribute("role", "img");
    const run = told.runs[place];
    const words = [];
    for (let at = 0; at < run.length; at += 2) {
      const [from, until, look] = [run[at], run[at + 2] ?? told.days, told.looks[run[at + 1]]];
      const part = L.Atlas.add(bar, "i", "card-part");
      part.style.left = (from / told.days) * 100 + "%";
      part.style.width = ((until - from) / told.days) * 100 + "%";
      part.style.background = `var(--${look.fill})`;
      if (look.claim) L.Atlas.add(part, "i", "card-claim").style.background = `var(--${look.claim})`;
      const values = { first: atlas.words(from), last: atlas.words(until - 1), standing: look.words };
      part.title = atlas.say("{first} – {last}: {standing}", values);
      words.push(part.title);
    }
    bar.setAttribute("aria-label", words.join(atlas.say("; ")));
    const now = L.Atlas.add(bar, "i", "card-now");
    this.dated.push(() => (now.style.left = ((atlas.day + 0.5) / told.days) * 100 + "%"));
  },

  _addFamily(family, isParent) {
    const { atlas, card } = this;
    const words = isParent
      ? atlas.say("Also inside this boundary, counted separately:")
      : atlas.say("Shown as a dot inside the boundary of:");
    const line = L.Atlas.add(card, "p", "card-family", words + " ");
    family.forEach((other) => {
      const name = atlas.told.places[other][2];
      const open = atlas.say("Open the card of {district}", { district: name });
      const button = L.Atlas.button(line, "card-relative", name, open, () => atlas.setDistrict(other));
      const chip = L.Atlas.add(button, "i", "chip");
      this.dated.push(() => (chip.style.background = `var(--${atlas.look(other).fill})`));
    });
  },

  _addReports(place) {
    const { atlas, card } = this;
    const { told } = atlas;
    const about = told.about[place];
    L.Atlas.add(card, "h3", "title", about.length ? atlas.say("Reports, by date") : atlas.say("No report"));
    if (!about.length) {
      const words = atlas.say("No report on record says who controls this district, so it is shown as not known.");
      L.Atlas.add(card, "p", "empty", words);
      return;
    }
    const list = L.Atlas.add(card, "ol", "reports");
    for (let at = 0; at < about.length; at += 2) {
      this._addReport(list, told.reports[about[at]], told.outcomes[about[at + 1]]);
    }
  },

  _addReport(list, [id, days, words, said, source, as, note, denied, dated, day], [outcome, contradicted]) {
    const { atlas } = this;
    const item = L.Atlas.add(list, "li", "report");
    this.dated.push(() => item.toggleAttribute("data-later", day > atlas.day));
    item.toggleAttribute("data-contradicted", Boolean(contradicted || denied));
    const line = L.Atlas.add(item, "p", "report-line");
    L.Atlas.add(line, "strong", "", days);
    line.append(` ${words} · ${said}`);
    line.dataset.ifLater = atlas.say("after the date shown");
    if (outcome) L.Atlas.add(item, "p", "report-outcome", outcome[0].toUpperCase() + outcome.slice(1) + ".");
    if (denied) L.Atlas.add(item, "p", "report-outcome", atlas.say("Denied by {party}.", { party: denied }));
    const cited = L.Atlas.add(item, "p", "report-source");
    this._cite(cited, source);
    const [, , , published, why] = atlas.told.sources[source];
    if (published) cited.append(` · ${published}`);
    if (why) cited.append(` · ${atlas.say("not linked: {why}", { why: atlas.apart(why) })}`);
    if (note) this._told(L.Atlas.add(item, "p", "report-note"), note[0].toUpperCase() + note.slice(1) + ".");
    const how = { dated: dated[0].toUpperCase() + dated.slice(1), name: atlas.apart(as), id: atlas.apart(id) };
    L.Atlas.add(item, "p", "report-note", atlas.say("{dated} · as written: “{name}” · {id}", how));
  },

  /** Write words that stay as their source has them, which is in English. */
  _told(parent, words, after = "") {
    const told = L.Atlas.add(parent, "span", "", words);
    Object.assign(told, { lang: "en", dir: "ltr" });
    parent.append(after);
    return parent;
  },

  /** Name a source, in short by its publisher, with a link where it may be linked. */
  _cite(parent, number, short = false) {
    const [publisher, title, address] = this.atlas.told.sources[number];
    const cited = L.Atlas.add(parent, address ? "a" : "span", "cite", short ? publisher : `${publisher}: ${title}`);
    Object.assign(cited, { title, lang: "en", dir: "ltr" });
    if (!address) return;
    cited.href = address;
    cited.target = "_blank";
    cited.rel = "noopener noreferrer";
  },
});
