"""`geo.links.embed`: the lines of HTML that set the atlas into another page."""

from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.links.embed import snippet, web_address

JULY = date(2021, 7, 5)


class Frame(HTMLParser):
    """What a browser makes of a snippet."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name: value or "" for name, value in attrs}


def test_an_edition_takes_its_view_after_the_hash() -> None:
    frame = Frame(snippet("https://example.org/maps/atlas.html?v=2", "Who holds what", JULY, "1709", "dark", "people"))
    assert frame.attributes["src"] == (
        "https://example.org/maps/atlas.html?v=2#day=2021-07-05&district=1709&lens=people&theme=dark"
    )


def test_the_app_takes_its_view_after_the_question_mark_and_is_told_that_it_is_embedded() -> None:
    html = snippet(
        "https://atlas.example.org/?known=2021-07-06&day=2021-01-01", "W", JULY, "1709", "dark", None, "nl", True
    )
    split = urlsplit(Frame(html).attributes["src"])
    assert parse_qs(split.query) == {
        "known": ["2021-07-06"],
        "day": ["2021-07-05"],
        "district": ["1709"],
        "lang": ["nl"],
        "embed": ["true"],
        "embed_options": ["dark_theme"],
    }
    assert (split.netloc, split.path, split.fragment) == ("atlas.example.org", "/", "")


def test_a_frame_has_a_name_is_as_wide_as_its_column_and_waits_until_it_is_near() -> None:
    frame = Frame(snippet("atlas.html", "Who holds what"))
    assert frame.tags == ["iframe"]
    assert frame.attributes["title"] == "Who holds what"
    assert frame.attributes["loading"] == "lazy"
    assert frame.attributes["src"] == "atlas.html"
    style = dict(part.split(":", 1) for part in frame.attributes["style"].split(";"))
    assert (style["width"], style["max-height"]) == ("100%", "92vh")


def test_without_its_style_a_frame_keeps_its_width_and_a_height() -> None:
    frame = Frame(snippet("atlas.html", "Who holds what"))
    assert (frame.attributes["width"], frame.attributes["height"]) == ("100%", "740")
    assert "height:auto" in frame.attributes["style"].split(";")  # with it, its height is that of its shape


@pytest.mark.parametrize(
    "words", ['"><script>alert(1)</script>', 'it\'s "quoted" & so', "\u202eאבג\u200f", "x" * 300, "👩‍👩‍👧 map", "a\nb"]
)
def test_words_are_never_markup(words: str) -> None:
    html = snippet("atlas.html", words, district=words, lens=words, lang=words)
    frame = Frame(html)
    assert frame.tags == ["iframe"]
    assert set(frame.attributes) == {"src", "title", "loading", "width", "height", "style", "allowfullscreen"}
    assert frame.attributes["title"] == words.replace("\n", " ")
    said = parse_qs(urlsplit(frame.attributes["src"]).fragment)
    assert said == {"district": [words], "lens": [words], "lang": [words]}


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "\x01javascript:x",
        ),
        *("data:text/html,x", "file:///etc/passwd", "ftp://example.org/", "vbscript:x", "blob:https://example.org/1"),
        *("", "https://", "https:///atlas.html", "http:atlas.html", "https://[::1", "https://example.org:port/"),
        *("https://example.org/a b", "\\\\example.org\\x", "https:\\\\example.org", "1x:y"),
    ],
)
def test_what_is_no_address_of_the_web_nor_relative_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="An address begins with https://"):
        snippet(address, "Who holds what")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://127.0.0.1:8501/",
        "atlas.html",
        "./maps/atlas.html",
        "/atlas.html",
        "../a:b/c.html",
    ],
)
def test_what_is_one_of_them_stays_as_it_is(address: str) -> None:
    assert Frame(snippet(address, "Who holds what")).attributes["src"] == address


@pytest.mark.parametrize("asked", [{"title": " \n"}, {"title": "T", "theme": "pink"}])
def test_a_frame_without_a_name_or_with_a_theme_that_is_none_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"title|theme"):
        snippet("atlas.html", **asked)


@pytest.mark.parametrize("address", ["atlas.html", "//example.org/", "javascript:alert(1)"])
def test_an_address_of_the_web_says_how_it_is_reached(address: str) -> None:
    with pytest.raises(ValueError, match="begins with https://"):
        web_address(address)
