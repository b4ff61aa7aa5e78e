"""
The provinces as small multiples: how much of each was under whom, day by day, on one scale from 0 to 100%.

A step is a row and a mark of its own, so that it can be pointed at; claims are not in the stack. The rule at the day
being viewed and the line at half are lines of the axes, which lie over the marks: a chart of one layer can be divided
into panels and still be clicked.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

import altair as alt
import pandas as pd

from events.analysis.provinces import ProvinceLife, Step
from events.control.counts import Lens
from events.control.rule import ONE_DAY, each_day
from events.ledger.locate import ProvinceId
from events.model import UNKNOWN, Standing, War
from geo.charts.axes import INFERRED, month_label, standing_colours
from geo.language import ENGLISH, Language
from geo.paint.palette import INK
from geo.wording import worded
from geo.words.days import interval_words
from geo.words.standings import names, standings

PANEL_HEIGHT = 84
SERIES_HEIGHT = 300
GAP = {"row": 36, "column": 28}
"""Between panels, in pixels; it holds one row's months and the next row's names, and sets one panel's months apart."""
MARGIN = 60
"""The pixels that the shares at the left and the last month at the right take."""

PAIR = 560
"""The pixels that a legend needs for a standing and for what of it is inferred, side by side."""

LATE = 15
"""A month that began before the first day is named if at most this many of its days are missing."""

ONLY = "inferred: only from a province- or country-wide report"
PROVINCE = "province"
"""The selection that holds the clicked province, and its column."""

TOOLTIP = [
    alt.Tooltip("days:N", title="Days"),
    alt.Tooltip("named:N", title="Standing"),
    alt.Tooltip("count:N", title="Number"),
    alt.Tooltip("share:Q", title="Share", format=".1%"),
]


