/*
 * Opens the atlas within a page of the site: the map that it stands on, its options, and a line of links from the day and
 * the district that are open to their own pages.
 */
const container = document.getElementById("map");
const options = JSON.parse(container.dataset.options);
const map = L.map(container, {
  center: [0, 0],
  zoom: 1,
  zoomControl: false,
  keyboard: false, // the arrow keys belong to the days
  scrollWheelZoom: false,
  zoomSnap: 0,
  zoomDelta: 0.5,
  minZoom: 3,
  maxZoom: 13,
});
const control = L.control.atlas({ told: L.Atlas.told, height: 980, tiles: false, eyebrow: options.eyebrow });
control.addTo(map);

const line = document.createElement("p");
line.className = "live__pages";
document.querySelector(".masthead__pages").after(line);
const days = new Set(options.days);

function show() {
  const { day, district } = control.atlas.view();
  const links = [];
  if (days.has(day)) links.push([options.words.day, `${options.day}${day}.html`]);
  if (district !== null) links.push([options.words.district, `${options.place}${district}.html`]);
  line.replaceChildren(
    ...links.map(([words, href]) => Object.assign(document.createElement("a"), { textContent: words, href })),
  );
}

control.atlas.on("day district", show);
show();
