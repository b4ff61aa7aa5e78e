"""The colours of words and lines, beside `geo.paint.palette.INK`."""

MUTED = {"light": "#5d6166", "dark": "#a6a9ad"}
OUTLINE = {"light": "#9c978d", "dark": "#70757c"}
LINE = {"light": "#d5d0c5", "dark": "#31363c"}
SEA = {"light": "#efede6", "dark": "#22262b"}
"""The colours of words and lines; the last is the sphere of the globe."""
