"""The layouts of tables that the field shares, by their columns: ACLED's, UCDP's and our own."""

import re
from collections.abc import Sequence
from enum import StrEnum

from events.intake.meaning.days import NoDay, read_days
from events.intake.meaning.roles import Role
from events.ledger.check import REPORT_COLUMNS


class Layout(StrEnum):
    """Whose table it is, which tells what its rows mean."""

    LEDGER = "ledger"
    """Our own reports: the columns of `events.ledger.check.REPORT_COLUMNS`."""
    ACLED = "acled"
    """The Armed Conflict Location & Event Data Project (acleddata.com), any layout since 1997."""
    GED = "ged"
    """The Georeferenced Event Dataset of the Uppsala Conflict Data Program (ucdp.uu.se)."""
    ARTICLE = "article"
    """What was read in an article, and accepted by a reader."""
    TABLE = "table"
    """A table of one's own."""


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


ACLED_FIRST = _columns("""
    gwno event_id_cnty event_id_no_cnty event_date year time_precision event_type actor1 ally_actor_1 inter1 actor2
    ally_actor_2 inter2 interaction country admin1 admin2 admin3 location latitude longitude geo_precision source notes
    fatalities
""")
"""The columns of ACLED's first layout."""
GED_COLUMNS = _columns("""
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
    dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec where_coordinates
    where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity
    date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
""")
"""The columns of UCDP GED; some copies have one more, the country's code, at the end."""

SHARED: dict[Layout, dict[Role, str]] = {
    Layout.ACLED: {
        Role.ID: "event_id_cnty",
        Role.DATE: "event_date",
        Role.DAY_PRECISION: "time_precision",
        Role.KIND: "sub_event_type event_type",
        Role.SIDE: "actor1",
        Role.COUNTRY: "country",
        Role.PROVINCE: "admin1",
        Role.DISTRICT: "admin2",
        Role.LONGITUDE: "longitude",
        Role.LATITUDE: "latitude",
        Role.PLACE_PRECISION: "geo_precision",
        Role.SOURCE: "source",
        Role.NOTE: "notes",
        Role.KNOWN: "timestamp",
    },
    Layout.GED: {
        Role.ID: "id",
        Role.DATE: "date_start",
        Role.END: "date_end",
        Role.DAY_PRECISION: "date_prec",
        Role.KIND: "type_of_violence",
        Role.SIDE: "side_a",
        Role.COUNTRY: "country",
        Role.PROVINCE: "adm_1",
        Role.DISTRICT: "adm_2",
        Role.LONGITUDE: "longitude",
        Role.LATITUDE: "latitude",
        Role.PLACE_PRECISION: "where_prec",
        Role.SOURCE: "source_office source_article",
        Role.TITLE: "source_headline",
        Role.NOTE: "dyad_name",
    },
}
"""What the columns of a shared layout are for; of several names the first that is there."""
OF_ACLED = frozenset(_columns("sub_event_type event_id_cnty time_precision inter1 disorder_type"))
OF_GED = frozenset(_columns("where_prec date_start type_of_violence"))


def layout_of(header: Sequence[str]) -> Layout:
    """Tell whose table a header is of."""
    headings = {heading.strip().lower() for heading in header}
    if headings >= set(REPORT_COLUMNS):
        return Layout.LEDGER
    if headings >= OF_GED:
        return Layout.GED
    if headings >= {"event_date", "event_type"} and headings & OF_ACLED:
        return Layout.ACLED
    return Layout.TABLE


def shared_roles(layout: Layout, header: Sequence[str]) -> dict[Role, int]:
    """Return the position of each column of a shared layout; none for a table of one's own."""
    at = {heading.strip().lower(): position for position, heading in reversed(list(enumerate(header)))}
    found = {role: [at[name] for name in names.split() if name in at] for role, names in SHARED.get(layout, {}).items()}
    return {role: positions[0] for role, positions in found.items() if positions}


def headerless(records: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """
    Recognize a layout without its header, by the number of columns and what stands in them.

    Returns
    -------
    columns
        Their names, or none if no layout fits the first record and most others.
    """
    for columns, day, small, more in (
        (GED_COLUMNS, "date_start", "where_prec", ("iso3",)),
        (ACLED_FIRST, "event_date", "time_precision", ()),
    ):
        widths = {len(columns), len(columns) + len(more)}
        fit = [cells for cells in records if len(cells) in widths]
        if len(fit) * 2 > len(records) and records[0] in fit:
            first = dict(zip((*columns, *more), records[0], strict=False))
            if _may_be_day(first[day]) and re.fullmatch(r"\d", first[small]):
                return (*columns, *more)[: len(records[0])]
    return None


def _may_be_day(cell: str) -> bool:
    try:
        read_days(cell)
    except NoDay as error:
        return " or " in str(error)
    return True
