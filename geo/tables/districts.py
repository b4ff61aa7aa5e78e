"""The table of districts on a day."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from events.control.counts import Lens
from events.control.evidence import behind
from events.model import PlaceId, Report, Span, War
from geo.paint.looks import look_of
from geo.tables.table import Opens, Table
from geo.words.standings import names


def districts_table(
    control: Mapping[PlaceId, Span],
    called: Mapping[PlaceId, str],
    about: Mapping[PlaceId, Sequence[Report]],
    lens: Lens,
    war: War,
    day: date,
) -> Table:
    """List districts on a day, with the standing of each in words and what each weighs."""
    named = names(war)
    sentence = named | {party.id: party.called for party in war.parties}
    rows, opens = [], Opens()
    for at, (place, span) in enumerate(control.items()):
        row = {
            "District": called[place],
            "Standing": look_of(span).words(named, sentence),
            "Since": None if span.start == date.min else span.start,
            "Reports": len(behind([span], day, about)),
        }
        rows.append(row | ({lens.unit.capitalize(): lens.weights.get(place, 0)} if lens.unit else {}))
        opens[at, "District"] = opens[at, "Reports"] = "picked", place
    return Table(pd.DataFrame(rows), opens)
