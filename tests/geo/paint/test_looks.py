"""`geo.paint.looks`: what each place looks like on each day, and in which colours."""

import re
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from events.control.counts import Lens, count_each_day
from events.control.rule import control_on, reduce
from events.model import CONTESTED, UNKNOWN, Pattern
from geo.atlas.runs import runs, tallies
from geo.paint.ink import MUTED, OUTLINE
from geo.paint.looks import Look, look_of
from geo.paint.palette import FIGHTING, INK, mix, palette, style_sheet
from geo.words.standings import names, standings
from tests.conftest import THREE_SQUARES, event, july

PLACES = ("0101", "0102", "0201")
PARTIES = {party.id: party for party in THREE_SQUARES.parties}
CALLED = names(THREE_SQUARES) | {party.id: party.called for party in THREE_SQUARES.parties}
EVENTS = (
    event(1, 3, "reds captured", "0101"),
    event(2, 5, "blues claimed", "0101", sure="claimed"),
    event(3, (4, 6), "reds contested", "0102"),
    event(4, 4, "blues held", "0201", wide=True),
    event(5, (5, 6), "reds fighting", "0201"),
)


@pytest.mark.parametrize(
    ("look", "fill", "marks", "words"),
    [
        (Look("reds", False, None, (), False), "reds", [], "Reds"),
        (
            Look("reds", True, None, (), False),
            "reds-inferred",
            [],
            "Reds, only from a province- or country-wide report",
        ),
        (
            Look("reds", False, "blues", (), False),
            "reds",
            [("falling", "blues")],
            "Reds; claimed by the blues",
        ),
        (
            Look(CONTESTED, False, "reds", (), False),
            "contested",
            [("dots", "contested-dots"), ("rising", "reds")],
            "Contested; claimed by the reds",
        ),
        (
            Look(UNKNOWN, False, None, ("blues", CONTESTED), True),
            "unknown",
            [("specks", "blues"), ("specks", "contested")],
            "Not known; may already have fallen to the blues; may already be contested;"
            " fighting, or part of it changing hands",
        ),
        (
            Look("blues", False, None, (), True, passed="reds"),
            "blues",
            [],
            "Blues; changed hands twice that day, first to the reds",
        ),
        (
            Look("blues", False, None, (), True, passed=CONTESTED),
            "blues",
            [],
            "Blues; changed twice that day, contested in between",
        ),
    ],
)
def test_a_look_is_a_fill_marks_over_it_and_words(
    look: Look, fill: str, marks: list[tuple[str, str]], words: str
) -> None:
    assert (look.fill, look.marks(PARTIES), look.words(names(THREE_SQUARES), CALLED)) == (fill, marks, words)


