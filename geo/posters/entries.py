"""The lines of a poster's legend, each with what it counts."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.analysis.compare import Transition, flows
from events.control.counts import Count, Lens
from events.model import UNKNOWN, PartyId, PlaceId, Span, Standing, War
from geo.language import Language
from geo.paint.fills import AS_BEFORE, BLANK, Fill, flow_fill, plain_fill, tint
from geo.words.standings import called, names, standings


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend."""

    fill: Fill
    number: float | None
    """In the unit of the poster's lens; `None` in a film's key."""
    words: str
    of_these: bool = False
    """Whether it is also counted under another entry."""
    about: bool = False
    """Whether its number is of people or land, and written to three figures."""


def source_words(publishers: Sequence[str], shown: int, language: Language) -> str:
    """Name the first publishers as the source, and give the number of others."""
    if not publishers:
        return language.say("Source: Control Atlas. No report covers this period.")
    named, others = list(publishers[:shown]), len(publishers) - shown
    if others > 0:
        named.append(language.count(others, "{number} other", "{number} others"))
    listed = language.listed([language.apart(name) for name in named])
    return language.say("Source: Control Atlas, from reports by {publishers}.", publishers=listed)


def standing_entries(counts: Mapping[Standing, Count], war: War, named: Mapping[Standing, str]) -> list[Entry]:
    """List all standings in order; an empty one is left out, except for unknown."""
    held = {standing: counts.get(standing, Count()).held for standing in standings(war)}
    return [
        Entry(plain_fill(standing, war), number, named[standing])
        for standing, number in held.items()
        if number or standing == UNKNOWN
    ]


def claim_entries(control: Mapping[PlaceId, Span], lens: Lens, war: War, day: date, language: Language) -> list[Entry]:
    """List how much is under a claim of each party on a day, leaving out parties without a claim."""
    return [entry for entry in sum_of_claims(claims_on(control, lens, war), war, day, language) if entry.number]


def claims_on(control: Mapping[PlaceId, Span], lens: Lens, war: War) -> dict[PartyId, float]:
    """Add up what is under a claim of each party on a day, in the unit of a lens."""
    return {
        party.id: sum(weight for place, weight in lens.weights.items() if control[place].claim == party.id)
        for party in war.parties
    }


def sum_of_claims(numbers: Mapping[PartyId, float], war: War, day: date, language: Language) -> list[Entry]:
    """Make an entry for what is under a claim of each party, with its name on a day."""
    return [
        Entry(
            Fill(UNKNOWN, ((party.pattern, party.id),)),
            numbers[party.id],
            language.say("of these, claimed by {party}", party=called(war, day, language)[party.id]),
            of_these=True,
        )
        for party in war.parties
    ]


def key_entries(
    spans: Collection[Span],
    lens: Lens,
    war: War,
    named: Mapping[Standing, str],
    language: Language,
    renamed: Collection[Standing] = (),
) -> tuple[Entry, ...]:
    """List what is drawn beside standings and claims, each with how much there is of it; see `inferred_sum`."""
    counted = [span for span in spans if span.place in lens.weights]
    changing = [(span.place, _specks(span.changing)) for span in counted if span.changing]
    unsettled = [(span.place, Fill(UNKNOWN, unsettled=True)) for span in counted if span.unsettled]
    found = ((language.say("may already have changed hands"), changing), (language.say("fighting"), unsettled))
    return *inferred_sum(spans, lens, war, named, language, renamed), *(
        Entry(_most(fill for _, fill in drawn), sum(lens.weights[place] for place, _ in drawn), words, of_these=True)
        for words, drawn in found
        if drawn
    )


def inferred_sum(
    spans: Collection[Span],
    lens: Lens,
    war: War,
    named: Mapping[Standing, str],
    language: Language,
    renamed: Collection[Standing] = (),
) -> tuple[Entry, ...]:
    """
    Add up what only wider reports say, by standing.

    Parameters
    ----------
    renamed
        The standings with several names, which would make the line too long: their colour says whose it is.
    """
    entries = []
    for standing in standings(war):
        places = [span.place for span in spans if span.inferred and span.standing == standing]
        if number := sum(lens.weights.get(place, 0) for place in places):
            words = language.say(
                "{standing}, inferred from a province- or country-wide report", standing=named[standing]
            )
            if standing in renamed:
                words = language.say("inferred from a province- or country-wide report")
            entries.append(Entry(tint(standing, war), number, words, of_these=True))
    return tuple(entries)


def _specks(changing: Iterable[Standing]) -> Fill:
    return Fill(UNKNOWN, tuple(("specks", standing) for standing in sorted(changing)))


def _most(fills: Iterable[Fill]) -> Fill:
    counted = Counter(fills)
    return max(counted, key=lambda fill: (counted[fill], fill.ground, fill.marks))


def flow_entries(
    transitions: Sequence[Transition], lens: Lens, war: War, days: tuple[date, date], language: Language
) -> Iterable[Entry]:
    """List how much passed between standings, largest first, and last what did not change."""
    was, is_now = (names(war, language, day) for day in days)
    arrow = "←" if language.direction == "rtl" else "→"
    same = 0.0
    for (then, now), number in flows(transitions, lens).items():
        if then == now:
            same += number
        else:
            yield Entry(flow_fill(then, now, war), number, f"{was[then]} {arrow} {is_now[now]}")
    yield Entry(AS_BEFORE, same, language.say("unchanged, shown faint"))


def blank_entries(blank: Collection[PlaceId], language: Language) -> tuple[Entry, ...]:
    """Explain what is blank, if anything is."""
    return (Entry(BLANK, None, language.say("other districts, not counted")),) if blank else ()
