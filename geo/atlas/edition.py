"""
The one-file edition: the atlas page as a single HTML file, to open from a memory stick or put on any host.

It contains all that it shows: map, days, reports and their sources. A policy in its head blocks the network, so that it
requests nothing; the background map, which needs the network, is not offered. Readers without scripts get the day in
words. It is in the language of its atlas.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from branca.element import Element, Figure
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from events.ledger.origins import BOUNDARIES, terms_of
from events.model import PlaceId
from geo.atlas.atlas import Atlas
from geo.atlas.map import atlas_map
from geo.atlas.payload import eyebrow
from geo.language import Language
from geo.links.embed import one_line, web_address
from geo.paint.palette import PAPER
from geo.words.credits import credit_of, report_terms
from geo.words.headlines import headed

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline' data:; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees of EPSG:4326."""

VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
FOLIUM_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*user-scalable=no[^>]*>')
"""Folium's own, which forbids readers to enlarge the page with two fingers."""


class _Document(Figure):
    """A whole page: folium's output within a head of our own."""

    _template = Template(
        """<!DOCTYPE html>
<html lang="{{ this.language.code|e }}" dir="{{ this.language.direction|e }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ this.policy|e }}">
<title>{{ this.summary.title|e }}</title>
<meta name="description" content="{{ this.summary.description|e }}">
<meta property="og:type" content="website">
<meta property="og:title" name="twitter:title" content="{{ this.summary.title|e }}">
<meta property="og:description" name="twitter:description" content="{{ this.summary.description|e }}">
{%- if this.picture %}
<meta property="og:image" name="twitter:image" content="{{ this.picture|e }}">
{%- endif %}
<meta name="twitter:card" content="{{ 'summary_large_image' if this.picture else 'summary' }}">
<meta name="generator" content="Control Atlas">
<link rel="icon" href="data:,">
<script type="application/ld+json">{{ this.provenance }}</script>
<style>
{%- for theme, paper in this.papers.items() %}
{%- if this.theme == theme %} html { background: {{ paper }}; color-scheme: {{ theme }}; }
{%- elif not this.theme %} @media (prefers-color-scheme: {{ theme }}) { html { background: {{ paper }}; } }{% endif %}
html:has(.atlas[data-theme="{{ theme }}"]) { background: {{ paper }}; color-scheme: {{ theme }}; }
{%- endfor %}
</style>
{{ this.header.render(**kwargs) }}
</head>
<body>
<noscript>
<style>
.folium-map { display: none; }
html { background: {{ this.papers.light }}; color-scheme: light; }
body { font: 17px/1.5 Georgia, serif; }
main { max-width: 34em; margin: auto; padding: 1em; overflow-wrap: anywhere; }
td { padding-inline-end: 1.5em; }
</style>
<main>
<h1 dir="auto">{{ this.summary.title|e }}</h1>
<p><strong>{{ this.summary.said|e }}</strong></p>
<p>{{ this.summary.sentence|e }}</p>
<table>
<caption>{{ this.summary.caption|e }}</caption>
{%- for name, number in this.summary.counts %}
<tr><td>{{ name|e }}</td><td>{{ number|e }}</td></tr>
{%- endfor %}
</table>
<p>{{ this.summary.without|e }}</p>
{%- for line in this.summary.credits %}
<p dir="auto"><small>{{ line|e }}</small></p>
{%- endfor %}
</main>
</noscript>
{{ this.html.render(**kwargs) }}
<script>
{{ this.script.render(**kwargs) }}
</script>
</body>
</html>
"""
    )

    def __init__(
        self, language: Language, theme: str | None, summary: "_Summary", picture: str, provenance: Markup
    ) -> None:
        super().__init__()
        self.language = language
        self.theme = theme
        self.summary = summary
        self.picture = picture
        self.provenance = provenance
        self.policy = POLICY
        self.papers = PAPER
        self.header = Element()  # without the charset that a figure writes, which would come too late
        self.header._parent = self


@dataclass(frozen=True, slots=True)
class _Summary:
    """The opening view in words, for search engines and for readers without scripts."""

    title: str
    said: str
    """The day and its headline."""
    sentence: str
    caption: str
    counts: tuple[tuple[str, str], ...]
    without: str
    credits: tuple[str, ...]

    @property
    def description(self) -> str:
        return f"{self.said}. {self.sentence}"


