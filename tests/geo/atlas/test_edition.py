"""`geo.atlas.edition`: the one file, its words, and that it asks for nothing."""

import json
import re
import unicodedata
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.control.counts import count_on
from events.ledger.folder import load_ledger
from geo.atlas.atlas import Atlas, draw, load_atlas
from geo.atlas.edition import edition
from geo.language import LOCALES
from geo.places.country import load_country
from geo.words.credits import credit_of
from tests.languages import language

OPENING = date(2021, 7, 5)
MOST = 1_200_000
"""Bytes."""
MARKUP = '</script></style></noscript></title><img src=x onerror="window.hacked=1"><b>\'"&{{ 7 * 7 }}{% x %}'
HOSTILE = [
    *(MARKUP, "A «quoted» \"title\" & 'more'", "\u202eright to left\u202c \u200fعنوان\u200f", "x" * 300),
    *("👩‍👩‍👧‍👦 🏳️‍🌈 flags", "</ScRiPt ><!--<script>", "${1}`\\u003c\\\\", "line\u2028\nbreak\0\x1b", "half \ud83d"),
]


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text within each kind of element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text: dict[str, str] = {}
        self.within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self.within):
            self.text[tag] = self.text.get(tag, "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.found if name == tag]

    def meta(self, name: str) -> str:
        (content,) = [
            each["content"] for each in self.all("meta") if name in (each.get("name"), each.get("http-equiv"))
        ]
        return content


@pytest.fixture(scope="module")
def atlas(shipped: Atlas) -> Atlas:
    return shipped


@pytest.fixture(scope="module")
def page(atlas: Atlas) -> str:
    return edition(atlas, OPENING)


def provenance(page: str) -> dict[str, Any]:
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    facts: dict[str, Any] = json.loads(written)
    return facts


def options(page: str) -> dict[str, Any]:
    """What the page's script is told by its publisher."""
    links = [unquote(each["src"]) for each in Elements(page).all("script") if "src" in each]
    (written,) = [link.partition("L.Atlas.options = ")[2] for link in links if "L.Atlas.options = " in link]
    told: dict[str, Any] = json.loads(written.removesuffix(";"))
    return told


@pytest.mark.slow
@pytest.mark.parametrize("code", LOCALES)
def test_it_is_light_enough_to_be_sent(atlas: Atlas, code: str) -> None:
    spoken = draw(atlas.reading, load_country(), language(code))
    assert len(edition(spoken, OPENING).encode()) <= MOST


def test_it_names_nothing_that_would_be_asked_for(page: str) -> None:
    elements = Elements(page)
    addresses = [
        each[name] for _, each in elements.found for name in ("src", "srcset", "data", "poster") if name in each
    ]
    addresses += [each["href"] for each in elements.all("link")]
    assert len(addresses) > 4
    assert {address.partition(",")[0].partition(";")[0].partition(":")[0] for address in addresses} == {"data"}
    sheets = elements.text["style"] + unquote(" ".join(each["href"] for each in elements.all("link")))
    assert re.findall(r"@import|url\((?!['\"]?(?:data:|#))", sheets) == []
    assert "icon" in [each["rel"] for each in elements.all("link")]


def test_its_policy_closes_the_network_and_comes_before_all_that_it_binds(page: str) -> None:
    elements = Elements(page)
    policy = dict(part.strip().partition(" ")[::2] for part in elements.meta("Content-Security-Policy").split(";"))
    assert policy["default-src"] == "'none'"
    assert set(policy) == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}
    assert {word for words in policy.values() for word in words.split()} == {"'none'", "'unsafe-inline'", "data:"}
    kinds = [tag for tag, _ in elements.found]
    place = next(
        at for at, (_, each) in enumerate(elements.found) if each.get("http-equiv") == "Content-Security-Policy"
    )
    assert place < min(kinds.index("script"), kinds.index("style"), kinds.index("link"))
    assert page.index('<meta charset="utf-8">') < 1024


def test_every_source_of_the_ledger_is_in_it(page: str) -> None:
    ledger = load_ledger(load_country().gazetteer)
    told = "".join(unquote(each["src"]) for each in Elements(page).all("script") if "src" in each)
    told = told.replace("\\\\", "\\").replace("\\u0026", "&").replace("\\u0027", "'")  # a text within a script
    cited = {event.report.source for event in ledger.events}
    sources = [source for source in ledger.sources if source.id in cited]
    assert len(sources) > 150
    assert [each.id for each in sources if not each.unlinked_because and each.url not in told] == []
    assert [each.id for each in sources if json.dumps(each.publisher, ensure_ascii=False) not in told] == []


def test_without_scripts_it_says_the_day_and_its_counts(page: str, atlas: Atlas) -> None:
    body = page[page.index("<noscript>") : page.index("</noscript>")]
    elements = Elements(body)
    assert "5 July 2021" in elements.text["strong"]
    told = json.loads(atlas.page)
    assert unescape(told["sentences"][(OPENING - atlas.first).days]) in elements.text["p"]
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td></tr>", body)
    counts = count_on(atlas.spans, OPENING, load_country().lenses["districts"])
    assert [int(number) for _, number in rows] == [counts[standing].held for standing, *_ in told["standings"]]
    assert elements.text["caption"] == "of 421 districts"
    assert unescape(credit_of(atlas.ledger, atlas.country)) in elements.text["small"]


def test_its_description_says_the_day(page: str) -> None:
    described = Elements(page).meta("description")
    assert described.startswith("5 July 2021: The Taliban take 30 districts in three days")
    assert "157 of 421 districts" in described


