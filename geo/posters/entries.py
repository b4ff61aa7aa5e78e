"""
The lines of a poster's legend, each with what it counts.

Of a war with many parties the smallest are one line of the legend, and each of them stands in the key below it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from events.analysis.compare import Transition, flows
from events.control.counts import Count, Lens, count
from events.model import UNKNOWN, Party, PartyId, PlaceId, Span, Standing, War
from geo.language import Language, Messages, messages
from geo.paint.fills import AS_BEFORE, BLANK, Fill, flow_fill, plain_fill, tint
from geo.words.standings import MOST, OTHER_SIDES, called, names, names_between, renamed_between, standings

MOST_CLAIMS = 3
"""How many parties' claims are entries of their own where a legend gathers what is small."""


OTHER_CHANGES = messages("{number} other change", "{number} other changes")


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
    parts: tuple[Fill, ...] = ()
    """The fills of several things that it counts together, the first of which is its own."""
    was: float | None = None
    """The number on the first of two days; `None` if only one is shown."""

    @property
    def fills(self) -> tuple[Fill, ...]:
        """All fills that it counts."""
        return self.parts or (self.fill,)

    @property
    def most(self) -> float:
        """The number, or the larger of two."""
        return max(self.number or 0, self.was or 0)


def then_now(then: str, now: str, language: Language) -> str:
    """Write that one thing was and another is, in the direction of reading."""
    return f"{then} {'←' if language.direction == 'rtl' else '→'} {now}"


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


def claim_fill(party: Party) -> Fill:
    """Make the fill of what is under a claim of a party, whatever its standing."""
    return Fill(UNKNOWN, ((party.pattern, party.id),))


Few = tuple[list[Entry], list[Entry]]
"""The entries of a legend, and those that one of them gathers, for the key below it; none if the legend has room."""


def few_standings(entries: Sequence[Entry], war: War, language: Language) -> Few:
    """Gather the parties that hold least, where more than `MOST` standings have entries."""
    held = {party.id for party in war.parties}
    return _few(entries, sum(entry.fill.ground not in held for entry in entries), war, OTHER_SIDES, language)


def few_changes(entries: Sequence[Entry], war: War, language: Language) -> Few:
    """Gather the smallest transitions, where there are more than `MOST` with what did not change, the last entry."""
    return _few(entries, 1, war, OTHER_CHANGES, language)


def few_claims(entries: Sequence[Entry], war: War, language: Language) -> Few:
    """Gather the claims of more than `MOST_CLAIMS` parties."""
    if len(standings(war)) <= MOST or len(entries) <= MOST_CLAIMS:
        return list(entries), []
    return [_together(entries, language.say("Also claimed by another side"))], list(entries)


def _few(entries: Sequence[Entry], staying: int, war: War, others: Messages, language: Language) -> Few:
    """Gather the smallest; some at the end stay entries of their own, however small they are."""
    surplus = len(entries) - MOST + 1
    if len(standings(war)) <= MOST or surplus < 2:
        return list(entries), []
    among = entries[: len(entries) - staying]
    small = sorted(among, key=lambda entry: -entry.most)[-surplus:]
    large = [entry for entry in among if entry not in small]
    one = _together(small, language.count(len(small), *others))
    return [*large, one, *entries[len(among) :]], [replace(entry, of_these=True) for entry in small]


def pair_entries(
    controls: tuple[Mapping[PlaceId, Span], Mapping[PlaceId, Span]],
    days: tuple[date, date],
    war: War,
    lens: Lens,
    language: Language,
) -> Few:
    """List the standings and claims of two days, the earlier first, and the keys, with the numbers of both."""
    named, renamed = names_between(war, *days, language), renamed_between(war, *days)
    counts = [count(control, lens) for control in controls]
    held = [[Entry(plain_fill(s, war), each.get(s, Count()).held, named[s]) for s in standings(war)] for each in counts]
    claimed = [sum_of_claims(claims_on(control, lens, war), war, days[1], language) for control in controls]
    keys = [key_entries(control.values(), lens, war, named, language, renamed) for control in controls]
    there = [entry for entry in _both(*held) if entry.most or entry.fill.ground == UNKNOWN]
    standing, small = few_standings(there, war, language)
    claims, few = few_claims([entry for entry in _both(*claimed) if entry.most], war, language)
    by = called(war, days[1], language)
    few = [replace(e, words=language.say("claimed by {party}", party=by[e.fill.marks[0][1]])) for e in few]
    return [*standing, *claims], [*small, *few, *_both(*keys)]


def _both(before: Sequence[Entry], after: Sequence[Entry]) -> list[Entry]:
    """Give the entries of a day the numbers of an earlier one too, and add those that only the earlier has."""
    was = {(entry.words, entry.fill.ground): entry for entry in before}
    now = {(entry.words, entry.fill.ground): entry for entry in after}
    return [
        *(replace(entry, was=was[key].number if key in was else 0) for key, entry in now.items()),
        *(replace(entry, was=entry.number, number=0) for key, entry in was.items() if key not in now),
    ]


def _together(entries: Sequence[Entry], words: str) -> Entry:
    fills = tuple(entry.fill for entry in entries)
    number = sum(entry.number or 0 for entry in entries)
    was = sum(entry.was or 0 for entry in entries) if entries[0].was is not None else None
    return Entry(fills[0], number, words, of_these=entries[0].of_these, parts=fills, was=was)


def sum_of_claims(numbers: Mapping[PartyId, float], war: War, day: date, language: Language) -> list[Entry]:
    """Make an entry for what is under a claim of each party that claims, with its name on a day."""
    return [
        Entry(
            claim_fill(party),
            numbers[party.id],
            language.say("of these, claimed by {party}", party=called(war, day, language)[party.id]),
            of_these=True,
        )
        for party in war.parties
        if party.id in numbers
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
    same = 0.0
    for (then, now), number in flows(transitions, lens).items():
        if then == now:
            same += number
        else:
            yield Entry(flow_fill(then, now, war), number, then_now(was[then], is_now[now], language))
    yield Entry(AS_BEFORE, same, language.say("unchanged, shown faint"))


def blank_entries(blank: Collection[PlaceId], language: Language) -> tuple[Entry, ...]:
    """Explain what is blank, if anything is."""
    return (Entry(BLANK, None, language.say("other districts, not counted")),) if blank else ()
