"""`events.intake.meaning.words`: words known in five languages, and those that are likely to mean something."""

import pytest

from events.intake.meaning.cells import Setting
from events.intake.meaning.words import certainty_of, likely_kinds, likely_sides, side_names
from events.model import Certainty, Kind


@pytest.mark.parametrize(
    ("word", "certainty"),
    [
        ("Verified", Certainty.CONFIRMED),
        ("bevestigd", Certainty.CONFIRMED),
        ("BESTÄTIGT", Certainty.CONFIRMED),
        ("VÉRIFIÉE", Certainty.CONFIRMED),
        ("تایید شده", Certainty.CONFIRMED),
        ("gemeldet", Certainty.REPORTED),
        ("alleged", Certainty.CLAIMED),
        ("not  confirmed", Certainty.CLAIMED),
        ("Niet bevestigd", Certainty.CLAIMED),
        ("unbestätigt", Certainty.CLAIMED),
        ("non vérifié", Certainty.CLAIMED),
        ("تأیید نشده", Certainty.CLAIMED),
        ("high", None),
        ("single source", None),
        ("", None),
    ],
)
def test_certainties_are_known_in_five_languages_and_scales_of_a_desk_are_not(
    word: str, certainty: Certainty | None
) -> None:
    assert certainty_of(word) == certainty


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("Fallen", (Kind.CAPTURED,)),
        ("Town seized", (Kind.CAPTURED,)),
        ("heroverd", (Kind.RECAPTURED,)),
        ("umkämpft", (Kind.CONTESTED,)),
        ("سقوط", (Kind.CAPTURED,)),
        ("Base captured", ()),
        ("14 fallen", ()),
        ("Arrest", ()),
        ("", ()),
    ],
)
def test_what_a_kind_is_likely_to_be_is_told_of_the_place_and_of_no_part_of_it(
    word: str, kinds: tuple[Kind, ...]
) -> None:
    assert likely_kinds(word) == kinds


def test_a_party_is_likely_where_a_part_of_the_word_names_it_or_the_word_begins_its_name(setting: Setting) -> None:
    names = side_names(setting.war)
    assert likely_sides("Talib", names) == ("taliban",)
    assert likely_sides("Insurgents (Taliban)", names) == ("taliban",)
    assert likely_sides("Taliban / Government", names) == ("taliban", "government")
    assert likely_sides("T", names) == likely_sides("GoA", names) == likely_sides("", names) == ()
