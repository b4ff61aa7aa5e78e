"""The article that a reader brings: pasted, as a file, or the one that this atlas began with."""

from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from events.articles.accept import Article
from events.articles.drafts import Draft
from events.articles.files import KINDS, MOST_BYTES, MOST_LETTERS, ArticleFile, first_article, read_article_file
from events.articles.words.lexicon import LANGUAGES
from events.articles.words.text import language_of
from events.intake.files.grids import Refused
from events.intake.upload import digest_of_file
from events.ledger.war import FIRST_POSSIBLE, LAST_POSSIBLE
from geo.app.here import Here
from geo.app.widgets import controls
from geo.words.markdown import unmarked

KEY = "article"
NAMES = {"en": "English", "nl": "Dutch", "de": "German", "fr": "French"}
"""Of the languages that articles are read in."""
FIELDS = ("text", "published", "language", "publisher", "title", "url")


@dataclass
class Review:
    """What a reader has done with the drafts of one text."""

    edited: dict[int, Draft] = field(default_factory=dict)
    """Drafts that the reader changed, by their number."""
    dropped: set[str] = field(default_factory=set)
    """The names of drafts and totals that the reader dropped."""


@dataclass(frozen=True)
class Brought:
    """A text, and what is known of it."""

    text: str
    language: str
    article: Article

    @property
    def review(self) -> Review:
        """What the reader has done with its drafts, kept by the session."""
        reviews: dict[str, Review] = st.session_state.setdefault("article-reviews", {})
        return reviews.setdefault(self.article.digest, Review())


def bring_article(here: Here) -> Brought | None:
    """Let a reader bring a text and say where it is from; `None` until there is a text and its day."""
    text = _bring_text()
    if not text.strip():
        _offer_first(here)
        return None
    found = language_of(text)
    with controls("article"):
        published = st.date_input(
            "Published on",
            None,
            key=_key("published"),
            min_value=FIRST_POSSIBLE,
            max_value=LAST_POSSIBLE,
            format="YYYY-MM-DD",
            help="Days such as “on Sunday” are resolved against it.",
        )
        language = st.selectbox(
            "Language",
            ["", *LANGUAGES],
            key=_key("language"),
            format_func=lambda code: NAMES[code] if code else f"{NAMES[found]} (found)",
        )
        publisher = st.text_input("Publisher", key=_key("publisher"), max_chars=120)
        title = st.text_input("Title", key=_key("title"), max_chars=300, placeholder="its first line")
        url = st.text_input("Address", key=_key("url"), max_chars=500, placeholder="https://")
    if not isinstance(published, date):
        st.info("When was it published? Days such as “on Sunday” or “last night” are resolved against that day.")
        return None
    first_line = next(line.strip() for line in text.splitlines() if line.strip())
    digest = digest_of_file(f"{text}\n{published}".encode())
    return Brought(text, language or found, Article(digest, title or first_line[:80], publisher, url, published))


def _bring_text() -> str:
    """Let a reader paste a text, or bring a file of it; once it is read, its drafts come first."""
    if given := st.session_state.pop(_key("given"), None):
        _fill(given)  # before the fields are laid out: what stands in them cannot be changed after
    is_there = bool(st.session_state.get(_key("text"))) and bool(st.session_state.get(_key("published")))
    if is_there != st.session_state.get(_key("there"), False):
        st.session_state[_key("there")] = is_there
        st.session_state[_key("box")] = not is_there
    with st.expander("The text", icon=":material/article:", expanded=True, key=_key("box"), on_change="rerun"):
        text = st.text_area(
            "Paste the article",
            key=_key("text"),
            height=200,
            placeholder="In English, Dutch, German or French",
            max_chars=MOST_LETTERS,
        )
        _take_file()
    return text


def _offer_first(here: Here) -> None:
    """Offer the worked example, to readers of the war that it is about."""
    war, article = first_article()
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
    st.session_state.update({_key(name): told[name] for name in FIELDS})


def _take_file() -> None:
    """Let a reader bring a file; its text goes into the field, once."""
    label = "Or bring a file: text, a saved page, DOCX or PDF"
    file = st.file_uploader(label, list(KINDS), key=_key("file"), max_upload_size=MOST_BYTES // 1_000_000)
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
