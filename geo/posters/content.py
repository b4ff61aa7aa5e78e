"""
The content of a poster: a day, what changed between two, or two side by side, in one language.

A poster consists of words, numbers and fills, and is independent of paper: `geo.posters.layout` gives each its place
and `geo.posters.draw` draws it. Every number comes from `events.control.counts.count` or
`events.analysis.compare.flows`.

The poster of a part of the country is made of a part and of what a reading says of it, see `geo.places.area`. It names
districts where that of the whole country names provinces.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from events.analysis.compare import compare
from events.control.counts import Lens, count, count_each_day
from events.control.reading import Reading
from events.control.rule import control_on
from events.model import PlaceId
from geo.language import Language
from geo.paint.fills import BLANK, Fill, change_fills, day_fills, plain_fill
from geo.places.country import Country
from geo.posters.entries import (
    Entry,
    blank_entries,
    claim_entries,
    few_changes,
    few_claims,
    few_standings,
    flow_entries,
    inferred_sum,
    key_entries,
    pair_entries,
    standing_entries,
    sum_of_claims,
)
from geo.posters.logo import Logo
from geo.posters.titles import (
    borders_words,
    change_title,
    change_words,
    counted_words,
    credit_words,
    day_title,
    known_words,
    labels_of,
    publishers_behind,
    unit_words,
)
from geo.words.areas import covering, eyebrow, film_title, finding
from geo.words.days import after_words
from geo.words.description import alt
from geo.words.headlines import capitalised
from geo.words.sentences import sentence
from geo.words.standings import called, names, names_between, renamed_between, standings


@dataclass(frozen=True, slots=True)
class Earlier:
    """The first of two days that a poster shows side by side."""

    fills: Mapping[PlaceId, Fill]
    stamp: str


@dataclass(frozen=True, slots=True)
class Poster:
    """All that a poster says and shows."""

    eyebrow: str
    title: str
    subtitle: str
    """The finding in full, with its unit and denominator."""
    legend: tuple[Entry, ...]
    """The standings of all places; the entries that are not `of_these` add up to all that the lens counts."""
    keys: tuple[Entry, ...]
    """Other things drawn, if they occur."""
    unit: str
    """What the numbers of the legend count, if not districts."""
    fills: Mapping[PlaceId, Fill]
    labels: Mapping[str, str]
    """The name of each province by its P-code; of a part of the country, that of each district by its code."""
    stamp: str
    """The day or days."""
    known: str
    """The day of knowledge, in words."""
    publishers: tuple[str, ...]
    """Publishers of the reports behind what is shown, and of those weighed against them; most reports first."""
    borders: str
    """The source of the boundaries, and a note on what they do not imply."""
    credit: str
    alt: str = ""
    """What the picture shows, for those who cannot see it."""
    logo: Logo | None = None
    before: Earlier | None = None
    """The first of two days; the rest is of the second, and each number of the legend of both."""


def day_poster(
    reading: Reading,
    country: Country,
    day: date,
    language: Language,
    *,
    title: str | None = None,
    credit: str | None = None,
    lens: Lens | None = None,
) -> Poster:
    """
    Make the poster of a day.

    Parameters
    ----------
    title
        By default suggested from the data.
    credit
        Who made the graphic; by default the atlas.
    lens
        What the legend counts; by default districts.
    """
    war = reading.ledger.war
    lens = lens or country.lenses["districts"]
    control = control_on(reading.spans, day)
    counts = count(control, lens)
    named = names(war, language, day)
    said = called(war, day, language)
    held, small = few_standings(standing_entries(counts, war, named), war, language)
    claimed, claims = few_claims(claim_entries(control, lens, war, day, language), war, language)
    return Poster(
        eyebrow=eyebrow(war, country, language),
        title=day_title(reading, country, day, said, language) if title is None else title,
        subtitle=finding(count(control, country.lenses["districts"]), country, reading.leader(day), said, language)
        if country.area
        else sentence(counts, reading.leader(day), said, lens, language),
        legend=_counting(lens, *held, *claimed),
        keys=_counting(
            lens,
            *small,
            *claims,
            *key_entries(control.values(), lens, war, named, language),
            *blank_entries(_blank(country), language),
        ),
        unit=unit_words(lens, language),
        fills=fills_on(reading, country, day),
        labels=labels_of(country, language),
        stamp=language.day(day),
        known=known_words(reading, language),
        publishers=publishers_behind(reading, control.values(), day),
        borders=borders_words(reading.ledger, country, language),
        credit=credit_words(credit, language),
        alt=str(alt(reading, country, day, language, lens=lens, given=title)),
    )


def change_poster(
    reading: Reading,
    country: Country,
    earlier: date,
    later: date,
    language: Language,
    *,
    title: str | None = None,
    credit: str | None = None,
    lens: Lens | None = None,
) -> Poster:
    """
    Make the poster of what changed between two days; see `day_poster`.

    Raises
    ------
    events.analysis.compare.NoInterval
        If the later day is before the earlier.
    """
    war = reading.ledger.war
    lens = lens or country.lenses["districts"]
    before, after = control_on(reading.spans, earlier), control_on(reading.spans, later)
    described = str(alt(reading, country, later, language, earlier, lens, title))
    transitions = compare(reading.spans, reading.reports, reading.about, earlier, later)
    days = language.day(earlier), language.day(later)
    between = [span for life in reading.spans.values() for span in life if span.end > earlier and span.start <= later]
    passed, small = few_changes(list(flow_entries(transitions, lens, war, (earlier, later), language)), war, language)
    return Poster(
        eyebrow=eyebrow(war, country, language),
        title=change_title(transitions, (earlier, later), war, country, lens, language) if title is None else title,
        subtitle=change_words(transitions, (earlier, later), war, country, lens, language),
        legend=_counting(lens, *passed),
        keys=_counting(
            lens,
            *small,
            *inferred_sum(
                [t.after for t in transitions if t.changed], lens, war, names(war, language, later), language
            ),
            *blank_entries(_blank(country), language),
        ),
        unit=unit_words(lens, language),
        fills=_blank(country) | change_fills(before, after, days, war, (earlier, later))[0],
        labels=labels_of(country, language),
        stamp=capitalised(after_words(earlier, later, language)),
        known=known_words(reading, language),
        publishers=publishers_behind(reading, between, later),
        borders=borders_words(reading.ledger, country, language),
        credit=credit_words(credit, language),
        alt=described,
    )


def pair_poster(
    reading: Reading,
    country: Country,
    earlier: date,
    later: date,
    language: Language,
    *,
    title: str | None = None,
    credit: str | None = None,
    lens: Lens | None = None,
) -> Poster:
    """Make the poster of two days side by side, with the words of what changed between them; see `change_poster`."""
    lens = lens or country.lenses["districts"]
    poster = change_poster(reading, country, earlier, later, language, title=title, credit=credit, lens=lens)
    controls = control_on(reading.spans, earlier), control_on(reading.spans, later)
    transitions = compare(reading.spans, reading.reports, reading.about, earlier, later)
    of = (earlier, later), reading.ledger.war
    legend, keys = pair_entries(controls, *of, lens, language)
    return replace(
        poster,
        subtitle=change_words(transitions, *of, country, lens, language, pair=True),
        legend=_counting(lens, *legend),
        keys=_counting(lens, *keys, *blank_entries(_blank(country), language)),
        unit=f"{counted_words(earlier, later, language)} {poster.unit}".strip(),
        fills=fills_on(reading, country, later),
        stamp=language.day(later),
        alt=str(alt(reading, country, later, language, earlier, lens, title, side=True)),
        before=Earlier(fills_on(reading, country, earlier), language.day(earlier)),
    )


def film_poster(
    reading: Reading,
    country: Country,
    first: date,
    last: date,
    language: Language,
    *,
    title: str | None = None,
    credit: str | None = None,
) -> Poster:
    """
    Make the poster that the days of a film share.

    Its legend has everything that a day may have, with room for the widest number, which is all districts. What
    concerns a single day is added by `geo.films.frames`.
    """
    war, lens, total = reading.ledger.war, country.lenses["districts"], len(country.districts)
    named = names_between(war, first, last, language)
    between = [span for life in reading.spans.values() for span in life if span.end > first and span.start <= last]
    renamed = renamed_between(war, first, last)
    days = count_each_day(reading.spans, first, last, lens)
    most = {name: max(counts[name].held if name in counts else 0 for counts in days) for name in standings(war)}
    entries = [Entry(plain_fill(standing, war), most[standing], named[standing]) for standing in standings(war)]
    held, small = few_standings(entries, war, language)
    sums = sum_of_claims({span.claim: total for span in between if span.claim}, war, last, language)
    claimed, claims = few_claims(sums, war, language)
    keys = (*small, *claims, *key_entries(between, lens, war, named, language, renamed))
    return Poster(
        eyebrow=eyebrow(war, country, language),
        title=film_title({"first": language.day(first), "last": language.day(last)}, country, language)
        if title is None
        else title,
        subtitle=covering(
            language.say("Day by day, according to the reports on record; what no report covers is not known."),
            country,
            language,
        ),
        legend=tuple(replace(entry, number=total) for entry in (*held, *claimed)),
        keys=(*(replace(key, number=None) for key in keys), *blank_entries(_blank(country), language)),
        unit="",
        fills={},
        labels=labels_of(country, language),
        stamp=language.day(last),
        known=known_words(reading, language),
        publishers=publishers_behind(reading, between, last),
        borders=borders_words(reading.ledger, country, language),
        credit=credit_words(credit, language),
    )


def fills_on(reading: Reading, country: Country, day: date) -> dict[PlaceId, Fill]:
    """Paint a day; districts that are drawn but not counted stay blank."""
    return _blank(country) | day_fills(control_on(reading.spans, day), reading.ledger.war, day)[0]


def _blank(country: Country) -> dict[PlaceId, Fill]:
    return dict.fromkeys(set(country.boundaries.index) - country.names.keys(), BLANK) if country.area else {}


def _counting(lens: Lens, *entries: Entry) -> tuple[Entry, ...]:
    return tuple(replace(entry, about=bool(lens.unit)) for entry in entries)
