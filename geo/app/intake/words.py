"""What a reader is asked about the words of a file: what each means, once, whatever number of rows has it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from events.intake.asked import Word, words_of
from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import Choices
from events.intake.meaning.roles import Role
from events.intake.understood import Account
from events.model import Certainty, Kind
from geo.app.widgets import controls
from geo.words.markdown import unmarked
from geo.words.pages.intake import ABOUT_WORDS, KINDS, counted
from geo.words.reports import SAID

MOST_ASKED = 20
"""Words of one column that are asked about at once."""
CONTESTED = f"{Kind.CONTESTED}:"
"""Begins what a word for a side means if the side only contests the place, in a table that has no kinds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about the words of one column."""

    role: Role
    options: Sequence[str]
    called: Callable[[str], str]
    """How each of the options is shown."""


def known_words(account: Account, setting: Setting) -> Mapping[Role, Sequence[Word]]:
    """List the words of a file and what they mean; once for an account, which a page may show many times."""
    kept: tuple[Account, Mapping[Role, Sequence[Word]]] | None = st.session_state.get("words-known")
    if kept and kept[0] is account:
        return kept[1]
    words = words_of(account, setting)
    st.session_state["words-known"] = account, words
    return words


def choose_words(
    account: Account, choices: Choices, words: Mapping[Role, Sequence[Word]], setting: Setting, of: str
) -> Choices:
    """
    Let the reader say what each distinct word for a kind, a side or a certainty means.

    Parameters
    ----------
    of
        The file, so that what was asked about another is not taken for an answer here.
    """
    if not words:
        return choices
    words = _contested(account, words)
    unknown = {role: [word for word in told if not word.means] for role, told in words.items()}
    number = sum(map(len, unknown.values()))
    said: dict[Role, dict[str, str]] = {}
    heading = f"What its words mean: {number} to say" if number else "What its words mean"
    with st.expander(heading, icon=":material/translate:", expanded=number > 0):
        st.caption(
            "An answer holds for all rows that have the word. Without one they stay problems, and are not added; rows "
            "whose certainty is not known count as reported."
        )
        likely = {
            _key(of, role, each.text): each.likely[0] for role in unknown for each in unknown[role] if each.likely
        }
        if len(likely) > 1:
            label = f"Use what is likely for {counted(len(likely), 'word')}"
            st.button(label, key=f"likely-{of}", on_click=partial(st.session_state.update, likely))
        every = st.checkbox("Also show the words already known", key=f"every-word-{of}")
        for asked in _asked(account, setting):
            if asked.role in words:
                said[asked.role] = _ask(asked, words[asked.role], of, every)
    return _with(choices, said)


def _contested(account: Account, words: Mapping[Role, Sequence[Word]]) -> Mapping[Role, Sequence[Word]]:
    """Return words with what those for a side mean that only contests the place, as `CONTESTED` has it."""
    if Role.KIND in account.table.roles:
        return words
    sides = [
        replace(word, means=f"{CONTESTED}{word.means}") if word.text in account.choices.kinds else word
        for word in words.get(Role.SIDE, ())
    ]
    return {**words, Role.SIDE: sides} if sides else words


def _asked(account: Account, setting: Setting) -> list[Asked]:
    """List what may be asked: kinds, parties, and certainties."""
    names = {party.id: party.name for party in setting.war.parties}
    if Role.KIND not in account.table.roles:
        names |= {f"{CONTESTED}{party}": f"contested, {name} attacking" for party, name in names.items()}
    sure = {str(certainty): f"{certainty}: {words}" for certainty, words in SAID.items()}
    kinds = {str(kind): f"{kind}: {words}" for kind, words in KINDS.items()}
    told = ((Role.KIND, kinds), (Role.SIDE, names), (Role.CERTAINTY, sure))
    return [Asked(role, list(called), called.__getitem__) for role, called in told]


def _ask(asked: Asked, words: Sequence[Word], of: str, every: bool) -> dict[str, str]:
    """Ask what words mean; those that are known only if every word is to be shown."""
    unknown = [word for word in words if not word.means]
    shown = [word for word in words if word in unknown[:MOST_ASKED] or word.chosen or every]
    if not shown:
        return {}
    st.markdown(f"**{ABOUT_WORDS[asked.role]}**")
    said = {}
    with controls(f"words-{asked.role}"):
        for word in shown:
            options = list(dict.fromkeys([*word.likely, *asked.options]))
            said[word.text] = st.selectbox(
                unmarked(f"{word.text}: {counted(word.rows, 'row')}"),
                options,
                index=options.index(word.means) if word.means in options else None,
                key=_key(of, asked.role, word.text),
                format_func=partial(_called, asked, word),
                placeholder=f"likely: {asked.called(word.likely[0])}" if word.likely else "choose",
            )
    if len(unknown) > MOST_ASKED:
        st.caption(f"{len(unknown) - MOST_ASKED} more after these are said.")
    means = {word.text: word.means for word in shown if not word.chosen}
    return {text: now or "" for text, now in said.items() if (now or "") != means.get(text)}


def _key(of: str, role: Role, text: str) -> str:
    return f"word-{of}-{role}-{text}"


def _called(asked: Asked, word: Word, option: str) -> str:
    likely = " (likely)" if option in word.likely and not word.means else ""
    return f"{asked.called(option)}{likely}"


def _with(choices: Choices, said: Mapping[Role, Mapping[str, str]]) -> Choices:
    """Return choices with what was said of words; what was taken back is chosen no more."""
    kinds, sides = _joined(choices.kinds, said.get(Role.KIND, {})), dict(choices.sides)
    for text, told in said.get(Role.SIDE, {}).items():
        kinds.pop(text, None) if Role.KIND not in said else None
        sides.pop(text, None)
        if told:
            sides[text] = told.removeprefix(CONTESTED)
        if told.startswith(CONTESTED):
            kinds[text] = Kind.CONTESTED
    certain = _joined(choices.certainties, said.get(Role.CERTAINTY, {}))
    return replace(
        choices, kinds=kinds, sides=sides, certainties={text: Certainty(told) for text, told in certain.items()}
    )


def _joined(before: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    return {text: told for text, told in {**before, **said}.items() if told}
