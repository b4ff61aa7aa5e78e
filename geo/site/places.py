"""The pages of places: each district with its history, reports and map, each province with its districts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from events.analysis.life import DistrictReport, standing_since
from events.control.counts import count
from events.control.outcomes import Outcome
from events.control.rule import ONE_DAY
from events.ledger.locate import ProvinceId
from events.model import PlaceId, Span
from geo.language import Language
from geo.paint.looks import look_of
from geo.places.area import part_of
from geo.places.country import Area
from geo.places.districts import District, language_name
from geo.site.desk import Section
from geo.site.maps import province_map, shares, strip
from geo.site.page import Site, write_page
from geo.words.areas import finding
from geo.words.credits import credit_of
from geo.words.headlines import capitalised
from geo.words.pages.life import life_words
from geo.words.reports import OUTCOMES, SAID, dated, denier_words, report_words

Pages = Iterator[tuple[str, bytes]]
"""Each a path and a file."""


def district_path(section: Section, place: PlaceId) -> str:
    """Return where the page of a district lies."""
    return section.at(f"districts/{place}.html")


def province_path(section: Section, province: ProvinceId) -> str:
    """Return where the page of a province lies."""
    return section.at(f"provinces/{province}.html")


def place_pages(site: Site, section: Section) -> Pages:
    """Write the pages of all places, and the two that list them."""
    for district in section.desk.country.districts:
        yield _district(site, section, district)
    for province in section.provinces:
        yield _province(site, section, province)
    yield _all_districts(site, section)
    yield _all_provinces(site, section)


def _district(site: Site, section: Section, district: District) -> tuple[str, bytes]:
    desk, language, place = section.desk, section.language, district.code
    path, name, last = district_path(section, place), section.names[place], desk.reading.last
    life, within = desk.lives[place], section.within[place]
    said = life_words(life, name, last, desk.reading.ledger.war, language)
    title = language.say("{district}, {province}", district=name, province=within)
    on = language.say("{place} on {day}", place=within, day=language.day(last))
    drawn = province_map(section, district.province, last, lambda other: f"{other}.html", on, place)
    names = [(language_name(code, language), code, words) for code, words in _names_beside(district, language)]
    return path, write_page(
        site,
        path,
        "district.html",
        language,
        section,
        title=title,
        description=said,
        name=name,
        within=within,
        province=province_path(section, district.province),
        said=said,
        codes=_codes(district, language),
        names=names,
        map=drawn,
        map_title=on,
        strip=strip(section, place),
        first=language.day(desk.reading.first),
        last=language.day(last),
        episodes=[_episode(section, span, last) for span in life.episodes] if life.told else [],
        reports=[_report(section, told) for told in reversed(life.told)],
        on_map=f"{section.at('atlas.html')}",
        on_map_view=f"#day={_last_change(section, place)}&district={place}",
        credit=credit_of(desk.reading.ledger, desk.country, language),
    )


def _names_beside(district: District, language: Language) -> list[tuple[str, str]]:
    """List the names of a district in other languages; its English one where the page is in another."""
    named = {"en": district.name} | dict(district.names)
    return [(code, words) for code, words in named.items() if code != language.code and words]


def _codes(district: District, language: Language) -> list[str]:
    pcode = language.say("P-code {pcode}", pcode=district.pcode) if district.pcode else language.say("no P-code")
    codes = [language.say("code {code}", code=district.code), pcode]
    if district.population:
        codes.append(language.say("{people} people", people=language.number(district.population)))
    if district.official_name:
        codes.append(language.say("Official list: {name}", name=language.apart(district.official_name)))
    return codes


def _last_change(section: Section, place: PlaceId) -> date:
    changed = [change.day for change in section.desk.reading.changed if change.place == place]
    return max(changed, default=section.desk.opening)


def _episode(section: Section, span: Span, last: date) -> dict[str, Any]:
    until = min(span.end - ONE_DAY, last)
    words = look_of(span).words(
        section.standings(span.start), section.standings(span.start) | section.called(span.start), section.language
    )
    day = section.language.day
    days = day(span.start) if span.start == until else f"{day(span.start)} – {day(until)}"
    changed = any(change.place == span.place for change in section.desk.changed_on(span.start))
    page = section.at(f"days/{span.start}.html") if changed else ""
    return {"fill": look_of(span).fill, "days": days, "words": words, "page": page}


def _report(section: Section, told: DistrictReport) -> dict[str, Any]:
    """Put a report into words, as the app does."""
    report, language, war = told.report, section.language, section.desk.reading.ledger.war
    published, denied = told.source.published, denier_words(report, war, language)
    return {
        "id": report.id,
        "days": language.days(report.earliest, report.latest) + f" {language.year(report.latest.year)}",
        "said": report_words(report, war, language),
        "certainty": language.say(SAID[report.certainty]),
        "outcome": _outcome(told.outcome, language),
        "against": list(told.opponents),
        "denied": denied and language.say("Denied by {party}.", party=denied),
        "publisher": told.source.publisher,
        "title": told.source.title,
        "url": "" if told.source.unlinked_because else told.source.url,
        "unlinked": told.source.unlinked_because,
        "published": language.say("published {day}", day=_published(published, language))
        if published
        else language.say("publication date not given"),
        "dated": dated(report, language),
        "written": report.place_as_reported,
        "note": report.note,
    }


def _outcome(outcome: Outcome, language: Language) -> str:
    """Say how a report fared, where its certainty does not say so already."""
    words = "" if outcome == Outcome.CLAIM else OUTCOMES[outcome]
    return capitalised(language.say("{said}.", said=language.say(words))) if words else ""


def _published(written: str, language: Language) -> str:
    """Write when a source was published: a day, a month, or a year, as it is stated."""
    if len(written) == len("2021-07-05"):
        return language.day(date.fromisoformat(written))
    month = len(written) == len("2021-07")
    return language.month(date.fromisoformat(f"{written}-01")) if month else language.year(int(written))


def counted(section: Section, places: set[PlaceId] | None, day: date) -> list[dict[str, Any]]:
    """Count the districts on a day, of all or of some: standing, its colour, its number and how much is inferred."""
    control, standings = section.desk.control(day), section.standings(day)
    lens = section.desk.country.lenses["districts"]
    if places is not None:
        lens = replace(lens, weights={place: lens.weights[place] for place in sorted(places)})
    counts = count(control, lens)
    language, total = section.language, sum(each.held for each in counts.values())
    return [
        {
            "fill": standing,
            "name": name,
            "number": language.number(counts[standing].held),
            "share": counts[standing].held / total,
            "inferred": counts[standing].inferred
            and language.say("{number} inferred", number=int(counts[standing].inferred)),
        }
        for standing, name in standings.items()
        if standing in counts and counts[standing].held
    ]


def _rows(section: Section, districts: list[District]) -> list[dict[str, Any]]:
    """List districts with their standing on the last day, since when, and by how many reports."""
    desk, last = section.desk, section.desk.reading.last
    control, standings, language = desk.control(last), section.standings(last), section.language
    return [
        {
            "path": district_path(section, each.code),
            "name": section.names[each.code],
            "fill": look_of(control[each.code]).fill,
            "standing": standings[control[each.code].standing],
            "since": _since(section, each.code, last),
            "reports": language.number(len(desk.reading.about.get(each.code, ()))),
        }
        for each in districts
    ]


def _since(section: Section, place: PlaceId, day: date) -> str:
    since = standing_since(section.desk.lives[place].episodes, day)
    return section.language.day(since) if since > section.desk.reading.first else ""


def _province(site: Site, section: Section, province: ProvinceId) -> tuple[str, bytes]:
    desk, language, last = section.desk, section.language, section.desk.reading.last
    path, name = province_path(section, province), section.provinces[province]
    districts = section.districts_of(province)
    there = {each.code for each in districts}
    part = part_of(desk.country, Area(province))
    counts = count(desk.control(last), part.lenses["districts"])
    said = finding(counts, part, desk.reading.leader(), section.called(last), language)
    title = language.say("{place} on {day}", place=name, day=language.day(last))
    days = sorted({change.day for change in desk.reading.changed if change.place in there}, reverse=True)
    return path, write_page(
        site,
        path,
        "province.html",
        language,
        section,
        title=name,
        description=said,
        said=said,
        name=name,
        map=province_map(section, province, last, lambda place: f"../districts/{place}.html", title),
        map_title=title,
        rows=_rows(section, districts),
        shares=shares(section, desk.provinces[province]),
        first=language.day(desk.reading.first),
        last=language.day(last),
        standings=counted(section, there, last),
        days=[(section.at(f"days/{day}.html"), language.day(day)) for day in days],
        credit=credit_of(desk.reading.ledger, desk.country, language),
    )


def _all_districts(site: Site, section: Section) -> tuple[str, bytes]:
    language, path = section.language, section.at("districts/index.html")
    title = language.say("Districts")
    groups = [
        (section.provinces[province], province_path(section, province), _rows(section, section.districts_of(province)))
        for province in section.by_name()
    ]
    said = language.say("All {total} districts, by province.", total=len(section.names))
    return path, write_page(
        site, path, "districts.html", language, section, title=title, description=said, said=said, groups=groups
    )


def _all_provinces(site: Site, section: Section) -> tuple[str, bytes]:
    language, path, last = section.language, section.at("provinces/index.html"), section.desk.reading.last
    title = language.say("Provinces")
    said = language.say("All {total} provinces, as on {day}.", total=len(section.provinces), day=language.day(last))
    rows = [
        (
            section.provinces[province],
            province_path(section, province),
            counted(section, {each.code for each in section.districts_of(province)}, last),
            shares(section, section.desk.provinces[province]),
        )
        for province in section.by_name()
        if section.districts_of(province)
    ]
    return path, write_page(
        site, path, "provinces.html", language, section, title=title, description=said, said=said, rows=rows
    )
