"""Words from data, written so that Markdown shows them as they are."""

import re

LEGAL = ":/?#[]@!$&'()*+,;=%-._~"
"""What may stand in an address as it is."""


def unmarked(words: str) -> str:
    """
    Write words so that Markdown takes them for words.

    >>> print(unmarked("*Fall* of [Kabul](x)"))
    \\*Fall\\* of \\[Kabul\\]\\(x\\)
    """
    return re.sub(r"([!-/:-@[-`{-~])", r"\\\1", " ".join(words.split()))
