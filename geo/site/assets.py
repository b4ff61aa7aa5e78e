"""The scripts and style sheets of a site: each has its digest in its name, so that a browser may keep it for ever."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from xstatic.pkg import leaflet

from events.ledger.war import load_war
from events.model import War
from geo.atlas.element import SCRIPTS, asset
from geo.paint.palette import palette, style_sheet

ASSETS = Path(__file__).parent / "assets"
DIGITS = 10
COMMENTS = re.compile(r"^[ ]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
INDENTED = re.compile(r"^[ ]+|\n(?=\n)", re.MULTILINE)


@cache
def assets_of(wars: tuple[Path, ...]) -> dict[str, tuple[str, bytes]]:
    """
    Make the assets of a site.

    Returns
    -------
    assets
        By the name that pages have for it: its path, and the file.
    """
    library = Path(leaflet.BASE_DIR)
    made = {
        "site.css": (ASSETS / "site.css").read_text(encoding="utf-8"),
        "leaflet.js": (library / "leaflet.js").read_text(encoding="utf-8"),
        "leaflet.css": (library / "leaflet.css").read_text(encoding="utf-8"),
        "atlas.js": bare("\n".join(map(asset, SCRIPTS))),
        "atlas.css": asset("atlas.css") + (ASSETS / "map.css").read_text(encoding="utf-8"),
        "open.js": (ASSETS / "open.js").read_text(encoding="utf-8"),
    }
    for folder in wars:
        war = load_war(folder / "war.toml")
        made[f"{folder.name}.css"] = _colours(war, f".w-{folder.name}")
        made[f"{folder.name}-map.css"] = style_sheet(war)
    return {name: (hashed(name, text.encode()), text.encode()) for name, text in made.items()}


@cache
def asset_paths(wars: tuple[Path, ...]) -> dict[str, str]:
    """List the path of each asset by its name."""
    return {name: path for name, (path, _) in assets_of(wars).items()}


def bare(javascript: str) -> str:
    r"""
    Leave out the lines of a script that are comments, and what its lines are indented by: a quarter of its weight.

    >>> bare("/* The head. */\nlet at = 0;\n  // steps\n  at += 1; // one")
    'let at = 0;\nat += 1; // one'
    """
    return INDENTED.sub("", COMMENTS.sub("", javascript)).lstrip()


def hashed(name: str, content: bytes) -> str:
    """Put a digest into the name of an asset: ``assets/site-0123456789.css``."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}-{sha256(content).hexdigest()[:DIGITS]}.{ending}"


def _colours(war: War, scope: str) -> str:
    """Write the colours of a war for still maps: as variables, and as classes that fill, draw or back with one."""
    rules = "".join(
        f".f-{name} {{ fill: var(--{name}); }} .s-{name} {{ fill: none; stroke: var(--{name}); }} "
        f".b-{name} {{ background: var(--{name}); }}\n"
        for name in palette(war, "light")
    )
    claims = "".join(
        f".b-claim-{party.id} {{ background: var(--swatch-claim-{party.id}); }}\n" for party in war.parties
    )
    return style_sheet(war, scope) + rules + claims
