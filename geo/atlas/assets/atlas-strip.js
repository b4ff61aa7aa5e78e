/* The time strip: the stacked counts of every day are the slider; ticks are changes, pins are what else happened. */
L.Atlas.Strip = L.Class.extend({
  options: { height: 84, tickHeight: 14, frame: 100, stillFrame: 600, pause: 700, notch: 40, swipe: 8, most: 1000 },

  initialize(atlas, root) {
    Object.assign(this, { atlas, root, dragging: false, playing: null, turned: 0 });
    const line = L.Atlas.add(root.querySelector(".atlas__strip"), "div", "line");
    this._addPlayer(root.querySelector(".atlas__player"));
    this.key = L.Atlas.add(root.querySelector(".atlas__notes"), "p", "strip-key");
    this.time = L.Atlas.add(line, "div", "time");
    this.pins = L.Atlas.add(line, "div", "pins"); // beside the slider, since nothing within one can be pressed
    this.chart = this.time.appendChild(L.SVG.create("svg"));
    this.chart.setAttribute("class", "atlas__chart");
    this.height = L.Atlas.add(this.time, "div", "height");
    this.height.setAttribute("aria-hidden", "true");
    this.months = L.Atlas.add(this.time, "div", "months");
    this.hand = L.Atlas.add(this.time, "div", "hand");
    this.changed = [...new Set(atlas.told.changes.map((change) => change[0]))].sort((one, two) => one - two);
    this._addSlider();
    this._draw();
    this._addMonths();
    this._addPins();
    new ResizeObserver(() => this._spread()).observe(this.time);
    atlas.on("day", this.update, this).on("lens", this._draw, this);
  },

  update() {
    const { atlas, time, hand } = this;
    hand.style.left = this._share(atlas.day + 0.5);
    time.setAttribute("aria-valuenow", atlas.day);
    time.setAttribute("aria-valuetext", `${atlas.words(atlas.day, "year")}. ${atlas.told.headlines[atlas.day]}`);
  },

  busy() {
    return this.dragging || this.playing !== null;
  },

  /** Go somewhere by hand, which ends what is playing. */
  go(day) {
    this.pause();
    this.atlas.setDay(day);
  },

  step(days) {
    this.go(this.atlas.day + days);
  },

  toggle() {
    if (this.playing === null) this.play();
    else this.pause();
  },

  /** Play to the last day and stop there; from the last day, begin again. */
  play() {
    const { atlas, options } = this;
    if (atlas.day === atlas.told.days - 1) atlas.setDay(0);
    const long = { change: options.pause, year: options.pause, month: options.pause / 2 }[this.speed.value];
    const pause = long ?? (L.Atlas.still() ? options.stillFrame : options.frame);
    let due = performance.now() + pause;
    const frame = (now) => {
      if (now >= due) {
        due = Math.max(due + pause, now);
        atlas.setDay(this._next());
        if (atlas.day === atlas.told.days - 1) return this.pause();
      }
      this.playing = requestAnimationFrame(frame);
    };
    this.playing = requestAnimationFrame(frame);
    this._showPlaying();
  },

  pause() {
    if (this.playing === null) return;
    cancelAnimationFrame(this.playing);
    this.playing = null;
    this._showPlaying();
  },

  /** The day to play next: so many on, the first of a month or a year, or the next with a change. */
  _next() {
    const { atlas, changed, speed } = this;
    if (speed.value === "month") return atlas.month(1);
    if (speed.value === "year") return atlas.month(12 - atlas.date().getUTCMonth());
    if (speed.value === "change") return changed.find((day) => day > atlas.day) ?? atlas.told.days - 1;
    return atlas.day + Number(speed.value);
  },

  _showPlaying() {
    const playing = this.playing !== null;
    this.player.textContent = playing ? "❚❚" : "▶";
    this.player.title = playing ? this.atlas.say("Pause (space)") : this.atlas.say("Play (space)");
    this.player.setAttribute("aria-label", this.player.title);
    this.root.toggleAttribute("data-playing", playing);
  },

  _addPlayer(player) {
    L.Atlas.button(player, "button", "◀", this.atlas.say("The day before (left arrow)"), () => this.step(-1));
    this.player = L.Atlas.button(player, "play", "▶", this.atlas.say("Play (space)"), () => this.toggle());
    L.Atlas.button(player, "button", "▶❘", this.atlas.say("The day after (right arrow)"), () => this.step(1));
    const label = L.Atlas.add(player, "label", "speed");
    this.speed = L.Atlas.add(label, "select", "select");
    this.speed.setAttribute("aria-label", this.atlas.say("Speed"));
    const perFrame = (days) => [days, this.atlas.count(days, "{number} day per step", "{number} days per step")];
    const { days } = this.atlas.told;
    const speeds = [perFrame(1), perFrame(3), perFrame(7)];
    if (days > L.Atlas.YEAR) speeds.push(["month", this.atlas.say("1 month per step")]);
    if (days > 3 * L.Atlas.YEAR) speeds.push(["year", this.atlas.say("1 year per step")]);
    speeds.push(["change", this.atlas.say("Skip to next change")]);
    speeds.forEach(([value, words]) => (L.Atlas.add(this.speed, "option", "", words).value = value));
    this.speed.addEventListener("change", () => {
      if (!this.busy()) return;
      this.pause();
      this.play();
    });
  },

  _addSlider() {
    const { atlas, time } = this;
    const line = time.parentElement;
    const attributes = { role: "slider", tabindex: 0, "aria-label": atlas.say("Day"), "aria-valuemin": 0 };
    Object.entries({ ...attributes, "aria-valuemax": atlas.told.days - 1 }).forEach(([name, value]) =>
      time.setAttribute(name, value),
    );
    time.addEventListener("keydown", (event) => this._press(event));
    line.addEventListener("wheel", (event) => this._turn(event), { passive: false });
    this._followHand();
  },

  /** A hand sets the day where it is; a finger only once it goes sideways or is lifted, since it may scroll the page. */
  _followHand() {
    const { time } = this;
    let down = null;
    const follow = (event) => this.go(this._dayAt(event));
    time.addEventListener("pointerdown", (event) => {
      if (event.button || !event.isPrimary) return;
      down = event;
      this.dragging = event.pointerType !== "touch";
      time.setPointerCapture(event.pointerId);
      if (this.dragging) follow(event);
    });
    time.addEventListener("pointermove", (event) => {
      if (!down || !event.isPrimary) return;
      const [across, along] = [event.clientX - down.clientX, event.clientY - down.clientY].map(Math.abs);
      this.dragging ||= across > this.options.swipe && across > along;
      if (this.dragging) follow(event);
    });
    time.addEventListener("pointerup", (event) => {
      if (down && !this.dragging) follow(event);
      down = null;
      this.dragging = false;
    });
    time.addEventListener("pointercancel", () => {
      down = null;
      this.dragging = false;
    });
    this._nameDays();
  },

  _dayAt(event) {
    const box = this.chart.getBoundingClientRect();
    const day = Math.floor(((event.clientX - box.left) / box.width) * this.atlas.told.days);
    return Math.min(Math.max(day, 0), this.atlas.told.days - 1);
  },

  /** Name the day under a pointer that rests on the strip; a finger hides what it points at, and drags at once. */
  _nameDays() {
    const { atlas, time } = this;
    const name = L.Atlas.add(time, "div", "pointed");
    Object.assign(name, { hidden: true, ariaHidden: "true" });
    time.addEventListener("pointermove", (event) => {
      name.hidden = this.dragging || event.pointerType === "touch";
      if (name.hidden) return;
      const day = this._dayAt(event);
      name.textContent = atlas.words(day, "year");
      name.style.left = this._share(day + 0.5);
      name.toggleAttribute("data-late", day > atlas.told.days / 2);
    });
    for (const event of ["pointerleave", "pointerdown"]) time.addEventListener(event, () => (name.hidden = true));
  },

  /**
   * Turn days with the wheel: across, or also up and down where the strip has the focus; a mouse's wheel with shift. The
   * page stands still meanwhile, but goes its own way at the first and the last day, and zooms with ctrl.
   */
  _turn(event) {
    const { atlas, time } = this;
    const { deltaX, deltaY, deltaMode, shiftKey } = event;
    const along = shiftKey || time.matches(":focus") ? deltaY : 0;
    const turn = (Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : along) * (deltaMode ? this.options.notch : 1);
    if (event.ctrlKey || !turn) return;
    if (atlas.day === (turn < 0 ? 0 : atlas.told.days - 1)) return;
    event.preventDefault();
    // A notch of a mouse wheel is a day; a touchpad sends many small turns, which add up to one.
    this.turned += turn;
    const days = Math.trunc(this.turned / this.options.notch);
    this.turned -= days * this.options.notch;
    if (days) this.step(Math.abs(turn) >= this.options.notch ? Math.sign(days) : days);
  },

  /**
   * What a slider answers to beside the keys of the page: up and down; by page up and down a tenth of all days, or a
   * month where there is more than a year of them.
   */
  _press(event) {
    const { atlas } = this;
    const leap = Math.round(atlas.told.days / 10);
    const page = (sign) => (atlas.told.days > L.Atlas.YEAR ? atlas.month(sign) : atlas.day + sign * leap);
    const to = {
      ArrowUp: () => atlas.day + 1,
      ArrowDown: () => atlas.day - 1,
      PageUp: () => page(1),
      PageDown: () => page(-1),
    }[event.key];
    if (!to || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.go(to());
  },

  _share(day) {
    return (day / this.atlas.told.days) * 100 + "%";
  },

  /**
   * Stack, from below: each party as its own reports have it, then as wider ones do; what is contested between. Where all
   * of it never reaches half of what is counted, the strip is as high as the most that it reaches, which it says. Where
   * the days are too many to be told apart, some are drawn together: as the last of them is, with all their changes.
   */
  _draw() {
    const { told } = this.atlas;
    const { height, tickHeight } = this.options;
    const all = told.standings.map(([standing, , party], at) => ({ standing, party, at: at * 4 }));
    const unknown = all.at(-1);
    const contested = all.find(({ standing }) => standing === "contested");
    const of = all.filter(({ party }) => party);
    const own = ({ standing, at }) => [standing, (row) => row[at] - row[at + 3]];
    const wider = ({ standing, at }) => [standing + "-inferred", (row) => row[at + 3]];
    const [first, ...others] = of;
    const layers = [
      own(first),
      wider(first),
      own(contested),
      wider(contested),
      ...others.flatMap((party) => [own(party), wider(party)]),
    ];

    const tallies = told.tallies[this.atlas.lens];
    const whole = this.atlas.total();
    const most = Math.max(...tallies.map((row) => [...of, contested].reduce((sum, { at }) => sum + row[at], 0)));
    const total = most < whole / 2 ? Math.max(most, 1) : whole;
    const [, denominator, unit] = told.lenses[this.atlas.lens];
    this.height.textContent =
      total < whole ? `${this.atlas.number(most, unit ? "roughly" : "whole")} ${denominator}` : "";
    this.key.textContent = told.lenses[this.atlas.lens][4];
    this.chart.replaceChildren();
    this.chart.setAttribute("viewBox", `0 0 ${told.days} ${height + tickHeight}`);
    this.chart.setAttribute("preserveAspectRatio", "none");
    this.chart.setAttribute("aria-hidden", "true");
    const shape = (d, fill, name) => {
      const path = this.chart.appendChild(L.SVG.create("path"));
      path.setAttribute("d", d);
      if (fill) path.style.fill = `var(--${fill})`;
      if (name) path.setAttribute("class", "atlas__" + name);
    };
    shape(`M0 0h${told.days}v${height}H0z`, unknown.standing, "ground");
    const drawn = L.Atlas.Strip.together(told.days, this.options.most);
    let below = drawn.map(() => 0);
    layers.forEach(([fill, value]) => {
      const above = below.map((sum, at) => sum + value(tallies[drawn[at].end - 1]));
      const y = (sum) => (height * (1 - sum / total)).toFixed(2);
      const top = above.map((sum, at) => `${at ? "V" : `M0 `}${y(sum)}H${drawn[at].end}`).join("");
      const bottom = below
        .map((sum, at) => `V${y(sum)}H${drawn[at].start}`)
        .reverse()
        .join("");
      shape(top + bottom + "z", fill);
      below = above;
    });
    const changes = drawn.map(() => 0);
    const width = drawn[0].end;
    told.changes.forEach(([day, , claimed, , , , , places]) => {
      changes[Math.floor(day / width)] += claimed ? 0 : places.length;
    });
    const tick = (count) => Math.min(tickHeight - 3, 1.5 + 2 * Math.sqrt(count / width));
    const wide = `${0.6 * width}`;
    const ticks = changes.map((count, at) =>
      count ? `M${drawn[at].start + 0.2 * width} ${height + 3}h${wide}v${tick(count)}h-${wide}z` : "",
    );
    shape(ticks.join(""), "", "ticks");
  },

  /** Over more than a year, January is named by its year, and of the others every third. */
  _addMonths() {
    const { atlas } = this;
    const { days } = atlas.told;
    for (let day = 0; day < days; day++) {
      const [year, month, date] = atlas.iso(day).split("-").map(Number);
      if (date !== 1 && day) continue;
      const begins = days > L.Atlas.YEAR && month === 1;
      if (days > L.Atlas.YEAR && month % 3 !== 1) continue;
      const words = begins ? atlas.number(year, "year") : atlas.words(day, "month");
      const name = L.Atlas.add(this.months, "span", "month", words);
      name.classList.toggle("atlas__month--year", begins);
      name.style.left = this._share(day);
    }
  },

  _addPins() {
    const { atlas } = this;
    const byDay = new Map();
    atlas.told.pins.forEach(([day, summary, , label]) => {
      const pinned = byDay.get(day) ?? { summaries: [], label: "" };
      pinned.summaries.push(summary);
      pinned.label ||= label;
      byDay.set(day, pinned);
    });
    [...byDay].forEach(([day, { summaries, label }]) => {
      if (day < 0 || day >= atlas.told.days) return;
      const words = `${atlas.words(day)}: ${summaries.join("; ")}`;
      const pin = L.Atlas.button(this.pins, "pin", "", words, () => this.go(day));
      if (label) pin.setAttribute("aria-label", `${label}. ${words}`);
      pin.tabIndex = -1;
      pin.style.left = this._share(day + 0.5);
      pin.classList.toggle("atlas__pin--named", Boolean(label));
      if (label) L.Atlas.add(pin, "span", "pin-label", label);
    });
  },

  /** Show the names of months and pins that have room beside those before them; a pin's may stand on its left. */
  _spread() {
    const { right } = this.time.getBoundingClientRect();
    const years = this.months.querySelectorAll(".atlas__month--year");
    for (const [names, gap] of [
      [[...years, ...this.months.querySelectorAll(":not(.atlas__month--year)")], 8],
      [this.pins.querySelectorAll(".atlas__pin-label"), 12],
    ]) {
      const taken = [];
      for (const name of names) {
        name.hidden = false;
        name.classList.remove("atlas__pin-label--left");
        if (name.getBoundingClientRect().right > right) name.classList.toggle("atlas__pin-label--left", gap === 12);
        const box = name.getBoundingClientRect();
        const meets = (other) => box.left < other.right + gap && other.left < box.right + gap;
        name.hidden = box.right > right + 1 || taken.some(meets);
        if (!name.hidden) taken.push(box);
      }
    }
  },

  statics: {
    /** The days that are drawn together, [start, end): one by one, or so that about half of the most are drawn. */
    together(days, most) {
      const width = days > most ? Math.ceil(days / (most / 2)) : 1;
      return Array.from({ length: Math.ceil(days / width) }, (_, at) => ({
        start: at * width,
        end: Math.min((at + 1) * width, days),
      }));
    },
  },
});
