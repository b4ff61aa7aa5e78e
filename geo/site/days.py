"""The pages of days on which something changed: headline, map, list of changes, and a picture for link cards."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any

from PIL import Image

from events.control.changes import Change
from events.control.rule import ONE_DAY
from events.model import ReportId
from geo.links.permalink import ViewState, permalink
from geo.links.provenance import facts, with_png
from geo.posters.content import Poster, day_poster
from geo.posters.draw import draw_svg
from geo.posters.page import FORMATS
from geo.posters.render import to_pixels
from geo.site.desk import Section
from geo.site.folder import File, Folder
from geo.site.maps import country_map
from geo.site.page import Site, write_page
from geo.site.places import counted, district_path
from geo.words.credits import credit_of
from geo.words.description import what_changed
from geo.words.reports import report_words

COLOURS = 64
"""Of a link card: enough for a map of a dozen parties, and small enough for every messenger."""


@dataclass(frozen=True, slots=True)
class Group:
    """What changed on a day by one report: places that went the same way."""

    standing: str
    claimed: bool
    inferred: bool
    lead: ReportId
    changes: tuple[Change, ...]


def day_path(section: Section, day: date) -> str:
    """Return where the page of a day lies."""
    return section.at(f"days/{day}.html")


def card_path(section: Section, day: date) -> str:
    """Return where the picture of a day lies."""
    return section.at(f"days/{day}.png")


def day_page(site: Site, section: Section, day: date) -> tuple[str, bytes]:
    """Write the page of a day."""
    desk, language = section.desk, section.language
    path, headline, said = day_path(section, day), section.headline(day), section.sentence(day)
    before, after = _beside(desk.days, day)
    marked = [change.place for change in desk.changed_on(day)]
    title = language.say("{title} on {day}", title=section.title, day=language.day(day))
    return path, write_page(
        site,
        path,
        "day.html",
        language,
        section,
        title=headline,
        description=f"{language.day(day)}. {said}",
        day=day,
        dated=day_words(section, day),
        headline=headline,
        said=said,
        changed=str(what_changed(desk.reading, desk.country, day, language, day - ONE_DAY)),
        groups=[told_group(section, group) for group in groups_of(desk.changed_on(day))],
        map=country_map(section, day, marked, title),
        standings=counted(section, None, day),
        before=before and (day_path(section, before), language.day(before)),
        after=after and (day_path(section, after), language.day(after)),
        picture=card_path(section, day),
        on_map=section.at("atlas.html"),
        app=site.app and permalink(site.app, ViewState(day, lang=language.code, war=desk.name)),
        credit=credit_of(desk.reading.ledger, desk.country, language),
    )


def day_words(section: Section, day: date) -> str:
    """Write a day with its number in the offensive, once that has begun."""
    number = (day - section.desk.reading.ledger.war.offensive_from).days + 1
    words = section.language.day(day)
    if number < 1:
        return words
    return section.language.say("{day} · day {number} of the offensive", day=words, number=number)


def groups_of(changed: Sequence[Change]) -> list[Group]:
    """Put what changed on a day together by the report that leads it: firm changes first, then the largest groups."""
    together: dict[tuple[str, bool, bool, ReportId], list[Change]] = defaultdict(list)
    for change in changed:
        together[change.after, change.claimed, change.inferred, change.lead.id].append(change)
    groups = [Group(*key, tuple(changes)) for key, changes in together.items()]
    return sorted(groups, key=lambda group: (group.claimed, group.inferred, -len(group.changes), group.lead))


def told_group(section: Section, group: Group) -> dict[str, Any]:
    """Put a group into words: where it went, which districts, and who says so."""
    desk, language, lead = section.desk, section.language, group.changes[0].lead
    day, source = group.changes[0].day, desk.sources[lead.source]
    standings = section.standings(day)
    words = standings[group.standing]
    if group.claimed:
        words = language.say("Claimed: {party}", party=words)
    elif group.inferred:
        words = language.say("{standing}, inferred from a province- or country-wide report", standing=words)
    fill = f"claim-{group.standing}" if group.claimed else group.standing + ("-inferred" if group.inferred else "")
    return {
        "fill": fill,
        "words": words,
        "places": [
            {
                "path": district_path(section, change.place),
                "name": section.names[change.place],
                "within": section.within[change.place],
                "before": "" if change.claimed else standings[change.before],
            }
            for change in sorted(group.changes, key=lambda change: language.order(section.names[change.place]))
        ],
        "said": report_words(lead, desk.reading.ledger.war, language),
        "id": lead.id,
        "publisher": source.publisher,
        "title": source.title,
        "url": "" if source.unlinked_because else source.url,
    }


def _beside(days: Sequence[date], day: date) -> tuple[date | None, date | None]:
    """Find the day before and the day after on which something changed."""
    at = days.index(day)
    return (days[at - 1] if at else None), (days[at + 1] if at + 1 < len(days) else None)


def all_days(site: Site, section: Section) -> tuple[str, bytes]:
    """Write the list of all days on which something changed, by month, the latest first."""
    desk, language, path = section.desk, section.language, section.at("days/index.html")
    months: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for day in reversed(desk.days):
        months[language.month(day)].append(listed_day(section, day))
    said = language.count(len(desk.days), "Something changed on {number} day.", "Something changed on {number} days.")
    title = language.say("Day by day")
    return path, write_page(
        site, path, "days.html", language, section, title=title, description=said, said=said, months=months
    )


def listed_day(section: Section, day: date) -> dict[str, Any]:
    """Tell a day for a list: its page, its headline and how much changed."""
    language = section.language
    number = len({change.place for change in section.desk.changed_on(day)})
    return {
        "path": day_path(section, day),
        "iso": day.isoformat(),
        "day": language.day(day),
        "headline": section.headline(day),
        "number": language.count(number, "{number} district", "{number} districts"),
    }


def put_card(site: Site, section: Section, day: date, folder: Folder, code: str) -> tuple[str, File]:
    """
    Put the picture of a day in its place, as it was if nothing in it has changed.

    It does not say which report is the latest known, or each new one would have every card drawn anew.

    Parameters
    ----------
    code
        The digest of the code that draws it.
    """
    desk, language = section.desk, section.language
    path = card_path(section, day)
    poster = replace(day_poster(desk.reading, desk.country, day, language), known="")
    link = permalink(site.app, ViewState(day, lang=language.code, war=desk.name))
    recipe = sha256(f"{code} {desk.country.identity} {link} {poster!r}".encode()).hexdigest()
    return path, folder.keep(path, recipe) or folder.put(path, _card(section, poster, link), recipe)


def _card(section: Section, poster: Poster, link: str) -> bytes:
    """Draw a poster in few colours."""
    desk, language = section.desk, section.language
    svg = draw_svg(poster, FORMATS["link"], desk.shapes, desk.reading.ledger.war, "light", language, True)
    drawn = to_pixels(svg).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    file = BytesIO()
    drawn.save(file, "PNG")
    told = facts(poster.title, poster.alt, link, "", credit_of(desk.reading.ledger, desk.country))
    return with_png(file.getvalue(), {name: words for name, words in told.items() if words})
