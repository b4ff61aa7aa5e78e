"""
From spans to paint: what each place looks like on each day, in the fewest words the page can do with.

Colours and patterns are decided here and nowhere else; the browser is told. A *look* is one way a place can appear: a
fill, marks over it (stripes of the party that claims it, specks of the one it may already have changed to, dots where
it is contested) and the words for it. Pattern says what colour says, so that the map holds in greyscale and for
colour-blind readers. Every colour is a CSS variable, `--taliban` or `--unknown`, with a value for each theme.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from events.control import Count, Spans
from events.model import CONTESTED, UNKNOWN, Party, PartyId, Pattern, PlaceId, Span, Standing, War
from geo.language import ENGLISH, Language, Name, message

PAPER = {"light": "#fcfbf7", "dark": "#16191d"}
INK = {"light": "#1c2126", "dark": "#eceae4"}
"""What is written and outlined with."""

CONTESTED_COLOUR = {"light": "#d9a441", "dark": "#e0b050"}
CONTESTED_DOTS = {"light": "#8a5f14", "dark": "#6b4a10"}
UNKNOWN_COLOUR = {"light": "#dedad2", "dark": "#3a3e44"}
TINT = 0.42
"""How much of the paper is mixed into a colour where the standing is inferred."""

KEY = (
    ("inferred", message("inferred from a wider report")),
    ("specks", message("may already have changed")),
    ("restless", message("fighting")),
)
"""What is drawn beside the standings: its swatch, see `style_sheet`, and the words."""

NAMES: dict[Standing, str] = {CONTESTED: message("Contested"), UNKNOWN: message("Not known")}


@dataclass(frozen=True, slots=True)
class Look:
    """One way a place can appear."""

    standing: Standing
    inferred: bool
    claim: str | None
    changing: tuple[Standing, ...]
    restless: bool

    @property
    def fill(self) -> str:
        """The CSS variable of the ground."""
        return f"{self.standing}-inferred" if self.inferred else self.standing

    def marks(self, parties: Mapping[str, Party]) -> list[tuple[str, str]]:
        """What is drawn over the ground, in order: the pattern and the CSS variable of its colour."""
        dots = [("dots", f"{CONTESTED}-dots")] if self.standing == CONTESTED else []
        stripes = [(parties[self.claim].pattern, self.claim)] if self.claim else []
        return dots + stripes + [("specks", standing) for standing in self.changing]

    def words(self, names: Mapping[Standing, str], called: Mapping[Standing, str], language: Language = ENGLISH) -> str:
        """Say in a line what is drawn; `called` has each party's name as it stands in a sentence."""
        name = names[self.standing]
        said = [language.say("{standing}, by a wider report only", standing=name) if self.inferred else name]
        if self.claim:
            said.append(language.say("claimed by {party}", party=called[self.claim]))
        said += [
            language.say("may already be contested")
            if standing == CONTESTED
            else language.say("may already have passed to {party}", party=called[standing])
            for standing in self.changing
        ]
        if self.restless:
            said.append(language.say("fighting, or a part of it changing hands"))
        return language.say("; ").join(said)


def look_of(span: Span) -> Look:
    """Tell how a place looks during a span."""
    return Look(span.standing, span.inferred, span.claim, tuple(sorted(span.changing)), span.restless)


def standings(war: War) -> list[Standing]:
    """List what a place can be, in the order in which it is listed and stacked."""
    return [*(party.id for party in war.parties), CONTESTED, UNKNOWN]


def names(war: War, language: Language = ENGLISH) -> dict[Standing, str]:
    """Name what a place can be."""
    named = {party.id: party.name for party in war.parties} | NAMES
    return {standing: language.say(name) for standing, name in named.items()}


def called(war: War, language: Language = ENGLISH) -> dict[PartyId, Name]:
    """Name each party as it stands in a sentence."""
    return {party.id: language.name(party.called) for party in war.parties}


def palette(war: War, theme: str) -> dict[str, str]:
    """
    Give every CSS variable of a theme its colour.

    Parameters
    ----------
    theme
        ``light`` or ``dark``.
    """
    grounds = {party.id: party.colour if theme == "light" else party.colour_dark for party in war.parties}
    grounds |= {CONTESTED: CONTESTED_COLOUR[theme], UNKNOWN: UNKNOWN_COLOUR[theme]}
    tints = {f"{name}-inferred": mix(colour, PAPER[theme], TINT) for name, colour in grounds.items()}
    return grounds | tints | {f"{CONTESTED}-dots": CONTESTED_DOTS[theme], "paper": PAPER[theme]}


def style_sheet(war: War) -> str:
    """Write the palettes of both themes, and the swatches of the patterns, as CSS variables on ``.atlas``."""
    claims = {party.id: _stripes(party) for party in war.parties}
    dots = f"radial-gradient(circle at 1.5px 1.5px, var(--{CONTESTED}-dots) 0.9px, transparent 1.2px) 0 0 / 4px 4px"
    swatches = {f"swatch-claim-{party}": stripes for party, stripes in claims.items()}
    first, last = war.parties[0].id, war.parties[-1].id
    swatches |= {
        "swatch-claim": claims[first],
        f"swatch-{CONTESTED}": f"{dots}, var(--{CONTESTED})",
        "swatch-inferred": f"linear-gradient(135deg, var(--{first}-inferred) 50%, var(--{last}-inferred) 50%)",
        "swatch-specks": dots.replace(f"--{CONTESTED}-dots", f"--{first}") + f", var(--{UNKNOWN})",
        "swatch-restless": f"var(--{UNKNOWN})",
    }
    rules = {".atlas": palette(war, "light") | swatches, '.atlas[data-theme="dark"]': palette(war, "dark")}
    return "".join(
        f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in variables.items())} }}\n"
        for selector, variables in rules.items()
    )


def _stripes(party: Party) -> str:
    angle = {Pattern.RISING: "135deg", Pattern.FALLING: "45deg"}[party.pattern]
    return f"repeating-linear-gradient({angle}, var(--{party.id}) 0 2px, var(--{UNKNOWN}) 2px 5px)"


def mix(colour: str, other: str, share: float) -> str:
    """
    Mix a share of another colour into one; both like ``#8f3335``.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)


def runs(spans: Spans, places: Iterable[PlaceId], first: date, last: date) -> tuple[list[Look], list[list[int]]]:
    """
    Encode the looks of each place between two days, both included.

    Returns
    -------
    looks
        Those that occur, each once.
    runs
        For each place a flat list: the day a look begins, counted from `first`, and its number; again for the next.
    """
    numbers: dict[Look, int] = {}
    encoded = []
    for place in places:
        run: list[int] = []
        for span in spans[place]:
            if span.end > first and span.start <= last:
                look = numbers.setdefault(look_of(span), len(numbers))
                if not run or run[-1] != look:
                    run += [max((span.start - first).days, 0), look]
        encoded.append(run)
    return list(numbers), encoded


def tallies(counts: Iterable[Mapping[Standing, Count]], war: War) -> list[list[float]]:
    """
    Encode the counts of each day.

    Returns
    -------
    tallies
        For each day a flat list: for each of `standings` the figure held, its lowest, its highest, and the part of it
        that is inferred; then what lies under a claim.
    """
    nothing = Count()
    tallied = []
    for counted in counts:
        row: list[float] = []
        for standing in standings(war):
            tally = counted.get(standing, nothing)
            row += [tally.held, tally.lowest, tally.highest, tally.inferred]
        tallied.append([*row, sum(tally.claimed for tally in counted.values())])
    return tallied