def edition(  # noqa: PLR0913  each is something that whoever publishes a page may choose
    atlas: Atlas,
    day: date,
    district: PlaceId | None = None,
    lens: str | None = None,
    title: str | None = None,
    credit: str | None = None,
    theme: str | None = None,
    link: str | None = None,
    digest: str | None = None,
    box: Box | None = None,
    picture: str | None = None,
) -> str:
    """
    Write the atlas as one self-contained HTML file, in the language of the atlas.

    Parameters
    ----------
    day, district, lens
        The view that it opens with if its address names none; see `geo.atlas.element.AtlasControl`.
    title
        The publisher's own words, shown over the headline; without them, the war's title names the page.
    credit
        The publisher's own words, beside the credit of the sources, which stays.
    theme
        ``light`` or ``dark``; by default the reader's own.
    link
        The web address of its origin, shown at its foot.
    digest
        The digest of the data; by default that of the page.
    box
        What the map shows first; by default the whole country.
    picture
        The web address of a picture for the cards that link to it, such as its poster of the format ``link``. By
        default they have none, since a file cannot know where it will be.

    Returns
    -------
    document
        HTML, with no reference to anything outside it.

    Raises
    ------
    ValueError
        If the atlas has no such day, district or lens, or if the theme, the link or the picture's address is
        invalid.
    """
    told: dict[str, Any] = json.loads(atlas.page)
    spoken = atlas.language
    _require(atlas, told, day, district, lens, theme)
    given, by = one_line(title or ""), one_line(credit or "")
    origin = web_address(link) if link else ""
    told["eyebrow"] = eyebrow(told["title"], atlas.reading.known, spoken, atlas.reading.known_by)
    credits = tuple(filter(None, [by, told["eyebrow"], told["credit"]]))
    summary = _summary(told, day, (day - atlas.first).days, lens, spoken, given, credits)
    options = {"title": given, "by": by, "link": origin, "theme": theme, "tiles": False, "eyebrow": told["eyebrow"]}
    if box:
        west, south, east, north = box
        options["area"] = [[south, west], [north, east]]
    drawn = atlas_map(atlas.told, atlas.ledger.war, day, district, lens, options=options)
    drawn._id = "edition"  # random by default, and a file made twice should be the same
    provenance = _provenance(atlas, day, summary, spoken, by, origin, digest or atlas.digest)
    document = _Document(spoken, theme, summary, web_address(picture) if picture else "", provenance)
    document.add_child(drawn)
    return FOLIUM_VIEWPORT.sub(VIEWPORT, str(document.render()))


def _require(
    atlas: Atlas, told: dict[str, Any], day: date, district: str | None, lens: str | None, theme: str | None
) -> None:
    if not atlas.first <= day <= atlas.last:
        raise ValueError(f"The atlas runs from {atlas.first} to {atlas.last}; {day} lies outside.")
    if district is not None and district not in atlas.spans:
        raise ValueError(f"No district of the atlas has the code {district!r}.")
    lenses = [name for name, *_ in told["lenses"]]
    if lens is not None and lens not in lenses:
        raise ValueError(f"A lens is one of {', '.join(lenses)}, and not {lens!r}.")
    if theme is not None and theme not in PAPER:
        raise ValueError(f"A theme is one of {', '.join(PAPER)}, and not {theme!r}.")


def _summary(
    told: dict[str, Any],
    day: date,
    number: int,
    lens: str | None,
    language: Language,
    title: str,
    credits: tuple[str, ...],
) -> _Summary:
    """Put the opening view into words, with the words and figures of the page."""
    lenses = [name for name, *_ in told["lenses"]]
    at = lenses.index(lens) if lens else 0
    tally, unit = told["tallies"][at][number], told["lenses"][at][2]
    rough = language.about if unit else language.number
    counts = [(_name_on(standing, number), rough(tally[4 * row])) for row, standing in enumerate(told["standings"])]
    without = language.say(
        "The map, its days and the reports behind each colour need JavaScript, which is switched off here."
    )
    return _Summary(
        title=title or told["title"],
        said=headed(told["headlines"][number], language.day(day), language),
        sentence=[told["sentences"], *told["counted"]][at][number],
        caption=told["lenses"][at][1],
        counts=tuple(counts),
        without=without,
        credits=credits,
    )


def _name_on(standing: list[Any], day: int) -> str:
    """Return the name of a standing of the page on a day."""
    _, first, _, later = standing
    name: str = next((new for since, new in reversed(later) if since <= day), first)
    return name


def _provenance(
    atlas: Atlas, day: date, summary: _Summary, language: Language, by: str, link: str, digest: str
) -> Markup:
    """Describe the page for machines, in the vocabulary of schema.org."""
    terms = terms_of(atlas.country.origins, BOUNDARIES).rstrip(".")
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": summary.title,
        "description": summary.description,
        "inLanguage": language.code,
        "identifier": digest,
        "temporalCoverage": f"{atlas.first}/{atlas.last}",
        "contentReferenceTime": day.isoformat(),
        "version": f"as known on {atlas.reading.known_by}",
        "license": {
            "@type": "CreativeWork",
            "description": f"Reports: {report_terms(atlas.ledger).rstrip('.')}. Boundaries: {terms}.",
        },
        "creditText": " ".join(filter(None, [by, credit_of(atlas.ledger, atlas.country)])),
        "isAccessibleForFree": True,
    }
    if link:
        facts["isBasedOn"] = link
    return htmlsafe_json_dumps(facts, json.dumps, ensure_ascii=False, indent=1)
