"""`events.control.reading`: what a ledger comes to, as known on a day."""

from dataclasses import replace
from datetime import date, timedelta

from events.control.changes import changes
from events.control.reading import read_as_known
from events.control.rule import known_by, reduce
from events.model import UNKNOWN
from geo.atlas.atlas import Atlas
from tests.conftest import july


def test_the_plain_reading_has_all_of_the_ledger(shipped: Atlas) -> None:
    reading = read_as_known(shipped.ledger, shipped.spans)
    assert reading.ledger == shipped.ledger
    assert reading.spans == reduce(shipped.ledger.events, shipped.spans)
    assert reading.changed == changes(reading.spans, reading.reports)
    assert (reading.first, reading.last, reading.known) == (date(2021, 4, 6), date(2021, 9, 6), None)


def test_a_reading_as_known_is_a_fresh_run_over_what_was_known_and_ends_with_that_day(shipped: Atlas) -> None:
    reading = read_as_known(shipped.ledger, shipped.spans, july(5))
    known = known_by(shipped.ledger.events, july(5))
    assert reading.ledger.events == known
    assert reading.spans == reduce(known, shipped.spans)
    assert {context.known <= july(5) for context in reading.ledger.context} == {True}
    assert (reading.first, reading.last) == (shipped.first, july(5))


def test_every_report_about_a_place_is_told_in_the_order_in_which_they_count(shipped: Atlas) -> None:
    reading = shipped.reading
    assert sum(map(len, reading.about.values())) == sum(len(event.places) for event in reading.ledger.events)
    for reports in reading.about.values():
        assert [report.latest for report in reports] == sorted(report.latest for report in reports)


def test_before_anything_was_known_nothing_is(shipped: Atlas) -> None:
    reading = read_as_known(shipped.ledger, shipped.spans, date(2021, 4, 1))
    assert not reading.reports
    assert {span.standing for life in reading.spans.values() for span in life} == {UNKNOWN}
    assert reading.last == reading.first == shipped.first


def test_a_ledger_without_reports_is_read_as_knowing_nothing(shipped: Atlas) -> None:
    reading = read_as_known(replace(shipped.ledger, events=()), shipped.spans)
    assert reading.first == reading.last == shipped.ledger.war.first_day
    assert {span.standing for life in reading.spans.values() for span in life} == {UNKNOWN}


def test_what_is_known_today_is_what_was_known_when_the_last_report_became_known(shipped: Atlas) -> None:
    whole = read_as_known(shipped.ledger, shipped.spans)
    assert whole.known_by == max(event.report.known for event in shipped.ledger.events)
    dated = read_as_known(shipped.ledger, shipped.spans, whole.known_by)
    assert (dated.spans, dated.known_by) == (whole.spans, whole.known_by)
    earlier = read_as_known(shipped.ledger, shipped.spans, whole.known_by - timedelta(1))
    assert earlier.reports != whole.reports


def test_between_two_days_to_choose_from_nothing_becomes_known(shipped: Atlas) -> None:
    whole = read_as_known(shipped.ledger, shipped.spans)
    days = whole.days_known
    assert (days[0], days[-1]) == (whole.first, whole.known_by)
    assert {event.report.known for event in shipped.ledger.events if event.report.known > days[0]} <= set(days)