def test_it_tells_machines_where_it_comes_from(atlas: Atlas) -> None:
    link = "https://example.org/?day=2021-07-05&lens=people"
    facts = provenance(edition(atlas, OPENING, credit="Map: someone", link=link, digest="abc123"))
    assert (facts["identifier"], facts["isBasedOn"]) == ("abc123", link)
    assert facts["contentReferenceTime"] == "2021-07-05"
    assert facts["temporalCoverage"] == "2021-04-06/2021-09-06"
    assert "CC BY-SA" in facts["license"]["description"]
    assert facts["creditText"].startswith("Map: someone Each report names its source.")
    assert provenance(edition(atlas, OPENING))["identifier"] == atlas.digest


def test_a_card_that_links_to_it_has_its_title_and_its_finding(page: str) -> None:
    cards = _cards(page)
    assert cards["og:title"] == cards["twitter:title"] == Elements(page).text["title"]
    assert cards["og:description"] == cards["twitter:description"] == Elements(page).meta("description")
    assert (cards["og:type"], cards["twitter:card"]) == ("website", "summary")


def test_such_a_card_has_a_picture_only_if_its_address_is_given(atlas: Atlas, page: str) -> None:
    assert "og:image" not in _cards(page)
    address = "https://example.org/poster.png?day=2021-07-05&lens=people"
    cards = _cards(edition(atlas, OPENING, picture=address))
    assert cards["og:image"] == cards["twitter:image"] == address
    assert cards["twitter:card"] == "summary_large_image"


def _cards(page: str) -> dict[str, str]:
    """What social networks read in the head of a page."""
    told = [each for each in Elements(page).all("meta") if "content" in each]
    named = [(each[key], each["content"]) for each in told for key in ("property", "name") if key in each]
    return {name: content for name, content in named if name.startswith(("og:", "twitter:"))}


def test_two_fingers_enlarge_it(page: str) -> None:
    (viewport,) = [each["content"] for each in Elements(page).all("meta") if each.get("name") == "viewport"]
    assert viewport == "width=device-width, initial-scale=1"


def test_it_says_the_day_of_knowledge() -> None:
    atlas = load_atlas(known=date(2021, 7, 4))
    page = edition(atlas, date(2021, 7, 4))
    assert provenance(page)["version"] == "as known on 2021-07-04"
    assert "as known on 4 July 2021" in page[page.index("<noscript>") : page.index("</noscript>")]


def test_made_twice_it_is_the_same(page: str, atlas: Atlas) -> None:
    assert edition(atlas, OPENING) == page


def test_it_opens_with_the_view_it_is_asked_for(atlas: Atlas) -> None:
    page = edition(atlas, date(2021, 8, 1), "1709", "people", theme="dark")
    (view,) = [each for each in Elements(page).all("div") if each.get("class") == "atlas-view"]
    assert (view["data-day"], view["data-district"], view["data-lens"]) == ("2021-08-01", "1709", "people")
    told = options(page)
    assert told.pop("eyebrow") == "Afghanistan 2021 · district control · all reports (latest: 15 August 2023)"
    assert told == {"title": "", "by": "", "link": "", "theme": "dark", "tiles": False}
    assert "people" in Elements(page).text["caption"]


@pytest.mark.parametrize("code", ["en", "nl", "fa"])
def test_it_says_its_language_and_the_way_it_is_written(atlas: Atlas, code: str) -> None:
    page = edition(draw(atlas.reading, load_country(), language(code)), OPENING)
    (root,) = Elements(page).all("html")
    assert root == {"lang": code, "dir": "rtl" if code == "fa" else "ltr"}
    assert provenance(page)["inLanguage"] == code


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"day": date(2022, 1, 1)}, "2022-01-01 lies outside"),
        ({"district": "9999"}, "No district"),
        ({"lens": "cows"}, "A lens is one of districts"),
        ({"theme": "pink"}, "A theme is one of light, dark"),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"picture": "poster.png"}, "https://"),
    ],
)
def test_what_it_cannot_open_is_refused(atlas: Atlas, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        edition(atlas, **{"day": OPENING} | asked)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_title_or_credit_breaks_it(atlas: Atlas, page: str, words: str) -> None:
    _require_harmless(atlas, page, words)


@settings(max_examples=30, deadline=None)
@given(words=st.text(st.characters(), max_size=300))
def test_no_words_at_all_break_it(atlas: Atlas, page: str, words: str) -> None:
    _require_harmless(atlas, page, words)


def _require_harmless(atlas: Atlas, page: str, words: str) -> None:
    """The page has the same elements as without the words, and has them as words wherever it says them."""
    fuzzed = edition(atlas, OPENING, title=words, credit=words)
    fuzzed.encode()  # halves of characters would not go
    expected, elements = Elements(page), Elements(fuzzed)
    said = options(fuzzed)
    extra = [("p", {"dir": "auto"}), ("small", {})] if said["by"] else []
    assert len(elements.found) == len(expected.found) + len(extra)
    assert [tag for tag, _ in elements.found if tag != "p"].count("script") == len(expected.all("script"))
    assert elements.all("img") == expected.all("img") == []
    assert said["title"] == said["by"] == _seen(words)
    assert elements.text["title"] == (_seen(words) or expected.text["title"])
    assert provenance(fuzzed)["name"] == (_seen(words) or provenance(page)["name"])


def _seen(words: str) -> str:
    """Words as they should be left."""
    blank = (" " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in words)
    return " ".join("".join(blank).split())
