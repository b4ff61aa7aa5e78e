"""Words from data, written so that Markdown shows them as they are."""

import re

LEGAL = ":/?#[]@!$&'()*+,;=%-._~"
"""What may stand in an address as it is."""

WORD_JOINER = "\u2060"
READ_LATER = re.compile(
    r"(?<=:)(?=//|[\w+-]+:)"  # https://example.org, :smile:, :material_home:
    r"|(?<=www)(?=\.)"
    r"|(?<=@)(?=[\w-])"
    r"|(?<=[-<>~])(?=[-=>])",  # ->, <=, --
    re.IGNORECASE,
)
"""Where what Streamlit still reads as a sign, though each of its characters is escaped, can be taken apart."""


def unmarked(words: str) -> str:
    """
    Write words so that Markdown takes them for words, an HTML entity among them.

    Streamlit looks for bare addresses, emoji, icons and arrows once more when the backslashes are gone: a word joiner,
    which takes no room and is not seen, keeps each of these apart.

    >>> print(unmarked("*Fall* of [Kabul](x)"))
    \\*Fall\\* of \\[Kabul\\]\\(x\\)
    """
    words = READ_LATER.sub(WORD_JOINER, " ".join(words.split()))
    return re.sub(r"([!-/:-@[-`{-~])", r"\\\1", words)
