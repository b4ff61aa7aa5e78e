/*
 * Where the places are, in the whole parts of a degree in which the page receives them: the box of each, which one lies
 * at a point, and which is the next in a direction. Points are (lon, lat); Leaflet's (lat, lon) is made by who draws.
 */
L.Atlas.Shapes = L.Class.extend({
  initialize({ places, rings, perDegree }) {
    Object.assign(this, { rings, perDegree });
    this.boxes = new Float64Array(places.length * 4); // west, south, east, north
    places.forEach((place, number) => {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      const [lon, lat] = [place[6] * perDegree, place[7] * perDegree];
      if (!rings[number].length) box.splice(0, 4, lon, lat, lon, lat);
      for (const [outer] of rings[number]) widen(box, outer);
      this.boxes.set(box, number * 4);
    });
    const numbers = [...places.keys()];
    this.drawn = numbers.filter((number) => rings[number].length);
    this.dots = numbers.filter((number) => !rings[number].length); // places without a boundary
    this._addGrid();
  },

  /** Cells, as many as places, each with the places whose boxes meet it. */
  _addGrid() {
    const { boxes, drawn } = this;
    const edge = [Infinity, Infinity, -Infinity, -Infinity];
    for (const place of drawn) {
      const [west, south, east, north] = boxes.subarray(place * 4, place * 4 + 4);
      edge[0] = Math.min(edge[0], west);
      edge[1] = Math.min(edge[1], south);
      edge[2] = Math.max(edge[2], east);
      edge[3] = Math.max(edge[3], north);
    }
    this.edge = edge;
    this.side = Math.max(1, Math.ceil(Math.sqrt(drawn.length)));
    this.cells = Array.from({ length: this.side ** 2 }, () => []);
    for (const place of drawn) {
      const [west, south] = this._cell(boxes[place * 4], boxes[place * 4 + 1]);
      const [east, north] = this._cell(boxes[place * 4 + 2], boxes[place * 4 + 3]);
      for (let row = south; row <= north; row++) {
        for (let column = west; column <= east; column++) this.cells[row * this.side + column].push(place);
      }
    }
  },

  /** The column and the row of a point; one beyond the edge has that of the edge. */
  _cell(x, y) {
    const { side, edge } = this;
    const part = (from, to, at) => Math.max(0, Math.min(side - 1, Math.floor(((at - from) / (to - from)) * side)));
    return [part(edge[0], edge[2], x), part(edge[1], edge[3], y)];
  },

  /** The place whose boundary has a point within, by its number; the first of several, null if there is none. */
  within({ lat, lng }) {
    const [x, y] = [lng * this.perDegree, lat * this.perDegree];
    const [column, row] = this._cell(x, y);
    const found = this.cells[row * this.side + column].find((place) => this._holds(place, x, y));
    return found ?? null;
  },

  _holds(place, x, y) {
    const [west, south, east, north] = this.boxes.subarray(place * 4, place * 4 + 4);
    return x >= west && x <= east && y >= south && y <= north && isInside(this.rings[place], x, y);
  },

  /** The places whose boxes meet some bounds. */
  meeting(bounds) {
    const { boxes, perDegree } = this;
    const [west, south, east, north] = bounds
      .toBBoxString()
      .split(",")
      .map((at) => at * perDegree);
    const meets = (at) =>
      boxes[at] <= east && boxes[at + 2] >= west && boxes[at + 1] <= north && boxes[at + 3] >= south;
    return this.rings.flatMap((_, place) => (meets(place * 4) ? [place] : []));
  },

  /** The corners of the box of a place, in degrees. */
  box(place) {
    const [west, south, east, north] = this.boxes.subarray(place * 4, place * 4 + 4);
    return [west, south, east, north].map((at) => at / this.perDegree);
  },

  /** The middle of the box of a place, in degrees. */
  middle(place) {
    const [west, south, east, north] = this.box(place);
    return { lat: (south + north) / 2, lng: (west + east) / 2 };
  },

  /** The nearest place in a direction, [1, 0] to the right, [0, 1] down, what lies aside counting twice; or null. */
  nearest(from, [right, down]) {
    const here = this.middle(from);
    const narrow = Math.cos((here.lat * Math.PI) / 180); // of a degree of longitude, by one of latitude
    let [nearest, least] = [null, Infinity];
    for (let place = 0; place < this.boxes.length / 4; place++) {
      const there = this.middle(place);
      const [x, y] = [(there.lng - here.lng) * narrow, here.lat - there.lat];
      const ahead = x * right + y * down;
      const far = ahead + 2 * Math.abs(x * down + y * right);
      if (ahead > 0 && far < least) [nearest, least] = [place, far];
    }
    return nearest;
  },
});

/** Make a box as large as a ring needs. */
function widen(box, steps) {
  for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) {
    x += steps[at];
    y += steps[at + 1];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
}

/** Whether a point lies within polygons: a line from it to the east crosses their rings an odd number of times. */
function isInside(polygons, x, y) {
  let inside = false;
  for (const steps of polygons.flat()) {
    let [fromX, fromY] = [steps[0], steps[1]];
    for (let at = 2; at < steps.length; at += 2) {
      const [toX, toY] = [fromX + steps[at], fromY + steps[at + 1]];
      if (toY > y !== fromY > y && x < toX + ((y - toY) / (fromY - toY)) * (fromX - toX)) inside = !inside;
      [fromX, fromY] = [toX, toY];
    }
  }
  return inside;
}
