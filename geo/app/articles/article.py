"""The article that a reader brings: pasted, as a file, or the one that this atlas began with."""

from dataclasses import dataclass, field, replace
from datetime import date
from textwrap import shorten
from typing import Any

import streamlit as st

from events.articles.accept import Article
from events.articles.datelines import DayFrom, day_at_head, proposed_day
from events.articles.drafts import Draft, TotalClaim
from events.articles.files import KINDS, MOST_BYTES, MOST_LETTERS, ArticleFile, first_article, read_article_file
from events.articles.words.lexicon import LANGUAGES
from events.articles.words.text import language_of
from events.intake.files.grids import Refused
from events.intake.upload import digest_of_file
from events.ledger.check import is_address
from events.ledger.war import FIRST_POSSIBLE, LAST_POSSIBLE
from events.model import War
from geo.app.here import Here
from geo.app.widgets import controls
from geo.words.markdown import unmarked
from geo.words.pages.articles import STATED

KEY = "article"
NAMES = {"en": "English", "nl": "Dutch", "de": "German", "fr": "French"}
"""Of the languages that articles are read in."""
LONGEST_LINE = 80
"""Letters of a first line that stands for a title."""
FIELDS = ("text", "published", "language", "publisher", "title", "url")


@dataclass
class Review:
    """What a reader has done with the drafts of one text."""

    edited: dict[int, Draft] = field(default_factory=dict)
    """Drafts that the reader changed, by their number."""
    totals: dict[str, TotalClaim] = field(default_factory=dict)
    """Totals that the reader changed, by their names."""
    dropped: set[str] = field(default_factory=set)
    """The names of drafts and totals that the reader dropped."""
    editing: set[str] = field(default_factory=set)
    """The names of drafts of which the form is open."""
    refused: dict[str, str] = field(default_factory=dict)
    """Why drafts and totals that the reader accepted could not become records, by their names."""
    words: frozenset[str] = frozenset()
    """Of the text, by which another version of it is known."""
    shown: int = 40
    """How many drafts are laid out: of a long list the first."""


@dataclass(frozen=True)
class Brought:
    """A text, and what is known of it."""

    war: str
    text: str
    language: str
    article: Article

    @property
    def review(self) -> Review:
        """What the reader has done with its drafts for this war, kept by the session."""
        reviews, key = reviews_of(self.war), self.article.digest
        if key not in reviews:
            reviews[key] = Review(words=frozenset(self.text.split()))
        return reviews[key]

    @property
    def versions(self) -> frozenset[str]:
        """The digests of other versions of the text: most of the words of both are the same, or its day is another."""
        mine = self.review.words
        others = {digest: review.words for digest, review in reviews_of(self.war).items()}
        return frozenset(
            digest
            for digest, words in others.items()
            if digest != self.article.digest and 2 * len(mine & words) > len(mine | words)
        )


def reviews_of(war: str) -> dict[str, Review]:
    """Return what the reader has done with the drafts of texts for a war, by the digest of each text."""
    reviews: dict[str, dict[str, Review]] = st.session_state.setdefault("article-reviews", {})
    return reviews.setdefault(war, {})


def bring_article(here: Here) -> Brought | None:
    """Let a reader bring a text and say where it is from; `None` until there is a text and its day."""
    text = _bring_text(here.war)
    if not text.strip():
        _offer_first(here)
        return None
    if len(text) >= MOST_LETTERS:
        st.warning(f"The field holds {MOST_LETTERS:,} letters: what came after them was cut off.")
    found = language_of(text)
    with controls("article"):
        published = st.date_input(
            "Published on",
            None,
            **_kept("published"),
            min_value=FIRST_POSSIBLE,
            max_value=LAST_POSSIBLE,
            format="YYYY-MM-DD",
            help="Days such as “on Sunday” are resolved against it.",
        )
        language = st.selectbox(
            "Language",
            ["", *LANGUAGES],
            **_kept("language"),
            format_func=lambda code: NAMES[code] if code else f"{NAMES[found]} (found)",
        )
        publisher = st.text_input("Publisher", **_kept("publisher"), max_chars=120, placeholder="who published it")
        title = st.text_input("Title", **_kept("title"), max_chars=300, placeholder="its first line")
        url = st.text_input("Address", **_kept("url"), max_chars=500, placeholder="https://")
    if url and not is_address(url.strip()):
        st.warning("The address does not begin with https://, so the source gets no link.")
    if not isinstance(published, date):
        st.info("When was it published? Days such as “on Sunday” or “last night” are resolved against that day.")
        return None
    if (stated := st.session_state.get(_key("stated"))) and stated[0] == published:
        st.caption(STATED[stated[1]])
    language = language or found
    digest = digest_of_file(f"{text}\n{published}\n{language}".encode())
    named = title.strip() or first_line(text)
    article = Article(digest, named, publisher.strip(), url.strip(), published)
    return Brought(here.ledger.name, text, language, article)


