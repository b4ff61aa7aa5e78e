"""
Claimed totals beside what the reports add up to: as points over our own line, as sentences, as a table.

No two claims are ever joined by a line, because they count different things. The shape of a point says which; a hollow
point is a side's own claim. An arrow marks an open upper or lower end, a bar joins the two ends, and dots lead to the
first day to which the claim may refer. The line is our own figure, the band its range as claims and uncertain dates
allow.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from events.analysis.flows import Step
from events.analysis.totals import ComparedClaim
from events.control.counts import Lens
from events.control.rule import ONE_DAY
from events.ledger.totals import Measure, Unit
from events.model import PartyId, SourceId, War
from geo.charts.axes import day_axis
from geo.language import ENGLISH, Language
from geo.paint.palette import INK, PAPER, palette
from geo.wording import worded
from geo.words.days import day_words, interval_words
from geo.words.pages.totals import ITSELF, OTHERS, claim_cells, figure_words, side_words, why_not_words

PICKED = "claim"
"""The name of the selection, and of its field: the id of the claim that was clicked."""

SHAPES = {
    Unit.DISTRICTS: "circle",
    Unit.CENTRES: "square",
    Unit.BOTH: "diamond",
    Unit.PLACES: "cross",
    Unit.TERRITORY: "triangle-up",
}
HEIGHT = {Measure.STOCK: 440, Measure.FLOW: 260}  # pixels
BAND_OPACITY = 0.22
ARROW = 15  # pixels from a point to the tip of the arrow at an open end
ROOM = 560  # pixels of width below which the labels would overlap


COLUMNS = (
    *("Claimant", "Publisher", "Day", "Side", "Counts", "Claimed", "Our count", "Out of", "Not known"),
    *("Difference", "Caveat"),
)
"""The columns of the table, and the lines of a tooltip."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What one chart shows: stocks or flows, of which party, counted how, from which day to which."""

    measure: Measure
    party: PartyId
    lens: Lens
    first: date
    """For flows, the day from which they count."""
    last: date


def claims_chart(
    frame: Frame,
    compared: Iterable[ComparedClaim],
    steps: Sequence[Step],
    publishers: Mapping[SourceId, str],
    war: War,
    theme: str,
    language: Language = ENGLISH,
) -> alt.LayerChart:
    """
    Draw what a party holds, or has taken since a day, with the claims on it.

    Parameters
    ----------
    compared
        The claims; those that do not fit the frame are left out, and `not_drawn` lists them.
    steps
        Our figure, as `events.analysis.flows.band` or, for flows, `events.analysis.flows.flow_band` makes it for the
        frame.
    publishers
        By source.
    theme
        ``light`` or ``dark``.
    language
        The language of the days.
    """
    drawn = [one for one in compared if not _unfit(one, frame, language)]
    colour, ink = palette(war, theme)[frame.party], INK[theme]
    # The days are laid out by one layer; with several, each with its own `x2`, Vega would make conflicting axes.
    axis, x = day_axis(frame.first, frame.last, language=language), alt.X("day:T")
    ours = alt.Chart({"values": _our_rows(steps, frame, language)})
    rows = [_row(one, publishers, frame, war, language) for one in drawn]
    theirs = alt.Chart({"values": rows})
    layers = [
        *_our_layers(ours, axis, x, colour, frame),
        theirs.mark_rule(color=ink, strokeDash=[1, 3]).encode(x, x2="from:T", y="at:Q"),
        theirs.mark_rule(color=ink).encode(x, y="low:Q", y2="high:Q"),
        *_arrows([row for row in rows if row["open_above"]], x, ink, -ARROW, "triangle-up"),
        *_arrows([row for row in rows if row["open_below"]], x, ink, ARROW, "triangle-down"),
        _points(theirs, x, drawn, war, theme),
        *_labels([row for row in rows if row["label"]], x, ink),
    ]
    return alt.LayerChart(layer=layers).properties(height=HEIGHT[frame.measure])


def not_drawn(
    frame: Frame, compared: Iterable[ComparedClaim], language: Language = ENGLISH
) -> list[tuple[ComparedClaim, str]]:
    """List the claims that a chart leaves out, each with the reason in words."""
    return [(one, why) for one in compared if (why := _unfit(one, frame, language))]


def _unfit(compared: ComparedClaim, frame: Frame, language: Language) -> str:
    """Explain why a claim cannot be drawn in a frame; empty if it can."""
    claim = compared.claim
    whys = {
        "of another party": claim.party != frame.party,
        f"a {claim.measure}, not a {frame.measure}": claim.measure != frame.measure,
        f"counts {claim.place} alone": claim.area is not None,
        f"counted in {_unit(compared.lens)}, not in {_unit(frame.lens)}": not _alike(compared.lens, frame.lens),
        why_not_words(compared): bool(compared.why_not),
        f"before {day_words(frame.first, language=language)}": claim.until < frame.first,
        f"after {day_words(frame.last, language=language)}": claim.until > frame.last,
    }
    if claim.since:
        whys[f"counts from {day_words(claim.since, False, language)}"] = claim.since != frame.first
    return next((why for why, so in whys.items() if so), "")


def _alike(lens: Lens, other: Lens) -> bool:
    """Return whether two lenses share a unit: districts and boundaries do, each claim at its own number."""
    return lens.unit == other.unit


def _unit(lens: Lens) -> str:
    return lens.unit or "districts"


