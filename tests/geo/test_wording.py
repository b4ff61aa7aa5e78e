"""`geo.wording`: each war in its own words; every sentence of both wars that we ship, in every language."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from events.analysis.compare import compare
from events.control.counts import count_on
from events.control.reading import Reading, read_as_known
from events.ledger.folder import WARS
from events.ledger.war import load_war
from events.model import CONTESTED, Party, PartyName, War
from events.problems import Phrase
from geo.atlas.payload import page_content
from geo.forms import JOINED, Name
from geo.language import LOCALES, language
from geo.places.area import part_of, reading_of
from geo.places.check import main as check
from geo.places.check import open_war
from geo.places.country import Area, Country
from geo.posters.content import change_poster, day_poster
from geo.wording import STOCK, main, reworded, spoken, unformed, wanting, worded
from geo.words.areas import covering, eyebrow, film_title, finding
from geo.words.description import alt, long, what_changed
from geo.words.pages.comparison import compare_words
from geo.words.standings import called
from tests.conftest import LedgerFolder

AFGHANISTAN, MYANMAR = (load_war(WARS / name / "war.toml") for name in ("afghanistan-2021", "myanmar-2023"))
FORTNIGHT = timedelta(days=14)
OTHERS = [code for code in LOCALES if code != "en"]
OF_ENGLISH = {
    "nl": r"districts|provinces?|provincial|states?|regions?|country",
    "de": r"districts?|provinces?|provincial|states?|country",
    "fr": r"provincial|states?|regions?|country",
    "fa": r"districts?|townships?|provinces?|provincial|states?|regions?|country",
}
"""By language: words for levels that only English has."""


@cache
def opened(folder: str) -> tuple[Country, Reading]:
    country, ledger = open_war(WARS / folder)
    return country, read_as_known(ledger, country.gazetteer.province_of)


@cache
def page_of(folder: str, code: str) -> dict[str, Any]:
    country, reading = opened(folder)
    return page_content(reading, country, spoken(code, reading.ledger.war))


def labels(folder: str, code: str) -> Iterator[str]:
    """What is said in a language of a war with parties by name alone, as in a legend."""
    (country, reading), first = opened(folder), opened(folder)[1].first
    page, spoken_here = page_of(folder, code), spoken(code, reading.ledger.war)
    yield from (page["boundaries"], page["eyebrow"], *(words for _, words in page["key"]), *page["glossary"].values())
    yield from (words for lens in page["lenses"] for words in lens[1:])
    yield from (look["words"] for look in page["looks"])
    for day in days_of(reading):
        yield str(alt(reading, country, day, spoken_here))
        yield str(long(reading, country, day, spoken_here, max(first, day - FORTNIGHT)))
        yield str(what_changed(reading, country, day, spoken_here, first))
        for poster in (
            day_poster(reading, country, day, spoken_here),
            change_poster(reading, country, first, day, spoken_here),
        ):
            yield from (poster.eyebrow, poster.unit, *(entry.words for entry in (*poster.legend, *poster.keys)))


def sentences(folder: str, code: str) -> Iterator[str]:
    """What is said in a language of a war in which a party stands in a form that its sentence asks for."""
    country, reading = opened(folder)
    war, page, spoken_here = reading.ledger.war, page_of(folder, code), spoken(code, reading.ledger.war)
    yield from (*page["headlines"], *page["sentences"], *(said for each in page["counted"] for said in each))
    yield from (report[2].replace(report[5], "") for report in page["reports"])  # without the place as reported
    for day in days_of(reading):
        yield day_poster(reading, country, day, spoken_here).subtitle
        yield change_poster(reading, country, reading.first, day, spoken_here).title
        earlier = max(reading.first, day - FORTNIGHT)
        changed = compare(reading.spans, reading.reports, reading.about, earlier, day)
        yield compare_words(changed, earlier, day, war, spoken_here)
    day = days_of(reading)[-1]
    for province in country.province_names:
        part = part_of(country, Area(province=province))
        counts = count_on(reading_of(reading, part).spans, day, part.lenses["districts"])
        for party in war.parties:
            yield finding(counts, part, party.id, called(war, day, spoken_here), spoken_here)
        yield covering("", part, spoken_here)
        yield film_title({"first": "1", "last": "2"}, part, spoken_here) + eyebrow(war, part, spoken_here)


def days_of(reading: Reading) -> list[date]:
    """Five days over a reading, its first and last among them."""
    return [reading.first + (reading.last - reading.first) * at // 4 for at in range(5)]


@cache
def said_in(folder: str, code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences(folder, code)))


@cache
def all_said(folder: str, code: str) -> tuple[str, ...]:
    return (*said_in(folder, code), *dict.fromkeys(labels(folder, code)))


def named(war: War) -> list[Party | PartyName]:
    """The parties, each before its later names."""
    found: list[Party | PartyName] = []
    for party in war.parties:
        found += [party, *party.later]
    return found


def with_word(pattern: str, said: tuple[str, ...]) -> list[str]:
    """Those of some texts with a whole word of a pattern, in either case."""
    found = re.compile(rf"(?<![{JOINED}])(?:{pattern})(?![{JOINED}])", re.IGNORECASE)
    return [text for text in said if found.search(text)]


@pytest.mark.slow
@pytest.mark.parametrize("code", LOCALES)
def test_nothing_in_myanmar_is_a_district_or_a_province(code: str) -> None:
    said = all_said("myanmar-2023", code)
    assert with_word(STOCK[code], said) == []
    assert len(said) > 700


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["afghanistan-2021", "myanmar-2023"])
@pytest.mark.parametrize("code", OTHERS)
def test_no_english_word_of_a_level_is_left_in_another_language(folder: str, code: str) -> None:
    assert with_word(OF_ENGLISH[code], all_said(folder, code)) == []


@pytest.mark.parametrize("folder", ["afghanistan-2021", "myanmar-2023"])
@pytest.mark.parametrize("code", LOCALES)
def test_a_party_stands_in_each_sentence_in_a_form_that_its_war_gives(folder: str, code: str) -> None:
    """Once all forms are taken out, no name of a party is left; and no form is that of English."""
    war, day = opened(folder)[1].ledger.war, opened(folder)[1].last
    names = named(war)
    spoken_here = spoken(code, war)
    formed = [spoken_here.name(each.called, each.singular) for each in names]
    forms = {form for name in formed for form in (name, *name.cases.values())}
    forms |= {form[:1].upper() + form[1:] for form in forms}
    taken_out = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))
    stems = "|".join(re.escape(each.names[code]["name"] if code != "en" else each.name) for each in names)
    said = tuple(taken_out.sub("", text) for text in said_in(folder, code))
    assert with_word(stems, said) == []
    assert [text for text in said if "{" in text] == []
    if code != "en":
        english = "|".join(re.escape(each.called) for each in names)
        assert with_word(english, all_said(folder, code)) == []
    assert set(called(war, day, spoken_here).values()) <= set(formed)


@pytest.mark.parametrize("folder", ["afghanistan-2021", "myanmar-2023"])
@pytest.mark.parametrize("code", OTHERS)
def test_what_a_war_says_in_a_few_words_is_said_in_every_language(folder: str, code: str) -> None:
    """Labels of its context, what was last known before it, and names of coalitions, but names that are the same."""
    ledger, page = opened(folder)[1].ledger, page_of(folder, code)
    told = {words for each in ledger.baselines for words in (each.standing, each.as_of, each.basis)}
    told |= {context.label for context in ledger.context}
    told -= {"", *(party.id for party in ledger.war.parties)}
    told = {words for words in told if not re.fullmatch(r"[\d-]+", words)}
    own = {words: spoken(code, ledger.war).own(words) for words in told}
    same = {"Taliban in Tianjin", "Operation 1027", "Lashio", "Ann", "Mogok"}
    assert {words for words, said in own.items() if said == words} <= same
    assert set(ledger.war.labels[code]) == told - {CONTESTED}, "no label is without use"
    english = told - same | {name for each in ledger.war.coalitions for name in (each.name, each.called)}
    shown = (*(pin[3] for pin in page["pins"]), *(words for place in page["baselines"] for words, _ in place))
    assert with_word("|".join(map(re.escape, english)), (*shown, *all_said(folder, code))) == []
    assert {own[context.label] for context in ledger.context if context.label} <= set(shown)


@pytest.mark.parametrize("folder", ["afghanistan-2021", "myanmar-2023"])
def test_an_english_verb_has_the_number_of_its_party(folder: str) -> None:
    war = opened(folder)[1].ledger.war
    said = " ".join(said_in(folder, "en"))
    for each in named(war):
        wrong = "(?:re)?take|claim|hold" if each.singular else "(?:re)?takes|claims|holds"
        assert not re.search(rf"{each.called} (?:{wrong})\b", said, re.IGNORECASE), each.called


@pytest.mark.parametrize("war", [AFGHANISTAN, MYANMAR], ids=lambda war: war.title)
@pytest.mark.parametrize("code", LOCALES)
def test_a_war_that_we_ship_lacks_no_word_and_no_form(war: War, code: str) -> None:
    assert (wanting(code, war), unformed(code, war)) == ([], [])


def test_a_word_that_a_war_lacks_is_told(capsys: pytest.CaptureFixture[str], ledger_folder: LedgerFolder) -> None:
    words = {**MYANMAR.words, "en": {"district": "township", "districts": "townships"}, "de": {}}
    war = replace(MYANMAR, words=words)
    assert {"several provinces", "other provincial", "a province"} <= set(wanting("en", war))
    assert {"jedem Distrikt", "der Provinz", "{total} Distrikten"} <= set(wanting("de", war))
    assert wanting("fr", war) == []
    folder = ledger_folder("war.toml", "[[party]]", 'words.en = { district = "square" }\n[[party]]')
    assert main([str(folder)]) == 1
    out, lacking = capsys.readouterr()
    assert "en: Find a square (/)\n" in out
    assert "en: wanting: {total} districts\n" in lacking
    assert "de: the names of Reds: by, called, have, name, of, to\n" in lacking


def test_a_check_of_a_folder_tells_which_words_its_war_lacks(
    ledger_folder: LedgerFolder, country_folder: LedgerFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(ledger_folder("war.toml", "[[party]]", 'words.en = { district = "square" }\n[[party]]'))
    for file in country_folder().iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    assert check([str(folder)]) == 1
    assert "\nwar.toml has no words.en for: '. Province" not in (told := capsys.readouterr().out)
    assert "war.toml has no words.en for: " in told
    assert "war.toml has no words.fa for: " in told


def test_words_of_a_war_are_put_into_messages_and_never_into_values() -> None:
    english = spoken("en", MYANMAR)
    said = english.say("Reports describe {district} as contested.", district="the district of provinces")
    assert said == "Reports describe the district of provinces as contested."
    assert english.count(2, "{number} district", "{number} districts") == "2 townships"
    assert english.own("The district council") == "The district council"
    assert worded(MYANMAR, "Districts of {place}", place="District 9") == "Townships of District 9"
    assert worded(AFGHANISTAN, "Districts of {place}", place="Kabul") == "Districts of Kabul"


def test_what_is_wrong_is_said_in_the_words_of_a_war_and_its_values_stay() -> None:
    why = Phrase("{name} is no district of that province", name="'district'")
    said = Phrase("{why} ({report})", why=Phrase("{why}; perhaps {close}", why=why, close="Province (01)"), report="R1")
    assert said == "'district' is no district of that province; perhaps Province (01) (R1)"
    assert reworded(AFGHANISTAN, said) == said
    assert reworded(MYANMAR, said) == "'district' is no township of that state or region; perhaps Province (01) (R1)"
    assert reworded(MYANMAR, Phrase("{no value} of a province")) == "{no value} of a state or region"
    assert reworded(MYANMAR, "no district, as a cell says") == "no district, as a cell says"


def test_a_phrase_goes_before_a_shorter_one_and_begins_as_it_stands() -> None:
    german = spoken("de", MYANMAR)
    assert german.say("No district matches that spelling") == "Kein Township mit dieser Schreibweise"
    assert german.say("No district changed after {earlier}, up to {later}.", earlier="1", later="2") == (
        "Nach dem 1, bis zum 2, änderte sich in keinem Township die Lage."
    )
    english = spoken("en", MYANMAR)
    assert english.say("{number} of these are known only from province- or country-wide reports.", number=3) == (
        "3 of these are known only from state-, region- or country-wide reports."
    )


def test_a_page_in_english_is_told_the_words_of_a_war_that_has_its_own() -> None:
    assert spoken("en", AFGHANISTAN).told()["words"] == language("en").told()["words"] == {}
    words = spoken("en", MYANMAR).told()["words"]
    assert words["Find a district (/)"] == "Find a township (/)"
    assert words["{number} district"] == ("{number} township", "{number} townships")
    assert spoken("fr", MYANMAR).told()["words"]["Find a district (/)"] == "Chercher un township (/)"


def test_a_place_without_a_name_in_a_language_is_called_as_in_english() -> None:
    country, reading = opened("myanmar-2023")
    persian = country.names_in(spoken("fa", reading.ledger.war))
    assert persian["MMR012001"] == "Sittwe"
    assert not [name for name in persian.values() if re.search("[\u1000-\u109f]", name)]


def test_a_province_is_named_in_the_cases_that_its_war_gives() -> None:
    french = spoken("fr", MYANMAR)
    rakhine = french.place("Rakhine", "")
    assert (f"{rakhine:of}", f"{rakhine:in}") == ("de l’État de Rakhine", "dans l’État de Rakhine")
    assert isinstance(rakhine, Name)


def test_a_war_is_spoken_in_one_way_and_never_in_that_of_another() -> None:
    assert spoken("nl", MYANMAR) is spoken("nl", replace(MYANMAR))
    assert spoken("nl", MYANMAR) != spoken("nl", AFGHANISTAN)
    assert spoken("nl", replace(MYANMAR, words={})) != spoken("nl", MYANMAR)
