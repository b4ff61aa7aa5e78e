"""The messages of sentences and descriptions that name what is counted: districts, people or land."""

from events.control.counts import Lens
from geo.language import message

Measured = dict[str, str]
"""A message for districts, for people and for land, see `measured`."""

WHOLE = {
    "districts": message("Of {total} districts: {counts}."),
    "people": message("Of {total} people: {counts}."),
    "land": message("Of {total} km²: {counts}."),
}
NEWLY = {
    "districts": message("Of {total} districts, newly: {counts}."),
    "people": message("Of {total} people, newly: {counts}."),
    "land": message("Of {total} km², newly: {counts}."),
}
HELD = {
    "districts": message("{standing}: {held} of {total} districts."),
    "people": message("{standing}: districts with {held} of {total} people."),
    "land": message("{standing}: {held} of {total} km²."),
}
RANGE = {
    "districts": message(
        "{standing}: {held} of {total} districts; counting claims and uncertain dates, between {lowest} and {highest}."
    ),
    "people": message(
        "{standing}: districts with {held} of {total} people; counting claims and uncertain dates, between {lowest} "
        "and {highest}."
    ),
    "land": message(
        "{standing}: {held} of {total} km²; counting claims and uncertain dates, between {lowest} and {highest}."
    ),
}
IN_CONTROL = {
    "people": message("Reports put {party} in control of districts with {held} of {total} people."),
    "land": message("Reports put {party} in control of {held} of {total} km²."),
}
NOT_KNOWN = {
    "people": message("For {unknown} people, no firm report says who is in control."),
    "land": message("For {unknown} km², no firm report says who is in control."),
}
INFERRED = message("{number} of these are known only from province- or country-wide reports.")
SHOWN = {
    "people": message("Districts with {number} people are newly shown as {standing} (before: {origins}): {where}."),
    "land": message("{number} km² are newly shown as {standing} (before: {origins}): {where}."),
}
CLAIMED = {
    "people": message(
        "Districts with {number} people are also claimed by another side; a claim does not change who is shown in "
        "control."
    ),
    "land": message("{number} km² are also claimed by another side; a claim does not change who is shown in control."),
}


def measured(messages: Measured, lens: Lens) -> str:
    """Choose the message for what a lens counts; places are districts, whether they have a boundary or not."""
    return messages[lens.id if lens.unit else "districts"]
