"""
All that the page receives. It is sent as one JSON text, in which `geo.atlas.packed` has what repeats stand once.

Days are numbered from the first; places, sources and reports by their position in their lists. The keys:

- ``title``, ``eyebrow``, ``credit`` and, in the fewest words, ``creditShort``
- ``first`` (day 0, ``2021-04-06``), ``days`` (how many), ``offensive`` (number of its day 1)
- ``language``: the language of the page, see `geo.language.Language.told`
- ``solar``: in Dari, the months of its own calendar, see `events.solar.solar_months`; in others none
- ``lenses``: the ways to count: id, denominator in words, unit, its name in the choice, what the strip shows
- ``tallies``: by lens and day, see `geo.atlas.runs.tallies`
- ``boundaries``: what is counted and what is drawn, in words; ``key``: other things drawn: swatch, words;
  ``glossary``: a line on each term, see `geo.words.glossary`
- ``perDegree``: divides coordinates into degrees, see `geo.places.outlines`; ``painted``: whether the places are more
  than `MOST_SHAPES`
- ``most``: how many standings a legend lists each by itself, see `geo.words.standings.MOST`
- ``standings``: id, name, whether it is a party, and its later names, each after the day it has it from
- ``patterns``: how the marks of looks are drawn, see `geo.paint.marks.patterns`
- ``looks``: fill, marks, words, standing, claim, inferred, unsettled; ``runs``: by place, see `geo.atlas.runs.runs`
- ``since``: for each look of each run the first days of the standing and of the claim; -1 if nothing came before the
  standing, or there is no claim
- ``places``: code, P-code, name, a list of its names in ``scripts``, province, parent (position), lon, lat, people,
  and the name in the official list if that is another
- ``rings``: by place; ``scripts``: of the other names of each place: the language and what it is called
- ``naming``: where the names of provinces go, see `geo.paint.labels.naming`
- ``provinces``: name; lon, lat and radius, in degrees, of the room for its label
- ``inner`` and ``outer``: the lines between provinces and around them all
- ``sources``: publisher, title, address (empty if not linked), day published, and why it is not linked
- ``reports``: id, days in words, what it says, how sure, source, place as reported, note, who denies it, how dated,
  the day it takes effect
- ``about``: by place a flat list: report, outcome (position in ``outcomes``), in the order in which they take effect
- ``outcomes``: words, whether contradicted; ``baselines``: by place what was last known: words, source
- ``changes``: latest first: day, standing, whether a claim, inferred; what the lead report says, how sure, and who
  published it; places
- ``pins``: day, summary, source, name on the strip; ``headlines`` and ``sentences``: by day; ``counted``: by lens but
  the first, sentences by day
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from events.control.counts import Count, Lens, count_each_day
from events.control.leading import leading
from events.control.outcomes import Outcome, outcomes
from events.control.reading import Reading
from events.control.rule import BY_LATEST_DAY, each_day
from events.model import Report, Source, Standing, War
from events.solar import solar_months
from geo.atlas.runs import paint
from geo.atlas.runs import tallies as tallies_of
from geo.language import ENGLISH, Language, message
from geo.paint.labels import naming
from geo.places.country import Country
from geo.places.districts import District, language_name, name_of
from geo.places.lenses import denominator
from geo.places.outlines import PER_DEGREE, label_place, outlines
from geo.words.credits import credit_of, short_credit
from geo.words.glossary import glossary
from geo.words.headlines import headline
from geo.words.reports import OUTCOMES, SAID, baseline_words, dated, denier_words, report_words
from geo.words.sentences import sentence
from geo.words.standings import KEY, MOST
from geo.words.standings import called as called_in
from geo.words.standings import standings as standings_of

Json = dict[str, Any]

SOLAR = "fa"  # the language with a calendar of its own
MOST_SHAPES = 1_500  # places that are shapes of SVG; more are painted: a step takes SVG longer than two frames

LENS_WORDS = {
    "districts": (
        message("districts"),
        message("Area: districts by controller. Bars: changes that day. Dots: other events"),
    ),
    "boundaries": (
        message("boundaries"),
        message("Area: districts by controller. Bars: changes that day. Dots: other events"),
    ),
    "people": (
        message("people"),
        message("Area: people by controller. Bars: changes that day. Dots: other events"),
    ),
    "land": (
        message("land"),
        message("Area: land by controller. Bars: changes that day. Dots: other events"),
    ),
}
"""By id of a lens: its name in the choice of lenses, and what the time strip shows for it."""


def page_content(reading: Reading, country: Country, language: Language = ENGLISH) -> Json:
    """
    Tell everything that the page needs, from the first to the last day of a reading, in a language.

    Titles, summaries, notes and places as reported stay as their source has them.
    """
    war, first, last, known = reading.ledger.war, reading.first, reading.last, reading.known
    title = language.say(war.title)
    told: Json = {"language": language.told(), "title": title, "first": first.isoformat()}
    told |= {"days": (last - first).days + 1, "offensive": (war.offensive_from - first).days, "most": MOST}
    told |= {"key": [(name, language.say(said)) for name, said in KEY], "asKnown": int(known is not None)}
    told["solar"] = solar_months(first, last) if language.code == SOLAR else []
    told["glossary"] = {name: line for name, (_, line) in glossary(language, war).items()}
    told["eyebrow"] = eyebrow(title, known, language)
    told["credit"], told["creditShort"] = credit_of(reading.ledger, country, language), short_credit(country, language)
    drawn = len(country.boundaries)
    words = message("{number} districts have boundaries; the others are dots.")
    told["boundaries"] = language.say(words, number=drawn) if drawn < len(country.districts) else ""
    counts = {name: count_each_day(reading.spans, first, last, lens) for name, lens in country.lenses.items()}
    told["lenses"] = [_lens(lens, language) for lens in country.lenses.values()]
    told["tallies"] = [tallies_of(counted, war) for counted in counts.values()]
    told |= paint(reading, country.districts, language)
    told |= _shapes(country, language)
    told |= _evidence(reading, country, language)
    return told | _sentences(reading, country, counts, language)


def json_text(told: Json) -> Markup:
    """Write JSON with every ``<``, ``>``, ``&`` and ``'`` escaped, so that it may stand within a script."""
    return htmlsafe_json_dumps(told, json.dumps, ensure_ascii=False, separators=(",", ":"))


