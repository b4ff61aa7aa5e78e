/* The stopwatch of tests/benchmark.py, put into every frame before anything else. It touches no code of the page. */
window.stopwatch = {
  /** The moment, in milliseconds of this page, when the first frame for which `done` holds has been painted. */
  painted(done = () => true) {
    return new Promise((resolve) => {
      const look = () => {
        if (!done()) return requestAnimationFrame(look);
        // A message sent while a frame is being made arrives when it has been handed over.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  },

  /** Press keys on the atlas, each at some moment between two frames: how long its script took, and all until painted. */
  async press(keys) {
    const script = [];
    const painted = [];
    for (const key of keys) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 17));
      const start = performance.now();
      document.querySelector(".atlas").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      script.push(performance.now() - start);
      painted.push((await this.painted()) - start);
    }
    return { script, painted };
  },

  /** Wait for a real key press: `this.stepped` will be the time from it until `done` is painted, and to a frame later. */
  arm(done) {
    this.stepped = new Promise((resolve) => {
      const begin = async ({ timeStamp }) => {
        const painted = await this.painted(done);
        // Not the time a frame is given: that is when it was due, which may be before the press.
        requestAnimationFrame(() => resolve([painted - timeStamp, performance.now() - timeStamp]));
      };
      addEventListener("keydown", begin, { capture: true, once: true });
    });
  },

  /**
   * Play the atlas from its first day to its last: the times between frames, as they were due and as their scripts ran.
   * A frame left out shows in both; one that only began late shows in the second, and so does all else the machine does.
   */
  async play() {
    const atlas = document.querySelector(".atlas");
    ["Home", " "].forEach((key) => atlas.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
    const due = [];
    const ran = [];
    await new Promise((resolve) => {
      const frame = (now) => {
        due.push(now);
        ran.push(performance.now());
        atlas.hasAttribute("data-playing") ? requestAnimationFrame(frame) : resolve();
      };
      requestAnimationFrame(frame);
    });
    const between = (times) => times.slice(1).map((time, before) => time - times[before]);
    return { due: between(due), ran: between(ran) };
  },

  /** Move the slider of folium's TimeSliderChoropleth by a day, to and fro. */
  async slide(steps) {
    const slider = document.querySelector("input[type=range]");
    const script = [];
    const painted = [];
    for (let step = 1; step <= steps; step++) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 17));
      const start = performance.now();
      slider.value = step;
      slider.dispatchEvent(new Event("input"));
      script.push(performance.now() - start);
      painted.push((await this.painted()) - start);
    }
    return { script, painted };
  },

  /** Whether the atlas is on a day. */
  on(day) {
    return document.querySelector(".atlas").dataset.day === day;
  },

  /** Documents within this one: a Streamlit component's frame has the same origin. */
  within() {
    return [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument).filter(Boolean);
  },

  /** Whether a district within has a standing, and its colour. */
  coloured(standing, colour) {
    return this.within().some((page) => {
      const path = page.querySelector(`[data-standing="${standing}"]`);
      return path && getComputedStyle(path).fill === colour;
    });
  },

  /** Whether exactly so many shapes within are filled with a colour, as Leaflet fills them: by attribute. */
  filled(colour, count) {
    return this.within().some((page) => page.querySelectorAll(`path[fill="${colour}"]`).length === count);
  },
};
