/*
 * Streamlit's copy buttons do nothing, and say nothing, where the browser keeps the clipboard from a page: in the frame
 * of another site, or over plain http. There the text is selected and copied in the old way; if that is refused too, it
 * stays selected, and the page says so.
 */
const SHOWN = 8000; // milliseconds
const COPIED = "Copied.";
const REFUSED = "The browser does not let this page copy. The text is selected: copy it with Ctrl+C, or ⌘C on a Mac.";

export default function ({ parentElement }) {
  const note = parentElement.querySelector(".copies");
  let hides = 0;
  const press = async ({ target }) => {
    const code = target.closest?.("button")?.closest('[data-testid="stCode"]')?.querySelector("code");
    if (!code || (await copied(code.textContent))) return;
    getSelection().selectAllChildren(code);
    note.textContent = document.execCommand("copy") ? COPIED : REFUSED;
    clearTimeout(hides);
    hides = setTimeout(() => (note.textContent = ""), SHOWN);
  };
  document.addEventListener("click", press, true); // on its way down: the button keeps it from coming up
  return () => document.removeEventListener("click", press, true);
}

/** Whether the browser lets the page copy a text; then Streamlit's button has copied it as well. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
