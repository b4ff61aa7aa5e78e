/*
 * Where the page is one column, as on a phone, the card of a district is a sheet from below, over the map: where the
 * finger is. It takes the focus and gives it back, unless it stood open when the page came: then a link opened it. What
 * was tapped stays in sight above it.
 */
L.Atlas.Sheet = L.Class.extend({
  options: { share: 0.6, least: 160 }, // of the window, and pixels of it that show below a map within a foreign page

  /** Told the card, and the districts as they are drawn. */
  initialize(atlas, root, card, drawn) {
    Object.assign(this, { atlas, root, card, drawn, takesFocus: false });
    atlas.on("district", this._turn, this); // after the card has been filled, or hidden
  },

  _turn() {
    const open = this.atlas.district !== null && L.Atlas.isNarrow(this.root);
    this.following?.abort();
    if (open) this._open();
    else this._close();
  },

  _open() {
    const { card, atlas, drawn } = this;
    this._place();
    this._follow();
    card.scrollTop = 0;
    if (!this.takesFocus) return;
    // A tap on a district leaves the focus with the map.
    if (!card.contains(document.activeElement))
      this.opener = document.activeElement.closest("button, input") ?? drawn.element(atlas.district);
    card.focus({ preventScroll: true });
    this._uncover(drawn.boxOf(atlas.district));
    this._place();
  },

  _close() {
    const { activeElement: focused, body } = document;
    if ((focused === body || this.card.contains(focused)) && this.opener?.isConnected)
      this.opener.focus({ preventScroll: true });
    this.opener = null;
  },

  /** Stand at the foot of what is seen of the page. */
  _place() {
    const { below, tall } = this._seen();
    this.card.style.setProperty("--sheet-below", `${below}px`);
    this.card.style.setProperty("--sheet-most", `${tall * this.options.share}px`);
  },

  /** Scroll the page as far as a place lies under the sheet, but not beyond its head. */
  _uncover({ top, bottom }) {
    const { above, scroller } = this._seen();
    const under = Math.min(bottom + 8 - this.card.getBoundingClientRect().top, top - above - 8);
    if (under > 0) scroller.scrollBy({ top: under, behavior: "instant" });
  },

  /** Go along with the page as it is scrolled; in a window of our own the sheet stands still by itself. */
  _follow() {
    this.following = new AbortController();
    const { signal } = this.following;
    const place = () => this._place();
    window.addEventListener("resize", place, { signal });
    window.frameElement?.ownerDocument.addEventListener("scroll", place, { signal, passive: true, capture: true });
  },

  /**
   * What is seen of the page, in its pixels: how much of it is above and below the window, how tall the window is, and
   * what scrolls it. Within the app our frame is as tall as the page, and it is the app that scrolls.
   */
  _seen() {
    const frame = window.frameElement;
    if (frame) {
      const { top, bottom } = frame.getBoundingClientRect();
      const tall = frame.ownerDocument.defaultView.innerHeight;
      const scroller = frame.closest('[data-testid="stMain"]') ?? frame.ownerDocument.scrollingElement;
      return { above: Math.max(0, -top), below: Math.max(0, bottom - tall), tall, scroller };
    }
    const own = { above: 0, below: 0, tall: window.innerHeight, scroller: document.scrollingElement };
    if (window.parent === window) return own;
    // A page from elsewhere is around us, and what it shows of us is not ours to know: stay with the map.
    const map = this.root.querySelector(".atlas__map").getBoundingClientRect();
    return { ...own, below: Math.max(0, own.tall - map.bottom - this.options.least) };
  },
});

/** Whether the page is one column. */
L.Atlas.isNarrow = (root) => getComputedStyle(root).getPropertyValue("--wide").trim() !== "1";
