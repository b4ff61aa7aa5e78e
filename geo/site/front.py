"""The pages by which readers come in: of the site, of a language, of a war; and the files that machines ask for."""

import json
from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from events.model import is_held
from geo.atlas.atlas import draw
from geo.atlas.element import told_script
from geo.atlas.payload import eyebrow
from geo.language import LANGUAGES, language
from geo.site.assets import hashed
from geo.site.days import card_path, day_words, listed_day
from geo.site.desk import Section
from geo.site.maps import country_map
from geo.site.page import LEDE, Site, write_page
from geo.site.places import Pages, counted
from geo.words.credits import credit_of
from geo.words.glossary import glossary

LATEST = 8
"""Days listed on the first page of a war."""

HEADERS = """\
/*
  Cache-Control: no-cache
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/data/*
  Access-Control-Allow-Origin: *
"""
"""For hosts that read `_headers`: pages are asked for anew, assets never."""


def front_page(site: Site, section: Section) -> tuple[str, bytes]:
    """Write the first page of a war: the day it opens with, its map, and the latest changes."""
    desk, language, day = section.desk, section.language, section.desk.opening
    path, reading = section.at("index.html"), section.desk.reading
    said = section.sentence(day)
    on = language.say("{title} on {day}", title=section.title, day=language.day(day))
    shown = day if day in desk.days else max((each for each in desk.days if each < day), default=None)
    marked = [change.place for change in desk.changed_on(day)]
    return path, write_page(
        site,
        path,
        "war.html",
        language,
        section,
        title=section.title,
        description=f"{section.headline(day)}. {said}",
        dated=day_words(section, day),
        headline=section.headline(day),
        said=said,
        map=country_map(section, day, marked, on),
        standings=counted(section, None, day),
        latest=[listed_day(section, each) for each in desk.days[::-1][:LATEST]],
        picture=card_path(section, shown) if shown else "",
        on_map=section.at("atlas.html"),
        glossary=list(glossary(language, reading.ledger.war).values()),
        known=language.say("all reports (latest: {day})", day=language.day(reading.known_by)),
        credit=credit_of(reading.ledger, desk.country, language),
        days=section.at("days/index.html"),
    )


def atlas_pages(site: Site, section: Section) -> Pages:
    """Write the live atlas of a war: its page, and what it is told, as an asset."""
    desk, language, path = section.desk, section.language, section.at("atlas.html")
    atlas = draw(desk.reading, desk.country, language)
    script = told_script(atlas.packed).encode()
    asset = hashed(f"{desk.name}-{language.code}.js", script)
    yield asset, script
    options = {
        "eyebrow": eyebrow(section.title, None, language, desk.reading.known_by),
        "place": "districts/",
        "day": "days/",
        "days": [day.isoformat() for day in desk.days],
        "words": {"district": language.say("The district’s page"), "day": language.say("What changed")},
    }
    yield (
        path,
        write_page(
            site,
            path,
            "atlas.html",
            language,
            section,
            title=language.say("{title}: interactive map", title=section.title),
            description=section.sentence(desk.opening),
            told=asset,
            opening=desk.opening.isoformat(),
            options=json.dumps(options, ensure_ascii=False, sort_keys=True),
            headline=section.headline(desk.opening),
            said=section.sentence(desk.opening),
            dated=day_words(section, desk.opening),
            days=section.at("days/index.html"),
            credit=credit_of(desk.reading.ledger, desk.country, language),
        ),
    )


def language_page(site: Site, code: str) -> tuple[str, bytes]:
    """Write the first page of a language: its wars."""
    spoken, path = language(code), f"{code}/index.html"
    wars = [
        {
            "path": section.at("index.html"),
            "title": section.title,
            "headline": section.headline(section.desk.opening),
            "dated": section.language.day(section.desk.opening),
            "map": country_map(section, section.desk.opening, (), section.title),
            "colours": section.desk.name,
            "days": _days(section),
            "reports": section.language.count(len(section.desk.reading.reports), "{number} report", "{number} reports"),
            "held": [row for row in counted(section, None, section.desk.opening) if is_held(row["fill"])][:3],
        }
        for section in site.sections(code)
    ]
    said = spoken.say(LEDE)
    return path, write_page(
        site, path, "language.html", spoken, title="Control Atlas", description=said, said=said, wars=wars
    )


def _days(section: Section) -> str:
    first, last = section.desk.reading.first, section.desk.reading.last
    day = section.language.day
    return section.language.say("{first} – {last}", first=day(first), last=day(last))


def site_pages(site: Site) -> Pages:
    """Write the pages that belong to no language."""
    spoken = language(site.languages[0])
    sections = site.sections(site.languages[0])
    wars = [(section.title, section.at("index.html")) for section in sections]
    tongues = [(LANGUAGES[code], language(code), f"{code}/index.html") for code in site.languages]
    yield (
        "index.html",
        write_page(
            site,
            "index.html",
            "site.html",
            spoken,
            title="Control Atlas",
            description=spoken.say(LEDE),
            tongues=[(name, each, to, each.say(LEDE)) for name, each, to in tongues],
            wars=[(section.title, section.at("index.html"), _days(section)) for section in sections],
        ),
    )
    yield (
        "404.html",
        write_page(
            site,
            "404.html",
            "404.html",
            spoken,
            title="404",
            description=spoken.say("There is no page at this address"),
            root=urlsplit(site.base).path or "/",
            wars=wars,
            tongues=tongues,
        ),
    )
    yield "_headers", HEADERS.encode()


def machine_files(site: Site, paths: Iterable[str]) -> Pages:
    """Write what crawlers ask for; the map of a site needs its address."""
    robots = "User-agent: *\nAllow: /\n"
    if site.base:
        pages = sorted(path for path in paths if path.endswith(".html") and path != "404.html")
        listed = "".join(f"<url><loc>{escape(site.address(path))}</loc></url>\n" for path in pages)
        xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9"
        written = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{xmlns}">\n{listed}</urlset>\n'
        yield "sitemap.xml", written.encode()
        robots += f"Sitemap: {site.address('sitemap.xml')}\n"
    yield "robots.txt", robots.encode()
