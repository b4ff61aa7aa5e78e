"""The age of the latest report on each district: a bar for each band of age."""

from collections.abc import Iterable

import altair as alt

from events.analysis.gaps import AgeBand
from geo.language import ENGLISH, Language
from geo.paint.palette import AGE, INK
from geo.words.pages.gaps import age_words

BAR = 26  # pixels, with the room to the next
PICKED = "age"
"""The name of the selection, and of its field: the number of the band that was clicked."""


def ages_chart(bands: Iterable[AgeBand], theme: str, language: Language = ENGLISH) -> alt.LayerChart:
    """Draw the bands in the order given, each with its number of districts; one can be picked."""
    rows = [{PICKED: str(at), "words": age_words(band), "districts": len(band.places)} for at, band in enumerate(bands)]
    bars = alt.Chart({"values": rows}).encode(
        y=alt.Y("words:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=200)),
        x=alt.X("districts:Q", axis=None),
        tooltip=[
            alt.Tooltip("words:N", title="Last report"),
            alt.Tooltip("districts:Q", title=language.wording.worded("Districts")),
        ],
    )
    numbers = bars.mark_text(align="left", dx=4, color=INK[theme]).encode(text="districts:Q")
    drawn = bars.mark_bar(color=AGE, cursor="pointer").add_params(alt.selection_point(PICKED, fields=[PICKED]))
    return alt.LayerChart(layer=[drawn, numbers], height=BAR * len(rows))
