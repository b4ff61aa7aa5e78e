"""Drafts that tell the same become one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from events.articles.drafts import Draft


def merged(drafts: Sequence[Draft], province_of: Mapping[str, str]) -> Iterator[Draft]:
    """
    Iterate over drafts; of those that tell the same, the first that is dated, or the first.

    A count of districts is left out where as many of its province are named.
    """
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: (not one.is_dated, one.start)):
        same = next((at for at, other in enumerate(kept) if _tells_same(draft, other)), None)
        named = {one.code for one in drafts if one.kind == draft.kind and province_of.get(one.code) == draft.code}
        if same is not None and not kept[same].said_by:
            kept[same] = replace(kept[same], said_by=draft.said_by, certainty=draft.certainty)
        elif same is None and not (draft.count and len(named) >= draft.count):
            kept.append(draft)
    yield from sorted(kept, key=lambda one: (one.start, one.end))


def _tells_same(draft: Draft, other: Draft) -> bool:
    if (other.kind, other.code, other.place, other.count) != (draft.kind, draft.code, draft.place, draft.count):
        return False
    return not draft.is_dated or (draft.earliest <= other.latest and other.earliest <= draft.latest)
