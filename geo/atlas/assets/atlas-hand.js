/*
 * Pointer and keyboard on districts that are no elements, see atlas-canvas.js. The map is one stop of the tab key: arrow
 * keys go to the next district that way, and what the tip says is said aloud.
 */
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

L.Atlas.Hand = L.Class.extend({
  initialize(districts, canvas) {
    const { atlas, map, shapes } = districts;
    Object.assign(this, { districts, canvas, atlas, map, shapes, place: null });
    this._addElement();
    this._followPointer();
    atlas.on("district", () => (this.place = atlas.district ?? this.place));
  },

  _addElement() {
    const { atlas, map } = this;
    const districts = atlas.count(atlas.told.places.length, "{number} district", "{number} districts");
    const keys = L.Atlas.add(
      map.getContainer(),
      "p",
      "spoken",
      atlas.say("Arrow keys move to the nearest place in that direction; Enter opens it."),
    );
    keys.id = "atlas-map-keys";
    this.element = L.Atlas.set(L.Atlas.add(map.getContainer(), "div", "reached"), {
      role: "application",
      tabindex: 0,
      "aria-label": atlas.say("Map: {districts}", { districts }),
      "aria-describedby": keys.id,
    });
    this.element.addEventListener("focus", () => this._go(this.place ?? this._inTheMiddle()));
    this.element.addEventListener("blur", () => this.districts.hideTip());
    this.element.addEventListener("keydown", (event) => this._press(event));
  },

  _inTheMiddle() {
    return this.shapes.within(this.map.getCenter()) ?? 0;
  },

  _go(place) {
    const { districts, atlas, element } = this;
    this.place = place;
    element.dataset.place = atlas.told.places[place][0];
    districts.show(place, false);
    districts.showTipAt(place);
  },

  /** Arrows go to the next district that way; page up and down, Home and End along the list; Enter and space open it. */
  _press(event) {
    const { place, shapes, atlas } = this;
    const last = atlas.told.places.length - 1;
    const to = { PageDown: place + 1, PageUp: place - 1, Home: 0, End: last }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    this.districts.finger = false;
    if (ARROWS[event.key]) this._go(shapes.nearest(place, ARROWS[event.key]) ?? place);
    else if (to !== undefined) this._go(Math.max(0, Math.min(last, to)));
    else if (event.key === "Enter" || event.key === " ") atlas.setDistrict(place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },

  _followPointer() {
    const { districts, canvas, atlas, map } = this;
    const container = map.getContainer();
    map.on("click", ({ latlng }) => atlas.setDistrict(canvas.placeAt(latlng)));
    map.on("mousemove", ({ latlng, containerPoint }) => {
      if (map.dragging.moving()) return;
      const place = canvas.placeAt(latlng);
      container.toggleAttribute("data-over", place !== null);
      if (place === null) districts.hideTip();
      else districts.showTip(place, containerPoint);
    });
    map.on("mouseout", () => districts.hideTip());
  },
});
