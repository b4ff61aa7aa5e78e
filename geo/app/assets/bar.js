/*
 * The line above every page: where one can go, and how all of it is read; and the lines of links within a page.
 *
 * A link takes along what the reader looks at. The atlas moves the address without the app's running again, so that
 * what a link takes along is read off the address at the moment it is looked at, and not told by the app. Told by
 * geo/app/bar.py, whose `Bar` says what each key means.
 */
const bars = new WeakMap(); // by element
const SKIP = '[data-testid="stSkipToContent"]';
const CONTENT = ".st-key-atlas, .st-key-page";
const DAY = '[data-testid="stDateInput"]';
const PART_OF_DAY = '[data-testid="stDateInputField"] [role="spinbutton"]';

export default function (component) {
  const root = component.parentElement.querySelector(".bar");
  const bar = bars.get(root) ?? new Bar(root);
  bars.set(root, bar);
  bar.go = (page, query) => component.setTriggerValue("go", { page, query });
  bar.read = (chosen) => component.setTriggerValue("read", chosen);
  bar.show(component.data);
  document.addEventListener("click", skip); // once, however often it is asked for
  document.addEventListener("keydown", take, true); // on its way down: the field keeps it from coming up
}

/** Streamlit's own link past the menu leads to before this line, which is part of its page: lead on to what comes after. */
function skip({ target }) {
  const content = target.closest?.(SKIP) && document.querySelector(CONTENT);
  if (!content) return;
  content.tabIndex = -1;
  content.focus({ preventScroll: true });
}

/** Streamlit takes a day that was typed only once its field is left: Enter leaves it for what stands around it. */
function take({ key, target }) {
  const around = key === "Enter" && target.matches?.(PART_OF_DAY) && target.closest(DAY);
  if (!around) return;
  around.tabIndex = -1;
  around.focus({ preventScroll: true });
}

/** The address that shows the app in a theme, if it is shown in another; Streamlit takes a theme only as it loads. */
export function themed(href, theme, shown) {
  const address = new URL(href);
  const asked = `${theme}_theme`;
  const options = address.searchParams.getAll("embed_options");
  if (!theme || theme === shown || options.includes(asked)) return null;
  address.searchParams.delete("embed_options");
  for (const option of options.filter((one) => !one.endsWith("_theme"))) {
    address.searchParams.append("embed_options", option);
  }
  address.searchParams.append("embed_options", asked);
  return address.href;
}

class Bar {
  constructor(root) {
    this.root = root;
    root.addEventListener("keydown", (event) => event.key === "Escape" && this._close(true));
  }

  show(told) {
    const elsewhere = themed(window.location.href, told.theme, told.shown);
    if (elsewhere) window.location.replace(elsewhere);
    const drawn = JSON.stringify(told);
    if (drawn === this.drawn) return;
    Object.assign(this, { told, drawn });
    if (told.reading) this._followTheme();
    this.root.replaceChildren();
    this.root.classList.toggle("bar--plain", !told.reading);
    this._links();
    if (told.reading) this._reading(told.reading);
  }

  /** A theme chosen in Streamlit's menu, or in the system, reaches the app only when it runs again: so it is asked to. */
  _followTheme() {
    if (!this.root.isConnected) return this.themes?.disconnect();
    const app = document.querySelector("[data-testid=stApp]");
    this.themes ??= new MutationObserver(() => this._followTheme());
    this.themes.observe(app, { attributeFilter: ["class"] });
    const theme = getComputedStyle(app).colorScheme.includes("dark") ? "dark" : "light";
    if (theme === this.told.shown || theme === this.heard) return;
    this.heard = theme;
    this.read({});
  }

  _links() {
    const { links, current, words, kept, day } = this.told;
    const nav = add(this.root, "nav", "bar__links");
    nav.setAttribute("aria-label", words);
    for (const { page, label, query } of links) {
      const link = add(nav, "a", "bar__link", label);
      if (page === current && !query) link.setAttribute("aria-current", "page");
      const named = () => travelling(window.location.search, kept, query, day);
      const address = () => (link.href = addressOf(page, current, window.location.pathname, named()));
      for (const event of ["pointerenter", "pointerdown", "focus", "contextmenu"])
        link.addEventListener(event, address);
      link.addEventListener("click", (event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        this.go(page, named());
      });
      address();
    }
    nav.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
    const mark = () => markRest(nav);
    nav.addEventListener("scroll", mark, { passive: true });
    new ResizeObserver(mark).observe(nav);
  }

  _reading({ war, known, lens, lang }) {
    const row = add(this.root, "div", "bar__reading");
    if (war.options.length > 1) this._choice(row, "war", war);
    this._known(row, known);
    this._choice(row, "lens", lens);
    this._choice(row, "lang", lang);
  }

