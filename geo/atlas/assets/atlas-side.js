/* Beside the map: the day, the legend, what changed lately, and the card of the district that is open. */
L.Atlas.Side = L.Class.extend({
  options: { recent: 12, more: 60, listed: 500 },

  initialize(atlas, root) {
    Object.assign(this, { atlas, root, dated: [], listed: null });
    const side = root.querySelector(".atlas__side");
    const top = L.Atlas.add(side, "div", "dated");
    this.date = L.Atlas.add(top, "p", "date");
    this.weekday = L.Atlas.add(top, "p", "weekday");
    this.legend = new L.Atlas.Legend(atlas, side, root, (at) => this._list(at));
    this.below = L.Atlas.add(side, "div", "below");
    this.news = L.Atlas.add(this.below, "div", "news");
    this.card = L.Atlas.add(this.below, "article", "card");
    this.card.tabIndex = -1;
    this._fitDate();
    window.addEventListener("resize", () => this._fitDate());
    side.addEventListener("wheel", (event) => this._hold(event), { passive: false });
    atlas.on("day", this.update, this).on("district", this._open, this);
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
    const shown = this.legend.listing.filter(({ row }) => !row.hidden);
    const counted = shown.map(({ called, count }) => `${called.textContent} ${count.textContent}`);
    const values = {
      day: this.date.textContent,
      counts: counted.join(atlas.say(", ")),
      of: this.legend.lens.textContent,
    };
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
    this.legend.count();
    // What a hand that scrubs cannot read waits for it to pause: it is the only costly part of a step.
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this._tell(), 60);
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
    const from = this._latest(atlas.day);
    const past = told.changes.length - from;
    if (!past) L.Atlas.add(news, "p", "empty", atlas.say("Nothing yet: no report says who controls any district."));
    const list = L.Atlas.add(news, "ol", "changes");
    const show = (first, until) =>
      told.changes.slice(from + first, from + until).forEach((change) => this._addChange(list, change));
    const { recent, more } = this.options;
    const today = this._latest(atlas.day - 1) - from;
    show(0, this.whole ? Math.max(recent, today) : recent);
    if (past <= recent) return;
    const words = atlas.say("Show earlier changes");
    const earlier = L.Atlas.button(news, "earlier", words, words, () => {
      show(list.children.length, list.children.length + more);
      earlier.hidden = list.children.length === past;
    });
  },

  /** Where the changes up to a day begin, among those of all days. */
  _latest(day) {
    const { changes } = this.atlas.told;
    return L.Atlas.firstOf(changes.length, (at) => changes[at][0] <= day);
  },

  /** For paper: all that changed on the day, each district by its name; returns how many pixels the panel lacks. */
  spread() {
    this.whole = true;
    this._tellNews();
    for (const group of this.news.querySelectorAll("details")) group.open = true;
    return [this.below, this.below.parentElement].reduce((sum, part) => sum + part.scrollHeight - part.clientHeight, 0);
  },

  /** After printing: as much as the screen has. */
  gather() {
    this.whole = false;
    this._tellNews();
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
    const claimant = listed - told.standings.length - 1; // below 0 where all claims are listed
    const [claims] = told.standings[claimant] ?? [];
    const counts = (look) => (standing ? look.standing === standing[0] : claims ? look.claim === claims : look.claim);
    const places = told.places.flatMap((_, place) => (counts(atlas.look(place)) ? [place] : []));
    L.Atlas.button(news, "close", "✕", atlas.say("Close the list (Esc)"), () => this._list(null));
    let name = standing ? atlas.name(listed) : atlas.say("Also claimed by another side");
    if (claims) name = atlas.say("Claimed: {party}", { party: atlas.name(claimant) });
    const values = { standing: name, day: atlas.words(atlas.day) };
    const title = atlas.count(
      places.length,
      "{standing} on {day}: {number} district",
      "{standing} on {day}: {number} districts",
      values,
    );
    L.Atlas.add(news, "h2", "title", title);
    const list = L.Atlas.add(news, "ol", "listed");
    const show = () =>
      places.slice(list.children.length, list.children.length + this.options.listed).forEach((place) => {
        const item = L.Atlas.add(list, "li", "listed-item");
        L.Atlas.add(item, "i", "chip").style.background = `var(--${atlas.look(place).fill})`;
        this._addPlaceButton(item, place);
      });
    show();
    if (list.children.length === places.length) return;
    const words = atlas.say("Show more");
    const more = L.Atlas.button(news, "earlier", words, words, () => {
      show();
      more.hidden = list.children.length === places.length;
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

  _addChange(list, [day, standing, claimed, inferred, words, said, publisher, places]) {
    const { atlas } = this;
    const { told } = atlas;
    const item = L.Atlas.add(list, "li", "change");
    const fill = told.standings[standing][0];
    const chip = L.Atlas.add(item, "i", "chip");
    chip.style.background = claimed ? `var(--swatch-claim-${fill})` : `var(--${fill}${inferred ? "-inferred" : ""})`;
    const one = ([place]) => this._addPlaceButton(item, place);
    const many = () => {
      const more = L.Atlas.add(item, "details", "more");
      const province = told.provinces[told.places[places[0]][4]][0];
      const single = places.every((place) => told.places[place][4] === told.places[places[0]][4]);
      const number = atlas.count(places.length, "{number} district", "{number} districts");
      const summary = L.Atlas.add(more, "summary", "change-name", number);
      L.Atlas.add(summary, "span", "change-province", " " + (single ? province : atlas.say("in several provinces")));
      const fill = () => places.forEach((place) => this._addPlaceButton(more, place));
      if (this.whole || places.length <= this.options.more) fill();
      else more.addEventListener("toggle", fill, { once: true }); // of hundreds, playing would make all at each step
    };
    (places.length > 1 ? many : one)(places);
    const line = [words, atlas.apart(publisher), atlas.words(day)].join(" · ");
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
    const section = L.Atlas.add(card, "section", "records");
    const records = atlas.records.of(place);
    if (records) this._addRecords(section, records);
    else this._fetchRecords(section, place);
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

  _addRecords(parent, { reports, baselines }) {
    const { atlas } = this;
    L.Atlas.add(parent, "h3", "title", reports.length ? atlas.say("Reports, by date") : atlas.say("No report"));
    if (reports.length) {
      const list = L.Atlas.add(parent, "ol", "reports");
      reports.forEach(({ report, outcome }) => this._addReport(list, report, outcome));
    } else {
      const words = atlas.say("No report on record says who controls this district, so it is shown as not known.");
      L.Atlas.add(parent, "p", "empty", words);
    }
    baselines.forEach(([words, source]) => {
      const said = atlas.say("Last known before the offensive: {words}.", { words });
      this._cite(L.Atlas.add(parent, "p", "card-baseline", said + " "), source);
    });
  },

  /** Where the records of a place are still to be fetched, say so until they are here, or that they cannot be. */
  async _fetchRecords(parent, place) {
    const { atlas } = this;
    const line = L.Atlas.add(parent, "p", "empty", atlas.say("Loading the reports …"));
    line.setAttribute("role", "status");
    try {
      await atlas.records.bring(place);
    } catch {
      const again = atlas.say("Try again");
      line.textContent = atlas.say("The reports could not be loaded.") + " ";
      L.Atlas.button(line, "earlier", again, again, () => {
        line.remove();
        this.card.focus({ preventScroll: true });
        this._fetchRecords(parent, place);
      });
      return;
    }
    if (!parent.isConnected) return; // another card is open by now
    line.remove();
    this._addRecords(parent, atlas.records.of(place));
    this._bring();
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
