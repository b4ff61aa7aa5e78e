"""
All that the page is told, as one JSON text.

Days are counted from the first one, places, sources and reports by their position in their lists. The keys:

- ``title``, ``eyebrow``, ``first`` (day 0, ``2021-04-06``), ``days`` (how many), ``offensive`` (number of its day 1)
- ``lens``: what is counted, in words; ``key``: what else is drawn: swatch, words
- ``perDegree``: what coordinates are divided by, see `geo.outlines`
- ``standings``: id, name, whether it is a party; ``tallies``: by day, see `geo.encode.tallies`
- ``looks``: fill, marks, words, standing, claim, inferred, restless; ``runs``: by place, see `geo.encode.runs`
- ``places``: code, P-code, name, Dari, Pashto, province, parent (position), lon, lat, people; ``rings``: by place
- ``provinces``: name; lon, lat and radius, in degrees, of the room for its label
- ``inner`` and ``outer``: the lines between provinces and around them all
- ``sources``: publisher, title, address (empty where not linked), day published
- ``reports``: id, days in words, what it says, how sure, source, place as reported, note, who denies it, when known,
  the day it counts from
- ``about``: by place a flat list: report, fate (position in ``fates``), in the order in which they count
- ``fates``: words, whether contradicted; ``baselines``: by place what was last known: words, source
- ``changes``: latest first: day, standing, whether a claim, inferred, lead report, places
- ``pins``: day, summary, source, name on the strip; ``headlines`` and ``sentences``: by day
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import geopandas as gpd
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from events.changes import Change
from events.control import BY_LATEST_DAY, Lens, Spans, count_on
from events.ledger import Ledger
from events.model import PlaceId, Report, Source
from events.sources import Fate, fates
from geo import encode, outlines, words
from geo.places import District, Province

Json = dict[str, Any]


def wire(
    ledger: Ledger,
    spans: Spans,
    changed: tuple[Change, ...],
    boundaries: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    districts: tuple[District, ...],
    province_records: tuple[Province, ...],
    lens: Lens,
    first: date,
    last: date,
    known: date | None,
) -> Markup:
    """
    Tell the page everything between two days, both included.

    Parameters
    ----------
    boundaries, provinces
        A places frame and its provinces, see `geo.places`; EPSG:4326.
    districts
        Those that are shown: each has spans.
    lens
        What the legend and the time strip count.
    known
        The day of knowledge, where not all that is known today takes part.

    Returns
    -------
    page
        JSON with every ``<``, ``>``, ``&`` and ``'`` escaped, so that it may stand within a script.
    """
    told: Json = {"title": ledger.war.title, "first": first.isoformat(), "days": (last - first).days + 1}
    told |= {"offensive": (ledger.war.offensive_from - first).days, "key": encode.KEY}
    told["eyebrow"] = f"{ledger.war.title} · district control · as known {words.day_words(known) if known else 'today'}"
    told["lens"] = f"Counted {lens.of}; {len(boundaries)} districts have a boundary of their own, the others a dot."
    told |= _paint(ledger, spans, districts, lens, first, last)
    told |= _shapes(boundaries, provinces, districts, province_records)
    told |= _evidence(ledger, districts, changed, first)
    told |= _sentences(ledger, spans, changed, districts, province_records, lens, told["days"], first)
    return htmlsafe_json_dumps(told, json.dumps, ensure_ascii=False, separators=(",", ":"))


def _paint(ledger: Ledger, spans: Spans, districts: tuple[District, ...], lens: Lens, first: date, last: date) -> Json:
    parties = {party.id: party for party in ledger.war.parties}
    names = encode.names(ledger.war)
    looks, runs = encode.runs(spans, [district.code for district in districts], first, last)
    called = names | {party.id: party.called for party in ledger.war.parties}
    return {
        "standings": [
            [standing, names[standing], int(standing in parties)] for standing in encode.standings(ledger.war)
        ],
        "tallies": encode.tallies(spans, ledger.war, lens, first, last),
        "looks": [
            {
                "fill": look.fill,
                "marks": look.marks(parties),
                "words": look.words(names, called),
                "standing": look.standing,
                "claim": look.claim,
                "inferred": look.inferred,
                "restless": look.restless,
            }
            for look in looks
        ],
        "runs": runs,
    }


def _shapes(
    boundaries: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    districts: tuple[District, ...],
    province_records: tuple[Province, ...],
) -> Json:
    at = {district.code: number for number, district in enumerate(districts)}
    province_at = {province.pcode: number for number, province in enumerate(province_records)}
    inner, outer = outlines.borders(provinces)
    return {
        "perDegree": outlines.PER_DEGREE,
        "places": [
            [
                *(district.code, district.pcode, district.name, district.name_dari, district.name_pashto),
                *(province_at[district.province], at[district.parent], district.lon, district.lat),
                district.population,
            ]
            for district in districts
        ],
        "rings": [
            outlines.rings(boundaries.geometry[district.code]) if district.code in boundaries.index else []
            for district in districts
        ],
        "provinces": [
            [province.name, *outlines.label_place(provinces.geometry[province.pcode])] for province in province_records
        ],
        "inner": inner,
        "outer": outer,
    }


def _evidence(ledger: Ledger, districts: tuple[District, ...], changed: tuple[Change, ...], first: date) -> Json:
    called = {party.id: party.called for party in ledger.war.parties}
    reports = sorted((event.report for event in ledger.events), key=BY_LATEST_DAY)
    source_at = {source.id: number for number, source in enumerate(ledger.sources)}
    report_at = {report.id: number for number, report in enumerate(reports)}
    about: dict[PlaceId, list[Report]] = {district.code: [] for district in districts}
    for event in ledger.events:
        for place in event.places:
            about[place].append(event.report)
    baselines: dict[PlaceId, list[tuple[str, int]]] = defaultdict(list)
    for baseline in ledger.baselines:
        told = f"{baseline.standing} ({baseline.as_of}, {baseline.basis})"
        baselines[baseline.place].append((told, source_at[baseline.source]))
    return {
        "sources": [_source(source) for source in ledger.sources],
        "reports": [[*_report(report, source_at, called), (report.latest - first).days] for report in reports],
        "fates": [[fate.value, int(fate.contradicted)] for fate in Fate],
        "about": [_about(about[district.code], report_at) for district in districts],
        "baselines": [baselines.get(district.code, []) for district in districts],
        "changes": _changes(changed, encode.standings(ledger.war), report_at, districts, first),
        "pins": [
            [(context.day - first).days, context.summary, source_at[context.source], context.label]
            for context in ledger.context
        ],
    }


def _source(source: Source) -> list[str]:
    address = "" if source.unlinked_because else source.url
    return [source.publisher, source.title, address, source.published]


def _report(report: Report, source_at: Mapping[str, int], called: Mapping[str, str]) -> list[Any]:
    known = words.day_words(report.known) if report.known_to_the_day else f"{words.day_words(report.known)} or later"
    return [
        *(report.id, words.interval_words(report.earliest, report.latest), words.report_words(report, called)),
        *(words.SAID[report.certainty], source_at[report.source], report.place_as_reported, report.note),
        *(called.get(report.denied_by, ""), known),
    ]


def _about(reports: list[Report], report_at: Mapping[str, int]) -> list[int]:
    fate_of, order = fates(reports), list(Fate)
    in_order = sorted(reports, key=BY_LATEST_DAY)
    return [number for report in in_order for number in (report_at[report.id], order.index(fate_of[report.id]))]


def _changes(
    changed: tuple[Change, ...],
    standings: list[str],
    report_at: Mapping[str, int],
    districts: tuple[District, ...],
    first: date,
) -> list[list[Any]]:
    """
    Tell the latest first; of one day, what is more than a claim and the province where most happened.

    Changes with one day, standing and lead report go together: one wider report may change many places.
    """
    at = {district.code: number for number, district in enumerate(districts)}
    province = {district.code: district.province for district in districts}
    there = Counter((change.day, province[change.place]) for change in changed)
    together: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for change in sorted(
        changed,
        key=lambda change: (
            -change.day.toordinal(),
            change.claimed,
            -there[change.day, province[change.place]],
            change.place,
        ),
    ):
        key = ((change.day - first).days, standings.index(change.after), int(change.claimed), int(change.inferred))
        together[*key, report_at[change.lead.id]].append(at[change.place])
    return [[*key, places] for key, places in together.items()]


def _sentences(
    ledger: Ledger,
    spans: Spans,
    changed: tuple[Change, ...],
    districts: tuple[District, ...],
    province_records: tuple[Province, ...],
    lens: Lens,
    days: int,
    first: date,
) -> Json:
    called = {party.id: party.called for party in ledger.war.parties}
    province_names = {province.pcode: province.name for province in province_records}
    names = {district.code: district.name for district in districts}
    within = {district.code: province_names[district.province] for district in districts}
    capitals = {district.code: district.population for district in districts if district.capital}
    each_day = [first + timedelta(days=number) for number in range(days)]
    leader = ledger.war.parties[0].id
    return {
        "headlines": [words.headline(changed, day, names, within, capitals, called) for day in each_day],
        "sentences": [words.sentence(count_on(spans, day, lens), leader, called) for day in each_day],
    }
