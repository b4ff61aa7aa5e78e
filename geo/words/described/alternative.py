"""The parts of an alternative text: what a picture shows, and how much is under whom."""

from enum import Enum, auto

from events.model import Standing
from geo.language import message
from geo.words.described.listing import counted, summed
from geo.words.described.measures import NEWLY, WHOLE, measured
from geo.words.described.views import Part, Viewed
from geo.words.standings import names_between


class Shown(Enum):
    """What a picture shows."""

    DAY = auto()
    CHANGE = auto()
    PAIR = auto()
    """Two days side by side."""


HEADINGS = {
    Shown.DAY: (
        message("Map: {title} on {day}, as known on {known}."),
        message("Map: {title} on {day}."),
        message("{title}, {day}."),
        message("Map, {day}."),
    ),
    Shown.CHANGE: (
        message("Map: {title}, after {since}, up to {day}, as known on {known}."),
        message("Map: {title}, after {since}, up to {day}."),
        message("{title}, after {since}, up to {day}."),
        message("After {since}, up to {day}."),
    ),
    Shown.PAIR: (
        message("Two maps: {title} on {since} and on {day}, as known on {known}."),
        message("Two maps: {title} on {since} and on {day}."),
        message("{title}, {since} and {day}."),
        message("Two maps, {since} and {day}."),
    ),
}
"""With the day of knowledge, without it, with little more than the war's title, and short whatever that is."""


def headings_of(view: Viewed, shown: Shown) -> list[Part]:
    """List headings, longest first; only the last names neither the war nor a part of the country."""
    with_known, usual, brief, short = HEADINGS[shown]
    days = {"day": view.day} | ({} if shown == Shown.DAY else {"since": view.since})
    headings = [view.speaker.say(words, title=view.title, **days) for words in (usual, brief)]
    headings.append(view.speaker.say(short, **days))
    if known := view.reading.known:
        headings.insert(0, view.speaker.say(with_known, title=view.title, known=known, **days))
    if view.where:
        headings.insert(-1, view.speaker.say(usual, title=view.where, **days))
    return headings


def tails_of(view: Viewed, shown: Shown) -> list[Part]:
    """List the counts, first all of them, then fewer and fewer of the largest."""
    speaker = view.speaker
    if view.where and len(view.now) == 1 and shown != Shown.CHANGE:
        return [_of_one(view, shown)]
    words = measured(WHOLE, view.lens)
    if shown == Shown.PAIR:
        clauses = [_then_now(view, standing) for standing in view.standings]
    elif shown == Shown.DAY:
        clauses = [counted(view, view.called(standing), view.figure(standing)) for standing in view.standings]
    else:
        words = measured(NEWLY, view.lens)
        newly = {standing: summed(view.newly(standing).values()) for standing in view.standings}
        clauses = [counted(view, view.called(standing), number) for standing, number in newly.items()]
    clauses = [clause for clause in clauses if any(clause.numbers)]
    if not clauses:
        return [speaker.say("No district is shown differently.")]
    by_size = sorted(clauses, key=lambda clause: -sum(clause.numbers))
    return [
        speaker.say(words, total=view.total, counts=speaker.listed([one for one in clauses if one in by_size[:most]]))
        for most in range(len(clauses), 0, -1)
    ]


def _of_one(view: Viewed, shown: Shown) -> Part:
    """Name the standing of a single district, or its two."""
    ((place, span),) = view.now.items()
    standing, before = view.called(span.standing), view.before[place].standing
    if shown == Shown.DAY or before == span.standing:
        return view.speaker.say("{standing}.", standing=standing)
    return view.speaker.say("{before}, then {standing}.", before=view.called_before(before), standing=standing)


def _then_now(view: Viewed, standing: Standing) -> Part:
    """Count a standing on both days: ``Taliban from 9 to 157``."""
    before, number = view.figure_before(standing), view.figure(standing)
    war, language = view.reading.ledger.war, view.speaker.language
    called = names_between(war, view.since, view.day, language)[standing]
    if before == number:
        return view.speaker.say("{standing} {number} on both days", standing=called, number=number)
    return view.speaker.say("{standing} from {before} to {number}", standing=called, before=before, number=number)
