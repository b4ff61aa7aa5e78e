"""
The shortest address of a view, and the same address read back.

    ?day=2021-07-05&district=1709&known=2021-07-05&lens=people&lang=nl
    ?from=2021-06-05&to=2021-07-05
    ?from=2021-06-05&to=2021-07-05&view=side
    ?day=2021-07-05&province=AF17
    ?war=myanmar-2023&day=2024-12-31
    ?day=2021-07-05&districts=1709,1710

A day is always named, even if the page would open with it: a citation must mean the same day when the page opens with
another. Anyone may have written the address: only its `PARAMETERS` are read, and each passes the same checks as the
address of the app, `geo.links.view`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from events.ledger.folder import FOLDER
from events.ledger.locate import ProvinceId
from events.model import PlaceId
from geo.language import LOCALES
from geo.links.view import THEMES, Link, day_in, view_of, word_in
from geo.places.country import Area

PARAMETERS = ("war", "day", "from", "to", "view", "district", "known", "lens", "lang", "province", "districts", "theme")
"""In the order in which a link names them."""

LENS, LANGUAGE, WAR = "districts", "en", FOLDER.name
"""The defaults, which a link does not name."""

MOST_PARAMETERS = 32
"""An address with more than this is not one of ours, and is not read."""

SIDE = "side"
"""The view of a comparison that shows both days side by side, see `geo.app.pages.compare`."""

LEGAL = ":/@!$&()*+,;~-._%"
"""What may stand in an address before the parameters, besides letters and digits."""


@dataclass(frozen=True, slots=True)
class ViewState:
    """What a picture shows or a citation refers to: a day, or what changed between two, and how it is read."""

    day: date
    """The day, or the later day of a comparison."""
    since: date | None = None
    """The earlier day of a comparison."""
    district: PlaceId | None = None
    known: date | None = None
    """The day of knowledge; `None` if all that is known is used."""
    lens: str = LENS
    lang: str = LANGUAGE
    area: Area | None = None
    """The part of the country that is shown; `None` for the whole."""
    theme: str | None = None
    """``light`` or ``dark``; `None` leaves it to the reader."""
    war: str = WAR
    """The name of the war's folder."""
    side: bool = False
    """Whether the two days of a comparison are shown side by side, and not what changed between them."""


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a link may name."""

    first: date
    """The first day of the reading of all that is known, as are `last` and `known_by`."""
    last: date
    known_by: date
    districts: Collection[PlaceId]
    lenses: Collection[str]
    languages: Collection[str] = tuple(LOCALES)
    provinces: Collection[ProvinceId] = ()
    war: str = WAR


class NoSuchView(ValueError):
    """A link to something that does not exist, or to nothing; the message lists all faults without quoting the link."""


def permalink(base: str, shown: ViewState) -> str:
    """
    Write the address of a view.

    Parameters
    ----------
    base
        The address of the page that shows it: of the atlas, or of its page of comparisons for two days. Its own
        parameters and fragment are left out; if it is empty, only the parameters are written.
    """
    scheme, place, path, _, _ = urlsplit(base)
    days = {"from": shown.since, "to": shown.day} if shown.since else {"day": shown.day}
    named: dict[str, str | None] = {name: day.isoformat() for name, day in days.items() if day}
    named["war"] = shown.war if shown.war != WAR else None
    named |= {"district": shown.district, "known": shown.known.isoformat() if shown.known else None}
    named["view"] = SIDE if shown.since and shown.side else None
    named["theme"] = shown.theme
    named["lens"] = shown.lens if shown.lens != LENS else None
    named["lang"] = shown.lang if shown.lang != LANGUAGE else None
    if shown.area:
        named |= {"province": shown.area.province, "districts": ",".join(shown.area.districts)}
    words = urlencode({name: named[name] for name in PARAMETERS if named.get(name)}, safe=",")
    return urlunsplit((scheme, quote(place, safe=LEGAL + "[]"), quote(path, safe=LEGAL), words, ""))


def parse(address: str) -> Link:
    """
    Extract the known parameters from an address; the rest of it is ignored, and nothing is checked yet.

    Returns
    -------
    link
        Empty if the address is invalid.
    """
    try:
        named = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS))
    except ValueError:
        return {}
    return {name: named[name] for name in PARAMETERS if name in named}


def shown_by(link: Link, there: Range) -> ViewState:
    """
    Check what a link names.

    Raises
    ------
    NoSuchView
        If it names no day, or anything that does not exist.
    """
    notes: list[str] = []
    if (war := link.get("war", WAR)) != there.war:
        raise NoSuchView("The link is to another war.")
    known = day_in(link, "known", None, there.first, there.known_by, notes)
    last = min(there.last, known or there.last)
    view, faults = view_of(link, last, there.first, last, there.districts)
    since = day_in(link, "from", None, there.first, last, notes)
    until = day_in(link, "to", None, there.first, last, notes)
    lens = word_in(link, "lens", there.lenses, "a way to count other than ours", notes)
    lang = word_in(link, "lang", there.languages, "a language other than ours", notes)
    theme = word_in(link, "theme", THEMES, "a theme other than ours", notes)
    view_named = word_in(link, "view", (SIDE,), "a view other than ours", notes)
    area = area_in(link, there.provinces, there.districts, notes)
    notes += faults
    if "day" not in link and not (since and until):
        notes.append("The link names neither a day nor two to compare.")
    if since and until and until < since:
        notes.append("The link names two days in the wrong order.")
    if notes:
        raise NoSuchView(" ".join(notes))
    compared = since is not None and until is not None
    day = until if compared and until else view.day
    since = since if compared else None
    side = since is not None and view_named == SIDE
    return ViewState(day, since, view.district, known, lens or LENS, lang or LANGUAGE, area, theme, war, side)


def area_in(
    link: Link, provinces: Collection[ProvinceId], districts: Collection[PlaceId], notes: list[str]
) -> Area | None:
    """Read the province or the districts that a link may name; what is wrong is added to the notes."""
    what = f"a P-code that does not exist (example: {min(provinces, default='')})"
    province = word_in(link, "province", provinces, what, notes)
    codes = tuple(dict.fromkeys(filter(None, link.get("districts", "").split(","))))
    if any(code not in districts for code in codes):
        notes.append(
            f"The link names a district code that does not exist (example: {','.join(sorted(districts)[:2])})."
        )
        codes = ()
    if province and codes:
        notes.append("The link names a province and districts; only the districts are shown.")
    return Area(districts=tuple(sorted(codes))) if codes else Area(province) if province else None


def parameters(shown: ViewState) -> dict[str, str]:
    """List the parameters of a view, as its link names them."""
    return dict(parse(permalink("", shown)))
