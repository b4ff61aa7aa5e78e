/* Tells the app how wide its page is, in steps, so that a chart of many panels can be laid out to fit. */
const STEP = 20; // pixels
const told = new WeakMap(); // by element: the width last told, at first the one that the app takes for granted

export default function ({ parentElement, data, setStateValue }) {
  const page = parentElement.host ?? parentElement;
  if (!told.has(page)) told.set(page, data);
  const watch = new ResizeObserver(() => {
    const width = Math.floor(page.getBoundingClientRect().width / STEP) * STEP;
    if (!width || width === told.get(page)) return;
    told.set(page, width);
    setStateValue("width", width);
  });
  watch.observe(page);
  return () => watch.disconnect();
}
