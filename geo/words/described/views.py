"""What a description is made of: a day and the days before it, its numbers, and the parts of its text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Self

from events.analysis.compare import compare
from events.control.counts import Count, Lens, count
from events.control.evidence import Figure
from events.control.evidence import Part as Sort
from events.control.reading import Reading
from events.control.rule import control_on
from events.ledger.locate import ProvinceId
from events.model import PartyId, PlaceId, Span, Standing
from geo.language import Language
from geo.places.country import Country
from geo.places.districts import District, Province, name_of
from geo.words.areas import area_name
from geo.words.headlines import WINDOW_DAYS, capitalised
from geo.words.standings import names, standings


class Of(StrEnum):
    """What a number counts among the places behind its figures."""

    DISTRICTS = "districts"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Claims:
    """The places that a party claims on one day and not on another, earlier or later."""

    on: date
    and_not_on: date
    party: PartyId
    province: ProvinceId | None = None
    """`None` for the whole country."""


@dataclass(frozen=True, slots=True)
class Gains:
    """The places newly shown under a party: those that reports say it took, or those they only say that it holds."""

    day: date
    since: date
    party: PartyId
    taken: bool
    province: ProvinceId | None = None
    """`None` for the whole country."""


Figured = Figure | Claims | Gains


class Number(int):
    """A number in a description; the figures that it counts add up to it."""

    figures: tuple[Figured, ...]
    of: Of
    about: bool
    """Whether it is of people or land, and written to three figures."""

    def __new__(cls, value: float, *figures: Figured, of: Of = Of.DISTRICTS, about: bool = False) -> Self:
        """Make a number with the figures that it counts."""
        number = super().__new__(cls, round(value))
        number.figures, number.of, number.about = figures, of, about
        return number


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a description, or a piece of one."""

    words: str
    numbers: tuple[Number, ...] = ()
    """All the numbers in its words."""
    days: tuple[date, ...] = ()
    """All the days in its words."""

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Telling:
    """Writes messages, and keeps the numbers and days that were put into them."""

    language: Language

    def say(self, words: str, **values: "Part | Number | date | str") -> Part:
        """Translate a message, as `geo.language.Language.say` does."""
        return self._told(self.language.say(words, **self._written(values)), values.values())

    def count(self, number: Number, one: str, many: str, **values: "Part | Number | date | str") -> Part:
        """Translate the message for a number, as `geo.language.Language.count` does."""
        words = self.language.count(number, one, many, **self._written(values))
        return self._told(words, [number, *values.values()])

    def together(self, parts: Iterable[Part], between: str) -> Part:
        """Join parts with a separator."""
        parts = list(parts)
        return self._told(between.join(map(str, parts)), parts)

    def listed(self, parts: Iterable[Part]) -> Part:
        """Join parts with the comma of the language."""
        return self.together(parts, self.language.say(", "))

    def _written(self, values: Mapping[str, "Part | Number | date | str"]) -> dict[str, object]:
        written: dict[str, object] = {}
        for name, value in values.items():
            if isinstance(value, date):
                written[name] = self.language.day(value)
            else:
                written[name] = self.language.about(value) if isinstance(value, Number) and value.about else value
        return written

    def _told(self, words: str, values: Iterable["Part | Number | date | str"]) -> Part:
        numbers: list[Number] = []
        days: list[date] = []
        for value in values:
            if isinstance(value, Part):
                numbers += value.numbers
                days += value.days
            elif isinstance(value, Number):
                numbers.append(value)
            elif isinstance(value, date):
                days.append(value)
        return Part(words, tuple(numbers), tuple(days))


