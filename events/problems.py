"""What is valid of a file, and the problems of the rest: nothing is dropped in silence."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar


class Phrase(str):
    """
    A message that names the levels of places, apart from the values put into it.

    It is the message with its values, in English; `geo.wording.reworded` says it in the words of a war, which go into
    the message and never into the values.

    >>> Phrase("{name} is no province", name="'Esat'")
    "'Esat' is no province"
    """

    message: str
    values: dict[str, str]

    def __new__(cls, message: str, **values: str) -> "Phrase":
        """Make one of a message with its values in braces; without values, of a message that has none."""
        phrase = super().__new__(cls, message.format(**values) if values else message)
        phrase.message, phrase.values = message, values
        return phrase

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (self.message,), self.values


@dataclass(frozen=True, slots=True)
class Problem:
    """An invalid line, with a message for the person who typed it."""

    file: str
    line: int
    field: str
    message: str
    """Perhaps a `Phrase`."""

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.field}: {self.message}"


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Checked(Generic[Row]):
    """What is valid, and the problems: nothing is dropped in silence."""

    kept: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
