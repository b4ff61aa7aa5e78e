"""`geo.paint.fills`: what places look like on a plate, of one day or of what differs between two readings."""

from datetime import date

from events.control.evidence import Figure, Part, places_behind
from events.control.rule import control_on, reduce
from events.model import CONTESTED, UNKNOWN
from geo.atlas.atlas import Atlas
from geo.paint.fills import Fill, change_fills, day_fills, fill_of, inferred_key
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
    assert [entry.words for entry in legend] == ["Reds: 1", "Blues: 1", "Not known: 1"]
    assert [entry.fill.ground for entry in legend] == ["reds", "blues", UNKNOWN]


def test_a_tint_is_explained_with_its_number_of_districts(shipped: Atlas) -> None:
    war, day = shipped.ledger.war, date(2021, 8, 15)
    control = control_on(shipped.spans, day)
    key = inferred_key(control.values(), war, day)
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
    assert [entry.words for entry in legend] == ["Blues → Contested: 1", "Reds → Blues: 1", "unchanged, shown faint: 1"]


def test_what_was_not_known_before_has_no_lattice() -> None:
    never = control_on(reduce((), PLACES), july(1))
    fills, legend = change_fills(never, control_on(SPANS, july(1)), ("nothing", "1 July"), THREE_SQUARES)
    assert fills["0101"] == Fill("reds", lines=("nothing: Not known", "1 July: Reds"))
    assert [entry.words for entry in legend] == [
        "Not known → Blues: 1",
        "Not known → Reds: 1",
        "unchanged, shown faint: 1",
    ]


def test_a_claim_alone_recedes_but_is_said() -> None:
    fills, legend = change_fills(
        control_on(SPANS, july(3)), control_on(SPANS, july(4)), ("3 July", "4 July"), THREE_SQUARES
    )
    assert fills["0201"].faint
    assert fills["0201"].lines == ("3 July: Not known", "4 July: Not known; claimed by the reds")
    assert [entry.words for entry in legend] == ["unchanged, shown faint: 3"]


def test_the_legend_counts_every_place_once() -> None:
    for earlier, later in ((1, 2), (1, 4), (2, 3)):
        _, legend = change_fills(
            control_on(SPANS, july(earlier)), control_on(SPANS, july(later)), ("then", "now"), THREE_SQUARES
        )
        assert sum(int(entry.words.rpartition(": ")[2]) for entry in legend) == len(PLACES)


def test_each_number_of_a_shipped_legend_is_that_of_the_districts_that_it_leads_to(shipped: Atlas) -> None:
    spans, war, since, day = shipped.spans, shipped.ledger.war, july(5), date(2021, 8, 15)
    province_of = dict.fromkeys(spans, "AF")
    _, held = day_fills(control_on(spans, day), war)
    assert [entry.standing for entry in held] == ["taliban", "government"]
    for entry in held:
        places = places_behind(Figure(day, entry.standing), spans, province_of)
        assert entry.words.endswith(f": {len(places)}")
    _, passed = change_fills(control_on(spans, since), control_on(spans, day), ("then", "now"), war)
    assert passed[-1].standing is None
    for entry in passed[:-1]:
        places = places_behind(Figure(day, entry.standing, since=since, was=entry.was), spans, province_of)
        assert entry.words.endswith(f": {len(places)}")


def test_where_nothing_stayed_the_legend_does_not_count_it() -> None:
    never, place = control_on(reduce((), PLACES), july(1)), "0101"
    _, legend = change_fills({place: never[place]}, control_on(SPANS, july(1)), ("then", "now"), THREE_SQUARES)
    assert [entry.words for entry in legend] == ["Not known → Reds: 1"]
