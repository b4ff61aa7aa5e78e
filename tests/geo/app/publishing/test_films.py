"""`geo.app.publishing.films`: what visitors have made is on disk while they have it, and few films are made at once."""

import gc
from threading import Barrier, Event, Thread

import pytest

from geo.app.publishing.films import MOST_AT_ONCE, MadeFile, turn


def test_a_films_file_goes_with_the_last_that_holds_it() -> None:
    made = MadeFile("asked")
    held, path = {"film": made}, made.path
    del made
    gc.collect()
    assert path.is_file()
    held.clear()
    gc.collect()
    assert not path.exists()


def test_no_more_films_are_made_at_once_than_may_be() -> None:
    """As many as may be are under way; the next is told to wait, and has its turn when one of them is done."""
    under_way, done, waits, made = Barrier(MOST_AT_ONCE + 1), Event(), Event(), Event()

    def hold() -> None:
        with turn(lambda: None):
            under_way.wait(timeout=20)
            done.wait(timeout=20)

    def ask() -> None:
        with turn(waits.set):
            made.set()

    holding = [Thread(target=hold) for _ in range(MOST_AT_ONCE)]
    for thread in holding:
        thread.start()
    under_way.wait(timeout=20)
    asking = Thread(target=ask)
    asking.start()
    assert waits.wait(timeout=20)
    assert not made.is_set()
    done.set()
    for thread in (*holding, asking):
        thread.join(timeout=20)
    assert made.is_set()


def test_who_leaves_while_waiting_or_in_between_takes_no_turn_along() -> None:
    class Left(Exception):
        pass

    def leave() -> None:
        raise Left

    for _ in range(MOST_AT_ONCE + 1):
        with pytest.raises(Left), turn(lambda: None):
            raise Left
    others = [turn(lambda: None) for _ in range(MOST_AT_ONCE)]
    for other in others:
        other.__enter__()
    with pytest.raises(Left), turn(leave):
        pass
    for other in others:
        other.__exit__(None, None, None)
    with turn(leave):
        pass
