"""
Films that visitors have made: each in a temporary file while its session has it, and few of them made at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import close
from pathlib import Path
from tempfile import mkstemp
from threading import BoundedSemaphore
from weakref import finalize

MOST_AT_ONCE = 2
"""Films that are made at once, whoever asked for them: each keeps a core busy and takes some 50 MB."""
PATIENCE = 0.5
"""Seconds from one look whether it is our turn to the next."""

TURNS = BoundedSemaphore(MOST_AT_ONCE)
"""Of the whole process: visitors share its memory and its cores."""


def _new_file() -> Path:
    opened, name = mkstemp(prefix="control-atlas-film-")
    close(opened)
    return Path(name)


@dataclass(frozen=True, eq=False)
class FilmFile:
    """A film in a temporary file, which is removed when nothing holds this any longer: no session, no page."""

    asked: object
    """What it was made of, to be compared with what is asked for now."""
    path: Path = field(default_factory=_new_file)

    def __post_init__(self) -> None:
        finalize(self, self.path.unlink, missing_ok=True)


@contextmanager
def turn(wait: Callable[[], object]) -> Iterator[None]:
    """
    Wait until one of `MOST_AT_ONCE` turns is free, and have it for as long as the film takes.

    Parameters
    ----------
    wait
        Called every half second meanwhile; what it raises ends the waiting.
    """
    while not TURNS.acquire(timeout=PATIENCE):
        wait()
    try:
        yield
    finally:
        TURNS.release()
