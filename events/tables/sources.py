"""The table of sources, and the guard that keeps a cell from being read as a formula."""

from collections import Counter
from collections.abc import Iterable

from events.model import Event, Source


def sources_table(sources: Iterable[Source], events: Iterable[Event]) -> list[dict[str, str | int | None]]:
    """List the sources for readers, with how many reports cite each; an unlinked page has no address."""
    cited = Counter(event.report.source for event in events)
    return [
        {
            "publisher": guarded(source.publisher),
            "title": guarded(source.title),
            "page": None if source.unlinked_because else source.url,
            "published": source.published,
            "reports": cited[source.id],
            "not_linked_because": guarded(source.unlinked_because),
        }
        for source in sources
    ]


def guarded(cell: str) -> str:
    """
    Make a cell safe to open in a spreadsheet, which would read some first letters as the start of a formula.

    >>> guarded("=1+1"), guarded("Kabul")
    ("'=1+1", 'Kabul')
    """
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
