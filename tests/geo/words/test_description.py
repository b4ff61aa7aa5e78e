"""`geo.words.description`: a view in words, in which no number stands that the ledger does not give again."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.control.counts import Count, Lens, count_on
from events.control.evidence import Figure, Part, places_behind
from events.control.reading import Reading, read_as_known
from events.control.rule import control_on
from events.ledger.folder import load_ledger
from events.ledger.locate import ProvinceId
from events.model import CONTESTED, UNKNOWN, Kind, PlaceId, ReportId, Span
from geo.language import LOCALES, Language
from geo.places.area import part_of, reading_of
from geo.places.country import Area, Country, load_country
from geo.posters.content import day_poster
from geo.words.described.listing import MOST_NAMED
from geo.words.described.views import Claims, Gains, Number, Of
from geo.words.described.views import Part as DistrictReport
from geo.words.description import LONGEST_ALT, alt, long, what_changed
from geo.words.headlines import NUMBERS
from tests.browser.reader import days_from
from tests.languages import language

ENGLISH = language("en")
FIFTH = date(2021, 7, 5)
FALL = date(2021, 8, 15)
TELLING_DAYS = (date(2021, 4, 6), date(2021, 6, 21), FIFTH, FALL, date(2021, 9, 4))

NUMBERED = re.compile(r"\d+")


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="module")
def reading(country: Country) -> Reading:
    return read_as_known(load_ledger(country.gazetteer), country.gazetteer.province_of)


@pytest.fixture(scope="module")
def as_known(reading: Reading, country: Country) -> Reading:
    return read_as_known(reading.ledger, country.gazetteer.province_of, FIFTH)


def every_day(reading: Reading) -> list[date]:
    return days_from(reading.first, (reading.last - reading.first).days + 1)


def told_of(reading: Reading, country: Country, day: date, spoken: Language = ENGLISH) -> Iterator[DistrictReport]:
    """All that can be said of a day, and of it compared with an earlier one."""
    month = day - timedelta(30)
    for tell in (alt, long, what_changed):
        yield tell(reading, country, day, spoken)
        yield tell(reading, country, day, spoken, month)
    yield alt(reading, country, day, spoken, month, side=True)


def numbers_in(told: DistrictReport, reading: Reading, country: Country, spoken: Language) -> list[str]:
    """The numbers that are read in the words, once days, and what has a number in its name, are taken out of them."""
    called = [name for place in country.districts for name in (place.name, place.names["fa"]) if NUMBERED.search(name)]
    days = [spoken.day(day) for day in told.days]
    assert [day for day in days if day not in told.words] == []
    words = told.words
    for name in sorted([*called, *days, spoken.say(reading.ledger.war.title)], key=len, reverse=True):
        words = words.replace(name, "")
    return sorted(NUMBERED.findall(words))


class Recount:
    """Asks the ledger for every number again, from who holds what on each day and from nothing else."""

    def __init__(self, reading: Reading, country: Country) -> None:
        self.reading, self.of = reading, country.gazetteer.province_of
        self.control = cache(lambda day: control_on(reading.spans, day))
        self.counted = cache(self._counted)

    def __call__(self, number: Number) -> int:
        if number.of == Of.REPORTS:
            (figure,) = number.figures
            assert isinstance(figure, Figure)
            return len({report for place in self.of for report in self._behind(place, figure.day)})
        return sum(self.counted(replace(figure, province=None))[figure.province] for figure in number.figures)

    def _behind(self, place: PlaceId, day: date) -> Iterator[ReportId]:
        """What the span of a day rests on, and what was said of that place for the same days."""
        said = [report for report in self.reading.about[place] if report.earliest <= day]
        weighed = {report.latest for report in said if report.id in self.control(day)[place].events}
        return (report.id for report in said if report.latest in weighed)

    def _counted(self, figure: Figure | Claims | Gains) -> Counter[ProvinceId | None]:
        """By province, and in all by none."""
        if isinstance(figure, Gains):
            asks = self._gained(figure)
        else:
            asks = self._claimed(figure) if isinstance(figure, Claims) else self._shown(figure)
        counted: Counter[ProvinceId | None] = Counter(self.of[place] for place in self.of if asks(place))
        return counted + Counter({None: counted.total()})

    def _claimed(self, claims: Claims) -> Callable[[PlaceId], bool]:
        on, other = self.control(claims.on), self.control(claims.and_not_on)
        return lambda place: on[place].claim == claims.party != other[place].claim

    def _gained(self, gains: Gains) -> Callable[[PlaceId], bool]:
        """What a party came to hold: whether, of all that changed in these days, the last was more than news of it."""
        on, other = self.control(gains.day), self.control(gains.since)
        last = {
            change.place: change
            for change in self.reading.changed
            if gains.since < change.day <= gains.day and not change.claimed
        }
        taken = {place for place, one in last.items() if one.before != UNKNOWN or one.lead.kind != Kind.HELD}
        return lambda place: (
            on[place].standing == gains.party != other[place].standing and (place in taken) == gains.taken
        )

    def _shown(self, figure: Figure) -> Callable[[PlaceId], bool]:
        now, before = self.control(figure.day), self.control(figure.since or figure.day)
        standing, was, claimable = figure.standing, figure.was, figure.standing not in (CONTESTED, UNKNOWN)

        def towards(span: Span) -> bool:
            return span.claim == standing or standing in span.changing

        sorts: dict[Part, Callable[[Span], bool]] = {
            Part.HELD: lambda span: standing in (None, span.standing),
            Part.HIGHEST: lambda span: span.standing == standing or (claimable and towards(span)),
            Part.LOWEST: lambda span: span.standing == standing and not (claimable and span.claim),
            Part.INFERRED: lambda span: span.standing == standing and span.inferred,
            Part.CLAIMED: lambda span: span.claim is not None,
        }
        asks = sorts[figure.part]
        return lambda place: asks(now[place]) and (was is None or before[place].standing == was)


@pytest.mark.slow
def test_every_number_on_every_day_is_what_the_ledger_says(reading: Reading, country: Country) -> None:
    recount, read = Recount(reading, country), 0
    for day in every_day(reading):
        for told in told_of(reading, country, day):
            assert numbers_in(told, reading, country, ENGLISH) == sorted(map(str, told.numbers)), told.words
            assert [recount(number) for number in told.numbers] == list(told.numbers), told.words
            read += len(told.numbers)
    assert read > 20_000


@pytest.mark.slow
def test_the_headline_and_what_changed_count_alike(reading: Reading, country: Country) -> None:
    """Where the headline counts what a party took, the description has that number, of all or of those shown newly."""
    numerals, found = [message.lower() for message in NUMBERS], 0
    for day in every_day(reading):
        title = day_poster(reading, country, day, ENGLISH).title
        if counted := re.match(r".+ take (\w+) districts in three days", title):
            number = numerals.index(counted[1]) if counted[1] in numerals else int(counted[1])
            words = what_changed(reading, country, day, ENGLISH).words
            assert f"Of these, {number} changed hands" in words or f"{number} districts are newly shown as" in words
            found += 1
    assert found > 30


@pytest.mark.slow
def test_every_number_as_known_on_a_day_is_what_was_known(as_known: Reading, country: Country) -> None:
    recount = Recount(as_known, country)
    for day in every_day(as_known):
        for told in told_of(as_known, country, day):
            assert numbers_in(told, as_known, country, ENGLISH) == sorted(map(str, told.numbers))
            assert [recount(number) for number in told.numbers] == list(told.numbers)
            assert FIFTH in told.days or "as known on" not in told.words


def test_figures_are_those_that_the_pages_open(reading: Reading, country: Country) -> None:
    of = country.gazetteer.province_of
    counts = cache(lambda day: count_on(reading.spans, day, Lens("districts", "", dict.fromkeys(of, 1))))
    for day in TELLING_DAYS:
        for told in told_of(reading, country, day):
            for number in told.numbers:
                figures = [figure for figure in number.figures if isinstance(figure, Figure)]
                if number.of == Of.DISTRICTS and figures:
                    assert sum(len(places_behind(figure, reading.spans, of)) for figure in figures) == number
                if number.of == Of.DISTRICTS and len(figures) == 1:
                    (figure,) = figures
                    if figure.standing and not (figure.province or figure.since):
                        assert getattr(counts(figure.day).get(figure.standing, Count()), figure.part) == number


@pytest.mark.slow
@pytest.mark.parametrize("code", LOCALES)
def test_every_language_tells_the_same_numbers_and_days(reading: Reading, country: Country, code: str) -> None:
    spoken = language(code)
    for day in TELLING_DAYS:
        english = told_of(reading, country, day)
        for told, original in zip(told_of(reading, country, day, spoken), english, strict=True):
            written = [spoken.number(number) for number in told.numbers]
            assert numbers_in(told, reading, country, spoken) == sorted(written)
            if len(original.words) > LONGEST_ALT:
                assert sorted(told.numbers) == sorted(original.numbers)
                assert set(told.days) == set(original.days)


@pytest.mark.slow
@pytest.mark.parametrize("code", LOCALES)
def test_an_alternative_text_is_short_on_every_day_in_every_language(
    reading: Reading, country: Country, code: str
) -> None:
    for day in every_day(reading):
        for since in (None, day - timedelta(3), day - timedelta(60)):
            for side in (False, True) if since else (False,):
                told = alt(reading, country, day, language(code), since, side=side)
                assert [each for each in (day, since) if each and language(code).day(each) not in told.words] == []
                assert 0 < len(told.words) <= LONGEST_ALT


names = st.text(st.characters(codec="utf-8"), max_size=300)


@settings(max_examples=50)
@given(title=names, party=names)
def test_an_alternative_text_is_cut_at_a_clause_whatever_things_are_called(
    reading: Reading, country: Country, title: str, party: str
) -> None:
    war = reading.ledger.war
    war = replace(war, title=title, parties=(replace(war.parties[0], name=party), *war.parties[1:]))
    told = alt(replace(reading, ledger=replace(reading.ledger, war=war)), country, FIFTH, ENGLISH)
    assert len(told.words) <= LONGEST_ALT
    whole = f"Of 421 districts: {party} 157, Government 4, Contested 8, Not known 252."
    headings = (f"Map: {title} on 5 July 2021.", f"{title}, 5 July 2021.", "Map, 5 July 2021.")
    tails = (whole, whole.replace(", Not known 252", ""), f"Of 421 districts: {party} 157, Government 4.")
    clauses = {f"{heading} {tail}" for heading in headings for tail in (*tails, f"Of 421 districts: {party} 157.")}
    assert told.words in clauses | set(headings)


def test_the_day_of_the_article(reading: Reading, country: Country) -> None:
    assert alt(reading, country, FIFTH, ENGLISH).words == (
        "Map: Afghanistan 2021 on 5 July 2021. Of 421 districts: Taliban 157, Government 4, Contested 8, Not known 252."
    )
    assert what_changed(reading, country, FIFTH, ENGLISH).words == (
        "After 2 July 2021, up to 5 July 2021: "
        "32 districts are newly shown as Taliban (before: Government 3, Contested 2, Not known 27): "
        "Badakhshan 18, Takhar 5, Kandahar 4, Herat 2, Helmand 1, Nangarhar 1, Paktika 1. "
        "Of these, 30 changed hands; for the other 2, reports say only who holds them. "
        "1 district is newly shown as Government (before: Not known 1): Koran Wa Monjan (Badakhshan). "
        "Reports say only who holds it, not that it changed hands. "
        "1 district is newly shown as Contested (before: Taliban 1): Maruf (Kandahar). "
        "1 district is no longer claimed (Government): Shinwari (Parwan)."
    )


def test_a_long_description_tells_the_band_what_is_inferred_claimed_unknown_and_known(
    as_known: Reading, country: Country
) -> None:
    said = long(as_known, country, FIFTH, ENGLISH).words
    assert said.startswith(
        "Afghanistan 2021: who controls each of 421 districts on 5 July 2021, as known on 5 July 2021. "
        "Taliban: 148 of 421 districts; counting claims and uncertain dates, between 143 and 151. "
        "6 of these are known only from province- or country-wide reports. By province: Badakhshan 27, "
    )
    assert said.endswith(
        "260 districts are not known: no firm report says who is in control. "
        "7 districts are also claimed by another side; a claim does not change who is shown in control. "
        "This day draws on 227 reports."
    )
    assert "Government: 3 of 421 districts; counting claims and uncertain dates, between 3 and 9" in said


def test_a_comparison_tells_its_changes_before_the_later_day(reading: Reading, country: Country) -> None:
    told = long(reading, country, FALL, ENGLISH, FIFTH).words
    changes = what_changed(reading, country, FALL, ENGLISH, FIFTH).words
    assert told == f"{changes} {long(reading, country, FALL, ENGLISH).words}"
    assert "Provincial capitals among them: Kabul (Kabul), " in changes
    assert alt(reading, country, FALL, ENGLISH, FIFTH).words.startswith(
        "Map: Afghanistan 2021, after 5 July 2021, up to 15 August 2021. Of 421 districts, newly: Taliban "
    )


def test_two_days_side_by_side_are_counted_both(reading: Reading, country: Country) -> None:
    assert alt(reading, country, FIFTH, ENGLISH, date(2021, 6, 5), side=True).words == (
        "Afghanistan 2021, 5 June 2021 and 5 July 2021. "
        "Of 421 districts: Taliban from 12 to 157, Contested from 5 to 8, Not known from 403 to 252."
    )
    assert alt(reading, country, FIFTH, ENGLISH, FIFTH, side=True).words.endswith(
        "Of 421 districts: Taliban 157 on both days, Contested 8 on both days, Not known 252 on both days."
    )
    one = part_of(country, Area(districts=("1709",)))
    told = alt(reading_of(reading, one), one, FIFTH, ENGLISH, date(2021, 6, 5), side=True).words
    assert told.endswith(" on 5 June 2021 and on 5 July 2021. Not known, then Taliban.")


def test_a_day_like_the_one_before_is_said_to_be(reading: Reading, country: Country) -> None:
    same = FIFTH, ENGLISH, FIFTH
    assert what_changed(reading, country, *same).words == (
        "After 5 July 2021, up to 5 July 2021, no district changed on the map."
    )
    assert alt(reading, country, *same).words == (
        "Map: Afghanistan 2021, after 5 July 2021, up to 5 July 2021. No district is shown differently."
    )


def test_places_are_named_where_they_are_few(reading: Reading, country: Country) -> None:
    for day in every_day(reading):
        told = what_changed(reading, country, day, ENGLISH)
        control, before = control_on(reading.spans, day), control_on(reading.spans, day - timedelta(3))
        for standing in ("taliban", "government", CONTESTED, UNKNOWN):
            came = [place for place, span in control.items() if span.standing == standing != before[place].standing]
            if len(came) <= MOST_NAMED:
                assert [place for place in came if f"{country.names[place]} (" not in told.words] == []


@pytest.mark.parametrize(
    ("lens", "described", "sentence"),
    [
        (
            "people",
            "Map: Afghanistan 2021 on 5 July 2021. Of 30.7 million people: Taliban ",
            "Taliban: districts with ",
        ),
        ("land", "Map: Afghanistan 2021 on 5 July 2021. Of 642,000 km²: Taliban ", "Taliban: "),
    ],
)
def test_people_and_land_are_described_to_three_figures(
    reading: Reading, country: Country, lens: str, described: str, sentence: str
) -> None:
    counted = country.lenses[lens]
    held = count_on(reading.spans, FIFTH, counted)["taliban"].held
    poster = day_poster(reading, country, FIFTH, ENGLISH, lens=counted)
    assert poster.alt.startswith(f"{described}{ENGLISH.about(held)}, ")
    assert f" {ENGLISH.about(held)} of " in poster.subtitle
    said = long(reading, country, FIFTH, ENGLISH, lens=counted).words
    assert f"{sentence}{ENGLISH.about(held)} of " in said
    changed = what_changed(reading, country, FIFTH, ENGLISH, lens=counted).words
    for words in (poster.alt, poster.subtitle, said, changed):
        numbers = [number.replace(",", "") for number in re.findall(r"\d[\d,.]*\d", re.sub("20[0-9]{2}", "", words))]
        assert [number for number in numbers if len(number.replace(".", "").rstrip("0")) > 3] == []


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("lens", ["people", "land"])
def test_an_alternative_text_of_people_or_land_is_short_in_every_language(
    reading: Reading, country: Country, code: str, lens: str
) -> None:
    for day in TELLING_DAYS:
        for since, side in ((None, False), (day - timedelta(60), False), (day - timedelta(60), True)):
            spoken = language(code)
            told = alt(reading, country, day, spoken, since, country.lenses[lens], side=side)
            assert 0 < len(told.words) <= LONGEST_ALT
            assert spoken.say(reading.ledger.war.title) in told.words


def test_an_alternative_text_of_people_names_the_war(reading: Reading, country: Country) -> None:
    assert alt(reading, country, FALL - timedelta(1), ENGLISH, lens=country.lenses["people"]).words == (
        "Afghanistan 2021, 14 August 2021. Of 30.7 million people: Taliban 21.6 million, Government 5.24 million, "
        "Contested 275,000, Not known 3.61 million."
    )


def test_an_alternative_text_has_the_title_that_a_picture_was_given(reading: Reading, country: Country) -> None:
    poster = day_poster(reading, country, FIFTH, ENGLISH, title="The north falls")
    assert poster.alt.startswith("“The north falls”. Map: Afghanistan 2021 on 5 July 2021. Of 421 districts: ")
    long_title = day_poster(reading, country, FIFTH, ENGLISH, title="x" * 200)
    assert long_title.alt.startswith("Map: Afghanistan 2021 on 5 July 2021. Of 421 districts: ")
