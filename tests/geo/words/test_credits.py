"""Whose the data are, and on what terms: in the words of the sidecars of whichever war is open."""

from dataclasses import replace

import pytest

from events.ledger.folder import WARS
from geo.language import LOCALES, language
from geo.places.check import open_war
from geo.words.credits import boundary_note, credit_of, own_credit, report_terms, short_credit

OWNERS = {
    "afghanistan-2021": ("geoBoundaries.org (Runfola et al. 2020)", "geoBoundaries", "Map Sync"),
    "myanmar-2023": ("© OpenStreetMap contributors, ODbL 1.0; geo", "© OpenStreetMap contributors, ODbL 1.0", "MIMU"),
}
"""By war: how its boundaries are credited, and in the fewest words; and who made its list of districts."""


@pytest.mark.slow
@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("war", OWNERS)
def test_the_owners_of_a_war_are_credited_and_those_of_another_are_not(war: str, lang: str) -> None:
    country, ledger = open_war(WARS / war)
    spoken = language(lang)
    boundaries, in_short, compiler = OWNERS[war]
    told = credit_of(ledger, country, spoken)
    assert boundaries in told and compiler in told
    assert not [each for name, (*_, each) in OWNERS.items() if name != war and each in told]
    assert boundaries in boundary_note(country, spoken)
    assert in_short in short_credit(country, spoken)
    assert own_credit(ledger, spoken) == ""


def test_a_war_without_sidecars_credits_nobody_and_states_no_terms() -> None:
    country, ledger = open_war(WARS / "myanmar-2023")
    bare, unstated = replace(country, origins=()), replace(ledger, origins=())
    assert credit_of(unstated, bare) == "Each report names its source. No terms are stated for the reports."
    assert short_credit(bare) == boundary_note(bare, language("en")) == ""
    assert report_terms(unstated) == "No terms are stated"
