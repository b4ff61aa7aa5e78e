"""What the page Add says of a file."""

from collections.abc import Mapping
from typing import Any

from events.intake.understood import Account

NOT_YET = "Nothing is on the map before you add it."
MADE_HERE = "You made this war. Only you see it, and it is gone when you close or reload this page."


def counted(number: int, one: str, many: str = "") -> str:
    """
    Write a number of things.

    >>> counted(1, "row"), counted(2, "row"), counted(1200, "entry", "entries")
    ('1 row', '2 rows', '1,200 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def account_words(account: Account) -> str:
    """Say how the rows of a file were understood; all of them are counted, each once."""
    counts: Mapping[str, Any] = account.counts
    aside = sum(counts["set_aside"].values())
    parts = [counted(counts["reports"], "report")]
    if counts["context"]:
        number = counts["context"]
        parts.append(
            f"{counted(number, 'event')} as context, which {'colours' if number == 1 else 'colour'} no district"
        )
    if aside:
        parts.append(f"{aside:,} set aside")
    if counts["problems"]:
        parts.append(counted(counts["problems"], "problem"))
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{counted(counts['rows'], 'row')}: {listed}."


def own_words(reports: int, shown: bool) -> str:
    """Say on every page that a reader's own reports are on the map, or are switched off."""
    what = counted(reports, "record")
    if not shown:
        return f"{what} of your own {'is' if reports == 1 else 'are'} switched off."
    return f"With {what} of your own, which only you see, in this session."


def effect_words(districts: int) -> str:
    """Say how much of the map something changed."""
    if not districts:
        return "It changed nothing on the map: the reports agree with what was known, or others outweigh them."
    return f"It changed {counted(districts, 'district')} on the map."


def link_words(number: int) -> str:
    """Say that a link does not carry what a reader brought."""
    return (
        f"This view rests on {counted(number, 'record')} of your own. The link opens it without them: others see the "
        "atlas as it is. Pictures and pages made here have them, and say so."
    )


def made_words(restricted: bool) -> str:
    """Say that a link does not carry a war that a reader made, and what its terms forbid."""
    terms = " The terms of its reports forbid to give them on." if restricted else ""
    return (
        "You made this war in this session. Its links open it for nobody else: send a picture, a page, or its folder, "
        f"which you can download on the page Add.{terms}"
    )


def withheld_words(number: int) -> str:
    """Say what files to take away leave out."""
    return (
        f"{counted(number, 'record')} of files whose terms forbid to give them on are left out of the data and of the "
        "atlas as one file. On the page Add you can say that you may."
    )
