"""Every page of a war whose levels are others, in its words: Myanmar has townships in states and regions."""

import re
from collections.abc import Iterator, Mapping

import pytest
from streamlit.testing.v1 import AppTest

from geo.wording import STOCK
from tests.geo.app.visits import Run
from tests.geo.words.test_markdown import nodes, words

CODES = re.compile(
    r"\.(id|page|query_string|spec|selection_mode|code_text|json_args|json|js_content|css_content|html_content)$"
)
"""Where a message to the browser has identifiers, addresses and whole documents, and not words."""

PAGES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("", {}),
    ("districts", {}),
    ("districts", {"district": "MMR012001", "picked": "MMR012002"}),
    ("districts", {"district": "no such spelling"}),
    ("districts", {"district": "Sagaing"}),
    ("provinces", {"number": "2024-12-31.aa.MMR012"}),
    ("provinces", {"province": "MMR012", "picked": "MMR012001"}),
    ("compare", {"picked": "MMR012001", "number": "2024-12-01.unknown.2024-12-31.aa"}),
    ("compare", {"view": "swipe", "province": "MMR999"}),
    ("ledger", {"number": "2024-12-31.aa", "province": "MMR999"}),
    ("claims", {}),
    ("hindsight", {"picked": "MMR012001", "known": "2025-01-31"}),
    ("sources", {"speaker": "others"}),
    ("gaps", {"silent": "MMR012", "picked": "MMR999"}),
    ("publish", {"districts": "MMR012001,MMR999"}),
    ("publish", {"province": "MMR012", "show": "change"}),
)


@pytest.mark.slow
@pytest.mark.parametrize(("page", "link"), PAGES, ids=str)
def test_no_page_of_myanmar_speaks_of_districts_or_provinces(run: Run, page: str, link: Mapping[str, str]) -> None:
    script = run(page, war="myanmar-2023", **({"day": "2024-12-31"} | dict(link)))
    assert not script.exception
    level = re.compile(rf"\b(?:{STOCK['en']})\b", re.IGNORECASE)
    assert [said for said in said_on(script) if level.search(said)] == []


def said_on(script: AppTest) -> Iterator[str]:
    """All that a page says; of its tables the headings, since their cells have words of the data."""
    for node in nodes(script.main):
        for where, said in words(node.proto):
            if not CODES.search(where) and where != "Html.body" and ".csv" not in said:
                yield said
    for table in script.dataframe:
        yield from map(str, table.value.columns)


def test_the_bar_names_the_pages_and_the_ways_to_count_as_the_war_does(run: Run) -> None:
    bar = next(
        said
        for node in nodes(run("gaps", war="myanmar-2023").main)
        for where, said in words(node.proto)
        if where == "BidiComponent.json" and '"current": "gaps"' in said
    )
    assert '"label": "Townships"' in bar
    assert '"label": "States and regions"' in bar
    assert '["districts", "townships"]' in bar
