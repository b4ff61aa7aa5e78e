/*
 * The address of a page that stands on its own: ?day=2021-07-05&district=1709&lens=people&theme=dark, or the same after
 * a # for files and for hosts that strip a question mark. What is broken or unknown in it is ignored. As the reader
 * moves, what follows the # is kept up to date, so that the address is a link to what is seen. On a phone, whose Back
 * closes a card, one that opens is a step of the history.
 */
L.Atlas.Address = L.Class.extend({
  initialize(atlas) {
    this.atlas = atlas;
    this.opening = { ...atlas.view(), lens: this._lens() }; // what an address that says nothing opens
  },

  /** Follow the reader from now on. */
  follow(root) {
    this.root = root;
    root.addEventListener("atlas:view", () => this.write());
    this.atlas.on("lens", this.write, this);
  },

  /** The view that the address names; where it is silent, the one that the page opens with. */
  view() {
    const [query, fragment] = this._parts();
    const named = (name) => fragment.get(name) ?? query.get(name);
    const known = (name, knows) => (knows(named(name)) ? named(name) : this.opening[name]);
    const day = known("day", (day) => this._knows(day));
    const lens = known("lens", (lens) => this.atlas.told.lenses.some(([id]) => id === lens));
    // A fragment with a day is what we wrote: a district that it does not name has been closed.
    const closed = fragment.has("day") && !fragment.has("district");
    return { day, lens, district: closed ? null : known("district", (district) => this.atlas.at.has(district)) };
  },

  /** The theme that the address names, if it is one. */
  theme() {
    const [query, fragment] = this._parts();
    const theme = fragment.get("theme") ?? query.get("theme");
    return ["light", "dark"].includes(theme) ? theme : null;
  },

  write() {
    const [query, fragment] = this._parts();
    const { day, district } = this.atlas.view();
    const lens = this._lens();
    const opens = district !== null && !fragment.has("district");
    const write = opens && this.root && L.Atlas.isNarrow(this.root) ? "pushState" : "replaceState";
    const stays = lens === this.opening.lens && !query.has("lens");
    Object.entries({ day, district, lens: stays ? null : lens }).forEach(([name, value]) => {
      if (value === null) fragment.delete(name);
      else fragment.set(name, value);
    });
    try {
      history[write](history.state, "", "#" + fragment);
    } catch {
      // A frame without an address of its own, as of srcdoc in some browsers, or a reader who moves very fast.
    }
  },

  _parts() {
    return [new URLSearchParams(location.search), new URLSearchParams(location.hash.slice(1))];
  },

  _lens() {
    return this.atlas.told.lenses[this.atlas.lens][0];
  },

  /** Whether a word is one of the days there are; 2021-02-30 is none. */
  _knows(day) {
    const number = Math.round((Date.parse(day + "T00:00:00Z") - this.atlas.dayZero) / L.Atlas.DAY);
    return number >= 0 && number < this.atlas.told.days && this.atlas.iso(number) === day;
  },
});
