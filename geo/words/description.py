"""
A view in words, for those who cannot see it: an alternative text, a long description, and what changed.

A description is made of `Part`s. Every number in one is a `Number`, which knows the figures that it counts, so that a
test can check each of them against the ledger; every day in one is listed beside them. Where two days are compared, a
district is *newly shown* under its standing on the later day if its standing on the earlier day differed. The
description does not say that it changed hands in between, because for most of them nothing was known before.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from events.control.counts import Lens
from events.control.evidence import Figure, reports_behind
from events.control.evidence import Part as Sort
from events.control.reading import Reading
from events.model import UNKNOWN, PlaceId, Standing, is_held
from geo.language import Language, message
from geo.places.country import Country
from geo.words.described.alternative import Shown, headings_of, tails_of
from geo.words.described.listing import MOST_NAMED, by_province, claimed_in, counted, named, summed, where_of
from geo.words.described.measures import CLAIMED, HELD, INFERRED, NOT_KNOWN, RANGE, SHOWN, measured
from geo.words.described.views import Claims, Gains, Number, Of, Part, Viewed, viewed

LONGEST_ALT = 150
"""The most characters of an alternative text: what a screen reader says in one breath."""


def alt(
    reading: Reading,
    country: Country,
    day: date,
    language: Language,
    since: date | None = None,
    lens: Lens | None = None,
    given: str | None = None,
    side: bool = False,
) -> Part:
    """
    Describe a picture in at most `LONGEST_ALT` characters: the day, and how much is under whom.

    If that is too long, the day of knowledge is left out, then one clause after another, and the war's title only if
    it is too long beside the largest; a title that was given only if it is too long by itself.

    Parameters
    ----------
    since
        The earlier day of a comparison; the text then gives how much is newly shown under each standing.
    lens
        What is counted; by default districts.
    given
        The title that whoever made the picture gave it.
    side
        Whether it shows the two days of a comparison side by side; the text then gives how much was under whom on each.
    """
    view = viewed(reading, country, day, language, since, lens)
    shown = Shown.PAIR if since and side else Shown.CHANGE if since else Shown.DAY
    headings, tails = headings_of(view, shown), tails_of(view, shown)
    tried: list[tuple[list[Part], list[Part | None]]] = [
        (headings[:-1], [*tails]),
        (headings[-1:], [*tails]),
        (headings, [None]),
    ]
    if given:
        named = view.speaker.say("“{given}”.", given=given)
        tried.insert(0, ([view.speaker.together([named, heading], " ") for heading in headings], [*tails, None]))
    fitting = (
        told
        for some, ends in tried
        for tail in ends
        for heading in some
        if len((told := view.speaker.together(filter(None, [heading, tail]), " ")).words) <= LONGEST_ALT
    )
    return next(fitting)


def long(
    reading: Reading,
    country: Country,
    day: date,
    language: Language,
    since: date | None = None,
    lens: Lens | None = None,
) -> Part:
    """
    Describe a view in full: what each side holds, out of how many, with its range, where, and what is not known.

    Parameters
    ----------
    since
        The earlier day of a comparison, whose changes come first.
    """
    view = viewed(reading, country, day, language, since, lens)
    told = _changes(view) if since else []
    told.append(_knowledge(view))
    for standing in view.standings:
        told += _standing(view, standing)
    told += [*_claimed(view), _reports(view)]
    return view.speaker.together(told, " ")


def what_changed(
    reading: Reading,
    country: Country,
    day: date,
    language: Language,
    since: date | None = None,
    lens: Lens | None = None,
) -> Part:
    """Describe, with names, what differs on a day from an earlier one, which is by default three days before."""
    view = viewed(reading, country, day, language, since, lens)
    return view.speaker.together(_changes(view), " ")


def _knowledge(view: Viewed) -> Part:
    if view.reading.known:
        words = message("{title}: who controls each of {total} districts on {day}, as known on {known}.")
    else:
        words = message(
            "{title}: who controls each of {total} districts on {day}, based on all reports, the latest of which "
            "became known on {known}."
        )
    known = view.reading.known_by
    total = Number(len(view.now), Figure(view.day, None))
    return view.speaker.say(words, title=view.title, total=total, day=view.day, known=known)


def _standing(view: Viewed, standing: Standing) -> Iterator[Part]:
    """Describe one standing on the day; contested and not known only if there are any."""
    speaker, held = view.speaker, view.figure(standing)
    if not (is_held(standing) or held):
        return
    if standing == UNKNOWN and view.lens.unit:
        yield speaker.say(measured(NOT_KNOWN, view.lens), unknown=held)
        return
    if standing == UNKNOWN:
        yield speaker.count(
            held,
            "{number} district is not known: no firm report says who is in control.",
            "{number} districts are not known: no firm report says who is in control.",
        )
        return
    lowest, highest = view.figure(standing, Sort.LOWEST), view.figure(standing, Sort.HIGHEST)
    called = view.called(standing)
    if lowest == highest:
        yield speaker.say(measured(HELD, view.lens), standing=called, held=held, total=view.total)
    else:
        words = measured(RANGE, view.lens)
        yield speaker.say(words, standing=called, held=held, total=view.total, lowest=lowest, highest=highest)
    inferred = view.figure(standing, Sort.INFERRED)
    if inferred and view.lens.unit:
        yield speaker.say(INFERRED, number=inferred)
    elif inferred:
        yield speaker.count(
            inferred,
            "{number} of these is known only from province- or country-wide reports.",
            "{number} of these are known only from province- or country-wide reports.",
        )
    if held:
        places = [place for place, span in view.now.items() if span.standing == standing]
        if view.where:
            yield speaker.say("Districts shown as {standing}: {where}.", standing=called, where=named(view, places))
        else:
            yield speaker.say("By province: {where}.", where=by_province(view, places, held.figures, view.lens))


def _claimed(view: Viewed) -> Iterator[Part]:
    places = [place for place, span in view.now.items() if span.claim is not None]
    claimed = view.number(places, Figure(view.day, None, Sort.CLAIMED, view.province))
    if claimed and view.lens.unit:
        yield view.speaker.say(measured(CLAIMED, view.lens), number=claimed)
    elif claimed:
        yield view.speaker.count(
            claimed,
            "{number} district is also claimed by another side; a claim does not change who is shown in control.",
            "{number} districts are also claimed by another side; a claim does not change who is shown in control.",
        )


def _reports(view: Viewed) -> Part:
    reading, figure = view.reading, Figure(view.day, None, province=view.province)
    behind = reports_behind(figure, reading.spans, reading.about, view.province_of)
    return view.speaker.count(
        Number(len(behind), figure, of=Of.REPORTS),
        "This day draws on {number} report.",
        "This day draws on {number} reports.",
    )


def _changes(view: Viewed) -> list[Part]:
    """Describe what is newly shown, then what is newly claimed and no longer claimed."""
    say, days = view.speaker.say, {"since": view.since, "day": view.day}
    of = [say("{place}.", place=view.where)] if view.where else []
    if told := [*_newly_shown(view), *_claims(view)]:
        return [*of, say("After {since}, up to {day}:", **days), *told]
    return [*of, say("After {since}, up to {day}, no district changed on the map.", **days)]


def _newly_shown(view: Viewed) -> Iterator[Part]:
    speaker, districts = view.speaker, view.districts
    for standing in view.standings:
        before = view.newly(standing)
        if not any(before.values()):
            continue
        places = sorted(place for was in before for place in view.flows[was, standing])
        together = summed(before.values())
        origins = speaker.listed(counted(view, view.called_before(was), number) for was, number in before.items())
        values: dict[str, Part | str] = {"standing": view.called(standing), "origins": origins}
        values["where"] = where_of(view, places, together.figures, view.lens)
        if view.lens.unit:
            yield speaker.say(measured(SHOWN, view.lens), number=together, **values)
        else:
            yield speaker.count(
                together,
                "{number} district is newly shown as {standing} (before: {origins}): {where}.",
                "{number} districts are newly shown as {standing} (before: {origins}): {where}.",
                **values,
            )
            yield from _taken(view, standing, places)
        capitals = [place for place in places if districts[place].capital]
        if capitals and len(places) > MOST_NAMED:
            yield speaker.say("Provincial capitals among them: {where}.", where=named(view, capitals))


def _taken(view: Viewed, standing: Standing, places: Sequence[PlaceId]) -> Iterator[Part]:
    """Tell what a party took, as its headline counts it, from what reports only say that it holds."""
    first = [place for place in places if place in view.first_reported]
    held = view.number(first, Gains(view.day, view.since, standing, taken=False))
    if not held or not is_held(standing):
        return
    taken = view.number({*places} - {*first}, Gains(view.day, view.since, standing, taken=True))
    if not taken:
        one = message("Reports say only who holds it, not that it changed hands.")
        many = message("Reports say only who holds them, not that they changed hands.")
        yield view.speaker.say(one if held == 1 else many)
        return
    yield view.speaker.count(
        held,
        "Of these, {taken} changed hands; for the other {number}, reports say only who holds it.",
        "Of these, {taken} changed hands; for the other {number}, reports say only who holds them.",
        taken=taken,
    )


def _claims(view: Viewed) -> Iterator[Part]:
    speaker = view.speaker
    for party in view.reading.ledger.war.parties:
        called = view.called(party.id)
        laid = Claims(view.day, view.since, party.id)
        if places := claimed_in(view.now, view.before, party.id):
            yield speaker.count(
                Number(len(places), laid),
                "{number} district is newly claimed ({party}): {where}.",
                "{number} districts are newly claimed ({party}): {where}.",
                party=called,
                where=where_of(view, places, [laid]),
            )
        lifted = Claims(view.since, view.day, party.id)
        if places := claimed_in(view.before, view.now, party.id):
            yield speaker.count(
                Number(len(places), lifted),
                "{number} district is no longer claimed ({party}): {where}.",
                "{number} districts are no longer claimed ({party}): {where}.",
                party=called,
                where=where_of(view, places, [lifted]),
            )
