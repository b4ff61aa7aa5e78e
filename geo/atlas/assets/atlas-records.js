/*
 * What is on record of each place: its reports, and what was known of it before. It came with the page or, where that
 * would be too large, is fetched for the places that are opened, see geo/atlas/parts.py.
 */
L.Atlas.Records = L.Class.extend({
  initialize(told) {
    Object.assign(this, { told, coming: new Map() });
    this.parts = told.about.length ? [told] : []; // each with the records of so many places
    this.inPart = told.about.length || L.Atlas.toldAt?.inPart;
  },

  /** What is on record of a place: its reports in the order in which they take effect; null if it is not here. */
  of(place) {
    const part = this.parts[Math.floor(place / this.inPart)];
    if (!part) return null;
    const { about, reports, baselines } = part;
    const [own, at] = [[], place % this.inPart];
    for (let next = 0; next < about[at].length; next += 2) {
      own.push({ report: reports[about[at][next]], outcome: this.told.outcomes[about[at][next + 1]] });
    }
    return { reports: own, baselines: baselines[at] };
  },

  /** Bring what is on record of a place, once; what did not come may be asked for again. */
  bring(place) {
    const { coming } = this;
    const part = Math.floor(place / this.inPart);
    if (!coming.has(part)) {
      coming.set(part, this._fetch(part));
      coming.get(part).catch(() => coming.delete(part));
    }
    return coming.get(part);
  },

  async _fetch(part) {
    const { phrases, about, reports, baselines, sources } = await L.Atlas.part(2 + part);
    Object.assign(this.told.sources, sources);
    this.parts[part] = { about, ...L.Atlas.inWords({ reports, baselines }, phrases) };
  },
});
