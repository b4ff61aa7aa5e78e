"""What the pages of a site are made from: a war, read once, and the same war in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from events.analysis.life import Life, life_of
from events.analysis.provinces import ProvinceLife, province_lives
from events.control.changes import Change, changes_between
from events.control.counts import Count, count
from events.control.reading import Reading, read_as_known
from events.control.rule import control_on
from events.ledger.folder import load_ledger
from events.model import PlaceId, Source, SourceId, Span, Standing
from geo.forms import Name
from geo.language import Language
from geo.places.country import Country, load_country_of
from geo.places.districts import District
from geo.places.grid import Shapes, coarse, country_shapes
from geo.wording import spoken
from geo.words.headlines import headline
from geo.words.sentences import sentence
from geo.words.standings import called, names

MOST_KEPT = 8
"""Wars that a process keeps, and days of each that it keeps counted."""


@dataclass(frozen=True)
class Desk:
    """A war, read by all that is known."""

    reading: Reading
    country: Country

    @property
    def name(self) -> str:
        """The name of the war's folder, which addresses have."""
        return self.reading.ledger.name

    @cached_property
    def shapes(self) -> Shapes:
        """The country, to draw a part of it large."""
        return country_shapes(self.country)

    @cached_property
    def small(self) -> Shapes:
        """The country, to draw all of it on a page."""
        return country_shapes(coarse(self.country))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which something changed."""
        return tuple(sorted({change.day for change in self.reading.changed}))

    @cached_property
    def sources(self) -> dict[SourceId, Source]:
        """Each source by its id."""
        return {source.id: source for source in self.reading.ledger.sources}

    @cached_property
    def lives(self) -> dict[PlaceId, Life]:
        """The history of every district."""
        reading = self.reading
        return {
            place: life_of(place, reading.spans, reading.about, self.sources, reading.first, reading.last)
            for place in self.country.names
        }

    @cached_property
    def provinces(self) -> dict[str, ProvinceLife]:
        """The history of every province, counted by districts."""
        reading, of = self.reading, self.country.gazetteer.province_of
        return province_lives(reading.spans, of, self.country.lenses["districts"], reading.first, reading.last)

    @cached_property
    def opening(self) -> date:
        """The day with which the war opens."""
        return max(self.reading.first, min(self.reading.last, self.reading.ledger.war.opening_day))

    def changed_on(self, day: date) -> tuple[Change, ...]:
        """List what changed on a day."""
        return tuple(changes_between(self.reading.changed, day, day))

    def control(self, day: date) -> Mapping[PlaceId, Span]:
        """Find who controls what on a day."""
        return _control(self, day)

    def counts(self, day: date) -> dict[Standing, Count]:
        """Count the districts on a day."""
        return count(self.control(day), self.country.lenses["districts"])

    def __hash__(self) -> int:
        """Of the object: there is one of each war."""
        return id(self)

    def __eq__(self, other: object) -> bool:
        """Compare the objects."""
        return self is other


@lru_cache(MOST_KEPT)
def _control(desk: Desk, day: date) -> Mapping[PlaceId, Span]:
    return control_on(desk.reading.spans, day)


@dataclass(frozen=True)
class Section:
    """A war in one language."""

    desk: Desk
    language: Language

    @property
    def folder(self) -> str:
        """Where its pages lie: ``nl/afghanistan-2021``."""
        return f"{self.language.code}/{self.desk.name}"

    def at(self, page: str) -> str:
        """Return the path of one of its pages: ``nl/afghanistan-2021/districts/1709.html``."""
        return f"{self.folder}/{page}"

    @cached_property
    def title(self) -> str:
        """The war's title."""
        return self.language.say(self.desk.reading.ledger.war.title)

    @cached_property
    def names(self) -> dict[PlaceId, str]:
        """The name of each district."""
        return self.desk.country.names_in(self.language)

    @cached_property
    def provinces(self) -> dict[str, str]:
        """The name of each province."""
        return self.desk.country.province_names_in(self.language)

    @cached_property
    def within(self) -> dict[PlaceId, str]:
        """The name of the province of each district."""
        return self.desk.country.within_in(self.language)

    @cached_property
    def capitals(self) -> dict[PlaceId, int]:
        """The districts of provincial capitals, with their people."""
        return {each.code: each.population for each in self.desk.country.districts if each.capital}

    def standings(self, day: date) -> dict[Standing, str]:
        """Name the standings on a day."""
        return names(self.desk.reading.ledger.war, self.language, day)

    def called(self, day: date) -> dict[str, Name]:
        """Name the parties on a day, as in a sentence."""
        return called(self.desk.reading.ledger.war, day, self.language)

    def headline(self, day: date) -> str:
        """Write the headline of a day."""
        recent, said = self.desk.reading.changed, self.called(day)
        return headline(recent, day, self.names, self.within, self.capitals, said, self.language)

    def sentence(self, day: date) -> str:
        """Write how much is under whom on a day."""
        lens, leader = self.desk.country.lenses["districts"], self.desk.reading.leader(day)
        return sentence(self.desk.counts(day), leader, self.called(day), lens, self.language)

    def districts_of(self, province: str) -> list[District]:
        """List the districts of a province by name."""
        there = [each for each in self.desk.country.districts if each.province == province]
        return sorted(there, key=lambda each: self.language.order(self.names[each.code]))

    def by_name(self) -> list[str]:
        """List the provinces by name."""
        return sorted(self.provinces, key=lambda province: self.language.order(self.provinces[province]))


@lru_cache(MOST_KEPT)
def desk_of(folder: Path) -> Desk:
    """Read the war of a folder."""
    country = load_country_of(folder)
    ledger = load_ledger(country.gazetteer, folder)
    return Desk(read_as_known(ledger, country.gazetteer.province_of), country)


@lru_cache(MOST_KEPT * MOST_KEPT)
def section_of(folder: Path, code: str) -> Section:
    """Read a war, for its pages in a language."""
    desk = desk_of(folder)
    return Section(desk, spoken(code, desk.reading.ledger.war))
