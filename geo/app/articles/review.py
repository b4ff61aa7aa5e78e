"""An article and its drafts side by side."""

from pathlib import Path

import streamlit as st

from events.articles.drafts import Reading
from events.articles.read import Reader
from events.intake.meaning.cells import Setting
from events.ledger.folder import Ledger
from geo.app.articles.article import Brought, bring_article, start_again
from geo.app.articles.cards import show_claim, show_draft
from geo.app.articles.desk import Desk
from geo.app.articles.highlights import show_text
from geo.app.here import Here
from geo.app.intake.kept import show_own
from geo.app.intake.own import own_of
from geo.app.intake.wars import wars_here
from geo.app.load import load_setting, shared
from geo.app.widgets import lede
from geo.places.country import Country
from geo.words.markdown import unmarked
from geo.words.pages.articles import NO_DRAFTS, POINT_OUT, reading_words

WHAT = (
    "Paste a news article. What it reports becomes drafts beside its text: places, days, who gains and who says so. "
    "Accept, change or drop each; nothing is on the map until you accept it. Rules read the text on this server, "
    "without a language model. What you accept is yours alone, and gone when you close this page unless you save it."
)
MORE = 40
"""How many more drafts of a long list are laid out at a time."""


@shared(2)
def load_reader(country: Country, ledger: Ledger, folder: Path) -> Reader:
    """Make what reads articles on a war."""
    return Reader(load_setting(country, ledger, folder), country.province_names)


def show_article(here: Here, ledger: Ledger, setting: Setting) -> None:
    """Let a reader bring an article, and decide on each of its drafts; `ledger` is the shared one."""
    lede(here.words(WHAT))
    brought = bring_article(here)
    if brought:
        reader = load_reader(here.country, ledger, wars_here()[ledger.name].folder)
        show_drafts(Desk(here, ledger, setting, brought, _read(reader, brought)))
    show_own(here, ledger, setting)


def _read(reader: Reader, brought: Brought) -> Reading:
    """Read an article once; the session keeps what was read last."""
    key = brought.article.digest, brought.language, id(reader)
    kept: tuple[object, Reading] | None = st.session_state.get("article-reading")
    if not kept or kept[0] != key:
        with st.spinner("Reading the article …"):
            kept = key, reader.read(brought.text, brought.article.published, brought.language)
        st.session_state["article-reading"] = kept
    return kept[1]


def show_drafts(desk: Desk) -> None:
    """Show the text on the left and its drafts on the right."""
    if desk.renew_source():
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center", key="drafts-head"):
        st.markdown(f"**{unmarked(reading_words(desk.reading))}**")
        st.button("Another article", icon=":material/restart_alt:", key="another-article", on_click=start_again)
    show_earlier(desk)
    left, right = st.columns([1.15, 1], gap="medium")
    with left, st.container(key="beside-drafts"):
        key = f"text-{desk.brought.article.digest}"
        show_text(desk.brought.text, desk.reading, desk.titles, desk.states, key)
    with right:
        show_cards(desk)


def show_earlier(desk: Desk) -> None:
    """Say that drafts of the same article were accepted, as it was read before its text, day or language changed."""
    accepted = {upload.digest for upload in own_of(desk.ledger.name).uploads}
    if accepted & desk.brought.versions:
        st.warning(
            "You accepted drafts of this article before you changed its text, day or language. They are still on the "
            "map: withdraw them below, under *Your reports*, before you accept these."
        )


def show_cards(desk: Desk) -> None:
    """Show all drafts and totals, in the order of the text; of a long list the first."""
    if len(clear := desk.clear) > 1:
        words = f"Accept all {len(clear)} that are clear"
        st.button(words, icon=":material/done_all:", on_click=desk.accept, args=(clear,), key="accept-all")
    if not desk.drafts and not desk.claims:
        st.info(f"{NO_DRAFTS} {POINT_OUT}" if desk.reading.unused else NO_DRAFTS)
    spans = {name: each.start for name, each in (desk.drafts | desk.claims).items()}
    names = sorted(spans, key=spans.__getitem__)
    for name in names[: desk.review.shown]:
        if name in desk.drafts:
            show_draft(desk, name, desk.drafts[name])
        else:
            show_claim(desk, name, desk.claims[name])
    if (rest := len(names) - desk.review.shown) > 0:
        label = f"Show {min(MORE, rest):,} more of {rest:,}"
        st.button(label, key="more-drafts", on_click=_show_more, args=(desk,))


def _show_more(desk: Desk) -> None:
    desk.review.shown += MORE
