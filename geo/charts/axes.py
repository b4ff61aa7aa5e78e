"""
What all our Altair charts share: the colours of standings, the axis of days, and days as words.

A chart receives days as text (``2021-07-05``) on a UTC scale, and their words ready-made. Vega would show them in the
reader's time zone, where a day may be the one before. Vega labels axes itself, and knows only English months:
`day_label` and `month_label` supply those of a language. Text takes its colour and face from the app.
"""

import json
import re
from datetime import date, timedelta
from typing import Any

import altair as alt

from events.model import War, is_reported
from geo.language import ENGLISH, Language
from geo.paint.palette import palette
from geo.words.standings import names, standings

alt.theme.enable("none")  # a chart is as large as its place; Altair's own theme would fix it

Spec = dict[str, Any]
"""A chart as Vega-Lite has it, with its data: it costs nothing to show again, and is left as it is."""


def spec_of(chart: alt.TopLevelMixin) -> Spec:
    """Write a chart as a Vega-Lite specification."""
    return chart.to_dict()


LONG = timedelta(days=400)
INFERRED = ", inferred"
"""After the name of a standing in a column ``standing``: its tint."""


def standing_colours(war: War, theme: str, legend: alt.Legend | None = None, tints: bool = False) -> alt.Color:
    """
    Colour by a column ``standing`` that holds the names of standings, as in `geo.words.standings.names`.

    Parameters
    ----------
    theme
        ``light`` or ``dark``.
    tints
        Whether the column also has names that end in `INFERRED`; each stands beside the one that it is a tint of.
    """
    named, colours = names(war), palette(war, theme)
    painted = {}
    for standing in standings(war):
        painted[named[standing]] = colours[standing]
        if tints and is_reported(standing):  # nothing is inferred to be not known, or presumed
            painted[named[standing] + INFERRED] = colours[f"{standing}-inferred"]
    scale = alt.Scale(domain=list(painted), range=list(painted.values()))
    return alt.Color("standing:N", scale=scale, legend=legend, title=None)


def day_axis(first: date, last: date, ticks: str = "month", language: Language = ENGLISH) -> alt.X:
    """
    Lay a column ``day`` of ISO days along an axis from one day to another, with a tick for every month or week.

    Over more than `LONG` days a month is named, and January by its year.
    """
    scale = alt.Scale(type="utc", domain=[first.isoformat(), last.isoformat()])
    label = month_label(language, first, last) if last - first > LONG else day_label(language)
    axis = alt.Axis(labelExpr=label, tickCount=ticks, title=None, grid=False)  # type: ignore[arg-type]
    return alt.X("day:T", scale=scale, axis=axis)


def day_label(language: Language) -> str:
    """Write the expression with which Vega labels the days of an axis: ``5 Jul``."""
    days = [language.day_of_month(date(2021, 1, day)) for day in range(1, 32)]
    written = {"day": f"{_quoted(days)}[utcdate(datum.value) - 1]", "month": month_label(language)}
    parts = re.split("[{}]", language.day_pattern(year=False))
    return " + ".join(written.get(part, _quoted(part)) for part in parts if part)


def month_label(language: Language, first: date | None = None, last: date | None = None) -> str:
    """Write the expression with which Vega labels an axis by month: ``Jul``; where days are given, January by year."""
    months = language.short_months()
    if not (first and last):
        return f"{_quoted(months)}[utcmonth(datum.value)]"
    years = [_quoted([language.year(year), *months[1:]]) for year in range(first.year, last.year + 1)]
    return f"[{', '.join(years)}][utcyear(datum.value) - {first.year}][utcmonth(datum.value)]"


def _quoted(words: str | list[str]) -> str:
    return json.dumps(words, ensure_ascii=False)
