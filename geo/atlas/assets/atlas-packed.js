/* The content as the page reads it, from what geo/atlas/packed.py packed. */

/** Give back what was left out: values of the day before, phrases, and the steps of lines. */
L.Atlas.unpacked = ({ phrases, arcs, ...told }) => {
  const eachDay = (days) => {
    let latest;
    return days.map((value) => (latest = value === 0 ? latest : value));
  };
  return {
    ...told,
    sentences: eachDay(told.sentences),
    counted: told.counted.map(eachDay),
    tallies: told.tallies.map(eachDay),
    ...L.Atlas.inWords(told, phrases),
    changes: phrased(told.changes, phrases, [4, 5, 6]),
    ...L.Atlas.inSteps({ arcs, ...told }),
  };
};

/** Give back the words of reports, and of what was known before. */
L.Atlas.inWords = ({ reports, baselines }, phrases) => ({
  reports: phrased(reports, phrases, [2, 3, 6, 7, 8]),
  baselines: baselines.map((each) => phrased(each, phrases, [0])),
});

/** Put words where columns of rows have the number of a phrase. */
function phrased(rows, phrases, columns) {
  return rows.map((row) => row.map((value, column) => (columns.includes(column) ? phrases[value] : value)));
}

/** Give back the steps of lines. */
L.Atlas.inSteps = ({ arcs, rings, inner, outer }) => {
  const follow = followed(arcs);
  const shapes = rings.map((shape) => shape.map((polygon) => polygon.map(follow)));
  return { rings: shapes, inner: inner.map(follow), outer: outer.map(follow) };
};

/** What leads along arcs: from the numbers of those that a line follows to its steps from point to point. */
function followed(arcs) {
  let [x, y] = [0, 0];
  const forth = arcs.map((letters) => {
    const points = [];
    numbersOf(letters).forEach((step, at) => (at % 2 ? points.push([x, (y += step)]) : (x += step)));
    return points;
  });
  return (letters) => {
    const steps = [];
    let [arc, x, y] = [0, 0, 0];
    for (const step of numbersOf(letters)) {
      arc += step;
      const points = arc & 1 ? [...forth[arc >> 1]].reverse() : forth[arc >> 1];
      for (const [east, north] of steps.length ? points.slice(1) : points) {
        steps.push(east - x, north - y);
        [x, y] = [east, north];
      }
    }
    return steps;
  };
}

/** The numbers that letters stand for: five bits each from the lowest on, beginning at "?"; the sign is the first. */
function numbersOf(letters) {
  const numbers = [];
  for (let at = 0, number = 0, shift = 0; at < letters.length; at++) {
    const bits = letters.charCodeAt(at) - 63;
    number |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(number & 1 ? ~(number >> 1) : number >> 1);
    number = shift = 0;
  }
  return numbers;
}
