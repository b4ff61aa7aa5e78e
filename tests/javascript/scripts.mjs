/*
 * The scripts of the pages, read as they are: they are plain scripts that a browser loads, which export nothing to us.
 * What is tested here needs no page; what does is tested in a browser, by tests/browser.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";

const GEO = fileURLToPath(new URL("../../geo", import.meta.url));
const FILES = readdirSync(GEO, { recursive: true });

/** The atlas: what hangs on Leaflet's L, of which it needs here only how a class is made. */
export function loadAtlas(globals = {}) {
  const [Class, Evented, Control, Renderer] = [1, 2, 3, 4].map(() => extended(Plain));
  const L = { Class, Evented, Control, Renderer, control: {} };
  const names = ["packed", "load", "records", "address", "runs", "shapes", "map"];
  names.push("paths", "canvas", "hand", "strip", "side", "find");
  const parts = names.map((part) => `atlas-${part}.js`);
  const scripts = ["links.js", "place.js", "atlas.js", ...parts].map((name) => read(name));
  run(scripts.join("\n"), { L, ...globals }); // one script, as the page has them
  return L;
}

/** What a module exports by name. */
export function loadModule(name, exported, before = []) {
  const source = [...before, name]
    .map(read)
    .join("\n")
    .replace("export default function", "function draw")
    .replaceAll("export function", "function");
  return run(`${source}\nreturn { ${exported.join(", ")} };`);
}

/** The class of a plate, which its module keeps to itself. */
export function loadPlate() {
  return run(`${read("plate.js").replace("export default function", "function draw")}\nreturn Plate;`);
}

/** The rule for names on maps, which the tests of the posters read too. */
export const RULE = shared("names_on_maps.json");

/** A page told and packed, which the tests of the packing read too. */
export const PACKED = shared("packed.json");

/** The edges of a name in the middle of its room. */
export function edgesOf({ name, at: [x, y] }) {
  const [width, above, below] = RULE.sizes[name];
  return { left: x - width / 2, top: y - above, right: x + width / 2, bottom: y + below };
}

class Plain {
  constructor(...given) {
    this.fired = [];
    this.initialize?.(...given);
  }

  on() {
    return this;
  }

  fire(name) {
    this.fired.push(name);
    return this;
  }
}

function extended(Parent) {
  return {
    extend(parts) {
      class Made extends Parent {}
      Object.assign(Made.prototype, parts);
      return Object.assign(Made, parts.statics);
    },
  };
}

/** Where a file stands does not matter: its name is its own. */
function read(name) {
  const [file] = FILES.filter((path) => path.split(/[\\/]/).at(-1) === name);
  return readFileSync(join(GEO, file), "utf-8");
}

function shared(name) {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf-8"));
}

function run(script, globals = {}) {
  return compileFunction(script, Object.keys(globals))(...Object.values(globals));
}
