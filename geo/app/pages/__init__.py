"""The pages of the app, one module each, in the order of the menu; the first opens by default."""

from collections.abc import Callable, Mapping
from functools import partial

from events.ledger.wars import archive_folder
from geo.app.here import Here
from geo.app.pages.add import show_add
from geo.app.pages.atlas import show_atlas
from geo.app.pages.claims import show_claims
from geo.app.pages.compare import show_comparison
from geo.app.pages.districts import show_district
from geo.app.pages.gaps import show_gaps
from geo.app.pages.hindsight import show_hindsight
from geo.app.pages.ledger import show_ledger
from geo.app.pages.provinces import show_provinces
from geo.app.pages.publish import show_publication
from geo.app.pages.sources import show_sources

PAGES: Mapping[str, Callable[[Here], None]] = {
    "Atlas": show_atlas,
    "Districts": show_district,
    "Provinces": show_provinces,
    "Compare": show_comparison,
    "Ledger": show_ledger,
    "Claims": show_claims,
    "Hindsight": show_hindsight,
    "Sources": show_sources,
    "Gaps": show_gaps,
    "Publish": show_publication,
    "Add": show_add,
}
"""By title, which in lower case is the path."""


def pages() -> dict[str, Callable[[Here], None]]:
    """Return the pages there are: with the archive, if the environment names one."""
    if not (folder := archive_folder()):
        return dict(PAGES)
    from geo.app.pages.archive import show_archive  # only then, since it needs DuckDB

    return {**PAGES, "Archive": partial(show_archive, folder=folder)}
