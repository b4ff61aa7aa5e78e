"""What is not known, in a line for each gap."""

from dataclasses import dataclass

from events.analysis.gaps import AgeBand, Unknowns
from events.model import PlaceId
from geo.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list of gaps."""

    words: str
    places: tuple[PlaceId, ...]
    """The places counted in it; empty if it counts something else."""


def unknowns_words(unknowns: Unknowns, language: Language = ENGLISH) -> tuple[Line, ...]:
    """List what is not known, a line for each gap, even an empty one."""
    gaps = [
        ("Not known: no firm report says who is in control", unknowns.unknown),
        (language.wording.worded("Known only from a province- or country-wide report"), unknowns.inferred),
        ("Without any report yet", unknowns.unheard),
        *((f"Last report more than {days} days old", places) for days, places in unknowns.quiet.items()),
        ("Claimed by a side not shown in control", unknowns.claimed),
        ("May already have changed hands", unknowns.changing),
    ]
    unplaced = Line(f"Reports that could not be placed: {unknowns.unplaced or 'none'}", ())
    districts = language.wording.worded("districts")
    return (
        *(Line(f"{words}: {len(places) or 'none'} of {unknowns.total} {districts}", places) for words, places in gaps),
        unplaced,
    )


def age_words(band: AgeBand) -> str:
    """
    Describe how old the last reports in a band are.

    >>> [age_words(AgeBand(*days, ())) for days in ((0, 7), (8, 14), (61, None), (None, None))]
    ['0–7 days', '8–14 days', 'more than 60 days', 'no report yet']
    """
    if band.first is None:
        return "no report yet"
    return f"more than {band.first - 1} days" if band.last is None else f"{band.first}–{band.last} days"
