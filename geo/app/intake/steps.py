"""What the steps to a new war have in common: what was told in one is kept for the session, and made once."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

Made = TypeVar("Made")
TOLD, MADE = "new-war-told", "new-war-made"


def told(name: str, default: Any) -> Any:
    """Return what the reader told, in this run, in an earlier one, or on an earlier visit to the page."""
    return st.session_state.get(f"new-{name}", st.session_state.get(TOLD, {}).get(name, default))


def tell(name: str, value: Any) -> None:
    """Keep what the reader told."""
    st.session_state.setdefault(TOLD, {})[name] = value


def field(name: str, default: Any) -> str:
    """Return the key of a widget, which shows what was told before it was last taken off the page."""
    key = f"new-{name}"
    if key not in st.session_state:
        st.session_state[key] = told(name, default)
    tell(name, st.session_state[key])
    return key


def once(step: str, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """Make something of what was told, anew once that is another; a refusal is kept as well, and raised again."""
    kept: dict[str, tuple[tuple[object, ...], Made | ValueError]] = st.session_state.setdefault(MADE, {})
    if step not in kept or kept[step][0] != key:
        try:
            kept[step] = key, make()
        except ValueError as refused:
            kept[step] = key, refused
    made = kept[step][1]
    if isinstance(made, ValueError):
        raise made
    return made


def start_again() -> None:
    """Forget all that was told, once the war is made."""
    for key in [str(key) for key in st.session_state if str(key).startswith("new-")]:
        del st.session_state[key]
