"""
A district's history as a timeline: a lane of who held it, and under it every report on the day it takes effect.

The lane is lighter where a standing is inferred, and has a strip in the claimant's colour along its upper edge where
the district is claimed. A report has the colour of the standing it gives, and a line back to the first day to which it
may refer. Its shape, its filling and a cross over it are explained by `KEY`.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import altair as alt

from events.analysis.life import DistrictReport, Life
from events.control.rule import ONE_DAY
from events.model import Certainty, Report, Span, War
from geo.charts.axes import day_axis, standing_colours
from geo.language import ENGLISH, Language
from geo.paint.looks import look_of
from geo.paint.palette import PAPER, TINT
from geo.wording import spoken, worded
from geo.words.days import day_words, interval_words
from geo.words.reports import OUTCOMES, SAID, report_words
from geo.words.standings import by_names, names

KEY = (
    "Squares: confirmed by the losing side, or by both; discs: third parties; rings: only the side that "
    "gains; triangles: fighting, or part of the district. Lighter: province- or country-wide. Cross: contradicted by "
    "another report of that day. Line: range of possible dates."
)
PICKED = "report"
"""The name of the selection, and of its field: the id of the report that was clicked."""

SHAPES = {Certainty.CONFIRMED: "square", Certainty.REPORTED: "circle", Certainty.CLAIMED: "circle"}
BESIDE = "triangle-up"
"""The shape of a report that does not say who holds the district."""

CROSS = "M-1,-1L1,1M-1,1L1,-1"

ROOM = timedelta(days=7)
"""The distance between two marks of a row: on a phone a mark is as wide as a week in a chart of half a year."""

UNIT = 24  # pixels; the heights below are counted in it, downwards
AROUND = 84  # pixels: the legend, which takes two lines on a phone, and the axis, within the height of the chart
STRIP, LANE, FIRST_ROW, ROW = (0.0, 0.35), (0.35, 1.35), 2.0, 0.8
MARK, REACH, CROSSED = 110, 360, 40  # square pixels: a mark, where it can be clicked, the cross over it
FADED = 0.3
"""The opacity of the other reports when one is picked."""

TOLD = {"days": "Days", "says": "What it says", "sure": "Certainty", "publisher": "Publisher", "outcome": "Outcome"}
"""The tooltip of a report."""


def timeline(
    life: Life, war: War, first: date, last: date, theme: str, day: date | None = None, language: Language = ENGLISH
) -> alt.LayerChart:
    """
    Draw a district's history.

    Parameters
    ----------
    first, last
        The days shown, both included; a report that takes effect on another day is not drawn.
    theme
        ``light`` or ``dark``.
    day
        Where an upright line stands, if anywhere.
    language
        The language of the days.

    Returns
    -------
    chart
        With a selection named `PICKED`, of one report at a time; give it the width of its container.
    """
    drawn = [told for told in life.told if first <= told.report.latest <= last]
    rows = _rows(told.report for told in drawn)
    depth = FIRST_ROW + ROW * (max(rows, default=-1) + 1)
    lane = _lane(life.episodes, war, language)
    marks = [_mark(told, row, first, war, language) for told, row in zip(drawn, rows, strict=True)]
    seen = {row["standing"] for row in (*lane, *marks)}
    legend = alt.Legend(
        orient="top",
        columns=alt.ExprRef("width < 400 ? 2 : 0"),
        values=[name for name in names(war).values() if name in seen],
    )
    # The axis follows the marks alone: Vega reads its days differently if a layer reaches to a second day.
    along, x = day_axis(first, last + ONE_DAY, language=language), alt.X("day:T")
    y = alt.Y("top:Q", axis=None, scale=alt.Scale(domain=[depth, 0], nice=False))
    colour = standing_colours(war, theme, legend)
    layers = [
        *_spans(_chart(lane).encode(x, y, colour)),
        *_reports(_chart(marks).encode(x, y, colour), along, PAPER[theme]),
    ]
    if day is not None:
        ink = PAPER["dark" if theme == "light" else "light"]
        layers.append(_chart([{"day": day.isoformat()}]).mark_rule(color=ink).encode(x))
    return alt.LayerChart(layer=layers, height=round(depth * UNIT) + AROUND)


def _chart(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _spans(lane: alt.Chart) -> list[alt.Chart]:
    tooltip = [alt.Tooltip("days:N", title="Days"), alt.Tooltip("shown:N", title="Shown")]
    opacity = alt.FillOpacity("strength:Q", scale=None)
    return [lane.mark_rect().encode(x2="until:T", y2="bottom:Q", fillOpacity=opacity, tooltip=tooltip)]


def _reports(marks: alt.Chart, along: alt.X, paper: str) -> list[alt.Chart]:
    """Draw lines, filled marks, rings and crosses; over them lie wider, invisible marks for pointing and clicking."""
    picked = alt.selection_point(PICKED, fields=[PICKED])
    look = {
        "opacity": alt.when(picked).then(alt.value(1)).otherwise(alt.value(FADED)),
        "fillOpacity": alt.FillOpacity("strength:Q", scale=None),
        "strokeOpacity": alt.StrokeOpacity("strength:Q", scale=None),
    }
    shaped = look | {"shape": alt.Shape("shape:N", scale=None)}
    filled, hollow = marks.transform_filter("!datum.hollow"), marks.transform_filter("datum.hollow")
    crossed = marks.transform_filter("datum.contradicted").mark_point(
        shape=CROSS,
        size=CROSSED,
        strokeWidth=2,
        aria=False,  # the mark that is crossed says so
    )
    tooltip = [alt.Tooltip(f"{name}:N", title=title) for name, title in TOLD.items()]
    return [
        marks.mark_rule(strokeWidth=2).encode(x2="from:T", **look),
        filled.mark_point(filled=True, size=MARK).encode(**shaped),
        hollow.mark_point(filled=False, size=MARK, fill=paper, strokeWidth=2).encode(
            **shaped | {"fillOpacity": alt.value(1)}
        ),
        crossed.encode(color=alt.value(paper)).transform_filter("!datum.hollow"),
        crossed.transform_filter("datum.hollow"),
        marks.mark_point(shape="square", size=REACH, filled=True, opacity=0, cursor="pointer")
        .encode(along, tooltip=tooltip)
        .add_params(picked),
    ]


def _rows(reports: Iterable[Report]) -> list[int]:
    """Assign each report to the first row with room for its mark and its line after those before it."""
    ends: list[date] = []
    rows = []
    for report in reports:
        row = next((row for row, end in enumerate(ends) if end + ROOM <= report.earliest), len(ends))
        ends[row : row + 1] = [report.latest]
        rows.append(row)
    return rows


def _lane(episodes: Iterable[Span], war: War, language: Language) -> list[dict[str, Any]]:
    """List the spans of the lane, each with a strip over it where it is claimed."""
    named = names(war)
    bars = []
    for episode in by_names(episodes, war):
        shown = names(war, day=episode.start)
        called = {party.id: party.called_on(episode.start) for party in war.parties}
        first, last = (day_words(day, language=language) for day in (episode.start, episode.end - ONE_DAY))
        bar = {
            "day": episode.start.isoformat(),
            "until": episode.end.isoformat(),
            "days": f"{first} to {last}",
            "shown": look_of(episode).words(shown, called, spoken("en", war)),
        }
        strength = 1 - TINT if episode.inferred else 1
        bars.append(bar | _across(LANE) | {"standing": named[episode.standing], "strength": strength})
        if episode.claim:
            bars.append(bar | _across(STRIP) | {"standing": named[episode.claim], "strength": 1})
    return bars


def _across(heights: tuple[float, float]) -> dict[str, float]:
    return dict(zip(("top", "bottom"), heights, strict=True))


def _mark(told: DistrictReport, row: int, first: date, war: War, language: Language) -> dict[str, Any]:
    report = told.report
    return {
        PICKED: report.id,
        "day": report.latest.isoformat(),
        "from": max(report.earliest, first).isoformat(),
        "top": FIRST_ROW + ROW * row,
        "standing": names(war)[report.says],
        "shape": SHAPES[report.certainty] if report.affects_control else BESIDE,
        "hollow": not report.firm,
        "strength": 1 if report.own else 1 - TINT,
        "contradicted": told.outcome.contradicted,
        "days": interval_words(report.earliest, report.latest, language),
        "says": report_words(report, war),
        "sure": SAID[report.certainty],
        "publisher": told.source.publisher,
        "outcome": worded(war, OUTCOMES[told.outcome]) or "stands",
    }
