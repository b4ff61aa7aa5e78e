"""The tables of gaps: silences, districts without reports, recaptures without a loss."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from events.analysis.gaps import Silence
from events.ledger.locate import ProvinceId
from events.model import PlaceId, Report, ReportId, War
from events.tables.sources import guarded
from geo.tables.table import Opens, Table
from geo.words.reports import report_words
from geo.words.standings import names


def recaptures_table(
    recaptures: Iterable[tuple[PlaceId, ReportId]],
    called: Mapping[PlaceId, str],
    within: Mapping[PlaceId, str],
    reports: Mapping[ReportId, Report],
    war: War,
) -> Table:
    """List the recaptures of districts that nobody had reported lost."""
    rows, opens = [], Opens()
    for at, (place, report) in enumerate(recaptures):
        rows.append(
            {
                "District": called[place],
                "Province": within[place],
                "On": reports[report].latest,
                "Report": report,
                "What it says": guarded(report_words(reports[report], war)),
            }
        )
        opens[at, "District"] = opens[at, "Report"] = "picked", place
    return Table(pd.DataFrame(rows), opens)


def silences_table(
    silences: Iterable[Silence], called: Mapping[PlaceId, str], within: Mapping[PlaceId, str], war: War, day: date
) -> Table:
    """List districts on a day with the days since the last report on each, the longest first."""
    named = names(war, day=day)
    rows, opens = [], Opens()
    ordered = sorted(silences, key=lambda silence: (silence.days is not None, -(silence.days or 0), silence.place))
    for at, silence in enumerate(ordered):
        rows.append(
            {
                "District": called[silence.place],
                "Province": within[silence.place],
                "Standing": named[silence.standing] + (", inferred" if silence.inferred else ""),
                "Days since its last report": silence.days,
                "Last report": silence.last,
            }
        )
        opens[at, "District"] = opens[at, "Last report"] = "picked", silence.place
    columns = ["District", "Province", "Standing", "Days since its last report", "Last report"]
    table = pd.DataFrame(rows, columns=columns)
    return Table(table.astype({"Days since its last report": "Int64"}), opens)


def unreported_table(
    unreported: Mapping[ProvinceId, Sequence[PlaceId]],
    unheard: Mapping[ProvinceId, Sequence[PlaceId]],
    called: Mapping[ProvinceId, str],
    names_of: Mapping[PlaceId, str],
) -> Table:
    """List by province the districts without a report of their own, and those without any."""
    rows, opens = [], Opens()
    for at, (province, places) in enumerate(unreported.items()):
        rows.append(
            {
                "Province": called[province],
                "Without a report of their own": len(places),
                "Without any": len(unheard.get(province, ())),
                "Which": ", ".join(names_of[place] for place in places),
            }
        )
        for column in rows[at]:
            opens[at, column] = "silent", province
    return Table(pd.DataFrame(rows), opens)
