"""What a reader has brought in this session: kept by the session alone, and joined to the ledger that all share."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from events.analysis.effect import Effect, effects
from events.intake.upload import Upload, join
from events.ledger.folder import Ledger
from geo.app.here import Here
from geo.app.intake.session import made_wars
from geo.app.intake.wars import wars_here
from geo.app.load import load_files, load_reading
from geo.places.country import Country

KEY = "own"
MOST_UNDONE = 50
WAR_ITSELF = "war"
"""Stands among the digests of what may be given on for the rows of which a reader made a whole war."""


@dataclass(frozen=True)
class Done:
    """One thing that a reader did, which can be undone."""

    words: str
    """What it was: ``Added control.csv``."""
    before: tuple[Upload, ...]
    """What there was before."""
    changed: tuple[Effect, ...] = ()
    """The days on which districts stand otherwise since."""


@dataclass(frozen=True)
class Own:
    """A reader's uploads to one war."""

    uploads: tuple[Upload, ...] = ()
    shown: bool = True
    """Whether they are on the map."""
    given_on: frozenset[str] = frozenset()
    """The digests of files with restricted terms whose rows the reader may give on; `WAR_ITSELF` for those of a war."""
    done: tuple[Done, ...] = ()

    @property
    def records(self) -> int:
        """How many reports and events they have."""
        return sum(len(upload.records) for upload in self.uploads)

    @property
    def withheld(self) -> tuple[Upload, ...]:
        """Those whose rows files to take away must leave out."""
        return tuple(each for each in self.uploads if each.restricted and each.digest not in self.given_on)


@dataclass
class _Session:
    by_war: dict[str, Own] = field(default_factory=dict)
    joined: dict[str, tuple[object, Ledger]] = field(default_factory=dict)


def _session() -> _Session:
    session: _Session = st.session_state.setdefault(KEY, _Session())
    return session


def own_of(war: str) -> Own:
    """Return what the reader brought to a war, by its folder's name."""
    return _session().by_war.get(war, Own())


def keep(war: str, own: Own) -> None:
    """Replace what the reader brought to a war."""
    _session().by_war[war] = own


def joined(ledger: Ledger) -> Ledger:
    """Return the ledger as this reader sees it: the shared one, with what the reader brought if it is shown."""
    own = own_of(ledger.name)
    if not own.shown or not own.uploads:
        return ledger
    session, key = _session(), (ledger.identity, own.uploads)
    kept = session.joined.get(ledger.name)
    if not kept or kept[0] != key:
        session.joined[ledger.name] = kept = key, join(ledger, own.uploads)
    return kept[1]


def to_give_on(here: Here) -> Here:
    """Return what files to take away are made of: all but the rows that their terms forbid to give on."""
    name = here.ledger.name
    own, made, base = own_of(name), made_wars().get(name), load_files(wars_here()[name].folder)[1]
    whole = not (made and made.restricted) or WAR_ITSELF in own.given_on
    shown = own.uploads if here.ledger.own else ()
    if whole and not any(each in own.withheld for each in shown):
        return here
    base = base if whole else replace(base, sources=(), events=(), context=())
    ledger = join(base, [each for each in shown if each not in own.withheld])
    reading = load_reading(here.country, ledger, here.reading.known)
    # Its days stay: what is left may be of fewer, and the day that is open is none of them perhaps.
    return replace(here, ledger=ledger, reading=replace(reading, first=here.reading.first, last=here.reading.last))


def kept_back(here: Here, given: Here) -> frozenset[str]:
    """Return the ids of the records that files to take away leave out."""
    return _records(here.ledger) - _records(given.ledger)


def _records(ledger: Ledger) -> frozenset[str]:
    return frozenset((*(event.report.id for event in ledger.events), *(event.id for event in ledger.context)))


def change(country: Country, ledger: Ledger, uploads: Sequence[Upload], words: str) -> None:
    """
    Replace the uploads to a war, and remember what that changed on the map.

    Parameters
    ----------
    ledger
        The shared one.
    words
        What was done, for the button that undoes it.
    """
    own = own_of(ledger.name)
    before, after = (load_reading(country, join(ledger, each), None) for each in (own.uploads, tuple(uploads)))
    done = Done(words, own.uploads, effects(before.spans, after.spans))
    keep(ledger.name, replace(own, uploads=tuple(uploads), shown=True, done=(*own.done, done)[-MOST_UNDONE:]))


def undo(war: str) -> None:
    """Go back one step."""
    own = own_of(war)
    if own.done:
        keep(war, replace(own, uploads=own.done[-1].before, shown=True, done=own.done[:-1]))


def switch(war: str) -> None:
    """Take the reader's reports off the map, or put them back."""
    own = own_of(war)
    keep(war, replace(own, shown=not own.shown))
