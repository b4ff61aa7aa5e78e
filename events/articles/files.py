"""
Articles as files: text, a saved page, a document of a word processor, or a PDF.

The libraries are imported when a file of theirs is read: nobody else waits for them. Pages are read by trafilatura,
documents by python-docx and PDF by pypdf; what a page, a document or a PDF says of its title, its publisher, its day
and its address is taken as proposals.
"""

import io
import re
import tomllib
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import BadZipFile

from events.intake.files.archives import unpacked
from events.intake.files.grids import Refused
from events.intake.files.text import decode

FIRST = Path(__file__).parent / "first"
KINDS = ("txt", "html", "htm", "docx", "pdf")
MOST_BYTES = 10_000_000
MOST_LETTERS = 200_000
"""Some thirty thousand words: far more than any article has."""
MOST_PAGES = 100
PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|head|body|article|meta|p\b)", re.IGNORECASE)
HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zß-ÿ])")
NO_TEXT = "it has no text that can be read"


@dataclass(frozen=True)
class ArticleFile:
    """The text of an article, and what its file says of it; what it does not say is empty."""

    text: str
    published: date | None = None
    title: str = ""
    publisher: str = ""
    url: str = ""
    is_made: bool = False
    """Whether its day is only that on which the file was made."""


def first_article() -> tuple[str, ArticleFile]:
    """Return the war of the article with which this project began, and the article: a worked example."""
    told = tomllib.loads((FIRST / "article.toml").read_text(encoding="utf-8"))
    text = (FIRST / "article.txt").read_text(encoding="utf-8").strip()
    return told["war"], ArticleFile(text, told["published"], told["title"], told["publisher"], told["url"])


def read_article_file(name: str, data: bytes) -> ArticleFile:
    """
    Read the text of an article; what it is, its bytes tell.

    Raises
    ------
    Refused
        If the file is too large, broken, locked, or has no text.
    """
    if len(data) > MOST_BYTES:
        raise Refused(name, f"{len(data):,} bytes, where {MOST_BYTES:,} are the most for an article")
    if data.startswith(b"%PDF"):
        found = _pdf(name, data)
    elif data.startswith(b"PK"):
        found = _document(name, data)
    elif PAGE.match(data):
        found = _page(name, data)
    else:
        found = ArticleFile(decode(name, data)[0]) if data else ArticleFile("")
    if not any(map(str.isalpha, found.text)):
        raise Refused(name, NO_TEXT)
    if len(found.text) > MOST_LETTERS:
        raise Refused(name, f"{len(found.text):,} letters, where {MOST_LETTERS:,} are the most for an article")
    return found


def _page(name: str, data: bytes) -> ArticleFile:
    import trafilatura

    page = trafilatura.bare_extraction(decode(name, data)[0], with_metadata=True, include_comments=False)
    if page is None or isinstance(page, dict):  # a dictionary is what older versions give, if asked
        raise Refused(name, NO_TEXT)
    text = page.text or ""
    if page.title and not text.startswith(page.title):
        text = f"{page.title}\n\n{text}"
    # A page has one paragraph a line.
    return ArticleFile(
        re.sub(r"\n+", "\n\n", text), _day(page.date), page.title or "", page.sitename or "", page.url or ""
    )


def _document(name: str, data: bytes) -> ArticleFile:
    unpacked(name, data)  # refuses what is broken, too large, or has macros
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        told = document.core_properties
        paragraphs = [paragraph.text.strip() for paragraph in document.paragraphs]
    # A broken part that `unpacked` leaves out, such as a picture, ends in the first two.
    except (BadZipFile, zlib.error, KeyError, ValueError, AttributeError, SyntaxError, OSError) as error:
        raise Refused(name, "a document that is broken, or no text document") from error
    made = told.created.date() if told.created else None
    return ArticleFile("\n\n".join(filter(None, paragraphs)), made, told.title or "", is_made=True)


def _pdf(name: str, data: bytes) -> ArticleFile:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pdf = PdfReader(io.BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise Refused(name, "it has a password; save it without one")
        if len(pdf.pages) > MOST_PAGES:
            raise Refused(name, f"{len(pdf.pages):,} pages, where {MOST_PAGES} are the most for an article")
        text = "\n\n".join(page.extract_text() for page in pdf.pages)
        told = pdf.metadata
        made = told.creation_date.date() if told and told.creation_date else None
        title = told.title if told else None
    except Refused:
        raise
    # A broken PDF ends in any of these, by the part that meets it first.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Refused(name, "a PDF that is broken") from error
    return ArticleFile(HYPHENATED.sub("", text), made, str(title or ""), is_made=True)


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told or "")
    except ValueError:
        return None
