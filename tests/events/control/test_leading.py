"""Whom a sentence about a day is about: the data decide, and not the order of a file."""

from dataclasses import replace
from datetime import date

from events.control.leading import leading
from events.control.reading import read_as_known
from events.control.rule import each_day
from events.ledger.folder import WARS
from events.model import Kind
from geo.atlas.atlas import Atlas
from geo.places.check import open_war
from tests.conftest import july


def test_of_a_war_of_two_sides_it_is_the_one_that_took_most(shipped: Atlas) -> None:
    reading = shipped.reading
    assert reading.leader(july(5)) == reading.leader() == "taliban"
    turned = replace(reading.ledger.war, parties=reading.ledger.war.parties[::-1])
    assert list(leading(reading.changed, [july(5)], turned.parties)) == ["taliban"]


def test_of_a_war_of_many_it_is_the_one_that_had_taken_most_by_the_day() -> None:
    country, ledger = open_war(WARS / "myanmar-2023")
    reading = read_as_known(ledger, country.gazetteer.province_of)
    days = list(each_day(reading.first, reading.last))
    for day, leader in zip(days, leading(reading.changed, days, ledger.war.parties), strict=True):
        gains = [
            change.after
            for change in reading.changed
            if change.day <= day and not (change.claimed or change.only_held or change.lead.kind == Kind.RECAPTURED)
        ]
        most = max(gains.count(party.id) for party in ledger.war.parties)
        assert leader == next(party.id for party in ledger.war.parties if gains.count(party.id) == most)
    assert reading.leader(date(2024, 12, 31)) != reading.ledger.war.parties[0].id


def test_who_is_only_reported_to_hold_gains_nothing(shipped: Atlas) -> None:
    held = [
        change
        for change in shipped.reading.changed
        if change.lead.kind == Kind.HELD and change.before == "unknown" and not change.claimed
    ]
    assert held and all(change.only_held for change in held)
    assert list(leading(held, [july(31)], shipped.ledger.war.parties)) == [shipped.ledger.war.parties[0].id]
