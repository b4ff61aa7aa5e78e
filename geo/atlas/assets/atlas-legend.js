/* The legend beside the map: each standing with its count, which lists its districts; and what else the map draws. */
L.Atlas.Legend = L.Class.extend({
  initialize(atlas, side, root, list) {
    Object.assign(this, { atlas, opened: false });
    const { told } = atlas;
    const legend = (this.legend = L.Atlas.add(side, "dl", "legend"));
    const row = (fill, name, at, meant) => {
      const row = L.Atlas.add(legend, "div", "legend-row");
      const term = L.Atlas.add(row, "dt", "legend-name");
      if (meant) term.title = meant;
      L.Atlas.add(term, "i", "swatch").style.background = fill;
      const called = L.Atlas.add(term, "span", "legend-name-words", name);
      const note = L.Atlas.add(term, "small", "legend-note");
      const lists = atlas.say("List the districts: {standing}", { standing: name });
      const counted = L.Atlas.add(row, "dd", "legend-counted");
      const count = L.Atlas.button(counted, "legend-count", "", lists, () => list(at));
      const bar = L.Atlas.add(L.Atlas.add(counted, "div", "legend-track"), "div", "legend-bar");
      bar.style.background = fill;
      return { row, called, note, count, bar, lists };
    };
    const ground = (standing) => `var(--swatch-${standing}, var(--${standing}))`;
    const rows = told.standings.map(([standing, name], at) => row(ground(standing), name, at, told.glossary[standing]));
    rows.forEach(({ note }) => (note.title = told.glossary.range));
    this.listing = rows;
    if (rows.length > told.most) this._addOthers(rows);
    const claimed = atlas.say("Also claimed by another side");
    const claim = row("var(--swatch-claim)", claimed, told.standings.length, told.glossary.claim);
    claim.note.textContent = atlas.say("included above");
    if (rows.length > told.most) this._addClaims(claim, row);
    const key = L.Atlas.add(side, "p", "key");
    told.key.forEach(([name, words]) => {
      const entry = L.Atlas.add(key, "span", "key-entry");
      entry.title = told.glossary[name];
      L.Atlas.add(entry, "i", "swatch atlas__swatch--" + name).style.background = `var(--swatch-${name})`;
      entry.append(words);
    });
    this._addLens(root.querySelector(".atlas__notes"));
    this.rows = [...rows, claim];
    atlas.on("lens", this.count, this);
  },

  /** Of many standings the parties that hold least are one row, which opens: then they stand below it. */
  _addOthers(rows) {
    const row = L.Atlas.add(this.legend, "div", "legend-row");
    const called = L.Atlas.button(L.Atlas.add(row, "dt", "legend-name"), "legend-others", "", "", () => {
      this.opened = !this.opened;
      this.count();
    });
    const counted = L.Atlas.add(row, "dd", "legend-counted");
    const count = L.Atlas.add(counted, "span", "legend-sum");
    const track = L.Atlas.add(counted, "div", "legend-track");
    const bar = L.Atlas.add(track, "div", "legend-bar atlas__legend-bar--others");
    this.others = { row, called, count, bar, rows };
  },

  /** Of many parties what is claimed opens: then each that claims stands below it, with its stripes and its districts. */
  _addClaims({ row, called, note }, add) {
    const { atlas, legend } = this;
    const { standings } = atlas.told;
    const opens = L.Atlas.button(legend, "legend-claims", "", called.textContent, () => {
      this.claims.opened = !this.claims.opened;
      this.count();
    });
    note.before(opens);
    opens.append(called);
    const rows = standings.flatMap(([standing, name, isParty], at) => {
      if (!isParty) return [];
      const words = atlas.say("Claimed: {party}", { party: name });
      return [{ standing, at, ...add(`var(--swatch-claim-${standing})`, words, standings.length + 1 + at) }];
    });
    for (const { row } of rows) row.setAttribute("data-part", "");
    this.claims = { opens, rows, opened: false, row };
  },

  /** Count what each party claims: districts, whatever else is counted. */
  _countClaims(unit) {
    const { atlas, claims } = this;
    if (!claims) return;
    const focused = document.activeElement;
    claims.opens.setAttribute("aria-expanded", claims.opened);
    const places = claims.opened ? atlas.told.places.map((_, place) => atlas.look(place).claim) : [];
    claims.rows.forEach(({ row, called, count, bar, standing, at }) => {
      const number = places.filter((claim) => claim === standing).length;
      const party = atlas.name(at);
      const many = atlas.count(number, "{number} district", "{number} districts");
      row.hidden = !number;
      called.textContent = party;
      count.textContent = unit ? many : atlas.number(number);
      const words = atlas.say("Claimed: {party}", { party });
      count.setAttribute("aria-label", `${many} · ${atlas.say("List the districts: {standing}", { standing: words })}`);
      bar.style.width = (number / atlas.told.places.length) * 100 + "%";
    });
    if (claims.rows.some(({ row }) => row.hidden && row.contains(focused))) claims.opens.focus({ preventScroll: true });
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

  /** Count each standing on the day that is shown. */
  count() {
    const { atlas } = this;
    const [, of, unit] = atlas.told.lenses[atlas.lens];
    const tally = atlas.tally();
    const total = atlas.total();
    const say = (figure) => atlas.number(figure, unit ? "roughly" : "whole");
    this.lens.textContent = of;
    this._gather(tally, total, say);
    this._countClaims(unit);
    this.rows.forEach((row, at) => {
      if (row.row.hidden) return;
      const claim = at === this.rows.length - 1;
      if (!claim) this._name(row, atlas.name(at));
      const [held, lowest, highest, inferred] = tally.slice(at * 4, at * 4 + 4);
      const share = atlas.say("{share}%", { share: atlas.number((held / total) * 100, "share") });
      row.count.textContent = say(held);
      row.count.setAttribute("aria-label", `${say(held)} · ${row.lists}`);
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
});
