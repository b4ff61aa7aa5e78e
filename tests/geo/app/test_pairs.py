"""
Every parameter of every page with every other, in range and out of it: no address ends a page in a traceback.

A few pairs of each page are tried at every run, always the same. All of them, some thousands, take a good hour on two
cores, and are tried when they are asked for, a page at a time if need be:

    ATLAS_ALL_PAIRS=1 python -m pytest tests/geo/app/test_pairs.py -k ledger
"""

import os
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from pathlib import Path
from random import Random

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

SCRIPT = Path(__file__).parents[3] / "dashboard.py"
FEW = 3
"""Pairs of each page that are tried when not all are asked for."""

DAYS = ("2021-04-06", "2021-07-05", "2021-09-06", "2021-04-05", "2031-01-01", "soon")
"""The first of the reports, the opening day, the last; the day before, one long after, and none."""
KNOWN = ("2021-04-06", "2021-07-05", "2023-08-15", "0001-01-01", "9999-12-31", "")
WORDS = ("![](//a.example)", "x" * 5000)
"""What no list has."""

EVERYWHERE: Mapping[str, tuple[str, ...]] = {
    "known": KNOWN,
    "lens": ("land", "souls"),
    "lang": ("fa", "xx"),
    "theme": ("dark", "red"),
}
NUMBERS = (
    "2021-07-05.taliban",
    "2021-07-05.unknown.2021-04-06.taliban",
    "2021-04-06.taliban.AF17",
    "2031-01-01.taliban",
)
PAGES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "": {"day": DAYS, "district": ("1709", "9999", *WORDS)},
    "districts": {
        "day": DAYS,
        "district": ("1709", "0101", "Fayzabad", "London", "", *WORDS),
        "report": ("AF21-0222", "AF21-0001", *WORDS),
        "picked": ("1709", "9999"),
    },
    "provinces": {
        "day": DAYS,
        "province": ("AF17", "AF01", "AF99", *WORDS),
        "sort": ("name", "size"),
        "number": (*NUMBERS, *WORDS),
        "picked": ("1709", "0101", "9999"),
    },
    "compare": {
        "day": DAYS,
        "from": DAYS,
        "to": DAYS,
        "view": ("side", "swipe", "both"),
        "number": (*NUMBERS, *WORDS),
        "picked": ("1709", "0101", "9999"),
    },
    "ledger": {
        "text": ("airport", "?!", *WORDS),
        "province": ("AF17", "AF99"),
        "party": ("taliban", "greens"),
        "kind": ("captured", "won"),
        "certainty": ("claimed", "sure"),
        "speaker": ("gaining_side", "all"),
        "publisher": ("Kabul Now", *WORDS),
        "from": DAYS,
        "to": DAYS,
        "conflicts": ("1", "yes"),
        "inferred": ("1", "yes"),
        "number": (*NUMBERS, *WORDS),
    },
    "claims": {"day": DAYS, "claim": ("CL21-31", "CL21-01", *WORDS)},
    "hindsight": {
        "day": DAYS,
        "picked": ("1709", "0101", "9999"),
        "number": (*NUMBERS, *WORDS),
    },
    "sources": {
        "day": DAYS,
        "without": ("Kabul Now", "Long War Journal", *WORDS),
        "speaker": ("gaining_side", "others", "all"),
        "said": ("all.Kabul Now", "contradicted.Kabul Now", *WORDS),
        "picked": ("1709", "9999"),
    },
    "gaps": {
        "day": DAYS,
        "gap": ("0", "5", "99", "-1"),
        "age": ("0", "4", "99", "-1"),
        "picked": ("1709", "9999"),
        "silent": ("AF17", "AF01", "AF99"),
    },
    "publish": {
        "show": ("change", "all"),
        "day": DAYS,
        "from": DAYS,
        "to": DAYS,
        "format": ("a4", "1x1", "b5"),
        "poster": ("dark", "red"),
        "title": ("Fall of Kabul", " ", "![](//a.example)"),
        "credit": ("me", "\u202e", "![](//a.example)"),
        "bare": ("1", "yes"),
        "district": ("1709", "9999"),
        "film": ("zip", "avi"),
        "size": ("1080x1920", "1x1"),
        "step": ("7", "0"),
        "first": DAYS,
        "last": DAYS,
    },
}
"""By page, what its address may name; some of it is there, the rest is not."""


def pairs_of(page: str) -> list[dict[str, str]]:
    named = {**PAGES[page], **EVERYWHERE}
    return [
        {one: value, other: beside}
        for one, other in combinations(named, 2)
        for value, beside in product(named[one], named[other])
    ]


def tried() -> Iterator[tuple[str, dict[str, str]]]:
    for page in PAGES:
        pairs = pairs_of(page)
        for link in pairs if os.environ.get("ATLAS_ALL_PAIRS") else Random(page).sample(pairs, FEW):
            yield page, link


def told(value: object) -> str:
    return "&".join(f"{name}={word:.20}" for name, word in value.items()) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(("page", "link"), [*tried()], ids=told)
def test_no_two_parameters_end_a_page_in_a_traceback(page: str, link: dict[str, str]) -> None:
    script = AppTest.from_file(str(SCRIPT), default_timeout=120)
    script._page_hash = calc_hash(page)
    for name, value in link.items():
        script.query_params[name] = value
    assert not script.run().exception
