"""`geo.paint.sight`: which colours of a war can be mistaken for each other."""

from dataclasses import replace

import pytest

from events.ledger.folder import WARS
from events.ledger.war import PROPOSED, load_war
from events.model import Party, Pattern, Presumption, War
from geo.paint.sight import DISTANCE, GREYSCALE, LIGHTNESS, SIGHTS, alike, apart
from tests.conftest import THREE_SQUARES


def of(*colours: tuple[str, str]) -> War:
    """A war whose parties have these colours."""
    parties = (Party(f"p{at}", f"Party {at}", "it", {}, *both, Pattern.RISING) for at, both in enumerate(colours))
    return replace(THREE_SQUARES, parties=tuple(parties))


@pytest.mark.parametrize("folder", sorted(WARS.iterdir()), ids=lambda folder: str(folder.name))
def test_no_two_colours_of_a_war_that_we_ship_can_be_mistaken(folder: object) -> None:
    war = load_war(WARS / str(folder) / "war.toml")
    assert [str(pair) for pair in alike(war)] == []


def test_no_two_of_the_twelve_proposed_colours_can_be_mistaken() -> None:
    assert len(PROPOSED) == 12
    assert [str(pair) for pair in alike(of(*PROPOSED))] == []


@pytest.mark.parametrize(
    ("one", "other", "sight"),
    [
        ("#a83868", "#a83868", "normal vision"),
        ("#5830a8", "#9840b8", "protanopia"),
        ("#307878", "#804888", "deuteranopia"),
        ("#708068", "#587890", "tritanopia"),
        ("#709068", "#a870b0", GREYSCALE),
    ],
)
def test_colours_are_alike_to_the_kind_of_sight_to_which_they_are(one: str, other: str, sight: str) -> None:
    (found,) = alike(of((one, PROPOSED[0][1]), (other, PROPOSED[1][1])))
    assert (found.theme, found.one, found.other, found.sight) == ("light", "Party 0", "Party 1", sight)
    assert found.apart == apart(one, other, sight) < found.least == (LIGHTNESS if sight == GREYSCALE else DISTANCE)


def test_a_colour_is_compared_with_every_ground_of_the_map() -> None:
    war = of(("#d8a240", "#16191d"), ("#dfdbd3", "#3b3f45"))
    told = [(pair.theme, pair.one, pair.other) for pair in alike(war)]
    assert told == [
        ("light", "Party 0", "Contested"),
        ("light", "Party 1", "Not known"),
        ("light", "Party 1", "Paper"),
        ("dark", "Party 0", "Paper"),
        ("dark", "Party 1", "Not known"),
    ]
    presuming = replace(of(PROPOSED[0], ("#e3b8b8", "#573b41")), presumption=Presumption("p0", "s1"))
    assert ("light", "Party 1", "Party 0, presumed") in [pair[:3] for pair in alike(presuming)]


def test_colours_that_are_the_same_are_no_distance_apart_and_black_and_white_are_far() -> None:
    for sight in SIGHTS:
        assert apart("#8f3335", "#8f3335", sight) == 0
        assert apart("#000000", "#ffffff", sight) > 90