def eyebrow(title: str, known: date | None, language: Language, latest: date | None = None) -> str:
    """
    Put the line above the headline into words: what the page is, and as known when.

    Parameters
    ----------
    known
        The day of knowledge; `None` if all reports are used.
    latest
        For a page that is kept, of which "now" would not stay true: the day on which the latest report became known.
    """
    if known:
        return language.say("{title} · district control · as known on {day}", title=title, day=language.day(known))
    if latest:
        words = message("{title} · district control · all reports (latest: {day})")
        return language.say(words, title=title, day=language.day(latest))
    return language.say("{title} · district control · as known now", title=title)


def _lens(lens: Lens, language: Language) -> list[str]:
    choice, key = LENS_WORDS[lens.id]
    unit = language.say(lens.unit) if lens.unit else ""
    return [lens.id, denominator(lens, language), unit, language.say(choice), language.say(key)]


def _shapes(country: Country, language: Language) -> Json:
    districts = country.districts
    at = {district.code: number for number, district in enumerate(districts)}
    province_at = {province.pcode: number for number, province in enumerate(country.provinces)}
    others = names_beside(country, language)
    return {
        "perDegree": PER_DEGREE,
        "painted": int(len(districts) > MOST_SHAPES),
        "places": [
            [
                *(district.code, district.pcode, name_of(district, language)),
                [(district.name if code == ENGLISH.code else district.names.get(code, "")) for code in others],
                *(province_at[district.province], at[district.parent], district.lon, district.lat),
                *((district.population, district.official_name) if district.official_name else (district.population,)),
            ]
            for district in districts
        ],
        "scripts": [(code, language_name(code, language)) for code in others],
        "naming": naming(),
        "provinces": [
            [name_of(province, language), *label_place(country.borders.geometry[province.pcode])]
            for province in country.provinces
        ],
        **outlines(country),
    }


def names_beside(country: Country, language: Language) -> list[str]:
    """List the languages, by code, in which the page names places beside its own: English, where its own is another."""
    own = dict.fromkeys(code for district in country.districts for code in district.names)
    return [code for code in (ENGLISH.code, *own) if code != language.code and (code in own or language.code in own)]


