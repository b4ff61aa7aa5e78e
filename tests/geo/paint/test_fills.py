"""`geo.paint.fills`: what places look like on a plate, of one day or of what differs between two readings."""

from dataclasses import replace
from datetime import date

from events.control.evidence import Figure, Part, places_behind
from events.control.rule import control_on, reduce
from events.model import CONTESTED, UNKNOWN
from geo.atlas.atlas import Atlas
from geo.paint.fills import Fill, change_fills, day_fills, fill_of, two_fills
from geo.paint.looks import look_of
from tests.conftest import THREE_SQUARES, event, july

PLACES = ("0101", "0102", "0201")
SPANS = reduce(
    (
        event(1, 1, "reds captured", "0101"),
        event(2, 1, "blues held", "0102", wide=True),
        event(3, 3, "blues captured", "0101"),
        event(4, 3, "reds contested", "0102"),
        event(5, 4, "reds claimed", "0201", sure="claimed"),
    ),
    PLACES,
)


def test_a_day_is_painted_as_the_atlas_paints_it_and_counted_by_standing() -> None:
    control = control_on(SPANS, july(2))
    fills, legend = day_fills(control, THREE_SQUARES)
    assert fills == {place: fill_of(look_of(span), THREE_SQUARES) for place, span in control.items()}
    assert [entry.words for entry in legend] == [
        "Reds: 1",
        "Blues: 1",
        "Blues, inferred from a province- or country-wide report: 1",
        "Not known: 1",
    ]
    assert [entry.fill.ground for entry in legend] == ["reds", "blues", "blues-inferred", UNKNOWN]


def test_what_lies_over_a_standing_is_explained_below_the_standings() -> None:
    loose = reduce((event(1, 1, "reds captured", "0102"), event(2, (2, 3), "blues captured", "0102")), PLACES)
    _, legend = day_fills(control_on(SPANS, july(4)), THREE_SQUARES)
    assert legend[-1][:2] == (Fill(UNKNOWN, (("rising", "reds"),)), "of these, claimed by the reds: 1")
    _, legend = day_fills(control_on(loose, july(2)), THREE_SQUARES)
    assert legend[-1][:2] == (Fill(UNKNOWN, (("specks", "blues"),)), "may already have fallen to the blues: 1")


def test_two_days_are_painted_each_as_the_atlas_does_with_both_in_each_tooltip_and_number() -> None:
    before, after = control_on(SPANS, july(2)), control_on(SPANS, july(4))
    left, right, legend = two_fills(before, after, ("2 July", "4 July"), THREE_SQUARES, (july(2), july(4)))
    assert (left["0101"].ground, right["0101"].ground) == ("reds", "blues")
    assert left["0101"].lines == right["0101"].lines == ("2 July: Reds", "4 July: Blues")
    assert [entry.words.replace("\u00a0", " ") for entry in legend] == [
        "Reds: 1 → 0",
        "Blues: 1 → 1",
        "Blues, inferred from a province- or country-wide report: 1 → 0",
        "Contested: 0 → 1",
        "Not known: 1 → 1",
        "of these, claimed by the reds: 0 → 1",
    ]


def test_a_tint_is_explained_with_its_number_of_districts(shipped: Atlas) -> None:
    war, day = shipped.ledger.war, date(2021, 8, 15)
    control = control_on(shipped.spans, day)
    key = [entry for entry in day_fills(control, war, day)[1] if entry.inferred]
    province_of = dict.fromkeys(shipped.spans, "AF")
    assert key[0].fill.ground == "taliban-inferred"
    for entry in key:
        places = places_behind(Figure(day, entry.standing, Part.INFERRED), shipped.spans, province_of)
        assert entry.words.endswith(f", inferred from a province- or country-wide report: {len(places)}")


def test_what_changed_is_painted_as_it_became_over_a_lattice_of_what_it_was() -> None:
    before, after = control_on(SPANS, july(2)), control_on(SPANS, july(3))
    fills, legend = change_fills(before, after, ("2 July", "3 July"), THREE_SQUARES)
    assert fills["0101"] == Fill("blues", (("lattice", "reds"),), lines=("2 July: Reds", "3 July: Blues"))
    assert fills["0102"].ground == CONTESTED
    assert fills["0102"].marks[0] == ("lattice", "blues")
    assert fills["0201"] == Fill(UNKNOWN, faint=True, lines=("2 July: Not known", "3 July: Not known"))
    assert [entry.words for entry in legend] == ["Blues → Contested: 1", "Reds → Blues: 1", "Not known, unchanged: 1"]


