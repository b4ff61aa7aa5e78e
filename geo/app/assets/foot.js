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
  window.addEventListener("beforeprint", write);
  return () => {
    window.removeEventListener("beforeprint", write);
    style.remove();
  };
}

/** How large the atlas is on the screen, if it is what is shown. */
function atlasSize() {
  const frame = document.querySelector('.st-key-atlas-place [data-testid="stCustomComponentV1"]');
  return frame && { width: window.innerWidth, height: frame.offsetHeight + AROUND };
}
