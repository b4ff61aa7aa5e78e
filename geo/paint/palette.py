"""Every colour, for both themes: the only place that decides them."""

from events.model import CONTESTED, UNKNOWN, Pattern, War, presumed
from geo.paint.ink import MUTED, OUTLINE, contrast

PAPER = {"light": "#fcfbf7", "dark": "#16191d"}
INK = {"light": "#1c2126", "dark": "#eceae4"}
"""The colour of text and outlines."""

LINK = {"light": "#0054a3", "dark": "#7cbcf7"}
"""The colour of words and numbers that open something; .streamlit/config.toml has it too."""

CONTESTED_COLOUR = {"light": "#d9a441", "dark": "#e0b050"}
CONTESTED_DOTS = {"light": "#8a5f14", "dark": "#6b4a10"}
UNKNOWN_COLOUR = {"light": "#dedad2", "dark": "#3a3e44"}
FIGHTING = {"light": f"{CONTESTED}-dots", "dark": CONTESTED}
"""The CSS variable of the broken outline, by theme."""

AGE = "#8a867d"
"""How old a district's last report is, on the paper of either theme."""
READABLE = 3
"""The least contrast of a name with the district that it stands on."""
TINT = 0.42
"""The share of paper mixed into a colour where the standing is inferred."""
FAINTEST = 0.82
"""The share of what is not known, mixed into a colour where a party is only presumed to hold a place."""


def palette(war: War, theme: str) -> dict[str, str]:
    """
    Return the colour of every CSS variable of a theme, like ``#8f3335``.

    Parameters
    ----------
    theme
        ``light`` or ``dark``.
    """
    grounds = {party.id: party.colour if theme == "light" else party.colour_dark for party in war.parties}
    grounds |= {CONTESTED: CONTESTED_COLOUR[theme], UNKNOWN: UNKNOWN_COLOUR[theme]}
    if war.presumption:
        holder = war.presumption.party
        grounds[presumed(holder)] = mix(grounds[holder], UNKNOWN_COLOUR[theme], FAINTEST)
    tints = {f"{name}-inferred": mix(colour, PAPER[theme], TINT) for name, colour in grounds.items()}
    return grounds | tints | {f"{CONTESTED}-dots": CONTESTED_DOTS[theme], "paper": PAPER[theme]}


def style_sheet(war: War, scope: str = "") -> str:
    """
    Write the colours of both themes, and the swatches of the patterns, as CSS variables.

    Parameters
    ----------
    scope
        What they are on, as a selector, in a page whose theme is the one that its reader's system prefers; by default
        they are on ``.atlas``, whose attribute ``data-theme`` names it.
    """
    dots = f"radial-gradient(circle at 1.5px 1.5px, var(--{CONTESTED}-dots) 0.9px, transparent 1.2px) 0 0 / 4px 4px"
    swatches = {f"swatch-claim-{party.id}": _claimed(party.pattern, party.id) for party in war.parties}
    swatches |= {  # marks in the colour of any party are explained in ink, which is none's
        "swatch-claim": _claimed(Pattern.RISING, "ink"),
        f"swatch-{CONTESTED}": f"{dots}, var(--{CONTESTED})",
        "swatch-inferred": _tints(war),
        "swatch-specks": dots.replace(f"{CONTESTED}-dots", "ink") + f", var(--{UNKNOWN})",
        "swatch-unsettled": f"var(--{UNKNOWN})",
    }
    light, dark = (_written(variables) for variables in (_variables(war, "light") | swatches, _variables(war, "dark")))
    if scope:
        return f"{scope} {{ {light} }}\n@media (prefers-color-scheme: dark) {{ {scope} {{ {dark} }} }}\n"
    return f'.atlas {{ {light} }}\n.atlas[data-theme="dark"] {{ {dark} }}\n'


def _written(variables: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in variables.items())


def _variables(war: War, theme: str) -> dict[str, str]:
    """List the palette of a theme, the outline of fighting, and the inks of words and outlines."""
    written = {"ink": INK[theme], "muted": MUTED[theme], "outline": OUTLINE[theme]}
    return palette(war, theme) | {"fighting": f"var(--{FIGHTING[theme]})"} | written | _names(war, theme)


def ink_is_lost(ground: str, theme: str) -> bool:
    """Tell whether a name in ink cannot be read on a ground; in the dark theme ink is light, and is nowhere lost."""
    return theme == "light" and contrast(INK[theme], ground) < READABLE


def _names(war: War, theme: str) -> dict[str, str]:
    """Choose for each ground how a name on it is written: in ink on paper, or in paper where ink is lost on it."""
    named: dict[str, str] = {}
    for ground, colour in palette(war, theme).items():
        lost = ink_is_lost(colour, theme)
        named |= {f"on-{ground}": "var(--paper)" if lost else "var(--ink)"}
        named |= {f"halo-{ground}": f"var(--{ground})" if lost else "var(--paper)"}
    return named


def _tints(war: War) -> str:
    """Write the tints of the first two parties, which the map has where they are inferred, as a swatch's background."""
    one, other = (war.parties[at % len(war.parties)].id for at in (1, 0))
    return f"linear-gradient(135deg, var(--{one}-inferred) 50%, var(--{other}-inferred) 50%)"


def _claimed(pattern: Pattern, colour: str) -> str:
    """Write a pattern of claims in a variable's colour over what is not known, as the background of a swatch."""
    over, under = f"var(--{colour})", f"var(--{UNKNOWN})"
    if pattern == Pattern.CHECKS:
        return f"repeating-conic-gradient({over} 0 25%, {under} 0 50%) 0 0 / 6px 6px"
    if pattern == Pattern.RINGS:
        return f"radial-gradient(circle, {under} 1px, {over} 1.4px 2.7px, {under} 3px) 0 0 / 7px 7px"
    if pattern == Pattern.CHEVRONS:
        corners = ((135, 3), (225, 3), (315, 0), (45, 0))
        layers = [
            f"linear-gradient({turn}deg, {over} 25%, transparent 25%) {left}px 0 / 6px 6px" for turn, left in corners
        ]
        return ", ".join((*layers, under))
    angle = {Pattern.RISING: "135deg", Pattern.FALLING: "45deg", Pattern.UPRIGHT: "90deg"}[pattern]
    return f"repeating-linear-gradient({angle}, {over} 0 2px, {under} 2px 5px)"


def mix(colour: str, other: str, share: float) -> str:
    """
    Mix a share of another colour into one; both like ``#8f3335``, the share from 0 to 1.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)
