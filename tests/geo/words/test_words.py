"""`geo.words.headlines`: what the page says in sentences is what the counts say in numbers."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from events.control.changes import Change, changes
from events.control.counts import Count, Lens, count_on
from events.control.rule import reduce
from events.model import UNKNOWN, Event, Kind, PartyId, PlaceId, Scope, Source, Standing, presumed
from geo.atlas.atlas import Atlas
from geo.places.districts import District
from geo.places.lenses import load_lenses
from geo.places.lists import load_districts, load_lists
from geo.wording import spoken
from geo.words.days import day_words, interval_words
from geo.words.headlines import NUMBERS, headline, number_words
from geo.words.markdown import unmarked
from geo.words.reports import cited, report_words
from geo.words.sentences import sentence
from geo.words.standings import called
from tests.conftest import THREE_SQUARES, event, july

CALLED = called(THREE_SQUARES, july(5))
NAMES = {"0101": "Amber", "0102": "Birch", "0103": "Chalk", "0104": "Dell", "0105": "Elm"}
NAMES |= {"0201": "Ford", "0202": "Gate"}
WITHIN = {place: "East" if place < "02" else "West" for place in NAMES}
NOTHING = "No district reported to have changed hands in the three days to 5 July"
NUMERALS = {str(number): number for number in range(422)} | {"no": 0}
NUMERALS |= {word.lower(): number for number, word in enumerate(NUMBERS)}
DISTRICTS = Lens("districts", "", {})
PARTY = r"(?P<party>[Tt]he \w+|[Aa]nti-Taliban forces)"
CAPITALS = {"0101": 900, "0201": 4000}


def headline_of(day: int, *events: Event) -> str:
    changed = changes(reduce(events, NAMES), {event.report.id: event.report for event in events})
    return headline(changed, july(day), NAMES, WITHIN, CAPITALS, CALLED)


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (july(5), july(5), "5 July"),
        (july(3), july(4), "3–4 July"),
        (date(2021, 6, 28), july(4), "28 June – 4 July"),
        (date(2020, 7, 5), july(5), "5 July – 5 July"),
    ],
    ids=["a day", "one month", "two months", "two years"],
)
def test_the_days_a_report_can_mean_are_told_without_the_year(earliest: date, latest: date, said: str) -> None:
    assert interval_words(earliest, latest) == said


@pytest.mark.parametrize("number", range(15))
def test_a_number_that_begins_a_line_is_a_word_up_to_twelve(number: int) -> None:
    assert number_words(number) == (NUMBERS[number] if number <= 12 else str(number))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("captured", "captured by the reds"),
        ("surrendered", "surrendered to the reds"),
        ("abandoned", "abandoned to the reds"),
        ("withdrawn", "taken by the reds after a withdrawal"),
        ("recaptured", "retaken by the reds"),
        ("transferred", "handed over to the reds by the blues"),
        ("held", "held by the reds"),
        ("contested", "contested; the reds attacking"),
        ("claimed", "claimed by the reds"),
        ("fighting", "fighting; the reds attacking"),
    ],
)
def test_a_report_is_told_in_the_words_of_its_kind(kind: str, said: str) -> None:
    report = replace(event(1, 5, f"reds {kind}").report, given_by="blues" if kind == "transferred" else "")
    assert report_words(report, THREE_SQUARES) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "captured by the Taliban and the government"),
        ("de", "von den Taliban und von der Regierung eingenommen"),
        ("nl", "veroverd door de Taliban en de regering"),
    ],
)
def test_sides_that_gain_together_are_all_named(shipped: Atlas, code: str, said: str) -> None:
    report = replace(event(1, 5, "taliban captured").report, partners=("government",))
    assert report_words(report, shipped.ledger.war, spoken(code, shipped.ledger.war)) == said


def test_a_report_of_a_part_or_of_more_than_a_district_names_what_it_is_of() -> None:
    report = replace(event(1, 5, "reds held").report, place_as_reported="The mill")
    assert report_words(replace(report, part=True), THREE_SQUARES) == "The mill: held by the reds"
    assert (
        report_words(replace(report, scope=Scope.PROVINCE), THREE_SQUARES)
        == "The mill: held by the reds (province-wide report)"
    )
    assert report_words(replace(report, scope=Scope.GROUP), THREE_SQUARES) == "The mill: held by the reds"


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([], NOTHING),
        ([event(1, 2, "reds captured", "0102")], NOTHING),
        ([event(1, 6, "reds captured", "0102")], NOTHING),
        ([event(1, 3, "reds captured", "0102")], "The reds take Birch"),
        ([event(1, 5, "reds captured", "0103", "0102", wide=True)], "The reds take Birch and Chalk"),
        (
            [event(1, 3, "reds captured", "0102"), event(2, 4, "reds captured", "0202", "0103", wide=True)],
            "The reds take Birch, Chalk and Gate",
        ),
        (
            [event(1, 5, "reds captured", "0102", "0103", "0104", "0105")],
            "The reds take four districts in three days, all in East",
        ),
        (
            [event(1, 5, "reds captured", "0102", "0103", "0104", "0105", "0202")],
            "The reds take five districts in three days, four of them in East",
        ),
        (
            [event(1, 5, "reds captured", "0102", "0103", "0104", "0105", "0202", wide=True)],
            "The reds take five districts in three days, five of them inferred",
        ),
        (
            [event(1, 4, "reds captured", "0102"), event(2, 5, "blues captured", "0103")],
            "Two districts change hands in three days",
        ),
        (
            [event(1, 3, "reds captured", "0102"), event(2, 4, "blues recaptured", "0102")],
            "The blues retake Birch",
        ),
        (
            [event(1, 5, "reds captured", "0102", "0103", wide=True), event(2, 5, "reds captured", "0101")],
            "The reds take Amber",
        ),
        (
            [event(1, 5, "reds held", "0103", "0102", wide=True)],
            "Two districts reported to be held by the reds, all in East",
        ),
        ([event(1, 5, "reds held", "0102")], "One district in East reported to be held by the reds"),
        (
            [event(1, 5, "reds claimed", "0102", sure="claimed")],
            "The reds claim one district in East in three days",
        ),
        ([event(1, 5, "reds contested", "0102")], NOTHING),
        (
            [event(1, 5, "reds captured", "0102", "0103", wide=True), event(2, 5, "blues captured", "0202")],
            "The reds take Birch and Chalk",
        ),
    ],
)
def test_a_headline_tells_what_three_days_brought(events: list[Event], said: str) -> None:
    assert headline_of(5, *events) == said


class Read(Sequence[Change]):
    """A sequence of changes that knows how many of them were looked at."""

    def __init__(self, changed: Sequence[Change]) -> None:
        self.changed, self.looked_at = changed, 0

    def __len__(self) -> int:
        return len(self.changed)

    def __getitem__(self, at: Any) -> Any:
        self.looked_at += len(self.changed[at]) if isinstance(at, slice) else 1
        return self.changed[at]


def test_a_headline_in_a_long_war_looks_at_its_own_three_days_and_not_at_all_changes() -> None:
    fall = event(1, 5, "reds captured", "0102").report
    days = [date(2001, 1, 1) + timedelta(number) for number in range(8192)]
    changed = Read([Change(day, "0102", "blues", "reds", claimed=False, lead=fall, inferred=False) for day in days])
    for day in (days[0], days[4000], days[-1]):
        assert headline(changed, day, NAMES, WITHIN, {}, CALLED) == "The reds take Birch"
    assert changed.looked_at <= 3 * (3 + 2 * 14)  # a headline: its three changes, and two searches among 2 ** 13


def test_of_many_capitals_the_largest_is_named() -> None:
    capitals = dict.fromkeys(NAMES, 1) | {"0104": 9}
    fall = event(1, 5, "reds captured", *NAMES, wide=True)
    changed = changes(reduce([fall], NAMES), {"r1": fall.report})
    assert headline(changed, july(5), NAMES, WITHIN, capitals, CALLED) == (
        "The reds take Dell and six other provincial capitals"
    )


def test_a_first_report_of_who_is_presumed_takes_nothing_in_a_headline() -> None:
    recapture = event(1, 5, "blues recaptured")
    changed = changes(reduce([recapture], NAMES, presumed("blues")), {"r1": recapture.report})
    assert (
        headline(changed, july(5), NAMES, WITHIN, {}, CALLED) == "One district in East reported to be held by the blues"
    )
    fall = changes(reduce([recapture], NAMES, presumed("reds")), {"r1": recapture.report})
    assert headline(fall, july(5), NAMES, WITHIN, {}, CALLED) == "The blues retake Amber"


def test_who_takes_back_all_that_a_headline_names_retakes_it() -> None:
    told = [event(1, 4, "reds captured", "0101"), event(2, 5, "blues recaptured", "0101")]
    told += [event(3, 5, "blues recaptured", "0102"), event(4, 6, "blues captured", "0103")]
    changed = changes(reduce(told, NAMES), {each.report.id: each.report for each in told})
    says = [headline(changed, july(day), NAMES, WITHIN, {}, CALLED) for day in (4, 5, 6)]
    assert says == ["The reds take Amber", "The blues retake Amber and Birch", "The blues take Amber, Birch and Chalk"]
    assert headline(changed, july(5), NAMES, WITHIN, {"0102": 9}, CALLED) == "The blues retake Birch"
    singular = CALLED | {"blues": spoken("en", THREE_SQUARES).name("the blue army", singular=True)}
    assert headline(changed, july(5), NAMES, WITHIN, {}, singular) == "The blue army retakes Amber and Birch"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            {"reds": Count(1, 1, 1), presumed("blues"): Count(6, 6, 6)},
            "Reports put the reds in control of 1 of 7 districts. For 6, no firm report says who is in control.",
        ),
        (
            {"reds": Count(2, 1, 3), "blues": Count(1, 1, 1), UNKNOWN: Count(4, 4, 4)},
            "Reports put the reds in control of 2 of 7 districts; counting claims and uncertain dates, between 1 and 3."
            " For 4, no firm report says who is in control.",
        ),
        (
            {"reds": Count(5, 5, 5, 3), "blues": Count(2, 2, 2)},
            "Reports put the reds in control of 5 of 7 districts,"
            " 3 of them known only from province- or country-wide reports.",
        ),
    ],
)
def test_a_sentence_tells_the_count_its_band_and_what_is_not_known(counts: dict[Standing, Count], said: str) -> None:
    assert sentence(counts, "reds", CALLED, DISTRICTS) == said


# The page we ship, on every day.


def test_every_number_in_every_sentence_is_what_is_counted(shipped: Atlas) -> None:
    """The page's own sentence is short, since the legend beside it has the range; that of posters has all."""
    lens, war = load_lenses()["districts"], shipped.ledger.war
    for day, said in told(shipped, "sentences"):
        counts = count_on(shipped.spans, day, lens)
        taliban, unknown = counts["taliban"], counts.get(UNKNOWN, Count()).held
        band = [taliban.lowest, taliban.highest] if taliban.lowest != taliban.highest else []
        expected = [taliban.held, 421, *band, *filter(None, [taliban.inferred, unknown])]
        whole = sentence(counts, "taliban", called(war, day), lens)
        assert numbers_in(whole) == expected, day
        assert numbers_in(said) == [taliban.held, 421, *filter(None, [unknown])], day


