/*
 * The districts as shapes of SVG, each of which has a name for readers of screens and can have the focus. It bears some
 * 1,500 places; atlas-canvas.js, which has the same methods, draws more.
 */
L.Atlas.Paths = L.Class.extend({
  initialize(districts) {
    const { atlas, map, root } = districts;
    Object.assign(this, { districts, atlas, map, root, paths: [] });
    this._addPatterns();
    this._addPlaces();
    districts.line(atlas.told.inner, "border");
    districts.line(atlas.told.outer, "outline");
    this.fighting = districts.line([], "fighting");
    map.on("moveend", this._outlineFighting, this); // once the districts have been drawn anew
  },

  /** Give a place its look, and only what differs in it from its last. */
  paint(place, number, last) {
    const path = this.paths[place];
    const { looks } = this.atlas.told;
    const [look, before] = [looks[number], looks[last]];
    path.setAttribute("data-look", number);
    for (const name of ["standing", "claim", "inferred", "unsettled"]) {
      if (look[name] === before?.[name]) continue;
      if (look[name]) path.setAttribute("data-" + name, look[name]);
      else path.removeAttribute("data-" + name);
    }
    this.refought ||= look.unsettled !== before?.unsettled;
  },

  /** All places have the looks of the day. */
  finish() {
    if (this.refought) this._outlineFighting();
  },

  /** What has the focus when a place has it. */
  element(place) {
    return this.paths[place];
  },

  /** Where a place is in the window. */
  boxOf(place) {
    return this.paths[place].getBoundingClientRect();
  },

  /** Outline where there is fighting, over all borders: neighbours would tear what each district drew of its own. */
  _outlineFighting() {
    const { looks, rings } = this.atlas.told;
    const { painted } = this.districts;
    const fought = this.paths.filter((_, place) => rings[place].length && looks[painted[place]]?.unsettled);
    const outlines = fought.map((path) => path.getAttribute("d")).join("");
    this.fighting.getElement().setAttribute("d", outlines || "M0 0");
    this.refought = false;
  },

  /** Every look is a ground, or a pattern of marks over a ground; CSS gives each path the one its number names. */
  _addPatterns() {
    const svg = L.SVG.create("svg");
    svg.setAttribute("class", "atlas__patterns");
    svg.setAttribute("aria-hidden", "true");
    const rules = this.atlas.told.looks.map((look, number) => {
      if (!look.marks.length) return `.atlas [data-look="${number}"] { fill: var(--${look.fill}) }`;
      svg.appendChild(this._pattern(`atlas-look-${number}`, look));
      return `.atlas [data-look="${number}"] { fill: url(#atlas-look-${number}) }`;
    });
    this.root.appendChild(svg);
    L.DomUtil.create("style", "", this.root).textContent = rules.join("\n");
  },

  _pattern(id, look) {
    return drawPattern(L.SVG.create, id, look, this.atlas.told.patterns);
  },

  _addPlaces() {
    const { atlas, districts, map } = this;
    const { told } = atlas;
    const polygons = L.svg({ padding: 0.5 });
    const markers = L.svg({ pane: districts.pane("atlas-markers", 460), padding: 0.5 });
    const common = { stroke: true, fill: true, bubblingMouseEvents: false };
    told.places.forEach((place, number) => {
      const rings = told.rings[number];
      const layer = rings.length
        ? L.polygon(districts.outlineOf(number), { ...common, renderer: polygons, className: "atlas__district" })
        : L.circleMarker([place[7], place[6]], {
            ...common,
            renderer: markers,
            radius: 4,
            className: "atlas__district atlas__district--marker",
          });
      layer.addTo(map);
      const path = layer.getElement();
      // What Leaflet writes as attributes would do, but CSS is where our colours are.
      ["stroke", "stroke-opacity", "stroke-width", "fill", "fill-opacity"].forEach((name) =>
        path.removeAttribute(name),
      );
      path.setAttribute("data-place", place[0]);
      path.setAttribute("tabindex", number ? "-1" : "0");
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", districts.nameOf(number));
      path.addEventListener("focus", () => this._focus(number));
      path.addEventListener("blur", () => this._blur(number));
      path.addEventListener("keydown", (event) => this._press(event, number));
      layer.on("click", () => atlas.setDistrict(number));
      layer.on("mouseover mousemove", (event) => districts.showTip(number, event.containerPoint));
      layer.on("mouseout", () => districts.hideTip());
      this.paths.push(path);
    });
    map.on("click", () => atlas.setDistrict(null));
  },

  _focus(number) {
    const { districts, paths } = this;
    paths.forEach((path, other) => path.setAttribute("tabindex", other === number ? "0" : "-1"));
    districts.showTipAt(number);
    paths[number].setAttribute("aria-label", districts.saidOf(number));
  },

  _blur(number) {
    this.districts.hideTip();
    this.paths[number].setAttribute("aria-label", this.districts.nameOf(number));
  },

  /** Enter and space open a district; page up and down, Home and End walk the districts, province by province. */
  _press(event, number) {
    const { paths } = this;
    this.districts.finger = false;
    const to = { PageDown: number + 1, PageUp: number - 1, Home: 0, End: -1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (to !== undefined) paths.at(to % paths.length).focus();
    else if (event.key === "Enter" || event.key === " ") this.atlas.setDistrict(number);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
});
