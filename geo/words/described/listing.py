"""Lists within a description: numbers beside names, and where places lie."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from events.control.counts import Lens
from events.ledger.locate import ProvinceId
from events.model import PartyId, PlaceId, Span
from geo.words.described.views import Figured, Number, Part, Viewed

MOST_NAMED = 8
"""Up to this many places are named one by one; if there are more, the number in each province is given."""


def counted(view: Viewed, called: str, number: Number) -> Part:
    """Write a number beside the name of what it counts: ``Taliban 144``."""
    return view.speaker.say("{standing} {number}", standing=called, number=number)


def summed(numbers: Collection[Number]) -> Number:
    """Add numbers up, with all the figures that they count."""
    about = any(number.about for number in numbers)
    return Number(sum(numbers), *(figure for number in numbers for figure in number.figures), about=about)


def where_of(view: Viewed, places: Sequence[PlaceId], figures: Sequence[Figured], lens: Lens | None = None) -> Part:
    """
    Name a few places, or all of a part of the country.

    If there are more, give how much lies in each province, by default how many districts.
    """
    if view.where or len(places) <= MOST_NAMED:
        return named(view, places)
    return by_province(view, places, figures, lens)


def named(view: Viewed, places: Iterable[PlaceId]) -> Part:
    """List places with their provinces: ``Yawan (Badakhshan), Maruf (Kandahar)``; of one province, without it."""
    if view.province:
        names = (view.named(view.districts[place]) for place in places)
        return view.speaker.listed(view.speaker.say("{district}", district=name) for name in names)
    return view.speaker.listed(
        view.speaker.say(
            "{district} ({province})",
            district=view.named(view.districts[place]),
            province=view.named(view.provinces[view.province_of[place]]),
        )
        for place in places
    )


def by_province(view: Viewed, places: Iterable[PlaceId], figures: Sequence[Figured], lens: Lens | None = None) -> Part:
    """Count places by province, most first: ``Badakhshan 18, Kandahar 4``."""
    number_of = defaultdict[ProvinceId, float](float)
    for place in places:
        number_of[view.province_of[place]] += lens.weights.get(place, 0) if lens else 1
    called = {province: view.named(view.provinces[province]) for province in number_of}

    def order(counted: tuple[ProvinceId, float]) -> tuple[float, str]:
        return -counted[1], view.speaker.language.order(called[counted[0]])

    return view.speaker.listed(
        view.speaker.say(
            "{province} {number}",
            province=called[province],
            number=Number(
                number, *(replace(figure, province=province) for figure in figures), about=bool(lens and lens.unit)
            ),
        )
        for province, number in sorted(number_of.items(), key=order)
        if number
    )


def claimed_in(one: Mapping[PlaceId, Span], other: Mapping[PlaceId, Span], party: PartyId) -> list[PlaceId]:
    """List the places that a party claims on the one day and not on the other."""
    return [place for place, span in one.items() if span.claim == party != other[place].claim]