def numbers_in(said: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", said)]


def test_every_headline_of_the_page_is_true(shipped: Atlas) -> None:
    """Each is read back, and its number, party, names and province are looked for among the changes."""
    reports = {event.report.id: event.report for event in shipped.ledger.events}
    parties = shipped.ledger.war.parties
    called = {name: party.id for party in parties for name in (party.called, *(to.called for to in party.later))}
    districts = {district.code: district for district in load_districts()}
    found = changes(shipped.spans, reports)
    forms = set()
    for day, said in told(shipped, "headlines"):
        window = [change for change in found if day - timedelta(days=3) < change.day <= day]
        forms.add(check_headline(said, day, window, called, districts))
    assert forms >= {"capitals", "many", "few", "claims", "none"}


def check_headline(
    said: str, day: date, window: list[Change], called: dict[str, PartyId], districts: dict[PlaceId, District]
) -> str:
    """Assert that a headline is true of the changes of its three days, and tell its form."""
    claims = [change for change in window if change.claimed]
    ended = {change.place: change for change in window if not change.claimed}  # the last of each place
    gains = [change for change in ended.values() if change.after in called.values()]
    passed = [change for change in gains if change.before != UNKNOWN or change.lead.kind != Kind.HELD]
    capitals = [change for change in passed if change.day == day and districts[change.place].capital]
    for form, pattern, among in (
        ("none", rf"(No) district reported .* in the three days to {day_words(day, year=False)}", gains + claims),
        (
            "many",
            rf"{PARTY} takes? (?P<number>\w+) districts in three days(?P<where>.*)",
            passed,
        ),
        ("both", r"(?P<number>\w+) districts change hands in three days", passed),
        ("all claims", r"One side or the other claims (?P<number>\w+) districts? in three days(?P<where>.*)", claims),
        (
            "held",
            rf"(?P<number>\w+) districts? (?:in .*)?reported to be held by {PARTY}(?P<where>.*)",
            gains,
        ),
        (
            "claims",
            rf"{PARTY} claims? (?P<number>\w+) districts?(?: in .*)? in three days(?P<where>.*)",
            claims,
        ),
        (
            "capitals",
            rf"{PARTY} takes? .+ and (?P<number>\w+) other provincial capitals",
            capitals,
        ),
        ("few", rf"{PARTY} (?P<again>re)?takes? (?P<places>.+)", capitals or passed),
    ):
        if match := re.fullmatch(pattern, said):
            told = match.groupdict()
            party = called[told["party"][:1].lower() + told["party"][1:]] if "party" in told else None
            places = {change.place for change in among if party in (None, change.after)}
            if form == "few":
                named = re.split(", | and ", told["places"])
                assert sorted(named) == sorted(districts[place].name for place in places), said
                back = {change.lead.kind == Kind.RECAPTURED for change in among if change.place in places}
                assert bool(told["again"]) == (back == {True}), said
            elif form == "none":
                assert not places, said
            else:
                assert len(places) == NUMERALS[told["number"].lower()] + (form == "capitals"), said
            if inferred := re.fullmatch(r", (\w+) of them inferred", told.get("where") or ""):
                assert sum(change.inferred for change in among if change.place in places) == NUMERALS[inferred[1]], said
            else:
                check_where(told.get("where", ""), [districts[place].province for place in places])
            return form
    raise AssertionError(said)


def check_where(where: str, provinces: list[str]) -> None:
    """Assert that so many are in the province that is named."""
    within = Counter(provinces)
    pcode = {province.name: province.pcode for province in load_lists().provinces} if where else {}
    if match := re.fullmatch(r", (\w+) of them in (.+)", where):
        assert within[pcode[match[2]]] == NUMERALS[match[1]] < len(provinces)
    elif where:
        assert within == {pcode[where.removeprefix(",").removeprefix(" all").removeprefix(" in ")]: len(provinces)}


def told(shipped: Atlas, key: str) -> list[tuple[date, str]]:
    """A text of the page for each of its days."""
    page = json.loads(shipped.page)
    assert len(page[key]) == page["days"] == (shipped.last - shipped.first).days + 1
    return [(shipped.first + timedelta(days=number), said) for number, said in enumerate(page[key])]


def test_a_source_is_cited_with_its_page_or_with_the_reason_why_there_is_none() -> None:
    linked = Source("s1", "Gazette", "*Fall* of [Amber]", "https://example.org/a b>(c)?d=1", "2021-07", "")
    assert cited(linked) == r"[Gazette: \*Fall\* of \[Amber\]](<https://example.org/a%20b%3E(c)?d=1>)"
    assert cited(replace(linked, title="Fall", url="https://example.org/?a=1&copy;=&#62;")) == (
        "[Gazette: Fall](<https://example.org/?a=1&amp;copy;=&amp;#62;>)"
    )
    unlinked = Source("s2", "Pamphlet", "Victory", "https://example.net/b", "", "propaganda outlet")
    assert cited(unlinked) == "Pamphlet: Victory (propaganda outlet)"


def test_no_word_is_taken_for_markdown() -> None:
    assert unmarked("a_b <b>*c*  $d$\n# f") == r"a\_b \<b\>\*c\* \$d\$ \# f"
    assert unmarked("![x](&#47;&#47;example.org)") == r"\!\[x\]\(\&\#47\;\&\#47\;example\.org\)"


@pytest.mark.parametrize(
    ("words", "parted"),
    [
        ("See https://example.org", r"See https\:|\/\/example\.org"),
        ("HTTP://a.example", r"HTTP\:|\/\/a\.example"),
        ("www.example.org", r"www|\.example\.org"),
        ("WWW.", r"WWW|\."),
        ("me@example.org", r"me\@|example\.org"),
        (":smile:, :+1:, :-1:", r"\:|smile\:\, \:|\+1\:\, \:|\-1\:"),
        (":material_home:", r"\:|material\_home\:"),
        (":streamlit:", r"\:|streamlit\:"),
        ("a -> b <-> c -- d", r"a \-|\> b \<|\-|\> c \-|\- d"),
        ("e >= f <= g ~= h", r"e \>|\= f \<|\= g \~|\= h"),
        ("12:30, dated to the day: at 5 @ 3", r"12\:30\, dated to the day\: at 5 \@ 3"),
    ],
)
def test_what_streamlit_reads_when_the_backslashes_are_gone_is_taken_apart_by_what_is_not_seen(
    words: str, parted: str
) -> None:
    assert unmarked(words) == parted.replace("|", "\u2060")
