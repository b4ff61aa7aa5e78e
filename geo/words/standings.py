"""The names of standings, in the order in which they are listed; a party may have another name from a day on."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from events.model import CONTESTED, UNKNOWN, PartyId, Span, Standing, War, presumed
from geo.forms import Name
from geo.language import ENGLISH, Language, message, messages

KEY = (
    ("inferred", message("inferred from a province- or country-wide report")),
    ("specks", message("may already have changed hands")),
    ("unsettled", message("fighting")),
)
"""The key beside the standings: the swatch, see `style_sheet`, and the words."""

NAMES: dict[Standing, str] = {CONTESTED: message("Contested"), UNKNOWN: message("Not known")}


MOST = 7
"""The most standings that a legend lists each by itself: of more, the parties that hold least are one entry."""

OTHER_SIDES = messages("{number} other side", "{number} other sides")
"""The name of that entry, by the number of parties in it."""


def standings(war: War) -> list[Standing]:
    """List the possible standings, in the order in which they are listed and stacked."""
    return [*(party.id for party in war.parties), CONTESTED, *_presumed(war).values(), UNKNOWN]


IN_TURN = " / "
"""Stands between the names that a party has one after another."""


def occurring(war: War, there: Collection[Standing]) -> list[Standing]:
    """List the standings that a table needs: all where they are few, else those that are there, and not known."""
    listed = standings(war)
    return listed if len(listed) <= MOST else [each for each in listed if each in there or each == UNKNOWN]


def names(war: War, language: Language = ENGLISH, day: date | None = None) -> dict[Standing, str]:
    """Name each standing on a day; by default each party by all the names it has in turn."""
    named = {}
    for party in war.parties:
        every = (party.name, *(later.name for later in party.later)) if day is None else (party.name_on(day),)
        named[party.id] = IN_TURN.join(language.say(name) for name in every)
    for holder, standing in _presumed(war).items():
        named[standing] = language.say("{party}, presumed", party=named[holder])
    return named | {standing: language.say(name) for standing, name in NAMES.items()}


def names_between(war: War, first: date, last: date, language: Language = ENGLISH) -> dict[Standing, str]:
    """Name each standing in the days between two, both included: each party by all the names it has in them."""
    days = [first, *(day for day in renamings(war) if first < day <= last)]
    each_day = [names(war, language, day) for day in days]
    return {standing: IN_TURN.join(dict.fromkeys(named[standing] for named in each_day)) for standing in standings(war)}


def renamed_between(war: War, first: date, last: date) -> frozenset[PartyId]:
    """Find the parties that have several names in the days between two, both included."""
    return frozenset(party.id for party in war.parties for later in party.later if first < later.since <= last)


def called(war: War, day: date, language: Language = ENGLISH) -> dict[PartyId, Name]:
    """Name each party as it stands in a sentence about a day."""
    return {party.id: language.name(party.called_on(day), party.singular_on(day)) for party in war.parties}


def renamings(war: War) -> list[date]:
    """List the days from which some party has another name."""
    return sorted({later.since for party in war.parties for later in party.later})


def named_since(span: Span, war: War) -> date:
    """Return the first day of the names that the parties of a span have as it begins; `date.min` for first names."""
    shown = {span.standing, span.claim, span.passed, *span.changing}
    days = [later.since for party in war.parties if party.id in shown for later in party.later]
    return max((day for day in days if day <= span.start), default=date.min)


def by_names(spans: Iterable[Span], war: War) -> Iterator[Span]:
    """Cut spans where a party that they show, claimed or changing towards, has another name."""
    for span in spans:
        shown = {span.standing, span.claim, span.passed, *span.changing}
        cuts = {
            later.since
            for party in war.parties
            if party.id in shown
            for later in party.later
            if span.start < later.since < span.end
        }
        edges = [span.start, *sorted(cuts), span.end]
        yield from (replace(span, start=start, end=end) for start, end in pairwise(edges))


def _presumed(war: War) -> dict[PartyId, Standing]:
    """Map the party that is presumed to hold what no report speaks of, if there is one, to that standing."""
    return {war.presumption.party: presumed(war.presumption.party)} if war.presumption else {}