  /** The day of knowledge: what a reader wants mostly is one press away, and any day is in the browser's calendar. */
  _known(row, { label, value, words, now, evening, another, first, last }) {
    const field = add(row, "details", "bar__known");
    const summary = add(field, "summary", "bar__summary");
    summary.append(`${label} `, add(summary, "b", "", words));
    field.addEventListener(
      "toggle",
      () => field.open && this._open(field, { value, now, evening, another, first, last }),
    );
  }

  _open(field, { value, now, evening, another, first, last }) {
    document.addEventListener("click", (event) => this._closeAround(event), { signal: this._whileOpen(field) });
    field.querySelector(".bar__panel")?.remove();
    const panel = add(field, "div", "bar__panel");
    const day = new URLSearchParams(window.location.search).get("day") ?? evening.day;
    const choose = (words, known) => {
      const button = add(panel, "button", "bar__choice", words);
      button.type = "button";
      button.setAttribute("aria-pressed", String((value ?? "") === known));
      button.addEventListener("click", () => this._choose({ known }));
    };
    choose(now, "");
    if (day >= first && day <= last) choose(evening.words.replace("{day}", dayWords(day)), day);
    this._another(panel, { another, day: value ?? day, first, last });
  }

  /** Any day, written as all days are, which the browser's own field would not; beside it its calendar. */
  _another(panel, { another, day, first, last }) {
    const row = add(panel, "div", "bar__other");
    const field = add(add(row, "label", "bar__typed", another), "input", "bar__day");
    Object.assign(field, { type: "text", inputMode: "numeric", maxLength: 10, value: day, autocomplete: "off" });
    const take = () => {
      const known = asDay(field.value);
      const there = known && known >= first && known <= last;
      field.setCustomValidity(there ? "" : `${first} – ${last}`);
      if (there) this._choose({ known });
      return there;
    };
    field.addEventListener("keydown", (event) => event.key === "Enter" && !take() && field.reportValidity());
    field.addEventListener("input", () => field.setCustomValidity(""));
    field.addEventListener("blur", () => field.value !== day && take());
    this._calendar(row, { day, first, last }, (known) => this._choose({ known }));
  }

  _calendar(row, { day, first, last }, take) {
    const calendar = add(row, "input", "bar__calendar");
    Object.assign(calendar, { type: "date", min: first, max: last, value: day, tabIndex: -1, ariaHidden: "true" });
    calendar.addEventListener("change", () => calendar.value && calendar.checkValidity() && take(calendar.value));
    if (!calendar.showPicker) return;
    const button = add(row, "button", "bar__pick", "▾");
    Object.assign(button, { type: "button", ariaLabel: "Calendar", title: "Calendar" });
    button.addEventListener("click", () => calendar.showPicker());
  }

  _choice(row, name, { label, value, options }) {
    const field = add(row, "label", "bar__field");
    add(field, "span", `bar__words bar__words--${name}`, `${label} `);
    const select = add(field, "select", "bar__select");
    select.setAttribute("aria-label", label);
    for (const [id, words] of options) select.add(new Option(words, id, false, id === value));
    select.addEventListener("change", () => this._choose({ [name]: select.value }));
  }

  _choose(chosen) {
    this._close();
    this.read(chosen);
  }

  _closeAround(event) {
    if (!event.composedPath().includes(this.root.querySelector(".bar__known"))) this._close();
  }

  /** Nobody listens for clicks elsewhere once the field is closed. */
  _whileOpen(field) {
    const open = new AbortController();
    field.addEventListener("toggle", () => open.abort(), { once: true });
    return open.signal;
  }

  _close(focus = false) {
    const field = this.root.querySelector(".bar__known[open]");
    if (!field) return;
    field.open = false;
    if (focus) field.firstElementChild.focus();
  }
}

/** Mark on which sides a row has more than is seen. */
function markRest(row) {
  const { scrollLeft, scrollWidth, clientWidth } = row;
  row.toggleAttribute("data-before", scrollLeft > 2);
  row.toggleAttribute("data-after", scrollLeft + clientWidth < scrollWidth - 2);
}

/** A day that was typed, as an address names it; nothing if it is none. */
export function asDay(typed) {
  const [, year, month, day] = typed.trim().match(/^(\d{4})[-./ ]?(\d\d)[-./ ]?(\d\d)$/) ?? [];
  const named = `${year}-${month}-${day}`;
  const at = new Date(`${named}T00:00:00Z`);
  return year && !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(named) ? named : null;
}

/** A day as the app writes it; English, as the app is. */
function dayWords(day) {
  const named = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", named);
}

function add(parent, tag, name, text) {
  const element = parent.appendChild(document.createElement(tag));
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
}
