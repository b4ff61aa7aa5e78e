"""
How old the last report of each district is: a bar for each band of age.
"""

from collections.abc import Iterable

import altair as alt

from events.gaps import AgeBand
from geo.gaps_words import age_words

BAR = 26  # pixels, with the room to the next


def ages_chart(bands: Iterable[AgeBand]) -> alt.LayerChart:
    """Draw the bands in the order given, each with its number of districts."""
    rows = [{"age": age_words(band), "districts": len(band.places)} for band in bands]
    bars = alt.Chart({"values": rows}).encode(
        y=alt.Y("age:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=200)),
        x=alt.X("districts:Q", axis=None),
        tooltip=[alt.Tooltip("age:N", title="Last report"), alt.Tooltip("districts:Q", title="Districts")],
    )
    numbers = bars.mark_text(align="left", dx=4).encode(text="districts:Q")
    return alt.LayerChart(layer=[bars.mark_bar(color="#8a867d"), numbers], height=BAR * len(rows))