def test_standings_are_listed_as_the_parties_are_then_contested_then_unknown() -> None:
    assert standings(THREE_SQUARES) == ["reds", "blues", CONTESTED, UNKNOWN]
    assert list(names(THREE_SQUARES).values()) == ["Reds", "Blues", "Contested", "Not known"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_look_finds_its_colours_in_both_themes(theme: str) -> None:
    colours = palette(THREE_SQUARES, theme)
    claims, changing = [None, *PARTIES], [(), (*PARTIES, CONTESTED)]
    for standing, inferred, claim, soon in product(standings(THREE_SQUARES), [True, False], claims, changing):
        look = Look(standing, inferred, claim, soon, False)
        assert {look.fill, *(colour for _, colour in look.marks(PARTIES))} <= colours.keys()


def test_a_theme_paints_a_party_as_it_says_and_tints_what_is_inferred_with_paper() -> None:
    light, dark = palette(THREE_SQUARES, "light"), palette(THREE_SQUARES, "dark")
    assert (light["reds"], dark["reds"]) == ("#aa3333", "#cc5555")
    assert light["reds-inferred"] == mix("#aa3333", "#fcfbf7", 0.42) == "#cc8785"
    assert dark["reds-inferred"] == mix("#cc5555", "#16191d", 0.42) == "#803c3d"


def test_the_style_sheet_has_every_colour_of_both_themes_under_its_own_rule() -> None:
    light, dark = style_sheet(THREE_SQUARES).splitlines()
    assert light.startswith(".atlas {") and dark.startswith('.atlas[data-theme="dark"] {')
    assert all(f"--{name}: {colour};" in light for name, colour in palette(THREE_SQUARES, "light").items())
    assert all(f"--{name}: {colour};" in dark for name, colour in palette(THREE_SQUARES, "dark").items())


def test_the_page_of_the_atlas_writes_and_outlines_with_the_colours_of_posters() -> None:
    for theme, line in zip(("light", "dark"), style_sheet(THREE_SQUARES).splitlines(), strict=True):
        written = {"ink": INK[theme], "muted": MUTED[theme], "outline": OUTLINE[theme]}
        assert all(f"--{name}: {colour};" in line for name, colour in written.items())
        assert f"--fighting: var(--{FIGHTING[theme]});" in line


def test_the_style_of_the_atlas_decides_no_colour_but_those_of_its_own_frame() -> None:
    css = (Path(__file__).parents[3] / "geo" / "atlas" / "assets" / "atlas.css").read_text(encoding="utf-8")
    deciding = re.findall(r"^.*#(?:[0-9a-f]{3}){1,2}\b.*$", css, re.MULTILINE)
    decided = {line.split(":")[0].strip() for line in deciding if "mask-image" not in line}
    assert decided == {"--line", "--track", "--seam"}
    asked = set(re.findall(r"var\(--([\w-]+)", css))
    defined = set(re.findall(r"--([\w-]+):", css + style_sheet(THREE_SQUARES)))
    assert asked <= defined


def test_claims_of_different_parties_are_drawn_differently() -> None:
    stripes = {
        line.split(":")[0].strip(): line.split(":", 1)[1].split("(")[1].split(",")[0]
        for line in style_sheet(THREE_SQUARES).split(";")
        if "--swatch-claim-" in line
    }
    assert stripes == {"--swatch-claim-reds": "135deg", "--swatch-claim-blues": "45deg"}


def test_each_of_six_patterns_has_a_swatch_of_its_own() -> None:
    parties = tuple(replace(THREE_SQUARES.parties[0], id=f"p{pattern}", pattern=pattern) for pattern in Pattern)
    sheet = style_sheet(replace(THREE_SQUARES, parties=parties))
    swatches = dict(re.findall(r"--swatch-claim-p(\w+): (.*?);", sheet))
    assert swatches.keys() == set(Pattern)
    assert len({swatch.replace(f"--p{pattern}", "--") for pattern, swatch in swatches.items()}) == len(Pattern)


def test_what_is_inferred_is_explained_in_tints_that_the_map_has() -> None:
    (drawn,) = re.findall(r"--swatch-inferred: (.*?);", style_sheet(THREE_SQUARES))
    tints = re.findall(r"var\(--([\w-]+)\)", drawn)
    assert tints == [Look(party, True, None, (), False).fill for party in ("blues", "reds")]
    for line in style_sheet(THREE_SQUARES).splitlines():
        assert all(f"--{tint}: #" in line for tint in tints), "each theme has its own"
    alone = replace(THREE_SQUARES, parties=THREE_SQUARES.parties[:1])
    assert "--swatch-inferred: linear-gradient(135deg, var(--reds-inferred)" in style_sheet(alone)


def test_marks_in_the_colour_of_any_party_are_explained_in_that_of_none() -> None:
    ids = {party.id for party in THREE_SQUARES.parties}
    for swatch in ("claim", "specks", "unsettled", CONTESTED):
        (drawn,) = re.findall(rf"--swatch-{swatch}: (.*?);", style_sheet(THREE_SQUARES))
        assert not ids & {name.removesuffix("-inferred") for name in re.findall(r"var\(--([\w-]+)\)", drawn)}


def test_runs_are_the_days_on_which_a_look_begins() -> None:
    reds, claimed = Look("reds", False, None, (), False), Look("reds", False, "blues", (), False)
    unknown, soon = Look(UNKNOWN, False, None, (), False), Look(UNKNOWN, False, None, (CONTESTED,), False)
    fought, blues = Look("blues", True, None, (), True), Look("blues", True, None, (), False)
    contested = Look(CONTESTED, False, None, (), False)
    assert runs(reduce(EVENTS, PLACES), PLACES, july(2), july(7), THREE_SQUARES) == (
        [unknown, reds, claimed, soon, contested, blues, fought],
        [[0, 0, 1, 1, 3, 2], [0, 0, 2, 3, 4, 4], [0, 0, 2, 5, 3, 6, 5, 5]],
    )


def test_runs_begin_with_the_look_of_the_first_day_and_leave_out_what_is_later() -> None:
    looks, encoded = runs(reduce(EVENTS, PLACES), PLACES, july(4), july(4), THREE_SQUARES)
    assert [looks[run[1]].standing for run in encoded] == ["reds", UNKNOWN, "blues"]
    assert [(len(run), run[0]) for run in encoded] == [(2, 0)] * 3


def test_runs_decode_to_the_control_of_every_day() -> None:
    spans, first, last = reduce(EVENTS, PLACES), date(2021, 6, 30), july(9)
    looks, encoded = runs(spans, PLACES, first, last, THREE_SQUARES)
    for number in range((last - first).days + 1):
        control = control_on(spans, date.fromordinal(first.toordinal() + number))
        decoded = [
            looks[[look for day, look in zip(run[::2], run[1::2], strict=True) if day <= number][-1]] for run in encoded
        ]
        assert decoded == [look_of(control[place]) for place in PLACES]


def test_tallies_are_held_lowest_highest_and_inferred_of_each_standing_then_the_claimed() -> None:
    people = Lens("people", "of 7 people", {"0101": 1, "0102": 2, "0201": 4})
    each_day = count_each_day(reduce(EVENTS, PLACES), july(2), july(6), people)
    assert tallies(each_day, THREE_SQUARES) == [
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7, 0, 0],
        [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 6, 0, 0],
        [1, 1, 1, 0, 4, 4, 4, 4, 0, 0, 0, 0, 2, 2, 2, 0, 0],
        [1, 0, 1, 0, 4, 4, 5, 4, 0, 0, 0, 0, 2, 2, 2, 0, 1],
        [1, 0, 1, 0, 4, 4, 5, 4, 2, 2, 2, 0, 0, 0, 0, 0, 1],
    ]
