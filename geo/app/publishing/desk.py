"""What a desk brings along, its logo and its choices as a preset; and what it copies."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from geo.app.address import write, written
from geo.app.here import ASSETS, Here
from geo.app.widgets import offer
from geo.links.permalink import LANGUAGE, LENS
from geo.posters.logo import MOST_BYTES, BadLogo, Logo, read_logo
from geo.publish.preset import PARAMETERS, BadPreset, read_preset, settings_in, write_preset
from geo.wording import reworded
from geo.words.markdown import unmarked

PRESET = "control-atlas-preset.toml"

watch_copies = st.components.v2.component(
    "copies",
    html='<div class="copies" role="status"></div>',
    css=(ASSETS / "copies.css").read_text(encoding="utf-8"),
    js=(ASSETS / "copies.js").read_text(encoding="utf-8"),
)
"""Says so where a copy button cannot copy; once on a page."""


def show_copies(words: Mapping[str, str]) -> None:
    """Show words to copy, each under a heading."""
    for label, said in words.items():
        st.caption(unmarked(label))
        st.code(said, language=None, wrap_lines=True)


def choose_logo() -> Logo | None:
    """Take a logo from the reader, for this session only, or say by name why it is refused."""
    with st.expander("Your own logo", icon=":material/badge:"):
        file = st.file_uploader(
            "Logo, PNG or SVG, for the footer of posters and films",
            ["png", "svg"],
            key="logo",
            max_upload_size=MOST_BYTES // 1_000_000,
        )
    if not file:
        st.session_state.pop("logo-read", None)
        return None
    read: tuple[str, Logo | str] | None = st.session_state.get("logo-read")
    if not read or read[0] != file.file_id:
        try:
            read = file.file_id, read_logo(file.getvalue())
        except BadLogo as error:
            read = file.file_id, f"{file.name}: {error}"
        st.session_state["logo-read"] = read
    if isinstance(read[1], Logo):
        return read[1]
    st.error(unmarked(read[1]))
    return None


def show_preset(here: Here, base: str, theme: str) -> None:
    """Offer the choices of this page as a link and as a file, and take them from one; in the theme of the poster."""
    asked = {**st.query_params.to_dict(), "poster": theme, "lens": here.lens.id, "lang": here.language.code}
    usual = {"lens": LENS, "lang": LANGUAGE}
    settings = {name: words for name, words in settings_in(asked, here.country).items() if usual.get(name) != words}
    st.header("A preset for your desk")
    st.caption("It keeps format, theme, credit, area and the like, but no days. This link and this file restore it.")
    address = f"{base.rstrip('/')}/publish" if base else ""
    war = here.ledger.unusual_name
    named = ({"war": war} if war else {}) | settings
    st.code(f"{address}?{urlencode(named, safe=',')}", language=None, wrap_lines=True)
    offer("Download the preset", write_preset(settings).encode(), PRESET)
    st.file_uploader("Preset", ["toml"], key="preset", on_change=_open_preset, args=(here,), max_upload_size=1)
    if fault := st.session_state.pop("preset-fault", None):
        st.error(unmarked(fault))


def _open_preset(here: Here) -> None:
    """Put the choices of a preset into the address, in place of those that were there."""
    if not (file := st.session_state["preset"]):
        return
    try:
        settings = read_preset(file.getvalue(), here.country)
    except BadPreset as error:
        st.session_state["preset-fault"] = f"{file.name}: {reworded(here.war, error.args[0])}"
        return
    kept = {name: words for name, words in written().items() if name not in PARAMETERS.values()}
    write(kept | settings)
