"""
Citations of a view: in plain text, for BibTeX, and for Wikipedia.

A citation names what can be checked: the day shown, the day of knowledge, the digest of the data, the boundaries and
the link. Titles come from files and from readers, so each format has its own escapes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from events.ledger.origins import BOUNDARIES, Origin
from geo.language import Language, language
from geo.links.permalink import ViewState

NAME = "Control Atlas"

TEX = {character: rf"\{character}" for character in "&%$#_"} | {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",  # BibTeX still counts a brace that is only escaped
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "`": r"{\textasciigrave}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
}
UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, changes of direction and unpaired surrogates; not the joiners of letters in Dari."""

WIKI = {"|": "{{!}}", "=": "{{=}}"} | {character: f"&#{ord(character)};" for character in "{}[]<>&'~_"}
"""Two single quotes mean italics, four tildes a signature, two underscores a switch of the page."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited."""

    title: str
    """The title of the war."""
    shown: ViewState
    accessed: date
    digest: str
    """The digest of the data."""
    boundaries: str
    """The source of the boundaries, as in `boundaries_cited`."""
    link: str
    """See `geo.links.permalink`."""


def boundaries_cited(origins: Iterable[Origin]) -> str:
    """
    Name the source of the boundaries and the article it asks readers to cite, from their sidecar.

    >>> boundaries_cited([Origin(BOUNDARIES, "", "Citation: Runfola et al. 2020, PLoS", "geoBoundaries AFG ADM2, 398")])
    'geoBoundaries AFG ADM2 (Runfola et al. 2020)'
    """
    origin = next((origin for origin in origins if origin.file == BOUNDARIES), None)
    if not origin:
        return "not stated"
    article = re.search(r"Citation: ([^,]+)", origin.licence)
    title = origin.title.split(",")[0]
    return f"{title} ({article[1]})" if article else title


def titled(citation: Citation, language: Language) -> str:
    """Name what is cited: ``Afghanistan 2021, situation on 5 July 2021 as known on 6 July 2021``."""
    shown = citation.shown
    values = {"title": _line(citation.title), "day": language.day(shown.day)}
    values["known"] = language.day(shown.known or citation.accessed)
    if shown.since:
        values["since"] = language.day(shown.since)
        return language.say("{title}, changes after {since}, up to {day}, as known on {known}", **values)
    return language.say("{title}, situation on {day} as known on {known}", **values)


def plain(citation: Citation, language: Language) -> str:
    """Write a citation in one line of text."""
    return language.say(
        "{atlas}: {titled}. Data digest {digest}; boundaries {boundaries}. {link} (accessed {accessed}).",
        atlas=NAME,
        titled=titled(citation, language),
        digest=_line(citation.digest),
        boundaries=_line(citation.boundaries),
        link=citation.link,
        accessed=language.day(citation.accessed),
    )


def bibtex(citation: Citation, language: Language) -> str:
    """Write a citation as a BibTeX entry; its address is not escaped, since ``url`` is taken literally."""
    shown, boundaries = citation.shown, _line(citation.boundaries)
    days = [f"{day:%Y%m%d}" for day in (shown.since, shown.day, shown.known) if day]
    note = language.say("Data digest {digest}; boundaries {boundaries}", digest=citation.digest, boundaries=boundaries)
    fields = {
        "title": f"{{{_tex(titled(citation, language))}}}",  # in two pairs of braces, so that capitals stay
        "author": f"{{{NAME}}}",
        "year": f"{citation.accessed.year}",
        "note": _tex(note),
        "url": _address(citation.link),
        "urldate": citation.accessed.isoformat(),
    }
    lines = [f"  {name} = {{{words}}}," for name, words in fields.items()]
    return "\n".join([f"@misc{{controlatlas-{'-'.join(days)},", *lines, "}", ""])


def wikipedia(citation: Citation, spoken: Language | None = None) -> str:
    """Write a citation as Wikipedia's template for web pages, in English or in the language given."""
    said = spoken or language("en")
    boundaries = said.say("boundaries {boundaries}", boundaries=_line(citation.boundaries))
    fields = {
        "title": _wiki(titled(citation, said)),
        "website": NAME,
        "url": _address(citation.link),
        "access-date": citation.accessed.isoformat(),
        "id": _wiki(said.say("data digest {digest}", digest=_line(citation.digest)) + said.say("; ") + boundaries),
    }
    if said.code != "en":
        fields["language"] = said.code
    return "{{cite web " + " ".join(f"|{name}={words}" for name, words in fields.items()) + "}}"


def _line(words: str) -> str:
    """Put words on one line, without what would break a file or reverse the words after it."""
    return " ".join(UNSEEN.sub(" ", words).split())


def _tex(words: str) -> str:
    return "".join(TEX.get(character, character) for character in _line(words))


def _wiki(words: str) -> str:
    return "".join(WIKI.get(character, character) for character in _line(words))


def _address(link: str) -> str:
    """Escape an address so that nothing in it ends a field or a template."""
    return "".join(f"%{ord(character):02X}" if character in "{}|[]<>'\"\\ " else character for character in link)