def test_what_is_inferred_is_ruled_whether_it_changed_or_not() -> None:
    wide, later = reduce((event(1, 2, "reds held", "0101", wide=True),), PLACES), july(3)
    fills, legend = change_fills(control_on(wide, july(1)), control_on(wide, later), ("then", "now"), THREE_SQUARES)
    assert (fills["0101"].ground, fills["0101"].marks) == ("reds-inferred", (("ruled", "paper"),))
    assert legend[1].words == "Reds, inferred from a province- or country-wide report: 1"
    assert (legend[1].fill.ground, legend[1].fill.marks) == (fills["0101"].ground, fills["0101"].marks)
    fills, legend = change_fills(control_on(wide, july(2)), control_on(wide, later), ("then", "now"), THREE_SQUARES)
    assert replace(fills["0101"], lines=()) == legend[0].fill == Fill("reds", (("ruled", "paper"),), faint=True)
    assert [entry.words for entry in legend] == ["Reds, inferred, unchanged: 1", "Not known, unchanged: 2"]


def test_what_was_not_known_before_has_no_lattice() -> None:
    never = control_on(reduce((), PLACES), july(1))
    fills, legend = change_fills(never, control_on(SPANS, july(1)), ("nothing", "1 July"), THREE_SQUARES)
    assert fills["0101"] == Fill("reds", lines=("nothing: Not known", "1 July: Reds"))
    assert [entry.words for entry in legend] == [
        "Not known → Blues: 1",
        "Not known → Reds: 1",
        "Blues, inferred from a province- or country-wide report: 1",
        "Not known, unchanged: 1",
    ]


def test_a_claim_alone_recedes_but_is_said() -> None:
    fills, legend = change_fills(
        control_on(SPANS, july(3)), control_on(SPANS, july(4)), ("3 July", "4 July"), THREE_SQUARES
    )
    assert fills["0201"].faint
    assert fills["0201"].lines == ("3 July: Not known", "4 July: Not known; claimed by the reds")
    assert [entry.words for entry in legend] == [
        "Blues, unchanged: 1",
        "Contested, unchanged: 1",
        "Not known, unchanged: 1",
    ]


def test_the_legend_counts_every_place_once() -> None:
    for earlier, later in ((1, 2), (1, 4), (2, 3)):
        _, legend = change_fills(
            control_on(SPANS, july(earlier)), control_on(SPANS, july(later)), ("then", "now"), THREE_SQUARES
        )
        once = [entry.words for entry in legend if entry.was or not entry.standing]
        assert sum(int(words.rpartition(": ")[2]) for words in once) == len(PLACES)


def test_each_number_of_a_shipped_legend_is_that_of_the_districts_that_it_leads_to(shipped: Atlas) -> None:
    spans, war, since, day = shipped.spans, shipped.ledger.war, july(5), date(2021, 8, 15)
    province_of = dict.fromkeys(spans, "AF")
    _, held = day_fills(control_on(spans, day), war)
    held = [entry for entry in held if entry.standing]
    assert [entry.standing for entry in held] == ["taliban", "taliban", "government", "government"]
    for entry in held:
        part = Part.INFERRED if entry.inferred else Part.HELD
        places = places_behind(Figure(day, entry.standing, part), spans, province_of)
        assert entry.words.endswith(f": {len(places)}")
    _, passed = change_fills(control_on(spans, since), control_on(spans, day), ("then", "now"), war)
    assert passed[-1].standing is None
    for entry in (entry for entry in passed if entry.was):
        places = places_behind(Figure(day, entry.standing, since=since, was=entry.was), spans, province_of)
        assert entry.words.endswith(f": {len(places)}")


def test_where_nothing_stayed_the_legend_does_not_count_it() -> None:
    never, place = control_on(reduce((), PLACES), july(1)), "0101"
    _, legend = change_fills({place: never[place]}, control_on(SPANS, july(1)), ("then", "now"), THREE_SQUARES)
    assert [entry.words for entry in legend] == ["Not known → Reds: 1"]
