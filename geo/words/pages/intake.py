"""What the page Add says of a file."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from events.intake.asked import Word
from events.intake.meaning.choices import NOT_CONTROL
from events.intake.meaning.roles import Role
from events.intake.understood import ELSEWHERE, NO_GIVER, Account, Fate
from events.model import Kind

NOT_YET = "Nothing is on the map until you add it."
MADE_HERE = "You made this war. Only you see it, and it is gone when you close or reload this page."

COLUMNS: Mapping[Role, tuple[str, str]] = {
    Role.DATE: ("Date", "The day, or the first day, of what happened"),
    Role.END: ("Last day", "Where a row is of several days"),
    Role.KIND: (
        "What happened",
        "Captured, held, contested and so on; without such a column, each side holds the place",
    ),
    Role.SIDE: ("Who gains or holds it", "The party that takes the place, holds it, or contests it"),
    Role.GIVER: ("Who hands it over", "For transfers only"),
    Role.CODE: ("Place code", "A P-code or a code of the list"),
    Role.KNOWN: ("Date known", "The day it was published or became known"),
    Role.SOURCE: ("Source", "Who says so"),
    Role.TITLE: ("Title", "Of the source’s page"),
    Role.ADDRESS: ("Link", "To the source’s page"),
    Role.NOTE: ("Note", "Anything else that is worth reading"),
    Role.CERTAINTY: ("Certainty", "Confirmed, reported or claimed"),
    Role.ID: ("Id", "Of two rows with one id, the one known last is used"),
}
"""What columns are for, as a label and in a line; of others the name of the role says it."""
DAY_IN_HEADING = re.compile(r"\d{1,4}[_./-]\d{1,2}[_./-]\d{1,4}")
"""A column whose heading names a day is of that day."""
ABOUT_WORDS = {
    Role.KIND: "What happened",
    Role.SIDE: "Who gains or holds it",
    Role.CERTAINTY: "How certain it is",
}
KINDS: Mapping[str, str] = {
    Kind.CAPTURED: "the side took it",
    Kind.SURRENDERED: "it surrendered to the side",
    Kind.ABANDONED: "others abandoned it, and the side took it",
    Kind.WITHDRAWN: "others withdrew, and the side took it",
    Kind.TRANSFERRED: "another side handed it over",
    Kind.RECAPTURED: "the side took it back",
    Kind.HELD: "the side holds it",
    Kind.CONTESTED: "the side is attacking; nobody is in control",
    Kind.CLAIMED: "only the side itself says that it took it",
    Kind.FIGHTING: "fighting, which changes nothing on the map",
    NOT_CONTROL: "these rows are set aside",
}
"""What each kind says of the side that its row names."""


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


def column_words(role: Role) -> tuple[str, str]:
    """Return the label of a column, and a line about it."""
    return COLUMNS.get(role, (str(role).capitalize(), ""))


def open_words(account: Account, words: Mapping[Role, Sequence[Word]], spellings: int) -> list[str]:
    """Say what only the reader can tell about a file, and where on the page to tell it; nothing if all is clear."""
    said = [f"**When:** {when}"] if (when := _when_words(account)) else []
    for role, label in ABOUT_WORDS.items():
        if unknown := [word for word in words.get(role, ()) if not word.means]:
            what, in_rows = counted(len(unknown), "word"), counted(sum(word.rows for word in unknown), "row")
            is_not = "is" if len(unknown) == 1 else "are"
            said.append(f"**{label}:** {what}, in {in_rows}, {is_not} not known. Say what each means.")
    if givers := sum(row.reason == NO_GIVER for row in account.of(Fate.PROBLEM)):
        what = "1 transfer names" if givers == 1 else f"{givers:,} transfers name"
        said.append(f"**Who hands it over:** {what} nobody. Choose a column for it, or another kind for the word.")
    if Role.SIDE not in account.table.roles and not account.counts["reports"] + account.counts["context"]:
        said.append("**Who gains or holds it:** no column says so. Choose it under *Which column is what*.")
    if spellings:
        what = f"{counted(spellings, 'place')} {'is' if spellings == 1 else 'are'} unsure"
        said.append(f"**Where:** {what}. Choose which each is.")
    return said


def _when_words(account: Account) -> str:
    """Say what is not clear of the dates of a file, if all of them or the order of their parts is not."""
    table, dates = account.table, [row for row in account.of(Fate.PROBLEM) if row.field == "date"]
    if dates and Role.DATE not in table.roles and not account.choices.day:
        if sum(bool(DAY_IN_HEADING.search(heading)) for heading in table.header) < 2:
            return "no column is the date. Choose it, or one day for all rows, under *Which column is what*."
        return (
            "it has a column for each day. Bring it day by day: under *Which column is what*, choose one as who holds "
            "the place, and its day for all rows."
        )
    if two := sum(" or " in row.reason for row in dates):
        return f"{counted(two, 'date')} can be read in two ways. Say whether day or month comes first."
    if dates and len(dates) == len(account.rows):
        return "none of its dates can be read. Choose another column under *Which column is what*."
    return ""


def nothing_to_add_words(account: Account) -> str:
    """Say why no row of a file can be added."""
    if account.of(Fate.PROBLEM):
        return "No row can be added yet: above stands what is still open, and beside each row what is wrong with it."
    elsewhere = account.counts["set_aside"].get(ELSEWHERE, 0)
    rows, belong = ("1 row lies", "it belongs") if elsewhere == 1 else (f"{elsewhere:,} rows lie", "they belong")
    of_another = f" {rows} outside the country: if {belong} to another war, open that war at the top of the page."
    return (
        f"No row of this file can be added: all are set aside, for the reasons above.{of_another if elsewhere else ''}"
    )


def own_words(reports: int, shown: bool) -> str:
    """Say on every page that a reader's own reports are on the map, or are switched off."""
    what = counted(reports, "record")
    if not shown:
        return f"{what} of your own {'is' if reports == 1 else 'are'} switched off."
    return f"With {what} of your own, which only you see, in this session."


def effect_words(districts: int) -> str:
    """Say how much of the map something changed."""
    if not districts:
        return (
            "It changed nothing on the map: it agrees with what was known, other reports outweigh it, or it is not "
            "about control."
        )
    return f"It changed {counted(districts, 'district')} on the map."


def link_words(number: int) -> str:
    """Say that a link does not carry what a reader brought."""
    return (
        f"This view rests on {counted(number, 'record')} of your own. The link opens it without them: others see the "
        "atlas as it is. Pictures and pages made here have them, and say so."
    )


def made_words(restricted: bool) -> str:
    """Say that a link does not carry a war that a reader made, and what its terms forbid."""
    terms = " The terms of its reports forbid passing them on." if restricted else ""
    return (
        "You made this war in this session. Its links open it for nobody else: send a picture, a page, or its folder, "
        f"which you can download on the page Add.{terms}"
    )


def withheld_words(number: int) -> str:
    """Say what files to take away leave out."""
    return (
        f"Left out of the data and the one-file atlas: {counted(number, 'record')} whose terms forbid sharing. "
        "If you have permission, say so on the page Add."
    )