def province_multiples(  # noqa: PLR0913  what is drawn, in which order, and in how much room
    lives: Mapping[ProvinceId, ProvinceLife],
    order: Sequence[ProvinceId],
    called: Mapping[ProvinceId, str],
    war: War,
    lens: Lens,
    day: date,
    theme: str,
    columns: int,
    width: int,
    language: Language = ENGLISH,
) -> alt.Chart:
    """
    Draw a panel for each province.

    Parameters
    ----------
    lives
        All over the same days, counted by the lens.
    order
        The provinces to draw, in this order.
    called
        The provinces' names.
    day
        The day being viewed.
    theme
        ``light`` or ``dark``.
    columns
        Panels in a row: six on a wide screen, two on a telephone.
    width
        The width of the whole chart, in pixels.
    language
        The language of the days.

    Returns
    -------
    multiples
        A click on a panel sets the selection ``province`` to the P-code of its province.
    """
    header = alt.Header(title=None, labelAnchor="start", labelFontWeight="bold", labelColor=INK[theme], labelPadding=4)
    headings = [_heading(lives[province], called) for province in order]
    facet = alt.Facet("heading:N", columns=columns, sort=headings, spacing=GAP, bounds="flush", header=header)
    multiples: alt.Chart = (
        _steps([lives[province] for province in order], called, war, lens, day, theme, 2 * (width // PAIR), language)
        .mark_rect(cursor="pointer")
        .encode(facet=facet)
        .properties(width=(width - MARGIN + GAP["column"]) // columns - GAP["column"], height=PANEL_HEIGHT)
        .resolve_axis(x="independent")
        .add_params(alt.selection_point(name=PROVINCE, fields=[PROVINCE]))
    )
    return multiples


def province_series(
    life: ProvinceLife,
    called: Mapping[ProvinceId, str],
    war: War,
    lens: Lens,
    day: date,
    theme: str,
    language: Language = ENGLISH,
) -> alt.Chart:
    """Draw one province as `province_multiples` does, as wide as its page."""
    series: alt.Chart = _steps([life], called, war, lens, day, theme, 1, language).properties(height=SERIES_HEIGHT)
    return series


def _steps(
    lives: Sequence[ProvinceLife],
    called: Mapping[ProvinceId, str],
    war: War,
    lens: Lens,
    day: date,
    theme: str,
    columns: int,
    language: Language,
) -> alt.Chart:
    """Draw a mark for each standing in each step, up to the last day; the next mark covers it, which leaves no seam."""
    first, last = lives[0].steps[0].day, lives[0].last
    # The scale takes its ends from the rows: with an x2 beside it, Vega-Lite misreads explicit ends.
    x = alt.X("day:T", scale=alt.Scale(type="utc"), axis=_day_axis(first, last, day, theme, language))
    y = alt.Y("low:Q", scale=alt.Scale(domain=[0, 1]), axis=_share_axis(theme))
    rows = [row for life in lives for row in _rows(life, called, war, lens, language)]
    found, named = {row["standing"] for row in rows}, names(war)
    pairs = (named[standing] + tint for standing, tint in product(standings(war), ("", INFERRED)))
    colour = standing_colours(
        war, theme, _legend(war, theme, columns, [name for name in pairs if name in found]), tints=True
    )
    place = alt.Tooltip("name:N", title=worded(war, "Province"))
    steps: alt.Chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_rect()
        .encode(x=x, x2="end", y=y, y2="high", color=colour, tooltip=[place, *TOOLTIP], description="words:N")
    )
    return steps


def _rows(
    life: ProvinceLife, called: Mapping[ProvinceId, str], war: War, lens: Lens, language: Language
) -> Iterator[dict[str, str | float]]:
    """List the rows of a province: only its heading if nothing is counted."""
    ever, unit = names(war), lens.unit or worded(war, "districts")
    untils = [*(step.day for step in life.steps[1:]), life.last + ONE_DAY]
    for step, until in zip(life.steps, untils, strict=True):
        low, named = 0.0, names(war, day=step.day)
        days = interval_words(step.day, until - ONE_DAY, language)
        for standing, weight, inferred in _parts(step, war):
            share = weight / life.total if life.total else 0
            if not share and (life.total or inferred or standing != UNKNOWN):
                continue
            count = f"{weight:,.0f} of {life.total:,.0f} {unit}"
            said = named[standing] + (INFERRED if inferred else "")
            yield {
                PROVINCE: life.province,
                "name": called[life.province],
                "heading": _heading(life, called),
                "day": step.day.isoformat(),
                "end": untils[-1].isoformat(),
                "days": days,
                "standing": ever[standing] + (INFERRED if inferred else ""),
                "named": said,
                "count": count,
                "words": f"{called[life.province]}, {days}: {said}, {count}",
                "share": share,
                "low": low,
                "high": low + share,
            }
            low += share


def _parts(step: Step, war: War) -> Iterator[tuple[Standing, float, bool]]:
    """Divide what each standing has into what its own reports give and what is only inferred, drawn lighter."""
    for standing in standings(war):
        inferred = step.inferred.get(standing, 0)
        yield standing, step.weights.get(standing, 0) - inferred, False
        yield standing, inferred, True


def _heading(life: ProvinceLife, called: Mapping[ProvinceId, str]) -> str:
    return called[life.province] if life.total else f"{called[life.province]}: nothing counted"


def _legend(war: War, theme: str, columns: int, shown: list[str]) -> alt.Legend:
    """Lay out the legend: whole names of what is shown, each standing beside what of it is inferred."""
    inferred = any(name.endswith(INFERRED) for name in shown)
    return alt.Legend(
        orient="top",
        columns=max(1, columns),
        values=shown,
        title=worded(war, ONLY) if inferred else None,
        titleColor=INK[theme],
        titleFontWeight="normal",
        titleLimit=0,
        labelColor=INK[theme],
        labelLimit=0,
    )


def _day_axis(first: date, last: date, day: date, theme: str, language: Language) -> alt.Axis:
    """Lay out an axis with the name of each month where it begins, and a rule at the day being viewed."""
    days = list(each_day(first, last))
    months = [each for each in days if each.day == 1 or (each == first and each.day <= LATE)]
    name = month_label(language)
    viewed = f"utcFormat(datum.value, '%Y-%m-%d') === '{day}'"
    return alt.Axis(
        values=[_utc(each) for each in days if each in months or each == day],
        labelExpr=name if day in months else f"{viewed} ? '' : {name}",
        labelAlign="left",
        labelOverlap="greedy",
        labelSeparation=4,
        labelFlush=False,
        ticks=False,
        grid=True,
        gridColor=INK[theme],
        gridOpacity=alt.condition(viewed, alt.value(1), alt.value(0)),
        labelColor=INK[theme],
        labelPadding=4,
        title=None,
        domain=False,
        zindex=1,
    )


def _share_axis(theme: str) -> alt.Axis:
    """Lay out an axis from nothing to all, with a faint line at half."""
    return alt.Axis(
        values=[0, 0.5, 1],
        format=".0%",
        ticks=False,
        grid=True,
        gridColor=INK[theme],
        gridOpacity=alt.condition("datum.value === 0.5", alt.value(0.25), alt.value(0)),
        labelColor=INK[theme],
        labelPadding=4,
        title=None,
        domain=False,
        zindex=1,
    )


def _utc(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
