"""The tables of a ledger of any size: reports of many countries, and the life of one place."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from events.model import Standing, is_reported
from events.tables.sources import guarded
from geo.tables.table import Opens, Table


def archive_table(reports: Iterable[Mapping[str, Any]], within: str | None) -> Table:
    """
    List reports of a ledger, as `events.scale.tables.REPORTS` has them.

    Parameters
    ----------
    within
        The shard that all are of, if they were asked for so: a click on a place then opens its life; else on a shard.
    """
    rows, opens = [], Opens()
    for at, report in enumerate(reports):
        rows.append(
            {
                "Report": guarded(report["report_id"]),
                "Earliest": report["earliest"],
                "Latest": report["latest"],
                "Known": report["known"],
                "Country": guarded(report["shard"]),
                "Place": guarded(_where(report)),
                "Kind": report["kind"],
                "Party": ", ".join(map(guarded, (report["party"], *(report["partners"] or ())))),
                "Certainty": report["certainty"],
                "Part": report["part"],
            }
        )
        if within is None:
            opens[at, "Country"] = "shard", report["shard"]
        elif len(report["places"] or ()) == 1:
            opens[at, "Place"] = "place", report["places"][0]
    return Table(pd.DataFrame(rows), opens)


def life_table(spans: Iterable[Mapping[str, Any]]) -> Table:
    """List the spans of one place, as `events.scale.tables.SPANS` has them, latest first."""
    rows = [
        {
            "From": None if span["start"] == date.min else span["start"],
            "Standing": guarded(standing_words(span["standing"])),
            "Inferred": span["inferred"],
            "Claimed by": guarded(span["claim"] or ""),
            "Changing": ", ".join(map(guarded, span["changing"])),
            "Unsettled": span["unsettled"],
            "Reports that begin to count": ", ".join(guarded(stand["report"]) for stand in span["reports"]),
        }
        for span in spans
    ]
    return Table(pd.DataFrame(rows[::-1]), {})


def standing_words(standing: Standing) -> str:
    """Say what a standing is: a party by its id, since a ledger has no more of it."""
    return standing if is_reported(standing) else "not known"


def _where(report: Mapping[str, Any]) -> str:
    """Say what a report is on: its places, its province as a whole, or all of its shard."""
    if report["places"] is not None:
        return ", ".join(report["places"])
    wide = report["province"] or report["shard"]
    return f"{wide}, whole" + (f", but {', '.join(report['excepted'])}" if report["excepted"] else "")
