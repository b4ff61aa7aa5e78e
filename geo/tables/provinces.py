"""The table of provinces."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from events.analysis.provinces import ProvinceDay, ProvinceLife, half_lost
from events.control.evidence import Figure, Part
from events.ledger.locate import ProvinceId
from events.model import PartyId, ReportId, War
from geo.tables.table import Opens, Table, opens_number
from geo.words.standings import names, occurring


def provinces_table(
    days: Sequence[ProvinceDay],
    lives: Mapping[ProvinceId, ProvinceLife],
    called: Mapping[ProvinceId, str],
    reports: Mapping[ProvinceId, Sequence[ReportId]],
    war: War,
    day: date,
    party: PartyId,
) -> Table:
    """
    List the provinces on a day, in the order given; numbers are in the unit of their lens.

    Parameters
    ----------
    reports
        The reports behind everything shown in each province on the day.
    """
    named = names(war, day=day)
    shown = occurring(war, {standing for told in days for standing, weight in told.weights.items() if weight})
    rows, opens = [], Opens()
    for at, told in enumerate(days):
        row = {"Province": called[told.province], "All": told.total}
        opens[at, "Province"] = "province", told.province
        opens[at, "All"] = opens_number(Figure(day, None, province=told.province))
        for standing in shown:
            row[named[standing]] = told.weights.get(standing, 0)
            opens[at, named[standing]] = opens_number(Figure(day, standing, province=told.province))
        row["Claimed by another side"] = told.claimed
        opens[at, "Claimed by another side"] = opens_number(Figure(day, None, Part.CLAIMED, told.province))
        row |= {
            "First change": told.first and told.first.day,
            "Latest change": told.latest and told.latest.day,
            "Capital fell": told.capital_fell,
            "Half fallen": half_lost(lives[told.province], party),
            "Reports": len(reports[told.province]),
        }
        opens[at, "Reports"] = opens_number(Figure(day, None, province=told.province))
        rows.append(row)
    return Table(pd.DataFrame(rows), opens)
