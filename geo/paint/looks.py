"""
From spans to paint: how each place looks on each day, in the most compact form that the page can use.

Colours and patterns are decided here and nowhere else; the browser only draws them. A *look* is one way a place can
appear: a fill, marks over it (the pattern of the party that claims it, specks of the one it may already have changed
to, dots where it is contested) and the words for it. Patterns repeat what colours show, so that the map works in
greyscale and for colour-blind readers. Every colour is a CSS variable, `--taliban` or `--unknown`, with a value for
each theme.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from events.model import CONTESTED, Party, Span, Standing
from geo.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Look:
    """One way a place can appear."""

    standing: Standing
    inferred: bool
    claim: str | None
    changing: tuple[Standing, ...]
    unsettled: bool
    passed: Standing | None = None
    """What it also became on this one day, to be retaken on the same."""
    named: date = date.min
    """The day since which its parties have their names, see `geo.words.standings.named_since`."""

    @property
    def fill(self) -> str:
        """The CSS variable of the ground."""
        return f"{self.standing}-inferred" if self.inferred else self.standing

    def marks(self, parties: Mapping[str, Party]) -> list[tuple[str, str]]:
        """List what is drawn over the ground, in order: each pattern with the CSS variable of its colour."""
        dots = [("dots", f"{CONTESTED}-dots")] if self.standing == CONTESTED else []
        stripes = [(parties[self.claim].pattern, self.claim)] if self.claim else []
        return dots + stripes + [("specks", standing) for standing in self.changing]

    def words(self, names: Mapping[Standing, str], called: Mapping[Standing, str], language: Language = ENGLISH) -> str:
        """Describe in a line what is drawn; `called` has each party's name as it stands in a sentence."""
        name = names[self.standing]
        said = [
            language.say("{standing}, only from a province- or country-wide report", standing=name)
            if self.inferred
            else name
        ]
        if self.claim:
            said.append(language.say("claimed by {party}", party=called[self.claim]))
        said += [
            language.say("may already be contested")
            if standing == CONTESTED
            else language.say("may already have fallen to {party}", party=called[standing])
            for standing in self.changing
        ]
        if self.passed == CONTESTED:
            said.append(language.say("changed twice that day, contested in between"))
        elif self.passed:
            said.append(language.say("changed hands twice that day, first to {party}", party=called[self.passed]))
        elif self.unsettled:
            said.append(language.say("fighting, or part of it changing hands"))
        return language.say("; ").join(said)


def look_of(span: Span) -> Look:
    """Find how a place looks during a span."""
    return Look(span.standing, span.inferred, span.claim, tuple(sorted(span.changing)), span.unsettled, span.passed)