def _evidence(reading: Reading, country: Country, language: Language) -> Json:
    ledger, first, districts = reading.ledger, reading.first, country.districts
    reports = sorted(reading.reports.values(), key=BY_LATEST_DAY)
    source_at = {source.id: number for number, source in enumerate(ledger.sources)}
    report_at = {report.id: number for number, report in enumerate(reports)}
    provinces = country.province_names_in(language)
    baselines = baseline_words(ledger.baselines, ledger.war, provinces, language)
    return {
        "sources": [_source(source) for source in ledger.sources],
        "reports": [
            [*_report(report, source_at, ledger.war, language), (report.latest - first).days] for report in reports
        ],
        "outcomes": [
            [(words := OUTCOMES[outcome]) and language.say(words), int(outcome.contradicted)] for outcome in Outcome
        ],
        "about": [_about(reading.about[district.code], report_at) for district in districts],
        "baselines": [
            [(words, source_at[source]) for words, source in baselines.get(district.code, [])] for district in districts
        ],
        "changes": _changes(reading, districts, language),
        "pins": [
            [
                (context.day - first).days,
                context.summary,
                source_at[context.source],
                context.label and language.own(context.label),
            ]
            for context in ledger.context
        ],
    }


def _source(source: Source) -> list[str]:
    why = source.unlinked_because
    return [source.publisher, source.title, "" if why else source.url, source.published, *filter(None, [why])]


def _report(report: Report, source_at: Mapping[str, int], war: War, language: Language) -> list[Any]:
    days = language.days(report.earliest, report.latest)
    return [
        *(report.id, days, report_words(report, war, language), language.say(SAID[report.certainty])),
        *(source_at[report.source], report.place_as_reported, report.note),
        *(denier_words(report, war, language), dated(report, language)),
    ]


def _about(reports: tuple[Report, ...], report_at: Mapping[str, int]) -> list[int]:
    outcome_of, order = outcomes(reports), list(Outcome)
    return [number for report in reports for number in (report_at[report.id], order.index(outcome_of[report.id]))]


def _changes(reading: Reading, districts: tuple[District, ...], language: Language) -> list[list[Any]]:
    """
    List changes, latest first; within a day, firm ones first, then by the province with most changes.

    Changes with one day, standing and lead report are grouped: one wider report may change many places.
    """
    war = reading.ledger.war
    standings, publisher = standings_of(war), {source.id: source.publisher for source in reading.ledger.sources}
    at = {district.code: number for number, district in enumerate(districts)}
    province = {district.code: district.province for district in districts}
    there = Counter((change.day, province[change.place]) for change in reading.changed)
    together: dict[tuple[int, int, int, int, Report], list[int]] = defaultdict(list)
    latest_first = reading.changed[::-1]  # sorting keeps the later of two changes of a day first
    for change in sorted(
        latest_first,
        key=lambda change: (
            -change.day.toordinal(),
            change.claimed,
            -there[change.day, province[change.place]],
            change.place,
        ),
    ):
        day = (change.day - reading.first).days
        key = (day, standings.index(change.after), int(change.claimed), int(change.inferred))
        together[*key, change.lead].append(at[change.place])
    return [
        [*key, report_words(lead, war, language), language.say(SAID[lead.certainty]), publisher[lead.source], places]
        for (*key, lead), places in together.items()
    ]


def _sentences(
    reading: Reading, country: Country, counts: Mapping[str, list[dict[Standing, Count]]], language: Language
) -> Json:
    """Write the sentence of each day, by what is counted: the first lens is the one the page opens with."""
    war = reading.ledger.war
    names, within = country.names_in(language), country.within_in(language)
    capitals = {district.code: district.population for district in country.districts if district.capital}
    days = list(each_day(reading.first, reading.last))
    called = [called_in(war, day, language) for day in days]
    leaders = list(leading(reading.changed, days, war.parties))
    by_lens = [
        [
            sentence(_briefly(counted), leader, then, country.lenses[lens], language)
            for counted, leader, then in zip(by_day, leaders, called, strict=True)
        ]
        for lens, by_day in counts.items()
    ]
    return {
        "headlines": [
            headline(reading.changed, day, names, within, capitals, then, language)
            for day, then in zip(days, called, strict=True)
        ],
        "sentences": by_lens[0],
        "counted": by_lens[1:],
    }


def _briefly(counts: Mapping[Standing, Count]) -> dict[Standing, Count]:
    """Leave out the ranges and what is inferred, which the legend gives: the map has the room of their words."""
    return {standing: Count(held, held, held, 0) for standing, held in ((of, counts[of].held) for of in counts)}