@dataclass(frozen=True)
class Viewed:
    """What is described, with what the description often needs."""

    reading: Reading
    country: Country
    day: date
    since: date
    lens: Lens
    """What is counted."""
    speaker: Telling
    now: Mapping[PlaceId, Span]
    before: Mapping[PlaceId, Span]
    """Control on the day `since`."""

    @property
    def title(self) -> str:
        """The title of the war, after the name of the area if this is of a part of the country."""
        title = self.speaker.language.say(self.reading.ledger.war.title)
        if not self.country.area:
            return title
        return self.speaker.language.say("{place} ({title})", place=self.where, title=title)

    @property
    def where(self) -> str:
        """The name of the area, as it begins a sentence; empty for the whole country."""
        return capitalised(area_name(self.country, self.speaker.language))

    @property
    def total(self) -> Number:
        """All that the lens counts."""
        return self.number(self.now, Figure(self.day, None, province=self.province))

    @property
    def province(self) -> ProvinceId | None:
        """The province that all this is about, if it is of one."""
        return self.country.area.province if self.country.area else None

    @property
    def province_of(self) -> Mapping[PlaceId, ProvinceId]:
        """The province of each place."""
        return {place: self.country.gazetteer.province_of[place] for place in self.now}

    @property
    def standings(self) -> list[Standing]:
        """The possible standings, in order."""
        return standings(self.reading.ledger.war)

    @cached_property
    def districts(self) -> dict[PlaceId, District]:
        """The districts by code."""
        return {district.code: district for district in self.country.districts}

    @cached_property
    def provinces(self) -> dict[ProvinceId, Province]:
        """The provinces by P-code."""
        return {province.pcode: province for province in self.country.provinces}

    @cached_property
    def counts(self) -> dict[Standing, Count]:
        """How much is under each standing on the day."""
        return count(self.now, self.lens)

    @cached_property
    def flows(self) -> dict[tuple[Standing, Standing], list[PlaceId]]:
        """The places whose standing differs, by their standing before and now."""
        flows: dict[tuple[Standing, Standing], list[PlaceId]] = defaultdict(list)
        for place, span in self.now.items():
            if span.standing != self.before[place].standing:
                flows[self.before[place].standing, span.standing].append(place)
        return dict(flows)

    @cached_property
    def first_reported(self) -> set[PlaceId]:
        """The places of which reports now say who holds them, but not that they changed hands; as in the headline."""
        reading, days = self.reading, (self.since, self.day)
        changed = compare(reading.spans, reading.reports, reading.about, *days)
        return {transition.place for transition in changed if transition.first_reported}

    def figure(self, standing: Standing, sort: Sort = Sort.HELD) -> Number:
        """Return one of the figures of a standing on the day."""
        counted = getattr(self.counts.get(standing, Count()), sort)
        return Number(counted, Figure(self.day, standing, sort, self.province), about=bool(self.lens.unit))

    def figure_before(self, standing: Standing) -> Number:
        """Return how much is under a standing on the day `since`."""
        held = count(self.before, self.lens).get(standing, Count()).held
        return Number(held, Figure(self.since, standing, province=self.province), about=bool(self.lens.unit))

    def number(self, places: Iterable[PlaceId], *figures: Figured) -> Number:
        """Count places, by the lens."""
        counted = sum(self.lens.weights.get(place, 0) for place in places)
        return Number(counted, *figures, about=bool(self.lens.unit))

    def newly(self, standing: Standing) -> dict[Standing, Number]:
        """Count what is newly shown under a standing, by the standing before."""
        return {
            was: self.number(
                self.flows[was, standing],
                Figure(self.day, standing, province=self.province, since=self.since, was=was),
            )
            for was in self.standings
            if (was, standing) in self.flows
        }

    def called(self, standing: Standing) -> str:
        """Name a standing on the day."""
        return names(self.reading.ledger.war, self.speaker.language, self.day)[standing]

    def called_before(self, standing: Standing) -> str:
        """Name a standing on the day `since`."""
        return names(self.reading.ledger.war, self.speaker.language, self.since)[standing]

    def named(self, place: District | Province) -> str:
        """Name a district or a province."""
        return name_of(place, self.speaker.language)


def viewed(
    reading: Reading, country: Country, day: date, language: Language, since: date | None, lens: Lens | None
) -> Viewed:
    """Gather what a description needs; by default it looks back `WINDOW_DAYS` and counts districts."""
    earlier = since or day - timedelta(WINDOW_DAYS)
    now, before = control_on(reading.spans, day), control_on(reading.spans, earlier)
    return Viewed(reading, country, day, earlier, lens or country.lenses["districts"], Telling(language), now, before)
