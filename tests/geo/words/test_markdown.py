"""
No word of the data or of a visitor is Markdown on our pages: with signs in every name, note and title, each page is
walked through, and wherever Streamlit reads Markdown the signs are found escaped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import geo.app.load
from events.ledger.folder import FOLDER, load_ledger
from geo.places.country import load_country
from geo.words.markdown import unmarked

SCRIPT = Path(__file__).parents[3] / "dashboard.py"
SIGNS = "![x](&#47;&#47;a.example&#47;p.png) <b> https://a.example :streamlit:"
"""A picture from elsewhere, a tag, a link and an icon."""

SPOILT = frozenset(
    (
        *("name", "called", "publisher", "title", "unlinked_because"),
        *("place_as_reported", "note", "claimant", "label", "message", "field", "summary"),
    )
)
"""Of every record, the fields that hold words that somebody wrote."""

HTML = "Html.body"
PLAIN = frozenset(
    (
        *(
            "Selectbox.options",
            "Selectbox.raw_value",
            "MultiSelect.options",
            "TextInput.placeholder",
            "TextInput.value",
            "Code.code_text",
            "Image.alt",
        ),
        "VegaLiteChart.alt",
        *("Dataframe.columns", "Dataframe.selection_default", "Dataframe.selection_state"),  # drawn on a canvas
        HTML,
        "VegaLiteChart.spec",  # and so are charts
        *("ComponentInstance.json_args", "BidiComponent.json"),  # our own pages, which tests/browser looks at
    )
)
"""Where the browser shows words as they are."""

RICH: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("", {"district": "1709"}),
    ("districts", {"district": "1709"}),
    ("districts", {"district": "1709", "report": "AF21-0222", "picked": "1709"}),
    ("districts", {"district": "Fayzabad"}),
    ("provinces", {"number": "2021-07-05.taliban.AF17"}),
    ("provinces", {"province": "AF17", "picked": "1709", "number": "2021-07-05.taliban.AF17"}),
    ("compare", {"picked": "1709", "number": "2021-07-05.taliban"}),
    ("ledger", {"number": "2021-07-05.taliban.AF17"}),
    ("claims", {"claim": "CL21-31"}),
    ("hindsight", {"picked": "1709", "number": "2021-07-05.taliban", "known": "2021-07-05"}),
    ("sources", {"without": f"Kabul Now {SIGNS}", "said": f"all.Kabul Now {SIGNS}", "picked": "1709"}),
    ("gaps", {"picked": "1709", "silent": "AF17"}),
    ("publish", {"title": SIGNS, "credit": SIGNS, "district": "1709"}),
)


@pytest.fixture(scope="module", autouse=True)
def spoilt_data() -> Iterator[None]:
    """Files with signs in every word that somebody wrote, and nothing that was kept of others."""
    country = spoilt(load_country())
    gazetteer = replace(country.gazetteer, names=country.names)
    ledger = spoilt(load_ledger(country.gazetteer))
    with pytest.MonkeyPatch.context() as patch:
        st.cache_resource.clear()
        # The name of a folder is no word of the data: wars.py refuses it if it is not plain.
        spoilt_war = replace(country, gazetteer=gazetteer), replace(ledger, name=FOLDER.name)
        patch.setattr(geo.app.load, "open_war", lambda _: spoilt_war)
        yield
    st.cache_resource.clear()


@pytest.mark.slow
@pytest.mark.parametrize(("page", "link"), RICH, ids=str)
def test_no_word_of_the_data_is_markdown_and_none_is_left_out(page: str, link: Mapping[str, str]) -> None:
    script = opened(page, link)
    assert not script.exception
    assert any(unmarked(SIGNS) in word for word in markdown(script)) or page in ("", "publish")
    assert [word for word in markdown(script) if any(sign in word for sign in SIGNS.split())] == []


@pytest.mark.slow
@pytest.mark.parametrize(("page", "link"), RICH, ids=str)
def test_no_word_of_the_data_is_markup_in_a_printed_table(page: str, link: Mapping[str, str]) -> None:
    script = opened(page, link)
    told = [said for node in nodes(script.main) for where, said in words(node.proto) if where == HTML]
    tables = [said for said in told if 'class="printed"' in said]
    assert any("&lt;b&gt;" in table for table in tables) or page in ("", "districts", "publish")
    assert [table for table in tables if "<b>" in table or "(&#47;" in table] == []


def test_no_name_of_a_file_is_markdown() -> None:
    script = opened("publish", {})
    script.file_uploader[0].upload(f"{SIGNS}.png", b"no picture", "image/png").run()
    (error,) = script.error
    assert error.value.startswith(unmarked(f"{SIGNS}.png: "))


def opened(page: str, link: Mapping[str, str]) -> AppTest:
    script = AppTest.from_file(str(SCRIPT), default_timeout=120)
    script._page_hash = calc_hash(page)
    script.session_state["more"] = script.session_state["left-out"] = True
    for name, value in link.items():
        script.query_params[name] = value
    return script.run()


def spoilt(value: Any, name: str = "") -> Any:
    """The same record with signs behind each of its words."""
    if is_dataclass(value) and not isinstance(value, type):
        made = {each.name: spoilt(getattr(value, each.name), each.name) for each in fields(value) if each.init}
        return replace(value, **made)
    if isinstance(value, tuple):
        return tuple(spoilt(each, name) for each in value)
    return f"{value} {SIGNS}" if isinstance(value, str) and value and name in SPOILT else value


def markdown(script: AppTest) -> list[str]:
    """All that a page is told to show as Markdown, or that is not known to be shown in another way."""
    return [word for node in nodes(script.main) for where, word in words(node.proto) if where not in PLAIN]


def nodes(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from nodes(child)


def words(message: Any) -> Iterator[tuple[str, str]]:
    """Each text of a message to the browser, with where it stands."""
    for field, value in message.ListFields():
        for each in value if field.is_repeated else [value]:
            if hasattr(each, "ListFields"):
                yield from words(each)
            elif isinstance(each, str):
                yield f"{message.DESCRIPTOR.name}.{field.name}", each
