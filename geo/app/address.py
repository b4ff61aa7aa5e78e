"""
The address, which is the whole state of a page: what a reader does is written here, and nowhere else.

The browser sends its address with everything that the reader does, and learns only some tenths of a second later what
the app wrote into it. What is done meanwhile comes with an address that is out of date: it is done to what was written.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

IN_PLACE = ("picked", "number", "said", "silent", "claim")
"""The parameters of the address that open an answer on its page, one at a time."""

WRITTEN, REPLACED = "address-written", "addresses-replaced"
MOST_REPLACED = 16
"""More than a reader can do before the browser has heard of the first."""


def written() -> dict[str, str]:
    """Return the address as the reader has made it, whether the browser knows already or not."""
    sent: dict[str, str] = st.query_params.to_dict()
    return dict(st.session_state[WRITTEN]) if sent in st.session_state.get(REPLACED, []) else sent


def write(link: Mapping[str, str]) -> None:
    """Replace the address, at once, since each change of it is a step back in the browser's history."""
    sent, before, now = st.query_params.to_dict(), written(), dict(link)
    if now == before == sent:
        return
    replaced = [*st.session_state.get(REPLACED, []), sent, before]
    st.session_state[REPLACED] = [each for each in replaced if each != now][-MOST_REPLACED:]
    st.session_state[WRITTEN] = now
    st.query_params.from_dict(now)


def settle() -> None:
    """Forget what was written once the reader has gone elsewhere, back or by a link; to be called by every run."""
    if st.session_state.get(WRITTEN) != st.query_params.to_dict():
        st.session_state.pop(REPLACED, None)


def change(**parameters: str | None) -> None:
    """Set some parameters of the address, and remove those that are none."""
    link = written() | {name: value for name, value in parameters.items() if value}
    write({name: value for name, value in link.items() if parameters.get(name, value)})


def linked(name: str, value: Any, *dropped: str) -> dict[str, Any]:
    """
    Return the options that give a widget its value from the address and update the address from the widget.

    Parameters
    ----------
    dropped
        Parameters of the address that mean nothing once the widget has another value.
    """
    key = f"linked-{name}"
    # A day that is being typed must not be overwritten; a choice is known by its words, which may be new.
    if not isinstance(value, date) or st.session_state.get(key) != value:
        st.session_state[key] = value
    return {"key": key, "on_change": follow, "args": (name, *dropped)}


def follow(name: str, *dropped: str) -> None:
    """Write a widget's value into the address, or remove the parameter if it is empty; remove others with it."""
    change(**dict.fromkeys(dropped), **{name: words_of(st.session_state[f"linked-{name}"])})


def words_of(chosen: Any) -> str | None:
    """Word what a widget holds as the address does; none if that is nothing."""
    if chosen in (None, "", False, []):
        return None
    return ",".join(chosen) if isinstance(chosen, list) else "1" if chosen is True else str(chosen)


def take(name: str, value: str) -> None:
    """Set a parameter of the address; an answer that it opens takes the place of another."""
    closed = set(IN_PLACE) - {name} if name in IN_PLACE else set()
    change(**{**dict.fromkeys(closed), name: value})


def drop(*names: str) -> None:
    """Remove parameters from the address."""
    change(**dict.fromkeys(names))
