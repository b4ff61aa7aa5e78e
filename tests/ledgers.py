"""
Small random ledgers for hypothesis: few places, few days, few sides, so that reports often meet on one day.

Sides and places are invented; nothing here is of a real war.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from events.control.rule import BY_LATEST_DAY
from events.model import Certainty, Event, Kind, PartyId, PlaceId, Report, Scope

PLACES: tuple[PlaceId, ...] = ("0101", "0102", "0201")
PARTIES: tuple[PartyId, ...] = ("reds", "blues", "greens")
FIRST_DAY = date(2021, 7, 1)
WINDOW = 10  # days in which reports fall
MARGIN = 3  # days looked at on either side of the window
DAYS: tuple[date, ...] = tuple(FIRST_DAY + timedelta(days) for days in range(-MARGIN, WINDOW + MARGIN))

# A value stands in these as often as it ought to come: most reports are of a day, of a whole place and soon known.
LENGTHS = (0, 0, 0, 0, 1, 2, 3, 6)
DELAYS = (0, 0, 0, 1, 2, 5)
PARTS = (False,) * 9 + (True,)
KINDS = (*Kind, Kind.CAPTURED, Kind.HELD, Kind.RECAPTURED, Kind.CLAIMED)
OWN = (Scope.DISTRICT, Scope.DISTRICT, Scope.CAPITAL)
WIDER = (Scope.GROUP, Scope.PROVINCE, Scope.COUNTRY)


@dataclass(frozen=True)
class _Mood:
    """What the reports of one ledger may be: rare meetings come about where there is little to choose from."""

    days: int
    places: tuple[PlaceId, ...]
    parties: tuple[PartyId, ...]
    kinds: tuple[Kind, ...]
    scopes: tuple[Scope, ...]
    certainties: tuple[Certainty, ...]


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Event, ...]:
    """Draw one to twelve events; many ledgers are crowded into a few days, one place, two sides or a few kinds."""
    few_kinds = st.tuples(*[st.sampled_from(KINDS)] * 3)
    mood = _Mood(
        days=draw(st.sampled_from((1, 2, 3, 5, WINDOW))),
        places=PLACES[: draw(st.sampled_from((1, 1, 2, 3)))],
        parties=PARTIES[: draw(st.sampled_from((2, 2, 3)))],
        kinds=draw(st.just(KINDS) | few_kinds),
        scopes=draw(st.sampled_from((OWN + WIDER, OWN + WIDER, (Scope.DISTRICT, *WIDER * 3), OWN, WIDER))),
        certainties=draw(st.sampled_from((tuple(Certainty), (Certainty.REPORTED, Certainty.CLAIMED)))),
    )
    size = draw(st.integers(1, 12) | st.integers(8, 12))
    return tuple(draw(_events(number, mood)) for number in range(size))


@st.composite
def _events(draw: st.DrawFn, number: int, mood: _Mood) -> Event:
    scope = draw(st.sampled_from(mood.scopes))
    # The latest day is drawn first, so that reports of unequal length still count from one day.
    last = draw(st.integers(0, mood.days - 1))
    first = max(0, last - draw(st.sampled_from(LENGTHS)))
    spoken_for: tuple[PlaceId, ...]
    if scope in OWN:
        spoken_for = (draw(st.sampled_from(mood.places)),)
    else:
        # None at all, too: a wider report may exclude every district we know.
        spoken_for = tuple(place for place in mood.places if draw(st.sampled_from((True, True, True, False))))
    return event(
        number,
        (first, last),
        scope,
        draw(st.sampled_from(mood.kinds)),
        draw(st.sampled_from(mood.parties)),
        draw(st.sampled_from(mood.certainties)),
        places=spoken_for,
        part=draw(st.sampled_from(PARTS)),
        denied_by=draw(st.sampled_from(("", "", *mood.parties))),
        partners=draw(st.sampled_from(((), (), (), *((party,) for party in mood.parties)))),
        delay=draw(st.sampled_from(DELAYS)),
    )


def event(  # noqa: PLR0913  each is something that a report may say
    number: int,
    days: tuple[int, int],
    scope: Scope,
    kind: Kind,
    party: PartyId,
    certainty: Certainty,
    *,
    places: tuple[PlaceId, ...] = PLACES[:1],
    part: bool = False,
    denied_by: PartyId = "",
    partners: tuple[PartyId, ...] = (),
    delay: int = 0,
) -> Event:
    """Make an event by its number in a ledger; its earliest and latest day are counted from `FIRST_DAY`."""
    earliest, latest = (FIRST_DAY + timedelta(day) for day in days)
    report = Report(
        id=f"r{number}",
        line=number + 2,
        earliest=earliest,
        latest=latest,
        precision="day" if earliest == latest else "range",
        scope=scope,
        province="",
        district="",
        excepted=(),
        part=part,
        place_as_reported="",
        kind=kind,
        party=party,
        certainty=certainty,
        denied_by=denied_by,
        source="s1",
        known=earliest + timedelta(delay),
        known_to_the_day=True,
        note="",
        partners=tuple(partner for partner in partners if partner != party),
    )
    return Event(report, places)


def about_of(*events: Event, places: Sequence[PlaceId] = PLACES) -> dict[PlaceId, list[Report]]:
    """List the reports that speak for each place, in the order in which they count."""
    in_order = sorted(events, key=lambda event: BY_LATEST_DAY(event.report))
    return {place: [event.report for event in in_order if place in event.places] for place in places}
