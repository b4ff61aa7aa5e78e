"""What is valid of a file, and the problems of the rest: nothing is dropped in silence."""

from dataclasses import dataclass
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True)
class Problem:
    """An invalid line, with a message for the person who typed it."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.field}: {self.message}"


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Checked(Generic[Row]):
    """What is valid, and the problems: nothing is dropped in silence."""

    kept: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
