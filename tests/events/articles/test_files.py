"""`events.articles.files`: what an article is, its bytes tell; what is none is refused by name."""

from collections.abc import Callable

import pytest

from events.articles.files import MOST_BYTES, MOST_LETTERS, MOST_PAGES, first_article, read_article_file
from events.intake.files.grids import Refused
from tests.conftest import july
from tests.events.articles.article_files import PAGE, TEXT, TITLE, document, pdf, picture, with_part

DUTCH = "In Badachsjan zijn vijf districten – waaronder Jurm – ‘gevallen’, zei een geïnformeerde bron."
FRENCH = "Les talibans se sont emparés de l’Argo, où ils étaient encerclés."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (DUTCH, "utf-8"),
        (DUTCH, "utf-8-sig"),
        (DUTCH, "utf-16"),
        (DUTCH, "cp1252"),
        (FRENCH, "cp1252"),
        (FRENCH.replace("’", "'"), "latin-1"),
    ],
)
def test_a_text_is_read_in_any_encoding(text: str, encoding: str) -> None:
    read = read_article_file("article.txt", text.encode(encoding))
    assert read.text.removeprefix("\ufeff") == text
    assert (read.published, read.title, read.url) == (None, "", "")


def test_the_ends_of_lines_are_kept_or_made_plain() -> None:
    read = read_article_file("article.txt", f"{TITLE}\r\n\r\n{TEXT}\r\n".encode())
    assert read.text.replace("\r\n", "\n") == f"{TITLE}\n\n{TEXT}\n"


def test_of_a_page_the_article_alone_is_read_and_what_its_head_says_is_proposed() -> None:
    read = read_article_file("page.html", PAGE.encode())
    assert read.text.startswith(f"{TITLE}\n\n{TEXT}")
    assert (read.title, read.published) == (TITLE, july(5))
    assert (read.publisher, read.url) == ("The Gazette", "https://gazette.example/argo")
    for words in ("Sport", "Cookies", "alert", "Kunduz", "<"):
        assert words not in read.text


def test_a_page_is_known_whatever_its_name() -> None:
    assert read_article_file("page.txt", PAGE.encode()).title == TITLE


def test_of_a_document_its_paragraphs_its_day_and_its_title_are_read() -> None:
    read = read_article_file("article.docx", document())
    assert read.text == f"{TITLE}\n\n{TEXT}"
    assert (read.title, read.published) == (TITLE, july(5))


def test_of_a_pdf_its_lines_its_day_and_its_title_are_read() -> None:
    read = read_article_file("article.pdf", pdf())
    assert " ".join(read.text.split()) == f"{TITLE} {TEXT}"
    assert (read.title, read.published) == (TITLE, july(5))


def test_a_word_that_a_pdf_divides_at_the_end_of_a_line_is_whole() -> None:
    assert "Badakhshan" in read_article_file("article.pdf", pdf(("The Taliban took Badakh-", "shan on Sunday."))).text


def test_a_pdf_that_is_locked_for_changes_only_is_read() -> None:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(pdf())))
    writer.encrypt(user_password="", owner_password="secret", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    assert TITLE in read_article_file("article.pdf", locked.getvalue()).text


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "large.txt": (lambda: b"x" * (MOST_BYTES + 1), f"{MOST_BYTES:,} are the most"),
    "long.txt": (lambda: b"word " * (MOST_LETTERS // 5 + 1), f"{MOST_LETTERS:,} are the most"),
    "empty.txt": (lambda: b"", "no text that can be read"),
    "blank.txt": (lambda: b" \r\n\t\n", "no text that can be read"),
    "digits.txt": (lambda: b"1 2 3 --- 4,5\n", "no text that can be read"),
    "empty.html": (lambda: b"<!doctype html><html><body></body></html>", "no text that can be read"),
    "empty.docx": (lambda: document("", ()), "no text that can be read"),
    "scan.pdf": (lambda: pdf(()), "no text that can be read"),
    "locked.pdf": (lambda: pdf(password="secret"), "it has a password"),
    "broken.pdf": (lambda: b"%PDF-1.7\nnothing follows", "a PDF that is broken"),
    "cut-off.pdf": (lambda: pdf()[:400], "a PDF that is broken"),
    "book.pdf": (lambda: pdf(pages=MOST_PAGES + 1), f"{MOST_PAGES} are the most"),
    "cut-off.docx": (lambda: document()[:900], "broken or cut off"),
    "other.docx": (lambda: with_part(_nothing(), "readme.xml"), "broken, or no text document"),
    "macros.docx": (lambda: with_part(document(), "word/vbaProject.bin"), "with macros"),
    "climbing.docx": (lambda: with_part(document(), "../../evil.xml"), "climbs out of it"),
    "picture.txt": (picture, ""),
    "picture.docx": (picture, ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_by_name_with_its_reason(name: str) -> None:
    make, why = REFUSED[name]
    with pytest.raises(Refused) as refused:
        read_article_file(name, make())
    assert str(refused.value).startswith(f"{name}: ")
    assert why in str(refused.value)


@pytest.mark.parametrize("make", [document, pdf], ids=["document", "PDF"])
def test_a_file_with_any_byte_changed_is_read_or_refused(make: Callable[[], bytes]) -> None:
    whole = make()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        changed = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        try:
            read_article_file("changed", changed)
        except Refused as refused:
            assert str(refused).startswith("changed: ")


def test_the_first_article_says_where_it_is_from() -> None:
    war, article = first_article()
    assert (war, article.publisher, article.published) == ("afghanistan-2021", "NOS", july(5))
    assert article.url.startswith("https://nos.nl/")
    assert "zeker tien districten" in article.text


def _nothing() -> bytes:
    """An archive of nothing."""
    return b"PK\x05\x06" + bytes(18)
