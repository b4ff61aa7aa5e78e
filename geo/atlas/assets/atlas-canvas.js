/*
 * The districts where they are too many for atlas-paths.js, whose methods this has too: painted on canvases. A step
 * paints over what changes; that leaves a breath of the colour before along its edges, so that all is painted anew once
 * the hand rests. Three canvases lie over each other: the districts; the borders, which no step touches; and the broken
 * outlines of fighting, with the dots.
 */
const [COARSE, FINE] = [1 / 2, 1 / 256]; // steps of outlines, in pixels of the map as it first lies
const NEAR = 2; // times as large as it first lies, from which on outlines are fine

L.Atlas.Canvas = L.Renderer.extend({
  options: {
    padding: 0.1, // of the map, painted beyond its edges, for who drags it
    rest: 400, // milliseconds without a step, after which all is painted anew
    dot: 4, // pixels: the radius of a district without a boundary
    small: 8, // pixels: districts that are no wider have no lines between them, which would hide them
    many: 200, // outlines and dots that change at once, from which on all of them are drawn anew
  },

  initialize(districts) {
    L.Renderer.prototype.initialize.call(this);
    const { atlas, map, root, shapes } = districts;
    const { told } = atlas;
    Object.assign(this, { districts, atlas, root, shapes, changed: [], fought: new Set(), seen: null });
    this.project = projection(map, districts.bounds, told.perDegree);
    this.paths = { coarse: [], fine: [] }; // by place, each made when it is first seen
    this._addBorders();
    this.addTo(map);
    this._followTheme();
    this.hand = new L.Atlas.Hand(districts, this);
  },

  _addBorders() {
    const { inner, outer } = this.atlas.told;
    [this.inner, this.outer] = [inner, outer].map((lines) => this.project.path(lines, FINE));
  },

  /** Note that a place has another look. */
  paint(place) {
    this.changed.push(place);
  },

  /** All places have the looks of the day: paint those that changed, or all where they are most of those that are seen. */
  finish() {
    const { changed, options } = this;
    this.changed = [];
    const { looks } = this.atlas.told;
    const { painted } = this.districts;
    const above = changed.filter((place) => {
      const was = this.fought.has(place);
      const fought = looks[painted[place]].unsettled;
      if (fought) this.fought.add(place);
      else this.fought.delete(place);
      return fought !== was || !this._isDrawn(place);
    });
    if (!this.seen) return; // not laid yet: then all is painted
    if (changed.length > this.seen.length / 2) return this._fillAll();
    for (const place of changed) if (this.isSeen[place]) this._fill(place);
    if (above.length > options.many) this._drawAbove();
    else for (const place of above) if (this.isSeen[place]) this._drawAbove(place);
    clearTimeout(this.resting);
    if (changed.length) this.resting = setTimeout(() => this._fillAll(), options.rest);
  },

  /** What has the focus when a place has it. */
  element() {
    return this.hand.element;
  },

  /** Where a place is in the window. */
  boxOf(place) {
    const { left, top } = this.ground.canvas.getBoundingClientRect();
    const [from, to] = this._corners(place).map(({ x, y }) => ({ x: x / this.ratio + left, y: y / this.ratio + top }));
    return new DOMRect(from.x, from.y, to.x - from.x, to.y - from.y);
  },

  /** The place at a point of the map, a dot before the district that it lies in; null where there is none. */
  placeAt(latLng) {
    const { map, shapes } = this.districts;
    const at = map.latLngToLayerPoint(latLng);
    const isNear = (dot) => map.latLngToLayerPoint(shapes.middle(dot)).distanceTo(at) <= this.options.dot + 1;
    return shapes.dots.find(isNear) ?? shapes.within(latLng);
  },

  // What Leaflet asks of a renderer: where it is, and when.

  _initContainer() {
    this._container = L.DomUtil.create("div", "atlas__canvas");
    this._container.setAttribute("aria-hidden", "true");
    const layers = [0, 1, 2].map(() => L.DomUtil.create("canvas", "", this._container).getContext("2d"));
    [this.ground, this.borders, this.above] = layers;
  },

  _destroyContainer() {
    this._container.remove();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    L.DomUtil.setPosition(this._container, this._bounds.min);
    L.Util.cancelAnimFrame(this.laying); // Leaflet asks twice where the map is zoomed
    this.laying = L.Util.requestAnimFrame(this._lay, this);
  },

  /** Lay the canvases where the country can be seen, and find what of it is, and how the paths lie on them. */
  _lay() {
    const { _map: map, _bounds: painted, project, shapes } = this;
    const edge = this._edge();
    const { bounds } = this.districts;
    const country = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => map.latLngToLayerPoint(corner));
    const limit = (axis, at) => Math.max(painted.min[axis], Math.min(painted.max[axis], at));
    const min = L.point(limit("x", country[0].x - edge), limit("y", country[0].y - edge));
    const max = L.point(limit("x", country[1].x + edge), limit("y", country[1].y + edge));
    this.ratio = Math.max(window.devicePixelRatio, 1);
    const size = max.subtract(min);
    for (const { canvas } of [this.ground, this.borders, this.above]) {
      const at = min.subtract(painted.min);
      canvas.style.cssText = `left: ${at.x}px; top: ${at.y}px; width: ${size.x}px; height: ${size.y}px`;
      const [width, height] = [size.x, size.y].map((pixels) => Math.ceil(pixels * this.ratio));
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    }
    this.corner = min;
    this.scale = map.getZoomScale(map.getZoom(), project.zoom);
    const shift = project.origin.multiplyBy(this.scale).subtract(map.getPixelOrigin()).subtract(min);
    const by = this.scale * this.ratio;
    this.matrix = new DOMMatrix([by, 0, 0, by, shift.x * this.ratio, shift.y * this.ratio]);
    const corners = L.latLngBounds(map.layerPointToLatLng(min), map.layerPointToLatLng(max));
    this.seen = shapes.meeting(corners);
    this.isSeen = new Uint8Array(this.districts.painted.length);
    for (const place of this.seen) this.isSeen[place] = 1;
    this.side = Math.sqrt((size.x * size.y) / Math.max(1, this.seen.length));
    this._repaint();
    if (this.scale > NEAR) this._refine();
  },

  /** Bring the fine outlines, once, where the page came with coarse ones; until they are here these are drawn. */
  async _refine() {
    if (!L.Atlas.toldAt || this.refining) return;
    this.refining = L.Atlas.part(1).catch(() => null);
    const lines = await this.refining;
    if (!lines) {
      this.refining = null; // asked for again when the map is next laid
      return;
    }
    const { told } = this.atlas;
    Object.assign(told, L.Atlas.inSteps(lines));
    this.shapes.initialize(told);
    this.paths = { coarse: [], fine: [] };
    this._addBorders();
    this.districts.mark();
    this._update();
  },

  /** Paint all that is seen, in the colours of the theme. */
  _repaint() {
    if (this.mixed !== this._mixture()) this._mix();
    this._layPatterns();
    const { ground, borders, inks, root } = this;
    const { looks } = this.atlas.told;
    const tiles = root.hasAttribute("data-tiles"); // of a map underneath, which shows through as atlas.css has it
    this.faint = tiles ? looks.map(({ standing }) => (standing === "unknown" ? 0.25 : 0.62)) : null;
    const near = this.districts.isNear();
    for (const layer of [ground, borders]) {
      this._clear(layer);
      layer.lineJoin = "round";
    }
    this._pen(borders, inks.seam, near ? 3 : 1.7).stroke(this.inner);
    this._pen(borders, inks.outline, 0.9).stroke(this.outer);
    this._pen(ground, inks.seam, near ? 1 : 0.6);
    this._fillAll();
  },

  /** Fill all districts that are seen with their looks of the day, and draw what lies above. */
  _fillAll() {
    clearTimeout(this.resting);
    this._clear(this.ground);
    for (const place of this.seen) this._fill(place); // one by one: all of a look at once take twice as long
    this._drawAbove();
    this._container.dataset.painted = this.districts.day;
  },

  _clear(layer) {
    layer.setTransform(1, 0, 0, 1, 0, 0);
    layer.clearRect(0, 0, layer.canvas.width, layer.canvas.height);
    layer.setTransform(this.matrix);
  },

  /** Take up a pen of so many pixels. */
  _pen(layer, colour, width, dash = []) {
    layer.strokeStyle = colour;
    layer.lineWidth = width / this.scale;
    layer.setLineDash(dash.map((pixels) => pixels / this.scale));
    return layer;
  },

  /** Read the colours of the theme, and make of each look a colour or a pattern. */
  _mix() {
    const style = getComputedStyle(this.root);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const { looks, patterns } = this.atlas.told;
    this.inks = Object.fromEntries(["seam", "outline", "ink", "fighting"].map((name) => [name, colour(name)]));
    this.tile = { side: Math.ceil(patterns.tile * this.ratio), pixels: patterns.tile * this.ratio };
    this.paints = looks.map((look) => {
      if (!look.marks.length) return colour(look.fill);
      return this.ground.createPattern(paintedTile(look, patterns, this.tile.side, colour), "repeat");
    });
    this.mixed = this._mixture();
  },

  /** What the colours and patterns depend on. */
  _mixture() {
    return `${this.root.dataset.theme} ${this.ratio}`;
  },

  /** Lay the patterns as those of SVG lie: as large on each scale, and from the corner of the map on. */
  _layPatterns() {
    const { corner, matrix, ratio, tile } = this;
    const lies = new DOMMatrix([1, 0, 0, 1, -corner.x * ratio, -corner.y * ratio]).scale(tile.pixels / tile.side);
    const laid = matrix.inverse().multiply(lies);
    for (const paint of this.paints) paint.setTransform?.(laid);
  },

  _isDrawn(place) {
    return this.atlas.told.rings[place].length > 0;
  },

  /** The outline of a place: until the map is zoomed in it has no more points than can be seen. */
  _pathOf(place) {
    const { rings } = this.atlas.told;
    const [paths, step] = this.scale > NEAR ? [this.paths.fine, FINE] : [this.paths.coarse, COARSE];
    return (paths[place] ??= this.project.path(rings[place].flat(), step));
  },

  /** Fill a place, and draw the line around it where there is room. */
  _fill(place) {
    if (!this._isDrawn(place)) return;
    const path = this._pathOf(place);
    this._paint(path, this.districts.painted[place]);
    if (this.side > this.options.small) this.ground.stroke(path);
  },

  _paint(shape, number) {
    const { ground, faint } = this;
    if (faint) {
      ground.globalCompositeOperation = "destination-out";
      ground.fill(shape, "evenodd");
      ground.globalCompositeOperation = "source-over";
      ground.globalAlpha = faint[number];
    }
    ground.fillStyle = this.paints[number];
    ground.fill(shape, "evenodd");
    ground.globalAlpha = 1;
  },

  /** The corners of the box of a place, in pixels of the canvases. */
  _corners(place) {
    const [west, south, east, north] = this.shapes.boxes.subarray(place * 4, place * 4 + 4);
    return [this.project(west, north), this.project(east, south)].map((at) => this.matrix.transformPoint(at));
  },

  /** Draw outlines of fighting and dots anew: all, or what lies around a place, and no more than that. */
  _drawAbove(place) {
    const { above, fought, inks, ratio, shapes } = this;
    const { width, height } = above.canvas;
    const around = place !== undefined;
    const [from, to] = around
      ? this._corners(place)
      : [
          { x: 0, y: 0 },
          { x: width, y: height },
        ];
    const edge = around ? this._edge() * ratio : 0;
    const [left, top] = [Math.floor(from.x - edge), Math.floor(from.y - edge)];
    const [across, down] = [Math.ceil(to.x + edge) - left, Math.ceil(to.y + edge) - top];
    const meets = (other) => this.isSeen[other] && (!around || this._meet(place, other));
    above.save();
    above.setTransform(1, 0, 0, 1, 0, 0);
    above.beginPath();
    above.rect(left, top, across, down);
    above.clip();
    above.clearRect(left, top, across, down);
    above.setTransform(this.matrix);
    this._pen(above, inks.fighting, 1.8, [3, 2.5]);
    for (const other of fought) if (this._isDrawn(other) && meets(other)) above.stroke(this._pathOf(other));
    for (const dot of shapes.dots) if (meets(dot)) this._dot(dot);
    above.restore();
  },

  /** How far an outline or a dot goes beyond the box of its place, in pixels of the map. */
  _edge() {
    return this.options.dot + 2;
  },

  /** Whether what two places have on the canvas above may meet. */
  _meet(one, other) {
    const { boxes } = this.shapes;
    const reach = (2 * this._edge()) / this.scale / this.project.unit;
    const [at, to] = [one * 4, other * 4];
    const across = boxes[at] - reach < boxes[to + 2] && boxes[at + 2] + reach > boxes[to];
    return across && boxes[at + 1] - reach < boxes[to + 3] && boxes[at + 3] + reach > boxes[to + 1];
  },

  _dot(place) {
    const { above, districts, atlas, inks } = this;
    const number = districts.painted[place];
    const [lon, lat] = this.shapes.boxes.subarray(place * 4);
    const { x, y } = this.project(lon, lat);
    above.beginPath();
    above.arc(x, y, this.options.dot / this.scale, 0, 2 * Math.PI);
    above.fillStyle = this.paints[number];
    above.fill();
    if (atlas.told.looks[number].unsettled) this._pen(above, inks.fighting, 1.8, [3, 2.5]);
    else this._pen(above, inks.ink, 0.9);
    above.stroke();
  },

  /** Paint in other colours when the theme is another, and let through what lies underneath when there is something. */
  _followTheme() {
    const { root } = this;
    const isNew = ({ attributeName, oldValue }) => root.getAttribute(attributeName) !== oldValue;
    const repaint = (changes) => this.seen && changes.some(isNew) && this._repaint();
    const attributes = { attributeFilter: ["data-theme", "data-tiles"], attributeOldValue: true };
    new MutationObserver(repaint).observe(root, attributes);
  },
});

