/*
 * The districts on the map: which look each has on the day, the labels and marks over them, and what hovering does.
 * They are drawn as shapes, see atlas-paths.js, or where there are too many of them on a canvas, see atlas-canvas.js.
 */
L.Atlas.Districts = L.Class.extend({
  initialize(atlas, map, root, { tiles, area }) {
    Object.assign(this, { atlas, map, root, area, offersTiles: tiles });
    const { told } = atlas;
    this.painted = new Int32Array(told.places.length).fill(-1);
    this.shapes = new L.Atlas.Shapes(told);
    this._addButtons();
    this._fit(); // before anything is drawn, so that all is drawn once
    const Drawn = told.painted ? L.Atlas.Canvas : L.Atlas.Paths;
    this.drawn = new Drawn(this);
    this._addMarks();
    this._addLabels();
    this._addTip();
    this._follow();
    atlas.on("day", this.update, this).on("district", this.mark, this);
  },

  /** Repaint the places whose look differs from what is painted: they are among those that change in between. */
  update() {
    const { atlas, painted, drawn } = this;
    const changed = this.day === undefined ? null : atlas.runs.between(this.day, atlas.day);
    const places = changed?.length < painted.length ? changed : painted.keys();
    for (const place of places) {
      const number = atlas.runs.look(place, atlas.day);
      const last = painted[place];
      if (number === last) continue;
      painted[place] = number;
      drawn.paint(place, number, last);
    }
    this.day = atlas.day;
    drawn.finish();
    this._inkLabels();
    if (this.tipped !== undefined) this._tell(this.tipped);
  },

  /** Show the whole country. */
  home() {
    this.area = null;
    this._show();
  },

  /** Show a province. */
  frame(number) {
    this.area = L.latLngBounds([]);
    this.atlas.told.places.forEach((place, at) => {
      if (place[4] === number) this.area.extend(this._boundsOf(at));
    });
    this._show();
  },

  /** Show the area that is asked for, at first by the page, or the whole country. */
  _show() {
    this.fitting = true;
    this.moved = false;
    this.root.removeAttribute("data-dragged");
    this.root.toggleAttribute("data-moved", Boolean(this.area)); // first, since the size of the head depends on it
    const padding = this.area ? this._below() : this._padding();
    this.map.fitBounds(this.area ?? this.bounds, { ...padding, animate: false });
    this.fitting = false;
    this.fitted = this.map.getSize();
  },

  /** Move the map to a district that lies outside it, or at its edge. */
  show(number, animate = !L.Atlas.still()) {
    const middle = this.shapes.middle(number);
    if (!this.map.getBounds().pad(-0.1).contains(middle)) this.map.panTo(middle, { animate });
  },

  _boundsOf(number) {
    const [west, south, east, north] = this.shapes.box(number);
    return [
      [south, west],
      [north, east],
    ];
  },

  /** Steps from point to point, in whole parts of a degree, to the (lat, lon) pairs that only Leaflet wants. */
  _points(steps) {
    const points = [];
    const per = this.atlas.told.perDegree;
    for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) {
      x += steps[at];
      y += steps[at + 1];
      points.push([y / per, x / per]);
    }
    return points;
  },

  /** The outline of a place, as Leaflet wants it. */
  outlineOf(number) {
    return this.atlas.told.rings[number].map((rings) => rings.map((ring) => this._points(ring)));
  },

  /** Add lines over the districts, with a class of their own. */
  line(lines, name) {
    return this._over(
      L.polyline,
      lines.map((steps) => this._points(steps)),
      name,
    );
  },

  /** What is open and what is hovered are outlined over all. */
  _addMarks() {
    const outline = (name) => this._over(L.polygon, [], name);
    [this.casing, this.hovered, this.marked] = ["casing", "hovered", "marked"].map(outline);
  },

  _over(shape, points, name) {
    this.overlay ??= L.svg({ pane: this.pane("atlas-lines", 450), padding: 0.5 });
    const options = { renderer: this.overlay, interactive: false, fill: false, className: "atlas__" + name };
    return shape(points, options).addTo(this.map);
  },

  /** Make a layer at some height; what lies in it is not for the pointer, unless it says so. */
  pane(name, above) {
    const pane = this.map.createPane(name);
    pane.style.zIndex = above;
    if (name !== "atlas-markers") pane.style.pointerEvents = "none";
    return name;
  },

  _addLabels() {
    const pane = this.pane("atlas-labels", 470);
    this.labels = this.atlas.told.provinces.map(([name, lon, lat, room]) => {
      const words = L.DomUtil.create("span", "atlas__label");
      words.textContent = name;
      const icon = L.divIcon({ html: words, className: "atlas__label-anchor", iconSize: null });
      L.marker([lat, lon], { icon, pane, interactive: false, keyboard: false }).addTo(this.map);
      return { words, room, at: [lat, lon] };
    });
    this.labels.sort((one, two) => two.room - one.room);
    this.map.on("zoomend resize", this._label, this);
  },

  _label() {
    this._placeLabels();
    this._placeOver();
  },

  /**
   * Show the labels that have room, the roomiest first. None lies over another, or over a dot, which is a district: where
   * one would, it moves as far as the middle of its province is wide, and is left out where that does not help.
   */
  _placeLabels() {
    const { map, labels } = this;
    const { naming } = this.atlas.told;
    labels.forEach(({ words }) => Object.assign(words, { hidden: false }).style.removeProperty("translate"));
    const { left, top } = map.getContainer().getBoundingClientRect();
    const degree = map.latLngToLayerPoint([34, 66]).distanceTo(map.latLngToLayerPoint([34, 67]));
    const taken = this.shapes.dots.map((dot) => {
      const { x, y } = map.latLngToContainerPoint(this.shapes.middle(dot)).add([left, top]);
      return { left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 };
    });
    const boxes = labels.map(({ words }) => words.getBoundingClientRect()); // all are read before one is moved
    labels.forEach(({ words, room }, number) => {
      const { left, right, top, bottom, width } = boxes[number];
      const radius = room * degree;
      const shifts = width > radius * naming.room ? [] : naming.shifts;
      const places = shifts.map((quarters) => quarters.map((by) => (by / 4) * radius));
      const free = places.find(([x, y]) => {
        const over = (other) =>
          left + x < other.right + naming.gap &&
          right + x > other.left - naming.gap &&
          top + y < other.bottom &&
          bottom + y > other.top;
        return !taken.some(over);
      });
      words.hidden = !free;
      labels[number].shift = free ?? [0, 0];
      if (!free) return;
      const [x, y] = free;
      words.style.translate = `${x}px ${y}px`;
      taken.push({ left: left + x, right: right + x, top: top + y, bottom: bottom + y });
    });
    this.root.dataset.near = this.isNear();
  },

  /** Whether the map is zoomed in as far as lines may be heavier. */
  isNear() {
    return this.map.getZoom() > this.map.getBoundsZoom(this.bounds) + 0.9;
  },

  /** Find the district under the middle of each label, whose fill decides whether the label is dark or light. */
  _placeOver() {
    const { map } = this;
    this.labels.forEach((label) => {
      const [x, y] = label.shift;
      const middle = map.layerPointToLatLng(map.latLngToLayerPoint(label.at).add([x, y]));
      label.over = this.shapes.within(middle);
    });
    this._inkLabels();
  },

  /** Write each label as its ground has it, see geo/paint/palette.py; only what differs is touched. */
  _inkLabels() {
    const { looks } = this.atlas.told;
    for (const label of this.labels) {
      const fill = looks[this.painted[label.over]]?.fill;
      if (fill === label.fill) continue;
      label.fill = fill;
      label.words.style.setProperty("--on", fill ? `var(--on-${fill})` : "");
      label.words.style.setProperty("--halo", fill ? `var(--halo-${fill})` : "");
    }
  },

  _addButtons() {
    const { atlas } = this;
    const buttons = L.Atlas.add(this.root.querySelector(".atlas__map"), "div", "buttons");
    L.Atlas.button(buttons, "button", "+", atlas.say("Zoom in (+)"), () => this.map.zoomIn());
    L.Atlas.button(buttons, "button", "−", atlas.say("Zoom out (−)"), () => this.map.zoomOut());
    L.Atlas.button(buttons, "button", "⤢", atlas.say("The whole country (0)"), () => this.home());
    if (!this.offersTiles) return;
    const tiles = L.Atlas.button(buttons, "button", "▦", atlas.say("OpenStreetMap underneath, for orientation"), () => {
      this.tiles ??= this._makeTiles(tiles);
      if (this.map.hasLayer(this.tiles)) this.tiles.remove();
      else this.tiles.addTo(this.map);
    });
    tiles.setAttribute("aria-pressed", "false");
  },

  /** Tiles are asked for only when they are switched on; the districts fade once there is something beneath them. */
  _makeTiles(button) {
    const tiles = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
      maxZoom: 19,
      attribution: this.atlas.say("© OpenStreetMap contributors"),
    });
    const name = button.title;
    const show = (on, title = name) => {
      button.setAttribute("aria-pressed", on);
      button.title = title;
    };
    tiles.on("add", () => show(true));
    tiles.on("remove", () => show(false) ?? this.root.removeAttribute("data-tiles"));
    tiles.on("tileload", () => this.root.setAttribute("data-tiles", "true"));
    tiles.on("tileerror", () => {
      if (this.root.hasAttribute("data-tiles") || !this.map.hasLayer(tiles)) return;
      tiles.remove();
      show(false, this.atlas.say("OpenStreetMap could not be reached"));
      this._say(button.title);
    });
    return tiles;
  },

  /** Say something that is about no district, where tooltips are. */
  _say(words) {
    const [name, ...lines] = this.tip.children;
    name.textContent = words;
    lines.forEach((line) => (line.textContent = ""));
    this.tip.hidden = false;
    this.tip.style.left = `${this.map.getContainer().clientWidth - this.tip.offsetWidth}px`;
    this.tip.style.top = "50%";
    setTimeout(() => this.tipped === undefined && this.hideTip(), 4000);
  },

  /** Show the whole country: its edge tells how it lies, and the headline how much room there is. */
  _fit() {
    const { map } = this;
    const edge = this.atlas.told.outer.flatMap((steps) => this._points(steps));
    this.bounds = L.latLngBounds(edge);
    this._measure(edge.map((point) => map.project(point, 0)));
    makeRoom(this.root, this.aspect);
    if (L.Atlas.still()) map._zoomAnimated = false; // Leaflet reads its option once, before we come to it
    map.attributionControl.setPrefix(false);
    map.invalidateSize({ pan: false });
    this._show();
  },

  /** The aspect of the country, and its outline as parts of its width and height, to a hundredth. */
  _measure(projected) {
    const { min, max } = L.bounds(projected);
    const parts = projected.map(({ x, y }) => [(x - min.x) / (max.x - min.x), (y - min.y) / (max.y - min.y)]);
    const rounded = parts.map((pair) => pair.map((part) => Math.round(part * 100) / 100));
    this.edge = [...new Map(rounded.map((pair) => [String(pair), pair])).values()];
    this.aspect = (max.x - min.x) / (max.y - min.y);
  },

  /** Go on showing the whole country when the page changes its size, until the reader has moved the map. */
  _follow() {
    const { map } = this;
    map.on("movestart", () => this.hideTip());
    map.on("dragstart zoomstart", () => {
      if (this.fitting) return;
      this.moved = true;
      for (const name of ["data-moved", "data-dragged"]) this.root.setAttribute(name, "");
    });
    // The page scrolls past the map; it zooms with ctrl held, as a pinch on a touchpad also says.
    const wheel = (event) => map.scrollWheelZoom[event.ctrlKey ? "enable" : "disable"]();
    map.getContainer().addEventListener("wheel", wheel, { capture: true });
    // While the country is at rest one finger scrolls the page, and moves the map once two have zoomed it.
    const press = ({ pointerType }) => map.dragging[pointerType === "touch" && !this.moved ? "disable" : "enable"]();
    map.getContainer().addEventListener("pointerdown", press, { capture: true });
    const over = ({ pointerType }) => (this.finger = pointerType === "touch");
    map.getContainer().addEventListener("pointerover", over, { capture: true });
    new ResizeObserver(() => {
      map.invalidateSize({ pan: false });
      if (!this.moved && !this.fitted.equals(map.getSize())) this._show(); // it also tells the size that we began with
      this._label();
    }).observe(map.getContainer());
  },

  /** The room around the country, see place.js; the head is as on the day with most to say. */
  _padding() {
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    const restore = this._saysMost();
    const { left, top, wide, tall } = placeCountry(this.root, this);
    restore();
    return { paddingTopLeft: [left, top], paddingBottomRight: [width - left - wide, height - top - tall] };
  },

  /** Keep an area below the headline where that leaves it half of the height, and clear of the edge. */
  _below() {
    const { top, height } = this.map.getContainer().getBoundingClientRect();
    const head = this.root.querySelector(".atlas__head").getBoundingClientRect();
    const below = head.bottom - top;
    return { paddingTopLeft: [12, below > 0 && below < height / 2 ? below + 12 : 12], paddingBottomRight: [12, 12] };
  },

  /** Let the head say the longest of all headlines and sentences, so that no day moves the map; returns how to end it. */
  _saysMost() {
    const said = [
      [this.atlas.told.headlines, "headline"],
      [this.atlas.sentences(), "sentence"],
    ].map(([words, name]) => {
      const part = this.root.querySelector(".atlas__" + name);
      const shown = part.textContent;
      part.textContent = words.reduce((one, other) => (other.length > one.length ? other : one));
      return () => (part.textContent = shown);
    });
    return () => said.forEach((restore) => restore());
  },

  _addTip() {
    this.tip = L.Atlas.add(this.root, "div", "tip");
    this.tip.setAttribute("role", "status");
    this.tip.hidden = true;
    this.tip.append(...["tip-name", "tip-words", "tip-day"].map((name) => L.DomUtil.create("div", "atlas__" + name)));
  },

  /** Say beside a district what it is; not under a finger, which opens its card, and leaves no tip behind. */
  showTip(number, point) {
    if (this.finger) return;
    const box = this.map.getContainer().getBoundingClientRect();
    const around = this.root.getBoundingClientRect();
    this._tell(number);
    this.tip.hidden = false;
    const left = box.left - around.left + point.x + 14;
    const top = box.top - around.top + point.y + 14;
    this.tip.style.left = Math.max(4, Math.min(left, around.width - this.tip.offsetWidth - 4)) + "px";
    this.tip.style.top = Math.min(top, around.height - this.tip.offsetHeight - 4) + "px";
    if (this.tipped !== number) this.hovered.setLatLngs(this.outlineOf(number));
    this.tipped = number;
  },

  /** The name of a place, with that of its province. */
  nameOf(number) {
    const { places, provinces } = this.atlas.told;
    const [district, province] = [places[number][2], provinces[places[number][4]][0]];
    return this.atlas.say("{district}, {province}", { district, province });
  },

  _tell(number) {
    const { atlas } = this;
    const [name, words, day] = this.tip.children;
    name.textContent = this.nameOf(number);
    words.textContent = atlas.look(number).words;
    day.textContent = atlas.words(atlas.day, "year");
  },

  hideTip() {
    this.tip.hidden = true;
    this.tipped = undefined;
    this.hovered.setLatLngs([]);
  },

  /** Say what a place is where it lies, for whom the keyboard led there. */
  showTipAt(number) {
    this.showTip(number, this.map.latLngToContainerPoint(this.shapes.middle(number)));
  },

  /** What the tip says of a place, in a line. */
  saidOf(number) {
    this._tell(number);
    return [...this.tip.children].map((line) => line.textContent).join(this.atlas.say(", "));
  },

  /** Outline the district that is open, or its parent where it has no boundary. */
  mark() {
    const { district, told } = this.atlas;
    const drawn = district === null ? null : told.rings[district].length ? district : told.places[district][5];
    const outline = drawn === null ? [] : this.outlineOf(drawn);
    this.casing.setLatLngs(outline);
    this.marked.setLatLngs(outline);
  },
});

L.Atlas.still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