def _our_rows(steps: Sequence[Step], frame: Frame, language: Language) -> list[dict[str, Any]]:
    """List a row for each step, and one that draws the last step to the end."""
    ends = [step.day for step in steps[1:]] + [frame.last + ONE_DAY]
    rows = [
        {
            "day": step.day.isoformat(),
            "until": min(end, frame.last).isoformat(),
            "held": step.held,
            "lowest": step.lowest,
            "highest": step.highest,
            "days": interval_words(step.day, end - ONE_DAY, language),
            "ours": f"{step.held:,.0f} ({step.lowest:,.0f} to {step.highest:,.0f}) {frame.lens.of}",
        }
        for step, end in zip(steps, ends, strict=True)
    ]
    return [*rows, rows[-1] | {"day": frame.last.isoformat()}] if rows else []


def _row(
    compared: ComparedClaim, publishers: Mapping[SourceId, str], frame: Frame, war: War, language: Language
) -> dict[str, Any]:
    claim, low, high = compared.claim, compared.low, compared.high
    ends = [end for end in (low, high) if end is not None]
    of_total = f" of {claim.total}" if claim.low is None and claim.high is None and claim.total else ""
    return {
        PICKED: claim.id,
        "day": claim.until.isoformat(),
        "from": max(claim.day, frame.first).isoformat(),
        "at": sum(ends) / len(ends),
        "low": min(ends),
        "high": max(ends),
        "open_above": high is None,
        "open_below": low is None,
        "unit": worded(war, claim.unit),
        "speaker": side_words(claim),
        "label": f"{claim.label}: {figure_words(claim)}{of_total}" if claim.label else "",
        "beyond": max(ends) > (compared.highest or 0),
    } | claim_cells(compared, publishers, war, language)


def _our_layers(ours: alt.Chart, days: alt.X, x: alt.X, colour: str, frame: Frame) -> list[alt.Chart]:
    """Draw the band, the line, and over each step an invisible box for its tooltip of days and figures."""
    axis = alt.Axis(titleAngle=0, titleAlign="left", titleX=-30, titleY=-12, format="~s" if frame.lens.unit else "d")
    bounds = {
        "y": alt.Y("lowest:Q", title=f"Line: our count, {frame.lens.of}", axis=axis, scale=alt.Scale(nice=False)),
        "y2": "highest:Q",
    }
    tells = [alt.Tooltip("days:N", title="Days"), alt.Tooltip("ours:N", title="Our count")]
    return [
        ours.mark_area(interpolate="step-after", color=colour, opacity=BAND_OPACITY).encode(days, **bounds),
        ours.mark_line(interpolate="step-after", color=colour, strokeWidth=2).encode(x, y="held:Q"),
        ours.mark_rect(color=colour, stroke=colour, strokeWidth=6, opacity=0).encode(
            x, x2="until:T", **bounds, tooltip=tells
        ),
    ]


def _arrows(rows: list[dict[str, Any]], x: alt.X, ink: str, tip: int, shape: str) -> list[alt.Chart]:
    """Draw open ends: a short line of constant length, with an arrowhead."""
    if not rows:
        return []
    ends = alt.Chart({"values": rows})
    return [
        ends.mark_rule(color=ink, y2Offset=tip).encode(x, y="at:Q", y2="at:Q"),
        ends.mark_point(color=ink, filled=True, size=24, shape=shape, yOffset=tip, opacity=1).encode(x, y="at:Q"),
    ]


def _points(theirs: alt.Chart, x: alt.X, drawn: Sequence[ComparedClaim], war: War, theme: str) -> alt.Chart:
    picked = alt.selection_point(name=PICKED, fields=[PICKED])
    shapes = {worded(war, unit): shape for unit, shape in SHAPES.items()}
    units = {worded(war, one.claim.unit) for one in drawn}
    speakers = {OTHERS: INK[theme], ITSELF: PAPER[theme]}
    points: alt.Chart = (
        theirs.mark_point(stroke=INK[theme], strokeWidth=1.5, size=55, opacity=1)
        .encode(
            x,
            y="at:Q",
            shape=alt.Shape("unit:N", **_key(shapes, units, "top", theme)),
            fill=alt.Fill("speaker:N", **_key(speakers, {side_words(one.claim) for one in drawn}, "bottom", theme)),
            opacity=alt.when(picked).then(alt.value(1)).otherwise(alt.value(0.35)),
            tooltip=[alt.Tooltip(field=column, type="nominal") for column in COLUMNS],
        )
        .add_params(picked)
    )
    return points


def _key(shown: Mapping[Any, str], drawn: Collection[str], orient: str, theme: str) -> dict[str, Any]:
    """Write a scale of what is drawn, and a legend if that is more than one thing."""
    scale = {str(word): how for word, how in shown.items() if word in drawn}
    legend = alt.Legend(
        orient=orient,  # type: ignore[arg-type]
        title=None,
        symbolFillColor=INK[theme] if orient == "top" else alt.Undefined,
        symbolStrokeColor=INK[theme],
        symbolStrokeWidth=1.5,
        symbolSize=55,
    )
    return {
        "scale": alt.Scale(domain=list(scale), range=list(scale.values())),
        "legend": legend if len(scale) > 1 else None,
    }


def _labels(rows: list[dict[str, Any]], x: alt.X, ink: str) -> list[alt.Chart]:
    """Label a few points: left of a point beyond our band, where there is room, or else under the line."""
    beyond = [row for row in rows if row["beyond"]]
    under = [row for row in rows if not row["beyond"]]
    room = alt.ExprRef(f"width < {ROOM} ? 0 : 1")
    sides: tuple[tuple[list[dict[str, Any]], dict[str, Any]], ...] = (
        (beyond, {"align": "right", "dx": -7, "dy": -6}),
        (under, {"align": "left", "dx": 9, "dy": 15}),
    )
    return [
        alt.Chart({"values": named}).mark_text(color=ink, opacity=room, **at).encode(x, y="at:Q", text="label:N")
        for named, at in sides
        if named
    ]
