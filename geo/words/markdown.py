"""Words from data, escaped so that Markdown shows them unchanged."""

import re

LEGAL = ":/?#[]@!$&'()*+,;=%-._~"
"""Characters that may stand unescaped in an address."""

WORD_JOINER = "\u2060"
READ_LATER = re.compile(
    r"(?<=:)(?=//|[\w+-]+:)"  # https://example.org, :smile:, :material_home:
    r"|(?<=www)(?=\.)"
    r"|(?<=@)(?=[\w-])"
    r"|(?<=[-<>~])(?=[-=>])",  # ->, <=, --
    re.IGNORECASE,
)
"""Where Streamlit still finds markup although each character is escaped: the places to separate."""


def unmarked(words: str) -> str:
    r"""
    Escape words so that Markdown shows them unchanged, including HTML entities.

    Streamlit looks for bare addresses, emoji, icons and arrows again after the backslashes are gone. A word joiner,
    which takes no room and is invisible, separates their characters.

    >>> print(unmarked("*Fall* of [Kabul](x)"))
    \*Fall\* of \[Kabul\]\(x\)
    """
    words = READ_LATER.sub(WORD_JOINER, " ".join(words.split()))
    return re.sub(r"([!-/:-@[-`{-~])", r"\\\1", words)
