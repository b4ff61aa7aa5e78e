"""What changed on each day, for machines: an Atom feed and JSON."""

import json
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from events.control.changes import Change
from geo.site.days import day_path, groups_of, told_group
from geo.site.desk import Section
from geo.site.page import Site

LATEST = 50
"""Days in a feed; the JSON has all of them."""
NAME = "https://github.com/control-atlas/"
"""Begins what the id of an entry is made from: it stays the same wherever the site moves."""


def feed(site: Site, section: Section) -> tuple[str, bytes]:
    """Write the Atom feed of a war, the latest day first (RFC 4287)."""
    path, language, days = section.at("feed.xml"), section.language, section.desk.days[::-1][:LATEST]
    here = site.address(path)
    entries = "".join(_entry(site, section, day) for day in days)
    updated = max((_known(section.desk.changed_on(day), day) for day in days), default=section.desk.opening)
    me = f'\n<link rel="self" href={quoteattr(here)}/>' if here else ""
    return path, (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language.tag}">\n'
        f"<title>{escape(section.title)}: {escape(language.say('What changed'))}</title>\n"
        f"<id>{_id(section, 'feed')}</id>\n<updated>{updated}T00:00:00Z</updated>\n"
        f'<author><name>Control Atlas</name></author>\n<link href="{_to(site, section.at("index.html"))}"/>{me}\n'
        f"{entries}</feed>\n"
    ).encode()


def _entry(site: Site, section: Section, day: date) -> str:
    language, changed = section.language, section.desk.changed_on(day)
    listed = "".join(f"<li>{escape(_in_a_line(section, group))}</li>" for group in _groups(section, changed))
    content = f"<p>{escape(section.sentence(day))}</p><ul>{listed}</ul>"
    headline = language.say("{place}: {headline}", place=language.day(day), headline=section.headline(day))
    return (
        f"<entry>\n<title>{escape(headline)}</title>\n<id>{_id(section, day.isoformat())}</id>\n"
        f'<link href="{_to(site, day_path(section, day))}"/>\n'
        f"<updated>{_known(changed, day)}T00:00:00Z</updated>\n"
        f'<content type="html">{escape(content)}</content>\n</entry>\n'
    )


def _groups(section: Section, changed: tuple[Change, ...]) -> list[dict[str, Any]]:
    return [told_group(section, group) for group in groups_of(changed)]


def _in_a_line(section: Section, group: dict[str, Any]) -> str:
    language = section.language
    places = language.listed([place["name"] for place in group["places"]])
    return language.say("{place}: {headline}", place=group["words"], headline=f"{places} ({group['publisher']})")


def changes_json(site: Site, section: Section) -> tuple[str, bytes]:
    """List what changed on each day, the latest first."""
    path = section.at("changes.json")
    told = {
        "title": section.title,
        "language": section.language.tag,
        "days": [
            {
                "day": day.isoformat(),
                "headline": section.headline(day),
                "page": _to(site, day_path(section, day)),
                "changes": [_change(section, change) for change in section.desk.changed_on(day)],
            }
            for day in reversed(section.desk.days)
        ],
    }
    return path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _change(section: Section, change: Change) -> dict[str, Any]:
    source = section.desk.sources[change.lead.source]
    return {
        "district_code": change.place,
        "district": section.names[change.place],
        "province": section.within[change.place],
        "before": change.before,
        "after": change.after,
        "claim": change.claimed,
        "inferred": change.inferred,
        "report": change.lead.id,
        "publisher": source.publisher,
        "source": "" if source.unlinked_because else source.url,
    }


def _known(changed: tuple[Change, ...], day: date) -> date:
    """Find the day on which all that leads the changes of a day was known."""
    return max((change.lead.known for change in changed), default=day)


def _to(site: Site, path: str) -> str:
    """Return the address of a page, or, where the site's is not known, its path seen from the feed."""
    return escape(site.address(path) or path.split("/", 2)[2])


def _id(section: Section, name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{NAME}{section.folder}/{name}')}"
