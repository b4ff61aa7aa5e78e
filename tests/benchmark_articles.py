"""
How well articles are read, and what it costs. Run by `python -m tests.benchmark`.

    python -m tests.benchmark_articles

measures this alone. The same labelled texts are read by our rules and, beside them, by lists and the nearest verb
(`benchmark_peers/list_matcher.py`), so that one sees what the rules give. The short texts are those by which the
lexicons were written; half of them report nothing.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import cycle
from statistics import median
from typing import TYPE_CHECKING

from events.articles.words.lexicon import LANGUAGES
from events.ledger.wars import war_folder
from tests.benchmark_peers.list_matcher import ListMatcher
from tests.events.articles.conftest import reader_of
from tests.events.articles.scoring import SETS, TONGUES, Reads, Score, score, texts_of

if TYPE_CHECKING:
    from tests.benchmark_pages import Figures

WORDS = 3_000
FIRST, AFTER, MEGABYTES = 3, 1, 150
"""Most seconds for an article of so many words, the first and any after it, and most memory that is added."""
WARS = ("afghanistan-2021", "myanmar-2023")


def agreement() -> Iterator[tuple[str, str]]:
    """How far what is read agrees with the labels, by set and language: ours, and the lists'."""
    ours: Mapping[str, Reads] = {war: reader_of(war) for war in WARS}
    lists: Mapping[str, Reads] = {war: ListMatcher(war_folder(war)) for war in WARS}
    yield "articles, precision/recall/F1", "places; events; claims; drafts from texts that report nothing"
    for kind in SETS:
        for tongue in TONGUES:
            texts = list(texts_of(kind, tongue))
            yield f"{len(texts)} {kind} texts, {tongue}", _said(score(texts, ours))
            yield "  by lists and the nearest verb", _said(score(texts, lists))


def costs() -> Iterator["Figures"]:
    """The time and memory of a long article, each language in a process of its own that knows the war already."""
    for language in LANGUAGES:
        text = _long([text["text"] for text in texts_of("long", language)])
        command = [sys.executable, "-m", "tests.benchmark_long_article"]
        told = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
        megabytes, first, *after = map(float, told.split())
        yield f"article of {WORDS:,} words, {language}: the first", [first], "s", FIRST
        yield "  each after it", after, "s", AFTER
        yield "  memory added", [megabytes], "MB", MEGABYTES


def _long(texts: list[str]) -> str:
    """Put texts one after another until they have enough words."""
    parts: list[str] = []
    for text in cycle(texts):
        parts.append(text)
        if sum(len(part.split()) for part in parts) >= WORDS:
            return "\n\n".join(parts)
    return ""


def _said(read: Score) -> str:
    figures = (
        f"{read.precision(what):.2f}/{read.recall(what):.2f}/{read.f1(what):.2f}"
        for what in ("places", "events", "claims")
        if read.found[what] or what != "claims"
    )
    return "; ".join((*figures, str(read.traps)))


if __name__ == "__main__":
    for what, said in agreement():
        print(f"{what:45} {said}")
    for what, measured, unit, budget in costs():
        print(f"{what:45} {median(measured):8.2f} {unit}  (budget {budget})")
