"""`geo.charts.ages`: how old the last report of each district is."""

from typing import Any

from events.analysis.gaps import AgeBand, ages, silences
from events.control.rule import reduce
from geo.atlas.atlas import Atlas
from geo.charts.ages import PICKED, ages_chart
from geo.paint.palette import INK
from tests.conftest import event, july
from tests.ledgers import PLACES

BANDS = (AgeBand(0, 7, ("0101", "0102")), AgeBand(61, None, ()), AgeBand(None, None, ("0201",)))


def drawn(bands: tuple[AgeBand, ...]) -> dict[str, Any]:
    spec: dict[str, Any] = ages_chart(bands, "light").to_dict()
    return spec


def bars(bands: tuple[AgeBand, ...]) -> list[dict[str, Any]]:
    (rows,) = drawn(bands)["datasets"].values()
    return list(rows)


def test_every_band_has_a_bar_with_its_number_also_where_that_is_none() -> None:
    assert bars(BANDS) == [
        {"age": "0", "words": "0–7 days", "districts": 2},
        {"age": "1", "words": "more than 60 days", "districts": 0},
        {"age": "2", "words": "no report yet", "districts": 1},
    ]


def test_the_bars_stand_in_the_order_given_and_have_their_numbers_beside_them() -> None:
    bar, number = drawn(BANDS)["layer"]
    assert bar["encoding"]["y"]["sort"] is None
    assert number["mark"]["type"] == "text"
    assert number["encoding"]["text"]["field"] == bar["encoding"]["x"]["field"] == "districts"


def test_the_numbers_can_be_read_in_either_theme() -> None:
    numbers = [ages_chart(BANDS, theme).to_dict()["layer"][1]["mark"]["color"] for theme in INK]
    assert numbers == list(INK.values())


def test_a_bar_can_be_picked_by_the_number_of_its_band() -> None:
    (selection,) = drawn(BANDS)["params"]
    assert (selection["name"], selection["select"]) == (PICKED, {"type": "point", "fields": [PICKED]})


def test_a_last_report_of_four_days_ago_is_in_the_first_band_and_none_in_the_last() -> None:
    events = [event(1, 5, "reds captured"), event(2, (1, 2), "reds claimed", "0102", sure="claimed")]
    about = {place: [told.report for told in events if place in told.places] for place in PLACES}
    assert [bar["districts"] for bar in bars(ages(silences(reduce(events, PLACES), about, july(9))))] == [
        *(2, 0, 0, 0, 0, 1)
    ]


def test_the_bars_of_the_shipped_ledger_count_every_district_once(shipped: Atlas) -> None:
    bands = ages(silences(shipped.spans, shipped.reading.about, july(5)))
    assert sorted(place for band in bands for place in band.places) == sorted(shipped.spans)
    assert [bar["districts"] for bar in bars(bands)] == [len(band.places) for band in bands]
