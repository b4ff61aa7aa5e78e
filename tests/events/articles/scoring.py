"""
How well drafts, places and claims agree with labels that persons gave before they were read.

The labelled texts were written for this project: short ones, half of them traps, by which the lexicons were written,
and longer ones as newspapers print them. A draft is right if its kind, its place and its days agree with a label, days
by a day in common; a place if its words and its code do; a claim if all its figures do.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from events.articles.drafts import Reading

LABELLED = Path(__file__).parent / "samples"
SETS = ("short", "long")
TONGUES = ("en", "nl", "de", "fr", "en-myanmar")


class Reads(Protocol):
    """Whatever reads articles."""

    def read(self, raw: str, published: date, language: str = "") -> Reading: ...


@dataclass
class Score:
    """Counts of what was found, what was labelled, and what agrees."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    traps: int = 0
    """Drafts from texts without any event."""

    def precision(self, what: str) -> float:
        """Return the share of what was found that is right."""
        return self.right[what] / self.found[what] if self.found[what] else 1.0

    def recall(self, what: str) -> float:
        """Return the share of what is labelled that was found."""
        return self.right[what] / self.labelled[what] if self.labelled[what] else 1.0

    def f1(self, what: str) -> float:
        """Return the harmonic mean of precision and recall."""
        precision, recall = self.precision(what), self.recall(what)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def count(self, what: str, labels: Iterable[Any], found: Iterable[Any]) -> None:
        """Count what agrees exactly."""
        one, other = Counter(labels), Counter(found)
        self.right[what] += sum((one & other).values())
        self.labelled[what] += sum(one.values())
        self.found[what] += sum(other.values())


def texts_of(kind: str, tongue: str) -> Iterator[Mapping[str, Any]]:
    """Iterate over the labelled texts of one set in one language."""
    with (LABELLED / f"{kind}-{tongue}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def score(texts: Iterable[Mapping[str, Any]], readers: Mapping[str, Reads]) -> Score:
    """Read texts, each by the reader of its war, and compare what was read with their labels."""
    result = Score()
    for text in texts:
        read = readers[text["war"]].read(text["text"], date.fromisoformat(text["published"])).told()
        result.count("places", map(_place, text["places"]), map(_place, read["places"]))
        result.count("claims", map(_claim, text["claims"]), map(_claim, read["claims"]))
        left = list(read["drafts"])
        for event in text["events"]:
            alike = next((draft for draft in left if _agree(event, draft)), None)
            if alike:
                left.remove(alike)
                result.right["events"] += 1
        result.labelled["events"] += len(text["events"])
        result.found["events"] += len(read["drafts"])
        result.traps += 0 if text["events"] else len(left)
    return result


def _place(told: Mapping[str, Any]) -> tuple[str, str | None]:
    return told["surface"], told["code"]


def _claim(told: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(told[name] for name in ("actor", "numerator", "denominator", "percent", "scope", "day"))


def _agree(event: Mapping[str, Any], draft: Mapping[str, Any]) -> bool:
    days = event["earliest"] <= draft["latest"] and draft["earliest"] <= event["latest"]
    return bool(event["kind"] == draft["kind"] and event["code"] == draft["code"] and days)
