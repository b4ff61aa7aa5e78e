"""`geo.charts.totals`: claims in total as points over our own line, as sentences, as a table."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from events.analysis.flows import Step
from events.analysis.named import Named
from events.analysis.totals import ComparedClaim, compare_claim
from events.control.changes import changes
from events.control.counts import Lens
from events.control.rule import reduce
from events.ledger.folder import FOLDER
from events.ledger.read import read
from events.ledger.totals import CLAIM_COLUMNS, Claim, Counts, Measure, Precision, Unit, check_claims
from events.model import Coalition
from geo.atlas.atlas import Atlas
from geo.charts.axes import day_label
from geo.charts.totals import COLUMNS, PICKED, Frame, claims_chart, not_drawn
from geo.language import language
from geo.paint.palette import INK, PAPER
from geo.places.gazetteer import load_gazetteer
from geo.places.lenses import load_lenses
from geo.tables.totals import claims_table
from geo.words.pages.totals import counted_words, figure_words, named_words, summary
from tests.conftest import THREE_SQUARES, event, july

PLACES = {"0101": "AF01", "0102": "AF01", "0201": "AF02"}
NAMES = {"0101": "Amber", "0102": "Birch", "0201": "Cedar"}
PUBLISHERS = {"s1": "=Gazette"}
DISTRICTS = Lens("districts", "of 3 districts", dict.fromkeys(PLACES, 1))
LENSES = {
    "districts": DISTRICTS,
    "boundaries": Lens("boundaries", "of 2 boundaries", {"0101": 1, "0201": 1}),
    "land": Lens("land", "of 30 km²", {"0101": 10, "0201": 20}, "km²"),
}
STOCKS = Frame(Measure.STOCK, "reds", DISTRICTS, july(1), july(9))
ALL = replace(THREE_SQUARES, coalitions=(Coalition("all", "All", "all of them", ("reds", "blues")),))
STEPS = (Step(july(1), 0, 0, 0), Step(july(4), 1, 1, 2))
SAID = Claim(
    id="c1",
    line=2,
    day=july(5),
    until=july(5),
    precision=Precision.DAY,
    claimant="The <b>Gazette</b>",
    side="",
    party="reds",
    parties=frozenset({"reds"}),
    place="",
    area=None,
    measure=Measure.STOCK,
    unit=Unit.DISTRICTS,
    counts=Counts.HELD,
    low=2,
    high=2,
    share_low=None,
    share_high=None,
    contested=None,
    total=3,
    since=None,
    source="s1",
    known=july(5),
    note="",
    label="Gaz.",
)
FLOW = replace(SAID, id="c2", measure=Measure.FLOW, counts=Counts.CAPTURED, since=july(1))


def beside(said: Claim) -> ComparedClaim:
    events = [event(1, 4, "reds captured"), event(2, 5, "reds claimed", "0102", sure="claimed")]
    spans = reduce(events, PLACES)
    changed = changes(spans, {one.report.id: one.report for one in events})
    return compare_claim(said, spans, changed, LENSES, july(1))


def drawn(frame: Frame, *claims: Claim) -> dict[str, Any]:
    chart = claims_chart(frame, [beside(said) for said in claims], STEPS, PUBLISHERS, THREE_SQUARES, "light")
    spec: dict[str, Any] = chart.to_dict()
    return spec


def points(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return rows_of(spec, the_layer(spec, "shape"))


def rows_of(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = spec["datasets"][layer["data"]["name"]]
    return rows


def the_layer(spec: dict[str, Any], channel: str) -> dict[str, Any]:
    layers: list[dict[str, Any]] = [layer for layer in spec["layer"] if channel in layer["encoding"]]
    assert len(layers) == 1
    return layers[0]


# The chart.


def test_our_figure_is_a_line_in_steps_with_its_band_to_the_last_day() -> None:
    spec = drawn(STOCKS, SAID)
    band, line = spec["layer"][:2]
    assert (band["mark"]["type"], line["mark"]["type"]) == ("area", "line")
    assert {mark["mark"]["interpolate"] for mark in (band, line)} == {"step-after"}
    assert {mark["mark"]["color"] for mark in (band, line)} == {"#aa3333"}
    assert [
        (row["day"], row["held"], row["lowest"], row["highest"], row["days"], row["ours"])
        for row in rows_of(spec, band)
    ] == [
        ("2021-07-01", 0, 0, 0, "1–3 July", "0 (0 to 0) of 3 districts"),
        ("2021-07-04", 1, 1, 2, "4–9 July", "1 (1 to 2) of 3 districts"),
        ("2021-07-09", 1, 1, 2, "4–9 July", "1 (1 to 2) of 3 districts"),
    ]


def test_a_claim_is_a_point_with_all_that_its_tooltip_tells() -> None:
    spec = drawn(STOCKS, SAID)
    assert points(spec) == [
        {
            PICKED: "c1",
            "day": "2021-07-05",
            "from": "2021-07-05",
            "at": 2,
            "low": 2,
            "high": 2,
            "open_above": False,
            "open_below": False,
            "unit": "districts",
            "speaker": "claimed by third parties",
            "label": "Gaz.: 2",
            "beyond": False,
            "Claimant": "The <b>Gazette</b>",
            "Side": "Reds",
            "Publisher": "=Gazette",
            "Day": "5 July 2021",
            "Counts": "districts held",
            "Claimed": "2 of 3",
            "Our count": "1 (1 to 2)",
            "Out of": "of 3 districts",
            "Not known": "2 places",
            "Difference": "none: both can be true",
            "Caveat": "",
        }
    ]
    assert [tip["field"] for tip in the_layer(spec, "shape")["encoding"]["tooltip"]] == list(COLUMNS)


def test_a_click_picks_a_claim_by_its_id() -> None:
    (picked,) = drawn(STOCKS, SAID)["params"]
    assert (picked["name"], picked["select"]) == ("claim", {"type": "point", "fields": ["claim"]})


def test_no_two_claims_are_joined_by_a_line() -> None:
    spec = drawn(STOCKS, SAID, replace(SAID, id="c3", unit=Unit.CENTRES, day=july(7), until=july(7)))
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] in ("line", "area", "trail")]
    assert [PICKED in row for layer in lines for row in rows_of(spec, layer)] == [False] * 6


def test_shape_says_what_is_counted_and_hollow_that_the_side_speaks_for_itself() -> None:
    centres = replace(SAID, id="c3", unit=Unit.CENTRES, side="reds")
    encoding = the_layer(drawn(STOCKS, SAID, centres), "shape")["encoding"]
    assert encoding["shape"]["scale"] == {"domain": ["districts", "centres"], "range": ["circle", "square"]}
    assert encoding["fill"]["scale"] == {
        "domain": ["claimed by third parties", "claimed by the side itself"],
        "range": [INK["light"], PAPER["light"]],
    }
    alone = the_layer(drawn(STOCKS, SAID), "shape")["encoding"]
    assert (alone["shape"]["legend"], alone["fill"]["legend"]) == (None, None)


@pytest.mark.parametrize(
    ("low", "high", "head", "tip"),
    [(2, None, "triangle-up", -15), (None, 2, "triangle-down", 15)],
)
def test_an_open_end_is_an_arrow(low: int | None, high: int | None, head: str, tip: int) -> None:
    spec = drawn(STOCKS, replace(SAID, low=low, high=high))
    heads = [layer["mark"] for layer in spec["layer"] if "yOffset" in layer["mark"]]
    assert [(mark["shape"], mark["yOffset"]) for mark in heads] == [(head, tip)]


def test_a_claim_of_a_month_stands_on_its_last_day_with_a_line_to_the_first_that_is_drawn() -> None:
    month = replace(SAID, day=date(2021, 6, 1), until=date(2021, 7, 5), precision=Precision.MONTH)
    assert [(row["from"], row["day"], row["Day"]) for row in points(drawn(STOCKS, month))] == [
        ("2021-07-01", "2021-07-05", "June 2021")
    ]


def test_labels_give_way_where_the_chart_is_narrow() -> None:
    spec = drawn(STOCKS, SAID)
    label = the_layer(spec, "text")
    assert label["mark"]["opacity"] == {"expr": "width < 560 ? 0 : 1"}
    assert [row["label"] for row in rows_of(spec, label)] == ["Gaz.: 2"]
    unlabelled = drawn(STOCKS, replace(SAID, label=""))
    assert [layer for layer in unlabelled["layer"] if "text" in layer["encoding"]] == []


def test_flows_are_a_chart_of_their_own() -> None:
    flows = replace(STOCKS, measure=Measure.FLOW)
    assert [row[PICKED] for row in points(drawn(STOCKS, SAID, FLOW))] == ["c1"]
    assert [row[PICKED] for row in points(drawn(flows, SAID, FLOW))] == ["c2"]


@pytest.mark.parametrize(
    ("frame", "said", "why"),
    [
        (STOCKS, FLOW, "a flow, not a stock"),
        (STOCKS, replace(SAID, party="blues"), "of another party"),
        (STOCKS, replace(SAID, place="East", area=("0101", "0102")), "counts East alone"),
        (STOCKS, replace(SAID, unit=Unit.TOWNS), "not comparable: the claim counts towns"),
        (STOCKS, replace(SAID, unit=Unit.TERRITORY), "counted in km², not in districts"),
        (replace(STOCKS, lens=LENSES["land"]), SAID, "counted in districts, not in km²"),
        (
            STOCKS,
            replace(SAID, day=date(2018, 10, 1), until=date(2018, 10, 31)),
            "not comparable: before the reports begin",
        ),
        (replace(STOCKS, first=july(6)), SAID, "before 6 July 2021"),
        (replace(STOCKS, last=july(4)), SAID, "after 4 July 2021"),
        (replace(STOCKS, measure=Measure.FLOW), replace(FLOW, since=july(2)), "counts from 2 July"),
        (
            replace(STOCKS, measure=Measure.FLOW),
            replace(FLOW, since=None),
            "not comparable: its first day is not given",
        ),
    ],
)
def test_what_is_not_drawn_is_listed_with_the_reason(frame: Frame, said: Claim, why: str) -> None:
    assert not_drawn(frame, [beside(said)]) == [(beside(said), why)]
    assert points(drawn(frame, said)) == []


# Text.


@pytest.mark.parametrize(
    ("low", "high", "share_low", "share_high", "words"),
    [
        (73, 73, None, None, "73"),
        (212, 214, None, None, "212 to 214"),
        (87, None, None, None, "at least 87"),
        (None, 200, None, None, "at most 200"),
        (None, None, 0.333, 0.333, "a third"),
        (None, None, 0.5, None, "at least half"),
        (None, None, 0.538, 0.538, "53.8%"),
    ],
)
def test_a_figure_is_said_in_the_claims_own_terms(
    low: int | None, high: int | None, share_low: float | None, share_high: float | None, words: str
) -> None:
    said = replace(SAID, low=low, high=high, share_low=share_low, share_high=share_high)
    assert figure_words(said) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (replace(SAID, unit=Unit.CENTRES), "centres held"),
        (
            replace(SAID, place="East", counts=Counts.HELD_OR_CONTESTED),
            "districts held or contested, in East alone",
        ),
        (replace(FLOW, since=july(4)), "districts captured since 4 July"),
        (replace(FLOW, since=None), "districts captured, start date not given"),
    ],
)
def test_what_a_claim_counts_is_said_in_words(said: Claim, words: str) -> None:
    assert counted_words(said, THREE_SQUARES) == words


def test_the_months_of_claims_are_named_in_the_language_given() -> None:
    french, dutch = language("fr"), language("nl")
    month = replace(SAID, day=july(1), until=july(31), precision=Precision.MONTH)
    table = claims_table([beside(month), beside(SAID), beside(FLOW)], PUBLISHERS, THREE_SQUARES, french)
    assert [(line["Day"], line["Counts"]) for line in table] == [
        ("juillet 2021", "districts held"),
        ("5 juillet 2021", "districts held"),
        ("5 juillet 2021", "districts captured since 1er juillet"),
    ]
    assert (
        counted_words(replace(FLOW, since=date(2021, 5, 1)), THREE_SQUARES, dutch) == "districts captured since 1 mei"
    )
    assert summary(beside(FLOW), THREE_SQUARES, french).startswith("On 5 juillet our count is 1")
    assert not_drawn(replace(STOCKS, first=july(6)), [beside(SAID)], dutch)[0][1] == "before 6 juli 2021"
    named = Named(FLOW, july(1), {}, (), {})
    assert "captured since 1er juillet. Reports that may refer to 1er–5 juillet" in named_words(
        named, NAMES, THREE_SQUARES, french
    )
    chart = claims_chart(STOCKS, [beside(SAID)], STEPS, PUBLISHERS, THREE_SQUARES, "light", french).to_dict()
    assert [row["days"] for row in rows_of(chart, chart["layer"][0])] == ["1er–3 juillet", "4–9 juillet", "4–9 juillet"]
    assert chart["layer"][0]["encoding"]["x"]["axis"]["labelExpr"] == day_label(french)


def test_a_claim_is_summed_up_in_a_sentence() -> None:
    ours = "On 5 July our count is 1 of 3 districts"
    third = replace(SAID, low=None, high=None, share_low=0.333, share_high=0.333)
    assert summary(beside(third), THREE_SQUARES) == f"{ours} held by the reds (1 to 2), 33%; a third would be 1."
    assert (
        summary(beside(SAID), THREE_SQUARES)
        == f"{ours} held by the reds (1 to 2), 33%; The <b>Gazette</b> says 2 of 3."
    )
    assert summary(beside(FLOW), THREE_SQUARES) == (
        f"{ours} captured by the reds since 1 July (1 to 2), 33%; The <b>Gazette</b> says 2 of 3."
    )
    assert summary(beside(replace(FLOW, since=None)), THREE_SQUARES) == (
        "The <b>Gazette</b> on 5 July 2021: not comparable: its first day is not given."
    )
    month = replace(SAID, unit=Unit.TOWNS, precision=Precision.MONTH)
    assert summary(beside(month), THREE_SQUARES) == (
        "The <b>Gazette</b> in July 2021: not comparable: the claim counts towns."
    )


def test_the_districts_named_are_listed_in_a_sentence() -> None:
    said = replace(FLOW, since=july(4))
    named = Named(said, july(4), {"0102": ("r1",), "0101": ("r2",)}, ("0101",), {"0201": ("r3",)})
    assert named_words(named, NAMES, THREE_SQUARES) == (
        "The <b>Gazette</b> counts 2 districts captured since 4 July. Reports that may refer to 4–5 July name 2: "
        "Amber, Birch. According to other reports, the reds already held Amber. Reports dated the following day name 1 "
        "more: Cedar."
    )
    assert named_words(replace(named, named={}, before=(), day_after={}), NAMES, THREE_SQUARES) == (
        "The <b>Gazette</b> counts 2 districts captured since 4 July. Reports that may refer to 4–5 July name 0."
    )


def test_a_table_has_the_columns_of_the_tooltip_and_is_safe_in_a_spreadsheet() -> None:
    (line,) = claims_table([beside(SAID)], PUBLISHERS, THREE_SQUARES)
    assert (tuple(line), line["Publisher"]) == (COLUMNS, "'=Gazette")


def test_where_no_claim_can_be_drawn_our_own_figure_is() -> None:
    spec = drawn(STOCKS, replace(SAID, unit=Unit.TOWNS))
    assert (points(spec), len(rows_of(spec, spec["layer"][0]))) == ([], 3)


def test_a_claim_in_towns_is_a_line_of_the_table_in_words_and_never_beside_a_number() -> None:
    (line,) = claims_table([beside(replace(SAID, party="all", unit=Unit.TOWNS, total=None))], PUBLISHERS, ALL)
    assert {name: cell for name, cell in line.items() if name not in ("Claimant", "Publisher", "Day")} == {
        "Side": "All",
        "Counts": "towns held",
        "Claimed": "2, total not given",
        "Our count": "not comparable: the claim counts towns",
        **dict.fromkeys(("Out of", "Not known", "Difference", "Caveat"), ""),
    }


# What we ship.


@pytest.fixture(scope="module")
def compared(shipped: Atlas) -> dict[str, ComparedClaim]:
    ledger, reading, gazetteer, lenses = shipped.ledger, shipped.reading, load_gazetteer(), load_lenses()
    rows = read(FOLDER / "claims.csv", CLAIM_COLUMNS).kept
    claims = check_claims("claims.csv", rows, ledger.sources, ledger.war, gazetteer).kept
    return {said.id: compare_claim(said, reading.spans, reading.changed, lenses, reading.first) for said in claims}


def test_the_articles_third_is_140_and_the_reports_add_up_to_157(
    shipped: Atlas, compared: dict[str, ComparedClaim]
) -> None:
    assert summary(compared["CL21-34"], shipped.ledger.war) == (
        "On 5 July our count is 157 of 421 districts held by the Taliban (152 to 167), 37%; a third would be 140."
    )


def test_of_the_claims_we_ship_each_is_drawn_in_one_chart_or_listed(
    shipped: Atlas, compared: dict[str, ComparedClaim]
) -> None:
    stocks = Frame(Measure.STOCK, "taliban", load_lenses()["districts"], shipped.first, shipped.last)
    flows = replace(stocks, measure=Measure.FLOW, first=date(2021, 5, 1))
    left_out = [{one.claim.id for one, _ in not_drawn(frame, compared.values())} for frame in (stocks, flows)]
    assert [len(compared) - len(ids) for ids in left_out] == [37, 9]
    in_neither = left_out[0] & left_out[1]
    # 2018 twice, the government's three, three flows of other first days, Hirat, and ten without a first day.
    assert {said.removeprefix("CL21-") for said in in_neither} == {
        *("01", "57", "06", "26", "39", "11", "27", "31", "50"),
        *("18", "19", "20", "21", "22", "24", "55", "56", "58"),
    }


def test_the_labels_we_ship_are_of_claims_that_are_drawn(shipped: Atlas, compared: dict[str, ComparedClaim]) -> None:
    frame = Frame(Measure.STOCK, "taliban", load_lenses()["districts"], shipped.first, shipped.last)
    publishers = {source.id: source.publisher for source in shipped.ledger.sources}
    chart = claims_chart(frame, compared.values(), STEPS, publishers, shipped.ledger.war, "dark").to_dict()
    labels = {row["label"] for row in points(chart) if row["label"]}
    assert labels == {
        *("UN: 57%", "AAN: 33", "LWJ: 73", "LWJ: 106", "LWJ: 157", "NOS: a third of 421"),
        *("Taliban in Moscow: 250", "AAN: 233", "LWJ: 242"),
    }
