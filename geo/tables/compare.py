"""The tables of a comparison: the flows between standings, and the districts that changed."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from events.analysis.compare import Transition
from events.control.evidence import Figure
from events.ledger.locate import ProvinceId
from events.model import PlaceId, Report, ReportId, Source, SourceId, Standing, War
from events.tables.sources import guarded
from geo.places.districts import District
from geo.tables.table import Opens, Table, opens_number
from geo.words.reports import report_words
from geo.words.standings import names, occurring


def flows_table(
    flows: Mapping[tuple[Standing, Standing], float],
    earlier: date,
    later: date,
    war: War,
    province: ProvinceId | None = None,
) -> Table:
    """
    Lay out how much passed from each standing (down) to each (across), with sums, in the unit of the flows.

    Parameters
    ----------
    province
        The one whose flows they are; `None` for the whole country.
    """
    was_named, named = names(war, day=earlier), names(war, day=later)
    order = occurring(war, {standing for pair, weight in flows.items() if weight for standing in pair})
    columns = {standing: f"to {named[standing]}" for standing in order}
    rows, opens = [], Opens()
    for at, was in enumerate(order):
        row: dict[str, str | float] = {"From": was_named[was]}
        for standing in order:
            row[columns[standing]] = flows.get((was, standing), 0)
            passed = Figure(later, standing, province=province, since=earlier, was=was)
            opens[at, columns[standing]] = opens_number(passed)
        row["All"] = sum(flows.get((was, standing), 0) for standing in order)
        opens[at, "All"] = opens_number(Figure(earlier, was, province=province))
        rows.append(row)
    last: dict[str, str | float] = {"From": "All"}
    for standing in order:
        last[columns[standing]] = sum(flows.get((was, standing), 0) for was in order)
        opens[len(order), columns[standing]] = opens_number(Figure(later, standing, province=province))
    opens[len(order), "All"] = opens_number(Figure(later, None, province=province))
    return Table(pd.DataFrame([*rows, last | {"All": sum(flows.values())}]), opens)


def transitions_table(
    transitions: Iterable[Transition],
    called: Mapping[PlaceId, str],
    within: Mapping[PlaceId, str],
    sources: Mapping[SourceId, Source],
    war: War,
    days: tuple[date, date],
) -> Table:
    """List the districts that changed between days, by the day of the last change of each, with its leading report."""
    was_named, named = (names(war, day=day) for day in days)
    changed = [(transition.last, transition) for transition in transitions if transition.changed and transition.last]
    rows, opens = [], Opens()
    for at, (last, transition) in enumerate(sorted(changed, key=lambda pair: (pair[0].day, pair[0].place))):
        lead = last.lead
        rows.append(
            {
                "District": called[transition.place],
                "Province": within[transition.place],
                "From": was_named[transition.before.standing],
                "To": named[transition.after.standing] + (", inferred" if transition.after.inferred else ""),
                "On": last.day,
                "Publisher": guarded(sources[lead.source].publisher),
                "Leading report": guarded(report_words(lead, war)),
                "Page": None if sources[lead.source].unlinked_because else sources[lead.source].url,
                "Reports": len(transition.reports),
            }
        )
        opens[at, "District"] = opens[at, "Reports"] = "picked", transition.place
    return Table(pd.DataFrame(rows), opens)


def changes_file(
    transitions: Iterable[Transition],
    districts: Mapping[PlaceId, District],
    provinces: Mapping[ProvinceId, str],
    sources: Mapping[SourceId, Source],
    reports: Mapping[ReportId, Report],
    war: War,
) -> pd.DataFrame:
    """
    Lay out the districts that changed for a file: with their codes, ids of standings, and who says so, and where.

    Parameters
    ----------
    reports
        Those of the reading, by id. A row names the publisher of its leading report, and the others whose reports it
        rests on.
    """
    rows = []
    for transition in transitions:
        district = districts[transition.place]
        if not (transition.changed and transition.last):
            continue
        lead = transition.last.lead
        source = sources[lead.source]
        cited = dict.fromkeys(sources[reports[each].source].publisher for each in transition.reports)
        rows.append(
            {
                "code": district.code,
                "pcode": district.pcode,
                "district": guarded(district.name),
                "official_name": guarded(district.official_name or district.name),
                "province": guarded(provinces[district.province]),
                "province_pcode": district.province,
                "from": transition.before.standing,
                "to": transition.after.standing,
                "inferred": transition.after.inferred,
                "on": transition.last.day,
                "report": lead.id,
                "says": guarded(report_words(lead, war)),
                "publisher": guarded(source.publisher),
                "other_publishers": guarded("; ".join(name for name in cited if name != source.publisher)),
                "title": guarded(source.title),
                "page": "" if source.unlinked_because else source.url,
                "reports": " ".join(transition.reports),
            }
        )
    return pd.DataFrame(rows)
