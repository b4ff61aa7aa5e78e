"""The tables of hindsight: what was revised, and how knowledge of a day grew."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from events.analysis.hindsight import KnowledgeStep, Revision
from events.control.evidence import Figure
from events.model import PlaceId, Report, ReportId, Source, SourceId, War
from events.tables.sources import guarded
from geo.paint.looks import look_of
from geo.tables.table import Opens, Table, opens_number, since_cell
from geo.wording import spoken
from geo.words.reports import report_words
from geo.words.standings import names, occurring


def revisions_table(
    revisions: Iterable[Revision],
    settled: Mapping[PlaceId, date | None],
    called: Mapping[PlaceId, str],
    within: Mapping[PlaceId, str],
    reports: Mapping[ReportId, Report],
    sources: Mapping[SourceId, Source],
    war: War,
    day: date,
) -> Table:
    """List the places that read differently now, with the later reports that changed them."""
    named = names(war, day=day)
    sentence = named | {party.id: party.called_on(day) for party in war.parties}
    rows, opens = [], Opens()
    for at, revision in enumerate(revisions):
        later, known = [reports[report] for report in revision.reports], settled[revision.place]
        if revision.then.standing == revision.now.standing:  # only a claim, or what may have changed, came to be known
            known = max((report.known for report in later), default=known)
        rows.append(
            {
                "District": called[revision.place],
                "Province": within[revision.place],
                "As known then": look_of(revision.then).words(named, sentence, spoken("en", war)),
                "As known now": look_of(revision.now).words(named, sentence, spoken("en", war)),
                "Known since": since_cell(known, later),
                "Changed by": guarded(
                    "; ".join(f"{report_words(report, war)}, {sources[report.source].publisher}" for report in later)
                ),
                "Reports": len(later),
            }
        )
        opens[at, "District"] = opens[at, "Reports"] = "picked", revision.place
    return Table(pd.DataFrame(rows), opens)


def knowledge_table(learned: Sequence[KnowledgeStep], called: Mapping[PlaceId, str], war: War, day: date) -> Table:
    """List the days of knowledge that changed how one day reads, with the result."""
    named = names(war, day=day)
    shown = occurring(war, {standing for step in learned for standing, places in step.places.items() if places})
    rows, opens = [], Opens()
    for at, step in enumerate(learned):
        row: dict[str, date | int | str] = {"Known by": step.known}
        for standing in shown:
            row[named[standing]] = len(step.places.get(standing, ()))
            opens[at, named[standing]] = opens_number(Figure(day, standing), step.known)
        row["Changed"] = ", ".join(called[place] for place in step.changed)
        rows.append(row | {"By": ", ".join(step.reports)})
        opens[at, "Known by"] = opens[at, "By"] = opens_number(Figure(day, None), step.known)
    return Table(pd.DataFrame(rows), opens)
