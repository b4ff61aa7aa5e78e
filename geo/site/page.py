"""
One page of a site: a template put into the frame that all pages share.

Links among pages are relative, so that a site works in any folder and from a plain file server. What must be absolute,
such as the picture of a link card, is there only if the address of the site is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.language import LANGUAGES, Language, language, message
from geo.site.assets import asset_paths
from geo.site.desk import Section, section_of

ASSETS = Path(__file__).parent / "assets"

PAGES = (
    ("index.html", message("Overview")),
    ("atlas.html", message("Interactive map")),
    ("days/index.html", message("Day by day")),
    ("provinces/index.html", message("Provinces")),
    ("districts/index.html", message("Districts")),
    ("data.html", message("Data")),
)
"""The pages of a war to which every page of it links."""

LOST = "404.html"
"""What a host shows for an address without a page."""

LEDE = message("Who controls which place, day by day, and who says so.")
"""What the site is, in a sentence."""

WORDS = {
    "to_text": message("Skip to the text"),
    "languages": message("Languages"),
    "pages": message("Pages"),
    "feed": message("Atom feed"),
    "open_map": message("Open the interactive map"),
    "app": message("Open in the app"),
    "latest": message("Latest changes"),
    "all_days": message("All days with changes"),
    "glossary": message("Terms"),
    "earlier": message("Earlier"),
    "later": message("Later"),
    "picture": message("This day as a picture"),
    "changed": message("What changed"),
    "numbers": message("In numbers"),
    "held_when": message("Who held it, and when"),
    "reports": message("Reports, by date"),
    "no_report": message("No report"),
    "place": message("Name"),
    "standing": message("Standing"),
    "since": message("Since"),
    "number": message("Reports"),
    "table": message("Table"),
    "meaning": message("What it holds"),
    "formats": message("Files"),
    "stable": message("These addresses stay. They always lead to the latest data."),
    "pinned": message("To cite the data as they are now, use the copy under its digest, which never changes:"),
    "lost": message("There is no page at this address"),
    "lost_why": message("It may be mistyped, or lead to a place or a day without a page. From here you can go on:"),
    "scripts": message(
        "The map, its days and the reports behind each colour need JavaScript, which is switched off here."
    ),
}
"""What templates say without values, by the name that they have for it."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is published, and where."""

    wars: tuple[Path, ...]
    """The folder of each war, in the order in which they are listed."""
    languages: tuple[str, ...]
    """By code; the first is where an address without a language leads."""
    base: str = ""
    """The address of the site, ending with a slash; empty if it is not known."""
    app: str = ""
    """The address of the app, for links to it; empty if there is none."""

    def sections(self, code: str) -> tuple[Section, ...]:
        """Read every war, for its pages in a language."""
        return tuple(section_of(folder, code) for folder in self.wars)

    def address(self, path: str) -> str:
        """Return the address of a page; without a base, none."""
        return f"{self.base}{quote(path)}" if self.base else ""


def write_page(
    site: Site, path: str, template: str, spoken: Language, section: Section | None = None, **values: Any
) -> bytes:
    """
    Write one page.

    Parameters
    ----------
    path
        Where it lies in the site: ``nl/afghanistan-2021/index.html``.
    template
        The name of the template; what it needs besides the frame's are `values`, of which ``title`` and
        ``description`` are the frame's own, and ``picture`` the path of its link card.
    """

    def to(target: str) -> str:
        return quote(relpath(target, dirname(path) or "."))

    frame: Mapping[str, Any] = {
        "language": spoken,
        "section": section,
        "path": path,
        "to": to,
        "asset": lambda name: to(asset_paths(site.wars)[name]),
        "words": _said(section.language if section else spoken),
        "nav": [(section.at(page), section.language.say(words)) for page, words in PAGES] if section else [],
        "others": [(LANGUAGES[code], language(code), _in(path, code)) for code in site.languages],
        "alternates": _alternates(site, path, to),
        "canonical": site.address(path) if path != LOST else "",
        "card": site.address(values.get("picture", "")) if values.get("picture") else "",
        "site": site,
    }
    return _templates().get_template(template).render(**frame, **values).encode()


def _alternates(site: Site, path: str, to: Any) -> list[tuple[str, str]]:
    """List the same page in every language, by its tag."""
    if path.partition("/")[0] not in site.languages:
        return []
    pages = [(language(code).tag, _in(path, code)) for code in site.languages]
    pages.append(("x-default", _in(path, site.languages[0])))
    return [(tag, site.address(page) or to(page)) for tag, page in pages]


def _in(path: str, code: str) -> str:
    """Return the path of a page in another language; of one without a language, that language's first page."""
    own, _, rest = path.partition("/")
    return f"{code}/{rest}" if own in LANGUAGES else f"{code}/index.html"


@cache
def _said(spoken: Language) -> dict[str, str]:
    return {name: spoken.say(words) for name, words in WORDS.items()}


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