/** How parts of a degree become pixels of the map as it first lies, from the corner of the country on. */
function projection(map, bounds, perDegree) {
  const zoom = map.getZoom();
  const origin = map.project(bounds.getNorthWest(), zoom);
  const world = map.options.crs.scale(zoom); // pixels
  const radians = Math.PI / 180 / perDegree;
  const project = (lon, lat) => ({
    x: world * (lon / perDegree / 360 + 0.5) - origin.x,
    y: world * (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * radians) / 2)) / (2 * Math.PI)) - origin.y,
  });
  /** Lines of steps as one path; points are moved alike to whole steps, so that the borders of neighbours stay one. */
  const path = (lines, step) => {
    const drawn = new Path2D();
    for (const steps of lines) {
      let last = { x: NaN, y: NaN };
      for (let at = 0, lon = 0, lat = 0; at < steps.length; at += 2) {
        const exact = project((lon += steps[at]), (lat += steps[at + 1]));
        const [x, y] = [Math.round(exact.x / step) * step, Math.round(exact.y / step) * step];
        if (x === last.x && y === last.y) continue;
        if (at) drawn.lineTo(x, y);
        else drawn.moveTo(x, y);
        last = { x, y };
      }
    }
    return drawn;
  };
  return Object.assign(project, { zoom, origin, path, unit: world / 360 / perDegree });
}

/** A tile of a pattern, painted: a ground with marks over it, as drawPattern in place.js draws it. */
function paintedTile({ fill, marks }, { tile, marks: drawn }, side, colour) {
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const brush = canvas.getContext("2d");
  brush.fillStyle = colour(fill);
  brush.fillRect(0, 0, side, side);
  brush.scale(side / tile, side / tile);
  for (const [mark, over] of marks) {
    const [by, d, width] = drawn[mark];
    Object.assign(brush, { fillStyle: colour(over), strokeStyle: colour(over), lineWidth: width });
    brush[by](new Path2D(d));
  }
  return canvas;
}
