"""The colours of words and lines, and what their contrast is, beside `geo.paint.palette.INK`."""

MUTED = {"light": "#5d6166", "dark": "#a6a9ad"}
OUTLINE = {"light": "#9c978d", "dark": "#70757c"}
LINE = {"light": "#d5d0c5", "dark": "#31363c"}
SEA = {"light": "#efede6", "dark": "#22262b"}
"""The colours of words and lines; the last is the sphere of the globe."""


def contrast(one: str, other: str) -> float:
    """
    Return the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
