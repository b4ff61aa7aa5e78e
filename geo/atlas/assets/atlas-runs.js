/*
 * What each place looks like from day to day: its runs, and the places that begin one on each day. Both grow with what
 * changes; a look for every place and day would take 292 MB for ten years of 40,000 places.
 */
L.Atlas.Runs = L.Class.extend({
  /** Told for each place its runs, [day, look, day, look, ...], the first of them of day 0. */
  initialize(runs, days) {
    this.runs = runs;
    this.starts = new Uint32Array(days + 1); // where the places of a day begin in those of all days
    const each = (visit) =>
      runs.forEach((run, place) => {
        for (let at = 0; at < run.length; at += 2) visit(run[at], place);
      });
    each((day) => this.starts[day + 1]++);
    for (let day = 0; day < days; day++) this.starts[day + 1] += this.starts[day];
    this.begun = new Uint32Array(this.starts[days]);
    const next = this.starts.slice();
    each((day, place) => (this.begun[next[day]++] = place));
  },

  /** Which of its runs a place is in on a day, counted from 0. */
  at(place, day) {
    const run = this.runs[place];
    return L.Atlas.firstOf(run.length / 2, (at) => run[at * 2] > day) - 1;
  },

  /** The number of the look of a place on a day. */
  look(place, day) {
    return this.runs[place][this.at(place, day) * 2 + 1];
  },

  /** The places that may look otherwise on one day than on another; those that change more than once come as often. */
  between(one, other) {
    const [earlier, later] = one < other ? [one, other] : [other, one];
    return this.begun.subarray(this.starts[earlier + 1], this.starts[later + 1]);
  },
});
