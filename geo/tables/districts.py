"""The table of districts on a day."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from events.analysis.life import claim_since, standing_since
from events.control.counts import Lens
from events.control.evidence import behind
from events.control.rule import Spans
from events.model import PlaceId, Report, Span, War
from geo.paint.looks import look_of
from geo.tables.table import Opens, Table
from geo.wording import spoken
from geo.words.standings import names


def districts_table(
    control: Mapping[PlaceId, Span],
    spans: Spans,
    called: Mapping[PlaceId, str],
    about: Mapping[PlaceId, Sequence[Report]],
    lens: Lens,
    war: War,
    day: date,
) -> Table:
    """
    List districts on a day, with the standing of each in words and its weight in the unit of the lens.

    Parameters
    ----------
    control
        The districts to list, with the span of the day.
    spans
        The spans of at least these districts, for the first days of their standings and claims.
    """
    named = names(war, day=day)
    sentence = named | {party.id: party.called_on(day) for party in war.parties}
    rows, opens = [], Opens()
    for at, (place, span) in enumerate(control.items()):
        since = standing_since(spans[place], day)
        row = {
            "District": called[place],
            "Standing": look_of(span).words(named, sentence, spoken("en", war)),
            "Since": None if since == date.min else since,
            "Claimed since": claim_since(spans[place], day),
            "Reports": len(behind([span], day, about)),
        }
        rows.append(row | ({lens.unit.capitalize(): lens.weights.get(place, 0)} if lens.unit else {}))
        opens[at, "District"] = opens[at, "Reports"] = "picked", place
    return Table(pd.DataFrame(rows), opens)
