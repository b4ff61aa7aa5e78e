"""The sentences of a comparison."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from events.analysis.compare import Transition, flows
from events.control.counts import Lens
from events.model import CONTESTED, PRESUMED, UNKNOWN, Standing, War
from geo.language import Language, Messages, message, messages
from geo.places.lenses import amount
from geo.wording import spoken
from geo.words.described.measures import INFERRED as KNOWN_FROM_WIDER
from geo.words.sentences import FEW_SIDES, MOST_SIDES
from geo.words.standings import called as called_in
from geo.words.standings import names, standings

Clause = tuple[Messages, Messages, int, dict[str, object], list[str]]
"""
The words of a clause that comes first, and so says what is counted, and of one that does not; the number of districts;
the values to put in; and the words that follow.
"""

PASSED = (
    messages("{party} took {number} district ({origins})", "{party} took {number} districts ({origins})"),
    messages("{party} took {number} ({origins})", "{party} took {number} ({origins})"),
)
OTHERS = messages("other sides took {number}", "other sides took {number}")
BECAME_CONTESTED = (
    messages("{number} district became contested ({origins})", "{number} districts became contested ({origins})"),
    messages("{number} became contested ({origins})", "{number} became contested ({origins})"),
)
FIRST_HELD = (
    messages(
        "{number} district was first reported as held by {party}",
        "{number} districts were first reported as held by {party}",
    ),
    messages("{number} was first reported as held by {party}", "{number} were first reported as held by {party}"),
)
FIRST_CONTESTED = (
    messages(
        "{number} district was first reported as contested", "{number} districts were first reported as contested"
    ),
    messages("{number} was first reported as contested", "{number} were first reported as contested"),
)
INFERRED = messages(
    "{number} of these is known only from province- or country-wide reports",
    "{number} of these are known only from province- or country-wide reports",
)
BACK = (
    messages("{number} district changed and changed back", "{number} districts changed and changed back"),
    messages("{number} changed and changed back", "{number} changed and changed back"),
)
CLAIMED = (
    messages("{number} district is newly claimed by {party}", "{number} districts are newly claimed by {party}"),
    messages("{number} is newly claimed by {party}", "{number} are newly claimed by {party}"),
)
LIFTED = (
    messages(
        "{number} district is no longer claimed by {party}", "{number} districts are no longer claimed by {party}"
    ),
    messages("{number} is no longer claimed by {party}", "{number} are no longer claimed by {party}"),
)
ALSO_HELD = message("{number} as held by {party}")
ALSO_CONTESTED = message("{number} as contested")
ORIGINS = {
    "party": (message("from {party}"), message("all from {party}"), message("{number} from {party}")),
    CONTESTED: (message("contested before"), message("all contested before"), message("{number} contested before")),
    UNKNOWN: (message("not known before"), message("all not known before"), message("{number} not known before")),
    PRESUMED: (
        message("only presumed before"),
        message("all only presumed before"),
        message("{number} only presumed before"),
    ),
}
"""The origins: of a single district, of all of them, and of some of them."""
NEWLY_SHOWN = {
    "people": message("Districts with {number} people are newly shown as {standing} (before: {origins})."),
    "land": message("{number} km² are newly shown as {standing} (before: {origins})."),
}
RETAKEN = (message("retaken"), message("all retaken"), message("{number} of them retaken"))


def compare_words(
    transitions: Sequence[Transition], earlier: date, later: date, war: War, language: Language | None = None
) -> str:
    """
    Describe what changed after a day: ``After 1 July, up to 31 July 2021, the Taliban took 50 districts (...)``.

    A district *passed* to a party that did not hold it on the earlier day. If nothing was known on that day and reports
    say only who holds it, not that it changed hands, it was *first reported as held*. It was *retaken* only if the
    report says so: earlier control is never assumed.

    Parameters
    ----------
    transitions
        Between exactly these days, as `events.analysis.compare` makes them.
    """
    language = language or spoken("en", war)
    if earlier == later:
        return language.say("This compares {day} with itself: nothing differs.", day=language.day(later))
    called, before = called_in(war, later, language), called_in(war, earlier, language)
    changed = [transition for transition in transitions if transition.changed]
    kept = [transition for transition in transitions if not transition.changed]
    if changed:
        taken = [*_passed(changed, called, before, language)]
        reported = [*_first_reported(changed, called, language), *_inferred(changed)]
        first, *rest = filter(None, [_told(taken, language), _told(reported, language)])
        return " ".join([_after(earlier, later, first, language), *(f"{clauses}." for clauses in rest)])
    clauses = _told([*_back(kept), *_claims(kept, called, before)], language)
    days = {"later": language.day(later), "earlier": language.day(earlier)}
    if not clauses:
        return language.say("No district changed after {earlier}, up to {later}.", **days)
    return language.say(
        "On {later} every district was under the same control as on {earlier}; {clauses}.", clauses=clauses, **days
    )


def measured_words(
    transitions: Sequence[Transition],
    earlier: date,
    later: date,
    lens: Lens,
    war: War,
    language: Language | None = None,
) -> str:
    """
    Describe what changed between two days in people or land, written to three figures.

    Parameters
    ----------
    transitions
        Between exactly these days.
    lens
        One with a unit.
    """
    language = language or spoken("en", war)
    was, is_now = names(war, language, earlier), names(war, language, later)
    passed = flows(transitions, lens)
    told = []
    for standing in standings(war):
        before = {then: passed.get((then, standing), 0) for then in standings(war) if then != standing}
        if not (total := sum(before.values())):
            continue
        counted = {was[then]: amount(number, lens, language) for then, number in before.items() if number}
        each = [language.say("{standing} {number}", standing=then, number=number) for then, number in counted.items()]
        values = {"number": amount(total, lens, language), "standing": is_now[standing]}
        told.append(language.say(NEWLY_SHOWN[lens.id], origins=language.say(", ").join(each), **values))
    inferred = sum(lens.weights.get(t.place, 0) for t in transitions if t.changed and t.after.inferred)
    if inferred:
        told.append(language.say(KNOWN_FROM_WIDER, number=amount(inferred, lens, language)))
    return " ".join(told) or compare_words(transitions, earlier, later, war, language)


def _passed(
    changed: Sequence[Transition], called: Mapping[Standing, str], before: Mapping[Standing, str], language: Language
) -> Iterator[Clause]:
    """
    Describe what came under each standing, and what it was before, when a party may have had another name.

    Of more than two sides, those that most came under are named, and the others counted together.
    """
    passed = {
        standing: [t for t in changed if t.after.standing == standing and not t.first_reported]
        for standing in (*called, CONTESTED)
    }
    most = sorted(called, key=lambda party: -len(passed[party]))[:MOST_SIDES] if len(called) > FEW_SIDES else [*called]
    for standing in (*filter(most.__contains__, called), CONTESTED):
        if came := passed[standing]:
            values: dict[str, object] = {"origins": _origins(came, before, language)}
            if standing in called:
                yield *PASSED, len(came), values | {"party": called[standing]}, []
            else:
                yield *BECAME_CONTESTED, len(came), values, []
    if others := sum(len(passed[party]) for party in called if party not in most):
        yield OTHERS, OTHERS, others, {}, []


def _origins(came: Sequence[Transition], called: Mapping[Standing, str], language: Language) -> str:
    """List the origins, most first: ``46 not known before, 3 from the government; 2 of them retaken``."""
    before = (transition.before.standing for transition in came)
    counts = Counter(PRESUMED if standing.startswith(PRESUMED) else standing for standing in before)
    kinds = {origin: ORIGINS["party" if origin in called else origin] for origin in counts}
    values: dict[Standing, dict[str, object]] = {
        origin: {"party": called[origin]} if origin in called else {} for origin in counts
    }
    if len(counts) == 1:
        (origin,) = counts
        told = [language.say(kinds[origin][len(came) > 1], **values[origin])]
    else:
        alone = {origin: language.say(kinds[origin][0], **values[origin]) for origin in counts}
        ordered = sorted(counts.items(), key=lambda counted: (-counted[1], alone[counted[0]]))
        told = [language.say(kinds[origin][2], number=number, **values[origin]) for origin, number in ordered]
    return language.say("; ").join([language.say(", ").join(told), *_retaken(came, language)])


def _retaken(came: Sequence[Transition], language: Language) -> Iterator[str]:
    if number := sum(transition.retaken for transition in came):
        one, every, many = RETAKEN
        yield language.say((one if number == 1 else every) if number == len(came) else many, number=number)


def _first_reported(
    changed: Sequence[Transition], called: Mapping[Standing, str], language: Language
) -> Iterator[Clause]:
    """Describe first reports: ``48 were first reported as held by the government, 25 as held by the Taliban``."""
    counts = Counter(transition.after.standing for transition in changed if transition.first_reported)
    if counts:
        (standing, most), *others = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:MOST_SIDES]
        also = [
            language.say(ALSO_HELD, number=number, party=called[other])
            if other in called
            else language.say(ALSO_CONTESTED, number=number)
            for other, number in others
        ]
        if standing in called:
            yield *FIRST_HELD, most, {"party": called[standing]}, also
        else:
            yield *FIRST_CONTESTED, most, {}, also


def _inferred(changed: Sequence[Transition]) -> Iterator[Clause]:
    if number := sum(transition.after.inferred for transition in changed):
        yield INFERRED, INFERRED, number, {}, []


def _back(kept: Sequence[Transition]) -> Iterator[Clause]:
    if number := sum(transition.last is not None for transition in kept):
        yield *BACK, number, {}, []


def _claims(
    kept: Sequence[Transition], called: Mapping[Standing, str], before: Mapping[Standing, str]
) -> Iterator[Clause]:
    """Describe claims laid and lifted where nothing else changed."""
    for party in called:
        if number := sum(transition.claimed == party for transition in kept):
            yield *CLAIMED, number, {"party": called[party]}, []
    for party in called:
        if number := sum(transition.lifted == party for transition in kept):
            yield *LIFTED, number, {"party": before[party]}, []


def _told(clauses: Sequence[Clause], language: Language) -> str:
    """Join clauses; the first one says what is counted."""
    told = [
        [language.count(number, one, many, **values), *also]
        for at, (first, later, number, values, also) in enumerate(clauses)
        for one, many in [later if at else first]
    ]
    return language.say("; ").join(language.say(", ").join(clause) for clause in told)


def _after(earlier: date, later: date, clauses: str, language: Language) -> str:
    """Write the interval: ``After 1 July, up to 31 July 2021, ...``; a year in common is written once."""
    since, until = language.day(earlier, year=earlier.year != later.year), language.day(later)
    return language.say("After {since}, up to {day}, {clauses}.", since=since, day=until, clauses=clauses)
