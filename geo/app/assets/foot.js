/* What a printed page says of itself: its address, and how much was known. Told by geo/app/foot.py. */
const boxes = "CSSMarginRule" in window; // whether the browser writes at the foot of every sheet
const AROUND = 60; // pixels: what Streamlit leaves above and below the atlas

export default function ({ parentElement, data }) {
  const note = parentElement.querySelector(".printed-foot");
  const style = document.head.appendChild(document.createElement("style"));
  const write = () => {
    const words = `${window.location.href} · ${data.known}`;
    style.textContent = printedStyle(words, atlasSize());
    note.textContent = boxes ? "" : words;
  };
  write();
  const before = () => {
    tellAtlas("atlas:print");
    write();
  };
  const after = () => tellAtlas("atlas:printed");
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
    style.remove();
  };
}

/** The frame of the atlas, if it is what is shown. */
function atlasFrame() {
  return document.querySelector('.st-key-atlas-place [data-testid="stCustomComponentV1"]');
}

/** Tell the atlas, if it is what is shown, that it is printed: it shows all that changed on the day. */
function tellAtlas(what) {
  atlasFrame()?.contentDocument?.dispatchEvent(new CustomEvent(what));
}

/** How large the atlas is, if it is what is shown. */
function atlasSize() {
  const frame = atlasFrame();
  return frame && { width: window.innerWidth, height: frame.offsetHeight + AROUND };
}
