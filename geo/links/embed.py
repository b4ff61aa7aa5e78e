"""
The HTML that embeds the atlas in another page: its one-file edition, or the app.

A frame is as wide as its column and never taller than the window, so that a reader who scrolls the page around it can
always get past it. Where a content management system strips its style, its attributes keep its width and a height. The
address names the view that it opens with.

A framed edition posts the height that it needs to the page around it, as AMP has it, whenever that changes:
``{sentinel: "amp", type: "embed-size", height: 1460}``, in pixels. AMP answers by itself; elsewhere `LISTENER` does.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from markupsafe import escape

from events.model import PlaceId
from geo.links.view import THEMES

HEIGHT = 740
"""Pixels that a wide page asks for; below 960 pixels in width it is one column, which scrolls within the frame."""

STYLE = (
    f"display:block;width:100%;height:auto;aspect-ratio:3/2;min-height:min({HEIGHT}px,92vh);max-height:92vh;border:0"
)

LISTENER = """<script>
addEventListener("message", ({ data, source }) => {
  if (data?.sentinel !== "amp" || data.type !== "embed-size" || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source) Object.assign(frame.style, { height: `${data.height}px`, maxHeight: "none" });
  }
});
</script>"""
"""
For a page that may hold scripts: gives each frame the height that it asks for, so that nothing scrolls within it. A
finger scrolls the page past the map, so that no reader is held in a frame taller than the screen.
"""

FORBIDDEN = re.compile("[\0-\x20\x7f-\x9f\\\\\u2028\u2029\ud800-\udfff]")
"""What browsers drop from an address, or read as something else."""


def snippet(
    address: str,
    title: str,
    day: date | None = None,
    district: PlaceId | None = None,
    theme: str | None = None,
    lens: str | None = None,
    lang: str | None = None,
    app: bool = False,
) -> str:
    """
    Write the HTML that embeds the atlas.

    Parameters
    ----------
    address
        The address of the one-file edition or of the app: on the web, or relative to the page around it.
    title
        What a screen reader says of the frame.
    day, district, theme, lens, lang
        The view it opens with; by default the frame's own. An edition has one fixed language.
    app
        Whether it is the app, which takes all of this after a ``?``, with a parameter saying that it is embedded. An
        edition takes it after a ``#``, which works on every host and for a file.

    Raises
    ------
    ValueError
        If the address is neither, the title is empty, or the theme is invalid.

    >>> print(snippet("atlas.html", "Who holds what", date(2021, 7, 5), theme="dark").split(" width")[0])
    <iframe src="atlas.html#day=2021-07-05&amp;theme=dark" title="Who holds what" loading="lazy"
    """
    if theme is not None and theme not in THEMES:
        raise ValueError(f"A theme is one of {', '.join(THEMES)}, and not {theme!r}.")
    if not (named := one_line(title)):
        raise ValueError("A frame needs a title: it is all that a screen reader says of it.")
    split = _split(address)
    view = {"day": day and day.isoformat(), "district": district, "lens": lens, "lang": lang}
    asked = {name: words for name, words in view.items() if words}
    if app:
        asked |= {"embed": "true"} | ({"embed_options": f"{theme}_theme"} if theme else {})
        split = split._replace(query=_with(split.query, asked))
    else:
        asked |= {"theme": theme} if theme else {}
        split = split._replace(fragment=_with(split.fragment, asked))
    source = escape(urlunsplit(split))
    size = f'width="100%" height="{HEIGHT}" style="{STYLE}"'
    return f'<iframe src="{source}" title="{escape(named)}" loading="lazy" {size} allowfullscreen></iframe>'


def web_address(address: str) -> str:
    """
    Return an address unchanged if it is a web address.

    Raises
    ------
    ValueError
        If it does not begin with ``https://`` or ``http://`` and name a host.
    """
    split = _split(address)
    if not (split.scheme and split.hostname):
        raise ValueError(f"An address of the web begins with https:// or http:// and names a host: not {address!r}.")
    return address


def one_line(words: str) -> str:
    r"""
    Put words on one line, without control characters and unpaired surrogates, which no file can hold.

    >>> one_line(" Who \t holds\nwhat ")
    'Who holds what'
    """
    kept = (" " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in words)
    return " ".join("".join(kept).split())


def _split(address: str) -> SplitResult:
    """Split an address of the web, or one relative to the page around it, into its parts."""
    refused = ValueError(f"An address begins with https:// or http://, or is relative to the page: not {address!r}.")
    if not address or FORBIDDEN.search(address):
        raise refused
    try:
        split = urlsplit(address)
        names_host = bool(split.hostname) and (split.port is None or split.port > 0)
    except ValueError:
        raise refused from None
    relative = not split.scheme and ":" not in split.path.partition("/")[0]
    if not (names_host if split.scheme in ("http", "https") else relative):
        raise refused
    return split


def _with(parameters: str, asked: Mapping[str, str]) -> str:
    """Add parameters to those of an address, replacing any of the same name."""
    others = [(name, words) for name, words in parse_qsl(parameters, keep_blank_values=True) if name not in asked]
    return urlencode([*others, *asked.items()])
