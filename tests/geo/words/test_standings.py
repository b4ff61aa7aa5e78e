"""`geo.words.standings`: parties as they were called on a day."""

import json
from datetime import date

from events.model import Span
from geo.atlas.atlas import Atlas
from geo.language import language
from geo.places.country import load_country
from geo.posters.content import change_poster, day_poster, film_poster
from geo.words.description import long
from geo.words.reports import report_words
from geo.words.standings import by_names, called, names, names_between, renamed_between

FALL, AFTER = date(2021, 8, 15), date(2021, 8, 20)
ENGLISH = language("en")


def test_there_is_no_government_after_the_day_it_fell(shipped: Atlas) -> None:
    war = shipped.ledger.war
    assert [names(war, day=day)["government"] for day in (FALL, AFTER)] == ["Government", "Anti-Taliban forces"]
    assert [called(war, day)["government"] for day in (FALL, AFTER)] == ["the government", "anti-Taliban forces"]
    assert names(war)["government"] == "Government / Anti-Taliban forces"
    assert names_between(war, date(2021, 7, 1), FALL)["government"] == "Government"
    assert names_between(war, FALL, AFTER)["government"] == "Government / Anti-Taliban forces"
    assert renamed_between(war, date(2021, 7, 1), FALL) == renamed_between(war, AFTER, AFTER) == frozenset()
    assert renamed_between(war, FALL, AFTER) == {"government"}


def test_a_report_calls_a_party_as_it_was_called_on_its_day(shipped: Atlas) -> None:
    reports = shipped.reading.reports
    assert report_words(reports["AF21-0336"], shipped.ledger.war) == "retaken by anti-Taliban forces"
    assert report_words(reports["AF21-2072"], shipped.ledger.war) == "held by the government"


def test_a_span_is_cut_where_a_party_in_it_gets_another_name(shipped: Atlas) -> None:
    war, end = shipped.ledger.war, date(2021, 9, 1)
    held, claimed = (
        Span("0701", FALL, end, standing, claim=claim)
        for standing, claim in (
            ("government", None),
            ("taliban", "government"),
        )
    )
    for span in (held, claimed):
        assert [(part.start, part.end) for part in by_names([span], war)] == [
            (FALL, date(2021, 8, 16)),
            (date(2021, 8, 16), end),
        ]
    taliban = Span("0701", FALL, end, "taliban")
    assert [*by_names([taliban], war)] == [taliban]


def test_what_speaks_of_a_later_day_does_not_speak_of_a_government(shipped: Atlas) -> None:
    reading, country = shipped.reading, load_country()
    poster = day_poster(reading, country, AFTER, ENGLISH)
    said = [poster.title, poster.subtitle, *(entry.words for entry in (*poster.legend, *poster.keys)), poster.alt]
    said += [line for fill in poster.fills.values() for line in fill.lines]
    said.append(str(long(reading, country, AFTER, ENGLISH)))
    assert poster.title.startswith("Anti-Taliban forces retake ")
    assert [words for words in said if "overnment" in words] == []


def test_what_speaks_of_two_days_calls_a_party_by_the_name_of_each(shipped: Atlas) -> None:
    reading, country = shipped.reading, load_country()
    poster = change_poster(reading, country, date(2021, 8, 10), AFTER, ENGLISH)
    assert "Government → Taliban" in [entry.words for entry in poster.legend]
    assert "Anti-Taliban forces → Taliban" not in [entry.words for entry in poster.legend]
    film = film_poster(reading, country, date(2021, 8, 10), AFTER, ENGLISH)
    assert "Government / Anti-Taliban forces" in [entry.words for entry in film.legend]


def test_the_page_calls_a_party_by_its_name_of_the_day(shipped: Atlas) -> None:
    page = json.loads(shipped.page)
    (government,) = (standing for standing in page["standings"] if standing[0] == "government")
    assert government == ["government", "Government", 1, [[132, "Anti-Taliban forces"]]]
    late = [
        page["looks"][look]["words"]
        for run in page["runs"]
        for day, look in zip(run[::2], run[1::2], strict=True)
        if day >= 132
    ]
    assert any(words.startswith("Anti-Taliban forces") for words in late)
    assert [words for words in late if "overnment" in words] == []
    assert [line for line in page["headlines"][134:] if "overnment" in line] == []
