"""The tables of publishers and speakers, and of the map without some of them."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from events.analysis.publishers import Differences, TrackRecord
from events.model import PlaceId, Span, War
from events.tables.sources import guarded
from geo.paint.looks import look_of
from geo.tables.table import Opens, Table
from geo.wording import spoken
from geo.words.standings import names


def differences_table(
    before: Mapping[PlaceId, Span],
    after: Mapping[PlaceId, Span],
    places: Iterable[PlaceId],
    called: Mapping[PlaceId, str],
    within: Mapping[PlaceId, str],
    war: War,
    day: date,
) -> Table:
    """List places that differ between two readings on a day, with what each reading shows."""
    named = names(war, day=day)
    sentence = named | {party.id: party.called_on(day) for party in war.parties}
    rows, opens = [], Opens()
    for at, place in enumerate(places):
        rows.append(
            {
                "District": called[place],
                "Province": within[place],
                "With all reports": look_of(before[place]).words(named, sentence, spoken("en", war)),
                "Without these": look_of(after[place]).words(named, sentence, spoken("en", war)),
            }
        )
        opens[at, "District"] = "picked", place
    return Table(pd.DataFrame(rows), opens)


def publishers_table(
    records: Iterable[TrackRecord],
    weights: Mapping[str, Differences] | None = None,
    called: Mapping[str, str] | None = None,
) -> Table:
    """
    List publishers or speakers, with the record of each.

    Parameters
    ----------
    weights
        By publisher, what would differ on the map of a day without it; `None` if that is not shown.
    called
        Words for those whose name is an identifier, as `geo.words.reports.SPEAKERS` has them.
    """
    rows, opens = [], Opens()
    for at, record in enumerate(records):
        row = {
            "Who": guarded((called or {}).get(record.name, record.name)),
            "Reports": len(record.reports),
            "Contradicted": len(record.contradicted),
            "Share": 100 * record.share,
            "Pages": record.pages,
            "First day": record.first,
            "Last day": record.last,
        }
        opens[at, "Reports"] = opens[at, "Pages"] = "said", f"all.{record.name}"
        opens[at, "Contradicted"] = "said", f"contradicted.{record.name}"
        if weights is not None:
            differences = weights.get(record.name, Differences((), ()))
            row["Effect of leaving it out"] = len(differences.standing) + len(differences.claim)
            opens[at, "Who"] = opens[at, "Effect of leaving it out"] = "without", record.name
        rows.append(row)
    return Table(pd.DataFrame(rows), opens)