def first_line(text: str) -> str:
    """Return the first line of a text, cut at a word if it is long: its title where none is given."""
    line = next(line.strip() for line in text.splitlines() if line.strip())
    cut = shorten(line, LONGEST_LINE, placeholder=" …")
    return cut if len(cut) > len(" …") else f"{line[: LONGEST_LINE - 1]}…"


def start_again() -> None:
    """Empty all fields, for another article; what was accepted stays."""
    _fill(ArticleFile(""))
    st.session_state[_key("times")] = st.session_state.get(_key("times"), 0) + 1


def _kept(name: str) -> dict[str, Any]:
    """Return the options of a field that is kept while the reader looks at another page."""
    return {"key": _key(name), "persist_state": "session"}


def _bring_text(war: War) -> str:
    """Let a reader paste a text, or bring a file of it; once it is read, its drafts come first."""
    # Before the fields are laid out: what stands in them cannot be changed after.
    if given := st.session_state.pop(_key("given"), None):
        day, whence = proposed_day(given, war)
        _fill(replace(given, published=day))
        st.session_state[_key("stated")] = day, whence
    _propose_day(war)
    has_text, has_day = (bool(st.session_state.get(_key(name))) for name in ("text", "published"))
    is_there = has_text and has_day
    if is_there != st.session_state.get(_key("there"), False):
        st.session_state[_key("there")] = is_there
        st.session_state[_key("box")] = not is_there
    icon = ":material/article:"
    with st.expander("The text", icon=icon, expanded=not is_there, key=_key("box"), on_change="rerun"):
        text: str = st.text_area(
            "Paste the article",
            **_kept("text"),
            height=200,
            placeholder="In English, Dutch, German or French",
            max_chars=MOST_LETTERS,
        )
        _take_file()
    return text


def _propose_day(war: War) -> None:
    """Propose the day at the head of a text as soon as it is another text; a day from elsewhere stays."""
    text = st.session_state.get(_key("text")) or ""
    if text == st.session_state.get(_key("headed"), ""):
        return
    st.session_state[_key("headed")] = text
    chosen = st.session_state.get(_key("published"))
    if not chosen or st.session_state.get(_key("stated")) == (chosen, DayFrom.HEAD):
        day = day_at_head(text, war)
        st.session_state.update({_key("published"): day, _key("stated"): (day, DayFrom.HEAD)})


def _offer_first(here: Here) -> None:
    """Offer the worked example, to readers of the war that it is about."""
    war, article = first_article()
    with st.container(horizontal=True):
        # To leave the field is what takes the text: the button is there to be clicked.
        st.button("Read it", type="primary", icon=":material/text_snippet:", key="read-article")
        if here.ledger.name == war:
            label = "Try the article this atlas began with"
            st.button(label, icon=":material/newspaper:", on_click=_fill, args=(article,), key="first-article")


def _key(name: str) -> str:
    return f"{KEY}-{name}"


def _fill(article: ArticleFile) -> None:
    """Fill the fields with what a file says."""
    told = {
        "text": article.text,
        "published": article.published,
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "language": "",
    }
    st.session_state.update({_key(name): told[name] for name in FIELDS} | {_key("stated"): None})


def _take_file() -> None:
    """Let a reader bring a file; its text goes into the field, once."""
    label = "Or bring a file: text, a saved page, DOCX or PDF"
    key = f"{_key('file')}-{st.session_state.get(_key('times'), 0)}"
    file = st.file_uploader(label, list(KINDS), key=key, max_upload_size=MOST_BYTES // 1_000_000)
    if file is None or st.session_state.get(_key("read")) == file.file_id:
        return
    st.session_state[_key("read")] = file.file_id
    try:
        with st.spinner(f"Reading {unmarked(file.name)} …"):
            article = read_article_file(file.name, file.getvalue())
    except Refused as refused:
        st.error(unmarked(str(refused)))
        return
    st.session_state[_key("given")] = article
    st.rerun()
